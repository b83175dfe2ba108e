// One key, one thing. Views add theirs with `onKey`; nothing happens while somebody types.

const actions = new Map();

/** Have `key` call `action`; the view's own goes before the page's. */
export function onKey(key, action) {
  actions.set(key, action);
}

function isTyping(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target)) return;
  const action = actions.get(event.key);
  if (action && action(event) !== false) event.preventDefault();
});

onKey("?", () => document.getElementById("keys").showModal());
onKey("/", () => {
  const box = document.querySelector("input[type=search]");
  if (!box) return void location.assign("/");
  box.focus();
  box.select();
});
