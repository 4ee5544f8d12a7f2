// The order of clips by dragging. The buttons beside each clip do the same without a mouse.

import { say } from "./desk.js";

const list = document.querySelector("[data-order]");
const form = document.getElementById("order");
let dragged = null;

list?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.clip);
  dragged.classList.add("dragged");
});
list?.addEventListener("dragover", (event) => {
  const over = event.target.closest("li");
  if (!dragged || !over) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  const isBehind = event.clientY > box.top + box.height / 2;
  if (over !== dragged) over[isBehind ? "after" : "before"](dragged);
});
list?.addEventListener("drop", (event) => event.preventDefault());
list?.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  const ids = [...list.children].map((item) => item.dataset.clip).join(" ");
  if (ids === first) return;
  form.elements.order.value = ids;
  say(form.dataset.moved);
  form.requestSubmit();
});

const first = list ? [...list.children].map((item) => item.dataset.clip).join(" ") : "";
