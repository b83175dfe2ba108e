// Reading: pages before and after come by themselves, selected words can be taken along.
import { onKey } from "./keys.js";
import { copyPassage } from "./copying.js";
import { showKept } from "./keeping.js";
import { findChosen, readWords } from "./selection.js";

const reader = document.querySelector(".reader");
const pages = reader.querySelector(".pages");
const item = encodeURIComponent(reader.dataset.item);
const count = Number(reader.dataset.count);

// The passage in view
const marked = pages.querySelector("rect.mark, .text .mark");
if (marked) requestAnimationFrame(() => {
  const box = marked.getBoundingClientRect();
  if (box.bottom > innerHeight * 0.8 || box.top < 0)
    scrollTo({ top: scrollY + box.top - innerHeight * 0.35, behavior: "instant" });
});

// Pages before and after
const loading = new Set();
async function load(number, before) {
  if (number < 1 || number > count || loading.has(number) || document.getElementById(`page-${number}`)) return;
  loading.add(number);
  const answer = await fetch(`/page?item=${item}&page=${number}`);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("section.page");
  page.classList.add("added");
  if (!before) {
    pages.append(page);
    watcher.observe(page);
    return;
  }
  const height = document.documentElement.scrollHeight;
  pages.prepend(page);
  // what is being read stays where it is
  scrollBy({ top: document.documentElement.scrollHeight - height, behavior: "instant" });
  watcher.observe(page);
}
const watcher = new IntersectionObserver((seen) => {
  for (const one of seen) {
    if (!one.isIntersecting) continue;
    const number = Number(one.target.dataset.page);
    load(number + 1, false);
    if (scrollY > 0 || one.target !== pages.firstElementChild) load(number - 1, true);
  }
}, { rootMargin: "300px" });
addEventListener("load", () => {
  for (const page of pages.children) watcher.observe(page);
  load(Number(pages.lastElementChild.dataset.page) + 1, false);
});

// what is typed takes the place of the number that stands there
const jump = reader.querySelector("[data-selects]");
jump?.addEventListener("focus", () => jump.select());

// Steps by keys
const go = (name) => () => {
  const link = reader.querySelector(`[data-step=${name}]`);
  if (!link) return false;
  location.assign(link.href);
};
onKey("j", go("hit-after"));
onKey("k", go("hit-before"));
onKey("ArrowLeft", go("page-before"));
onKey("ArrowRight", go("page-after"));

// Contents
for (const place of document.querySelectorAll("details[data-load]"))
  place.addEventListener("toggle", async () => {
    if (!place.open || place.dataset.loaded) return;
    place.dataset.loaded = "1";
    const answer = await fetch(place.dataset.load);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.append(...page.body.childNodes);
  });

// What was selected, or else the passage, can be copied and kept
const offer = document.querySelector("[data-chosen]");
let chosen = null;

document.addEventListener("selectionchange", () => {
  const found = findChosen(pages);
  if (found && JSON.stringify(found) !== JSON.stringify(chosen)) showKept(offer.querySelector("[data-keeping]"), "");
  if (found) chosen = found;
  else if (!offer.contains(document.activeElement)) chosen = null;
  offer.hidden = !chosen;
});

// what the browser itself would copy from a picture is a line for each word
document.addEventListener("copy", (event) => {
  const words = findChosen(pages);
  if (!words || !getSelection().anchorNode?.parentElement.closest(".layer")) return;
  event.clipboardData.setData("text/plain", readWords(pages, words));
  event.preventDefault();
});

const addressOf = (words) =>
  `${offer.dataset.address}&from=${words.from}&to=${words.to}${words.notes ? "&notes=1" : ""}`;

function copy() {
  if (chosen) return copyPassage(addressOf(chosen));
  const passage = reader.dataset.passage;
  return passage ? copyPassage(`/api/passage?passage=${encodeURIComponent(passage)}`) : false;
}

async function keep() {
  if (!chosen) return reader.querySelector("form[data-keep]")?.requestSubmit();
  const form = offer.querySelector("form[data-keep]");
  const answer = await fetch(addressOf(chosen));
  form.elements.passage.value = (await answer.json()).id;
  form.requestSubmit();
}

onKey("c", copy);
onKey("b", () => void keep());
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-copy-chosen]")) return void copy();
  if (event.target.closest("[data-chosen] form[data-keep] button")) {
    event.preventDefault();
    return void keep();
  }
  const take = event.target.closest("[data-copy]");
  if (take && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    copyPassage(`/api/passage?passage=${encodeURIComponent(take.dataset.copy)}`);
  }
});
// pressing a button must not take the selection away
offer.addEventListener("mousedown", (event) => event.preventDefault());
