// Two voices side by side: one of them plays; a key switches to the other at the same place.
import { Player } from "../call/player.js";

const sides = {};
const status = document.getElementById("playing");
const single = document.getElementById("single-keys");
let now = null; // { side, place }

for (const section of document.querySelectorAll(".voice[data-sound]")) {
  const audio = new Audio();
  audio.preload = "none";
  const player = new Player(audio, section.dataset.sound, Number(section.dataset.duration));
  const clips = [...section.querySelectorAll(".clips li[data-start]")];
  const own = { key: section.dataset.side, letter: section.dataset.letter, player, clips, place: 0 };
  if (!clips.length) continue;
  sides[own.key] = own;
  clips.forEach((clip, place) => {
    const button = clip.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => (isNow(own, place) ? stop() : play(own, place)));
  });
  player.addEventListener("time", () => { if (now?.side === own && player.ms >= end(own)) stop(); });
  player.addEventListener("state", () => { if (now?.side === own && audio.ended) stop(); });
  player.addEventListener("failed", () => { stop(); status.textContent = status.dataset.failed; });
}
if (Object.keys(sides).length) document.getElementById("switch").hidden = false;
document.querySelector("[data-do=swap]").addEventListener("click", swap);
document.querySelector("[data-do=stop]").addEventListener("click", stop);
document.getElementById("voices").dataset.ready = "1";

function isNow(side, place) { return now?.side === side && now.place === place; }
function end(side) { return Number(side.clips[side.place].dataset.end); }

function play(side, place) {
  if (!side) return;
  stop();
  side.place = Math.max(0, Math.min(place, side.clips.length - 1));
  now = { side, place: side.place };
  const clip = side.clips[side.place];
  clip.classList.add("now");
  clip.querySelector("button").setAttribute("aria-pressed", "true");
  side.player.seek(Number(clip.dataset.start));
  side.player.play();
  status.textContent = `${side.letter} ${side.place + 1} ${status.dataset.plays}`;
}

function stop() {
  for (const side of Object.values(sides)) {
    side.player.pause();
    for (const clip of side.clips) {
      clip.classList.remove("now");
      clip.querySelector("button").removeAttribute("aria-pressed");
    }
  }
  if (now) last = now;
  now = null;
  status.textContent = "";
}

let last = null;

function swap() {
  const from = now ?? last;
  const to = from?.side === sides.left ? sides.right : sides.left;
  play(to ?? from?.side, from ? from.place : 0);
}

function step(by) {
  const from = now ?? last ?? { side: sides.left ?? sides.right, place: -1 };
  play(from.side, from.place + by);
}

const KEYS = {
  a: () => play(sides.left, sides.left?.place ?? 0), b: () => play(sides.right, sides.right?.place ?? 0),
  x: swap, s: stop, ArrowUp: () => step(-1), ArrowDown: () => step(1),
};
document.addEventListener("keydown", (event) => {
  if (!single.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
