// Files dropped anywhere on the page go into its form, which is then sent.
import { announce } from "./forms.js";

const form = document.querySelector("[data-drop]");

if (form) {
  const field = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-said]");

  form.addEventListener("submit", () => (said.textContent = form.dataset.sending));
  field.addEventListener("change", () => (said.textContent = [...field.files].map((file) => file.name).join(", ")));

  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove("over");
    if (!field.multiple && event.dataTransfer.files.length > 1) return void announce(field.closest("form").querySelector("label").textContent);
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  // coming back with the browser's button
  window.addEventListener("pageshow", () => (said.textContent = ""));
}
