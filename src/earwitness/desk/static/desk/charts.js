// What the charts of all pages have in common.

export function whole(value) {
  return Number.isInteger(value) ? value.toLocaleString(document.documentElement.lang) : "";
}

export function dayName(date, parts = { day: "numeric", month: "short" }) {
  return date.toLocaleDateString(document.documentElement.lang, { ...parts, timeZone: "UTC" });
}

export function plain(drawn) {
  // The policy of the page allows no style but its own files; these rules stand in its sheet.
  for (const style of drawn.querySelectorAll("style")) style.remove();
  // The drawing as a whole has a name; its parts, which the library names in English, have no role
  // that could carry one.
  for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  return drawn;
}

// Draws at once, and anew when the place has another width.
export function atEveryWidth(place, draw) {
  let known = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (known === width) return;
    known = width;
    draw(place);
  }).observe(place);
}
