// Forms that send themselves, dialogs that open, and requests that change something.

for (const field of document.querySelectorAll("[data-submits]"))
  field.addEventListener("change", () => field.form.requestSubmit());

for (const button of document.querySelectorAll("[data-opens]"))
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());

const token = document.querySelector("meta[name=pincite-token]").content;

/** Send a form's fields (an object or FormData) to one of this server's addresses; the answer's JSON. */
export async function send(address, fields) {
  let body = fields;
  if (!(fields instanceof FormData)) {
    body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
  }
  const answer = await fetch(address, { method: "POST", body, headers: { "X-Pincite-Token": token, Accept: "application/json" } });
  const content = await answer.json();
  if (!answer.ok) throw new Error(`${content.error} ${content.remedy}`.trim());
  return content;
}

/** Say something to those who listen and, for a moment, to those who look. */
export function announce(text) {
  const announcer = document.querySelector("[data-announcer]");
  announcer.textContent = "";
  requestAnimationFrame(() => {
    announcer.textContent = text;
    announcer.classList.add("shown");
    clearTimeout(announcer.timer);
    announcer.timer = setTimeout(() => announcer.classList.remove("shown"), 2500);
  });
}
