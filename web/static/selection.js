// From a selection on the page to places in the text: page and offset of its first and last character.

/** The words selected in `area`: `{from: "5:340", to: "6:12", notes}`; null if there are none. */
export function findChosen(area) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  // the text of a page follows its picture: a selection over two pictures goes past it
  const layer = range.startContainer.parentElement?.closest(".layer") ? ".layer [data-s]" : ".text [data-s]";
  const pieces = [...area.querySelectorAll(layer)].filter((piece) => range.intersectsNode(piece));
  const parts = pieces.map((piece) => measure(piece, range)).filter((part) => part.end > part.start);
  if (!parts.length) return null;
  const notes = parts[0].notes;
  const same = parts.filter((part) => part.notes === notes);
  const order = (a, b) => a.page - b.page || a.start - b.start;
  same.sort(order);
  const first = same[0], last = same.reduce((a, b) => (a.page - b.page || a.end - b.end) > 0 ? a : b);
  return { from: `${first.page}:${first.start}`, to: `${last.page}:${last.end}`, notes };
}

/** Which stretch of the page's text is selected of a piece of it. */
function measure(piece, range) {
  const text = piece.firstChild;
  const start = Number(piece.dataset.s);
  const length = text ? text.length : 0;
  const inside = (node, offset, otherwise) => (node === text ? offset : otherwise);
  const from = range.comparePoint(text ?? piece, 0) < 0 ? inside(range.startContainer, range.startOffset, length) : 0;
  const to = range.comparePoint(text ?? piece, length) > 0 ? inside(range.endContainer, range.endOffset, 0) : length;
  return {
    page: Number(piece.closest("[data-page]").dataset.page),
    notes: Boolean(piece.closest("[data-notes]")),
    start: start + from,
    end: start + to,
  };
}

/** The source's words at these places, as they stand in the text below each picture. */
export function readWords(area, { from, to, notes }) {
  const [[firstPage, start], [lastPage, end]] = [from, to].map((place) => place.split(":").map(Number));
  const texts = [];
  for (const page of area.querySelectorAll("section.page")) {
    const number = Number(page.dataset.page);
    if (number < firstPage || number > lastPage) continue;
    const begin = number === firstPage ? start : 0;
    const stop = number === lastPage ? end : Infinity;
    const paragraphs = [...page.querySelectorAll(".text p")].filter((one) => "notes" in one.dataset === notes);
    const words = paragraphs.map((one) => [...one.querySelectorAll("[data-s]")].map((piece) => {
      const at = Number(piece.dataset.s);
      return piece.textContent.slice(Math.max(0, begin - at), Math.max(0, stop - at));
    }).join("").trim());
    texts.push(words.filter(Boolean).join("\n\n"));
  }
  return texts.join(" ");
}
