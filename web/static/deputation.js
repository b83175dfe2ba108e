// The text is kept and checked while it is typed; passages are put in where the cursor stands.
import { send, announce } from "./forms.js";

const form = document.querySelector("[data-speech]");

document.querySelector("[data-print]")?.addEventListener("click", () => print());

if (form) {
  const { text, minutes, revision } = form.elements;
  const [clock, state, printed] = ["clock", "state", "printed"].map((name) => document.querySelector(`[data-${name}]`));
  const status = form.querySelector("[data-status]");
  let timer = 0;
  let sending = null;
  let again = false;
  let kept = text.value;

  function take(answer, sent) {
    revision.value = answer.revision;
    // made by this server's templates, which escape
    clock.innerHTML = answer.clock;
    state.innerHTML = answer.verdicts;
    printed.innerHTML = answer.printed;
    kept = sent;
    status.textContent = form.dataset.saved;
  }

  async function save() {
    clearTimeout(timer);
    if (sending) {
      again = true;
      return sending;
    }
    status.textContent = form.dataset.saving;
    const sent = text.value;
    sending = send("/deputation/save", new FormData(form))
      .then((answer) => take(answer, sent))
      .catch((error) => (status.textContent = `${form.dataset.unsaved} ${error.message}`))
      .finally(() => (sending = null));
    await sending;
    if (again) {
      again = false;
      return save();
    }
  }

  async function insert(id) {
    await sending;
    clearTimeout(timer);
    const fields = new FormData(form);
    fields.set("id", id);
    // a browser sends line ends as \r\n, the cursor counts them as one
    fields.set("at", text.selectionEnd);
    try {
      const answer = await send("/deputation/insert", fields);
      text.value = answer.text;
      take(answer, answer.text);
      text.focus();
      text.setSelectionRange(answer.cursor, answer.cursor);
    } catch (error) {
      announce(error.message);
      status.textContent = `${form.dataset.unsaved} ${error.message}`;
    }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 700);
  };
  text.addEventListener("input", soon);
  minutes.addEventListener("input", soon);
  for (const button of form.querySelectorAll("[data-minutes]"))
    button.addEventListener("click", () => ((minutes.value = button.dataset.minutes), save()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = event.submitter?.dataset.insert;
    if (id) insert(id);
    else save();
  });
  // what has not been kept yet is printed as it is typed
  window.addEventListener("beforeprint", () => {
    if (text.value === kept) return;
    const typed = document.createElement("p");
    typed.textContent = text.value;
    printed.replaceChildren(typed);
  });
  window.addEventListener("beforeunload", (event) => text.value !== kept && event.preventDefault());
  for (const link of form.querySelectorAll("a.button"))
    link.addEventListener("click", async (event) => {
      if (text.value === kept) return;
      event.preventDefault();
      await save();
      if (text.value === kept) location.assign(link.href);
    });
}
