// Cutting and covering: two handles for the clip, a dragged span for a cover, and the covers that
// lie, all on the waveform. The fields of the forms say the same, and can be typed into.

import { say } from "./desk.js";
import { Player } from "./call/player.js";
import { Waveform } from "./call/waveform.js";

const box = document.getElementById("cutter");
const wave = document.getElementById("wave");
const over = document.getElementById("over");
const now = document.getElementById("now");
const piece = document.getElementById("piece");
const cover = document.getElementById("cover");
const STEP = 100, FINE = 10, AROUND = 0.25;

const durationMs = Number(box?.dataset.duration || 0);
const player = box && new Player(document.getElementById("audio"), box.dataset.sound, durationMs);
const waveform = wave && new Waveform(wave, {
  address: box.dataset.heights, durationMs, channels: Number(box.dataset.channels),
  spans: JSON.parse(document.getElementById("spans").textContent),
});

// "1:12.5" or "72500" as the server reads them; null if it is no time.
export function msOf(text) {
  const own = text.trim();
  if (/^\d{1,9}$/.test(own)) return Number(own);
  const found = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(own);
  if (!found || Number(found[3]) > 59) return null;
  const seconds = (Number(found[1] || 0) * 60 + Number(found[2])) * 60 + Number(found[3]);
  return seconds * 1000 + Number((found[4] || "").padEnd(3, "0"));
}

export function clock(ms) {
  const whole = Math.round(ms), seconds = Math.floor(whole / 1000), rest = whole % 1000;
  const told = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return rest ? `${told}.${String(rest).padStart(3, "0")}`.replace(/0+$/, "") : told;
}

const field = (edge) => piece.elements[edge];
const edgeMs = (edge) => msOf(field(edge)?.value || "");
const handles = {};

if (waveform) {
  for (const edge of ["start", "end"]) handles[edge] = makeHandle(edge);
  for (const item of document.querySelectorAll("[data-cover]")) makeBand(item);
  piece?.addEventListener("input", lay);
  waveform.addEventListener("view", lay);
  waveform.addEventListener("seek", (event) => player.seek(event.detail));
  waveform.addEventListener("selection", () => take(waveform.selection));
  showClip();
}

player?.addEventListener("time", () => {
  now && (now.textContent = clock(player.ms));
  waveform?.place(player.ms, true);
});
player?.addEventListener("state", () => {
  const button = box.querySelector("[data-do=play]");
  if (!button) return;
  button.textContent = player.playing ? button.dataset.pause : button.dataset.play;
  button.setAttribute("aria-pressed", player.playing);
});

const acts = {
  play: () => player.toggle(),
  clip: () => listen(edgeMs("start") ?? 0, edgeMs("end")),
  tail: () => listen(Math.max(edgeMs("start") ?? 0, (edgeMs("end") ?? durationMs) - 3000), edgeMs("end")),
  in: () => waveform?.zoom(0.5),
  out: () => waveform?.zoom(2),
};

let begun = null;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) return acts[button.dataset.do]?.();
  const place = event.target.closest("button[data-at], .lines span[data-at]");
  if (!place || !waveform) return;
  const from = Number(place.dataset.at), to = Number(place.dataset.to);
  if (place.matches("button")) {
    waveform.select({ from, to });
    return listen(from, to);
  }
  const span = event.shiftKey && begun ? { from: Math.min(begun.from, from), to: Math.max(begun.to, to) } : { from, to };
  if (!event.shiftKey) begun = span;
  waveform.select(span);
});

// What was selected goes into the form of covers; without one (a new clip), into the clip itself.
function take(span) {
  if (!span) return;
  const form = cover || (piece && !piece.querySelector("fieldset[disabled]") ? piece : null);
  if (!form) return;
  form.elements.start.value = clock(span.from);
  form.elements.end.value = clock(span.to);
  player.seek(span.from);
  lay();
  say(`${clock(span.from)} – ${clock(span.to)}`);
}

function listen(from, to) {
  player.loop = null;
  player.seek(from);
  player.play();
  if (to === null) return;
  const stop = () => {
    if (player.ms < to && player.playing) return;
    if (player.playing) player.pause();
    player.removeEventListener("time", stop);
  };
  setTimeout(() => player.addEventListener("time", stop), 150);
}

function showClip() {
  const from = edgeMs("start"), to = edgeMs("end");
  if (from === null || to === null || to <= from) return lay();
  const around = Math.max(1500, (to - from) * AROUND);
  waveform.show(Math.max(0, from - around), Math.min(durationMs, to + around));
}

function share(ms) {
  const { from, to } = waveform.span;
  return (ms - from) / (to - from);
}

function lay() {
  const from = edgeMs("start"), to = edgeMs("end");
  for (const edge of ["start", "end"]) {
    const ms = edge === "start" ? from : to, handle = handles[edge];
    const place = ms === null ? -1 : share(ms);
    handle.hidden = place < 0 || place > 1;
    handle.style.left = `${place * 100}%`;
    handle.setAttribute("aria-valuenow", ms ?? 0);
    handle.setAttribute("aria-valuetext", ms === null ? "" : clock(ms));
  }
  for (const band of over.querySelectorAll(".band, .outside")) {
    const start = band.dataset.side === "after" ? to ?? durationMs : Number(band.dataset.at ?? 0);
    const end = band.dataset.side === "before" ? from ?? 0 : Number(band.dataset.to ?? durationMs);
    const left = Math.max(0, Math.min(1, share(start))), right = Math.max(0, Math.min(1, share(end)));
    band.hidden = right <= left;
    band.style.left = `${left * 100}%`;
    band.style.width = `${(right - left) * 100}%`;
  }
}

function makeBand(item) {
  const band = document.createElement("div");
  band.className = `band ${item.dataset.cover}`;
  band.dataset.at = item.dataset.at;
  band.dataset.to = item.dataset.to;
  over.append(band);
}

function makeHandle(edge) {
  const shade = document.createElement("div");
  shade.className = "outside";
  shade.dataset.side = edge === "start" ? "before" : "after";
  const handle = document.createElement("div");
  handle.className = "handle";
  handle.tabIndex = 0;
  handle.setAttribute("role", "slider");
  handle.setAttribute("aria-label", edge === "start" ? box.dataset.from : box.dataset.to);
  handle.setAttribute("aria-valuemin", 0);
  handle.setAttribute("aria-valuemax", durationMs);
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(edge, (edgeMs(edge) ?? 0) + by * (event.shiftKey ? FINE : STEP));
  });
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus();
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const frame = wave.getBoundingClientRect(), { from, to } = waveform.span;
    move(edge, from + ((event.clientX - frame.left) / frame.width) * (to - from));
  });
  over.append(shade, handle);
  return handle;
}

function move(edge, ms) {
  if (piece.querySelector("fieldset[disabled]")) return;
  const other = edgeMs(edge === "start" ? "end" : "start");
  const low = edge === "end" && other !== null ? other + FINE : 0;
  const high = edge === "start" && other !== null ? other - FINE : durationMs;
  field(edge).value = clock(Math.max(low, Math.min(high, ms)));
  lay();
}
