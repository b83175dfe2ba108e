// Quotation and citation are fetched and put on the clipboard, as text and with their italics.
import { announce } from "./forms.js";

/** Copy the passage at an address of the API that answers with a quoted passage. */
export async function copyPassage(address) {
  const announcer = document.querySelector("[data-announcer]");
  const answer = fetch(address, { headers: { Accept: "application/json" } }).then(async (got) => {
    const content = await got.json();
    if (!got.ok) throw new Error(`${content.error} ${content.remedy}`.trim());
    return content;
  });
  try {
    await write(answer);
    const { remarks, pinpoint } = await answer;
    announce([announcer.dataset.copied, pinpoint, ...remarks].join(" · "));
  } catch (error) {
    announce(error instanceof DOMException ? announcer.dataset.notCopied : error.message);
  }
}

async function write(answer) {
  const part = (kind, type) => answer.then((content) => new Blob([content.with_quotation[kind]], { type }));
  // the clipboard is asked for at once, while the key is still being pressed
  if (window.ClipboardItem)
    return navigator.clipboard.write([
      new ClipboardItem({ "text/plain": part("text", "text/plain"), "text/html": part("html", "text/html") }),
    ]);
  return navigator.clipboard.writeText((await answer).with_quotation.text);
}
