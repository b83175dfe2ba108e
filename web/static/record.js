// The citation of a record while its fields are typed.
import { send } from "./forms.js";

const form = document.querySelector("[data-record]");
const problem = document.querySelector("[data-problem]");
const list = document.querySelector("[data-citations]");
const TAGS = { italic: "i", "small-caps": "span" };
let asked = 0;
let timer = 0;

function write(place, pieces) {
  place.replaceChildren(
    ...pieces.map(([text, face]) => {
      if (!TAGS[face]) return document.createTextNode(text);
      const element = document.createElement(TAGS[face]);
      if (face === "small-caps") element.className = "small-caps";
      element.textContent = text;
      return element;
    }),
  );
}

async function show() {
  const mine = ++asked;
  const answer = await send(form.dataset.record, new FormData(form)).catch((error) => ({ problem: error.message, citations: [] }));
  if (mine !== asked) return;
  problem.textContent = answer.problem;
  for (const { form: name, pieces } of answer.citations) {
    const place = list.querySelector(`[data-form="${name}"] dd`);
    if (place) write(place, pieces);
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, 250);
});
// the fields of another type: what has been typed is asked about before it is left
let changed = false;
form.addEventListener("input", (event) => (changed ||= !event.target.matches("[data-type]")));
form.querySelector("[data-type]").addEventListener("change", (event) => {
  if (!changed) location.assign(event.target.dataset.type + encodeURIComponent(event.target.value));
});
