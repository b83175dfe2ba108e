// "Keep" without leaving the page.
import { announce, send } from "./forms.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-keep]");
  if (!form) return;
  event.preventDefault();
  try {
    await send(form.action, new FormData(form));
    form.classList.add("kept");
    announce(document.querySelector("[data-announcer]").dataset.kept);
  } catch (error) {
    announce(error.message);
  }
});
