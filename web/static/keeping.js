// "Keep" without leaving the page: what is kept says so, and can be taken out again.
import { announce, send } from "./forms.js";

const { dataset: said } = document.querySelector("[data-announcer]");

/** Show in a place with both forms whether its passage is in the basket: under `id`, or not (""). */
export function showKept(place, id) {
  const [keep, remove] = ["keep", "unkeep"].map((name) => place.querySelector(`form[data-${name}]`));
  const within = place.contains(document.activeElement);
  keep.hidden = Boolean(id);
  remove.hidden = !id;
  remove.elements.id.value = id;
  remove.querySelector("a").href = id ? `/basket#e-${id}` : "/basket";
  if (within) (id ? remove.querySelector("a") : keep.querySelector("button")).focus();
}

function count(passages) {
  const place = document.querySelector("[data-kept-count]");
  place.hidden = !passages;
  place.firstElementChild.textContent = passages;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-keep], form[data-unkeep]");
  if (!form) return;
  event.preventDefault();
  const keeps = form.matches("[data-keep]");
  try {
    const answer = await send(form.action, new FormData(form));
    count(answer.kept);
    showKept(form.closest("[data-keeping]"), keeps ? answer.ids[0] : "");
    announce(!keeps ? said.unkept : answer.already ? said.keptAlready : said.kept);
  } catch (error) {
    announce(error.message);
  }
});
