// The basket by mouse and keys: every change is sent at once and names entries by their ids.
import { copyPassage } from "./copying.js";
import { onKey } from "./keys.js";
import { send, announce } from "./forms.js";

const list = document.querySelector("[data-entries]");
const said = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), list.dataset[name]);
const items = () => [...list.children];

async function sendOrReload(address, fields) {
  try {
    return await send(address, fields);
  } catch (error) {
    announce(error.message);
    setTimeout(() => location.reload(), 2000);
    return null;
  }
}

/** Put the entries into the order that the server gives. */
function arrange(answer) {
  if (!answer) return;
  list.dataset.stamp = answer.stamp;
  const known = new Map(items().map((item) => [item.dataset.id, item]));
  if (answer.order.length !== known.size || answer.order.some((id) => !known.has(id))) return void location.reload();
  list.append(...answer.order.map((id) => known.get(id)));
}

async function move(item, fields) {
  const within = item.contains(document.activeElement) ? document.activeElement : item;
  const answer = await sendOrReload("/basket/move", { id: item.dataset.id, ...fields });
  arrange(answer);
  within.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  announce(said("moved", { place: items().indexOf(item) + 1, count: items().length }));
}

async function saveNote(field) {
  if (field.value === field.defaultValue) return;
  const value = field.value;
  const answer = await sendOrReload("/basket/note", { id: field.closest("li").dataset.id, note: value });
  if (!answer) return;
  field.defaultValue = value;
  list.dataset.stamp = answer.stamp;
  announce(said("saved"));
}

function focusBy(step) {
  const all = items();
  const at = all.findIndex((item) => item.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const getFocused = () => items().find((item) => item.contains(document.activeElement));

function makeDraggable(item) {
  const grip = item.querySelector(".grip");
  grip.addEventListener("pointerdown", () => (item.draggable = true));
  grip.addEventListener("pointerup", () => (item.draggable = false));
  item.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.id);
    item.classList.add("dragged");
  });
  item.addEventListener("dragend", () => {
    item.draggable = false;
    for (const one of items()) one.classList.remove("dragged", "target");
  });
}

if (list) {
  for (const way of ["up", "down"]) {
    document.getElementById(`act-${way}`).addEventListener("submit", (event) => {
      event.preventDefault();
      move(event.submitter.closest("li"), { way });
    });
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copyPassage(button.dataset.copy);
  });
  for (const field of list.querySelectorAll("textarea")) field.addEventListener("change", () => saveNote(field));
  for (const item of items()) makeDraggable(item);
  list.addEventListener("dragover", (event) => {
    const target = event.target.closest("li[data-id]");
    if (!list.querySelector(".dragged")) return;
    event.preventDefault();
    for (const one of items()) one.classList.toggle("target", one === target);
  });
  list.addEventListener("drop", (event) => {
    const dragged = list.querySelector(".dragged");
    if (!dragged) return;
    event.preventDefault();
    const target = event.target.closest("li[data-id]");
    if (target !== dragged) move(dragged, { before: target ? target.dataset.id : "" });
  });

  onKey("j", () => focusBy(1));
  onKey("k", () => focusBy(-1));
  onKey("J", () => getFocused() && void move(getFocused(), { way: "down" }));
  onKey("K", () => getFocused() && void move(getFocused(), { way: "up" }));
  onKey("c", () => {
    const button = getFocused()?.querySelector("[data-copy]");
    if (button) copyPassage(button.dataset.copy);
  });
  onKey("Enter", () => {
    if (document.activeElement?.parentElement !== list) return false;
    const link = document.activeElement.querySelector(".title a");
    if (link) link.click();
  });

  // a heading that was just added
  const added = items().find((item) => item.dataset.id === list.dataset.added);
  if (added) {
    added.scrollIntoView({ block: "center", behavior: "instant" });
    added.focus({ preventScroll: true });
    announce(said("headingAdded", { place: items().indexOf(added) + 1, count: items().length }));
    history.replaceState(null, "", `/basket#e-${added.dataset.id}`);
  }

  // another window or a terminal may have changed it meanwhile
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible") return;
    if ([...list.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue)) return;
    const answer = await fetch("/basket/stamp").catch(() => null);
    if (answer?.ok && (await answer.json()).stamp !== list.dataset.stamp) location.reload();
  });
}
