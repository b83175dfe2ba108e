// "Keep" without leaving the page: what is kept says so, and can be taken out again.
import { announce, send } from "./forms.js";

const { dataset: said } = document.querySelector("[data-announcer]");

/** Show in a place with both forms whether its passage is in the basket: under `id`, or not ("").
 *  One that was just `removed` (its id) is put back with its note, at its place, when it is kept again. */
export function showKept(place, id, removed = "") {
  const [keep, remove] = ["keep", "unkeep"].map((name) => place.querySelector(`form[data-${name}]`));
  const within = place.contains(document.activeElement);
  keep.hidden = Boolean(id);
  remove.hidden = !id;
  keep.dataset.removed = removed;
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
    const { removed } = form.dataset;
    const usual = () => send(form.action, new FormData(form));
    const answer = await (removed ? send("/basket/put-back", { id: removed }).catch(usual) : usual());
    count(answer.kept);
    if (keeps) showKept(form.closest("[data-keeping]"), answer.ids?.[0] ?? removed);
    else showKept(form.closest("[data-keeping]"), "", answer.removed);
    announce(!keeps ? said.unkept : answer.already ? said.keptAlready : said.kept);
  } catch (error) {
    announce(error.message);
  }
});
