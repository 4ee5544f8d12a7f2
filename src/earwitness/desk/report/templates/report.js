"use strict";
// Filters the calls. The page is complete and readable without this.
(() => {
  const field = document.getElementById("filter");
  const rows = [...document.querySelectorAll("#list tbody tr")];
  if (!rows.length) return;
  const calls = rows.map((row) => {
    const article = document.getElementById(row.querySelector("a").hash.slice(1));
    return { row, article, text: null };
  });
  const shown = document.getElementById("shown");
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
  const apply = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const call of calls) {
      call.text ??= plain(call.row.textContent + " " + call.article.textContent);
      const hidden = !words.every((word) => call.text.includes(word));
      call.row.hidden = call.article.hidden = hidden;
      count += hidden ? 0 : 1;
    }
    shown.textContent = words.length ? `${count} of ${calls.length} calls` : "";
  };
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  // A link into a call that the filter hides shows that call again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const article = target?.closest("article.call");
    if (article?.hidden) {
      article.hidden = false;
      target.scrollIntoView();
    }
  });
  field.parentElement.hidden = false;
})();
