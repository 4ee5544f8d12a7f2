// What every page needs of the browser: answers of the server that are no success are shown, and
// wide tables can be scrolled by the keyboard.

document.addEventListener("htmx:beforeSwap", (event) => {
  // Problems come as a fragment with words; htmx would drop them.
  if (event.detail.xhr.status >= 400 && event.detail.xhr.status < 600) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

export function say(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));

// A table wider than its place is scrolled by the keyboard too: it takes the focus while it is.
const reachable = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function watchTables() {
  for (const table of document.querySelectorAll(".wide")) reachable.observe(table);
}

watchTables();
document.addEventListener("htmx:afterSettle", watchTables);
