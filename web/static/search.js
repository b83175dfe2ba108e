// Results by keys, and more of a document unfolded in place.
import { onKey } from "./keys.js";
import { copyPassage } from "./copying.js";
import "./keeping.js";

const list = () => [...document.querySelectorAll(".result")];
const chosen = () => document.querySelector(".result.chosen");

function choose(result) {
  if (!result) return;
  chosen()?.classList.remove("chosen");
  result.classList.add("chosen");
  result.focus({ preventScroll: true });
  result.scrollIntoView({ block: "nearest" });
  sessionStorage.setItem(location.search, result.dataset.passage);
}

function step(by) {
  const results = list();
  const at = results.indexOf(chosen());
  choose(results[Math.min(results.length - 1, Math.max(0, at + by))]);
}

const copy = (result) => copyPassage(`/api/passage?passage=${encodeURIComponent(result.dataset.passage)}`);
const withResult = (action) => () => {
  const result = chosen() ?? list()[0];
  if (!result) return false;
  choose(result);
  return action(result);
};

onKey("j", () => step(1));
onKey("k", () => step(-1));
onKey("c", withResult(copy));
onKey("b", withResult((result) => result.querySelector("form[data-keep]").requestSubmit()));
onKey("Enter", (event) => {
  if (event.target.closest("a, button, summary")) return false;
  const result = chosen();
  if (!result) return false;
  location.assign(result.querySelector("a.open").href);
});

document.addEventListener("click", (event) => {
  const take = event.target.closest("[data-copy]");
  if (take && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    copy(take.closest(".result"));
  }
  const more = event.target.closest("[data-more]");
  if (more && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    unfold(more);
  }
});

async function unfold(link) {
  const place = document.createElement("div");
  place.className = "inner-place";
  const answer = await fetch(link.dataset.more);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.append(...page.body.childNodes);
  link.closest(".result").append(place);
  link.remove();
  place.querySelector(".result")?.focus();
}

// where one was, when one comes back
const last = sessionStorage.getItem(location.search);
if (last) list().find((result) => result.dataset.passage === last)?.classList.add("chosen");
const narrow = document.querySelector("[data-narrow]");
if (narrow && matchMedia("(max-width: 56rem)").matches) narrow.open = false;
