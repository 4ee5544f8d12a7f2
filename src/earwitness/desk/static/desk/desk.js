// What every page needs of the browser: answers of the server that are no success are shown.

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

document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline || "No connection."));
