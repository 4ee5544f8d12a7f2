// The list of calls: short addresses while filtering, and keys to walk through it.

const typing = (element) => element.matches("input, select, textarea, [contenteditable]");

document.addEventListener("htmx:configRequest", (event) => {
  // Filters that are not set stay out of the address.
  const asked = event.detail.parameters;
  for (const name of [...asked.keys()]) if (asked.get(name) === "") asked.delete(name);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const box = document.getElementById("q") || document.getElementById("f-line");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  } else if (event.key === "j" || event.key === "k") {
    move(event.key === "j" ? 1 : -1);
    event.preventDefault();
  }
});

function move(step) {
  const lines = [...document.querySelectorAll("a.open")];
  if (!lines.length) return;
  const here = lines.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : lines.length - 1) : here + step;
  const line = lines[Math.max(0, Math.min(lines.length - 1, next))];
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
}

// On a narrow screen the filters are folded until somebody wants them.
const fold = document.querySelector(".filters-fold");
if (fold && window.matchMedia("(max-width: 600px)").matches) fold.open = false;
