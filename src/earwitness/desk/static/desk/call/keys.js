// The keyboard. Single keys sleep while somebody types, and can be switched off (WCAG 2.2, 2.1.4).

const SINGLE = {
  " ": "play", k: "play", ArrowLeft: "back", ArrowRight: "on", ArrowUp: "previous", ArrowDown: "next",
  r: "loop", "[": "slower", "]": "faster", 0: "usual", "+": "in", "=": "in", "-": "out", "−": "out",
  f: "follow", e: "edit", c: "comment", h: "history", "?": "help", Escape: "escape",
};
const PEDAL = { F7: "back", F8: "on", F9: "play" };

export function listenToKeys(act, settings) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (settings.pedal && PEDAL[event.key]) return take(event, PEDAL[event.key]);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!settings.keys || isTyping(event.target)) return;
    const name = SINGLE[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name || isOwn(event.target, event.key)) return;
    take(event, name);
  });
  function take(event, name) { if (act(name) !== false) event.preventDefault(); }
}

function isTyping(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

// Space and Enter belong to a button or a link that has the focus; an open dialog keeps its keys.
function isOwn(target, key) {
  if (document.querySelector("dialog[open]")) return true;
  return key === " " && target.closest("button, a, summary, input") !== null;
}
