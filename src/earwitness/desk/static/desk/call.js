// The page of one call: ties the sound, its outline, the texts and the keyboard together.

import { say } from "./desk.js";
import { Player } from "./call/player.js";
import { Waveform } from "./call/waveform.js";
import { Turns } from "./call/turns.js";
import { listenToKeys } from "./call/keys.js";
import { Editor } from "./call/editor.js";
import { post } from "./call/saving.js";
import { count } from "./call/exposure.js";

const box = document.getElementById("player");
const texts = document.getElementById("texts");
const wave = document.getElementById("wave");
let spans = JSON.parse(document.getElementById("spans").textContent);
const follow = document.getElementById("follow");
const now = document.getElementById("now");
const speed = document.getElementById("speed");
const help = document.getElementById("help");
const panel = document.getElementById("panel");
const words = JSON.parse(document.getElementById("words").textContent);
const template = document.getElementById("editor");

const settings = kept("earwitness-keys", { keys: true, pedal: false });
const durationMs = Number(box.dataset.duration);
const player = new Player(document.getElementById("audio"), box.dataset.sound, durationMs);
const turns = new Turns(texts);
const waveform = wave && new Waveform(wave, {
  address: box.dataset.heights, durationMs, channels: Number(box.dataset.channels), spans,
});

const editor = template && new Editor({
  template, turns, words, key: template.dataset.outbox,
  drafts: JSON.parse(document.getElementById("unsaved").textContent),
});
if (box.dataset.sound) count(player, words.heard);

const acts = {
  play: () => player.toggle(),
  back: () => goTo(player.ms - 3000),
  on: () => goTo(player.ms + 3000),
  previous: () => goTo(turns.previous(player.ms)),
  next: async () => {
    await turns.bring(nextStart(player.ms) ?? player.ms);
    const start = turns.next(player.ms);
    if (start !== null) goTo(start);
  },
  loop: () => {
    if (player.loop) player.loop = null;
    else if (waveform?.selection) player.loop = waveform.selection;
    else if (turns.now) player.loop = waveform.selection = spanOf(turns.now);
  },
  slower: () => step(-1),
  faster: () => step(1),
  usual: () => setSpeed("1"),
  in: () => waveform?.zoom(0.5),
  out: () => waveform?.zoom(2),
  follow: () => { if (follow) follow.checked = !follow.checked; },
  help: () => help.showModal(),
  edit: (item = turns.now) => (editor && item ? editor.open(item) : false),
  comment: (item = turns.now) => commentOn(item),
  history: (item = turns.now) => (item ? showHistory(item) : false),
  escape: () => { player.loop = null; waveform?.select(null); },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button && acts[button.dataset.do]) acts[button.dataset.do]();
  const act = event.target.closest("a[data-act]");
  if (!act || event.ctrlKey || event.metaKey || !acts[act.dataset.act]) return;
  event.preventDefault();
  acts[act.dataset.act](act.closest("li.turn"));
});
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("form[data-saves]")) return;
  event.preventDefault();
  const form = event.target, start = Number(form.elements.start_ms.value);
  const answer = await post(form.getAttribute("action"), new FormData(form));
  if (answer.state !== "done") return say(answer.told ? `${answer.told.what} ${answer.told.remedy}` : words.offline);
  if (panel.open) panel.close();
  say(words.saved);
  const part = turns.partAt(start);
  if (part) await turns.refresh(part);
});
listenToKeys((name) => (acts[name] ? acts[name]() : false), settings);
editor?.addEventListener("saved", (event) => say(event.detail.clash ? words.clash : words.saved));
editor?.addEventListener("told", (event) => say(event.detail));

player.addEventListener("time", place);
player.addEventListener("state", () => {
  const button = box.querySelector("[data-do=play]");
  button.textContent = player.playing ? button.dataset.pause : button.dataset.play;
  button.setAttribute("aria-pressed", player.playing);
});
player.addEventListener("loop", () => {
  box.querySelector("[data-do=loop]")?.setAttribute("aria-pressed", Boolean(player.loop));
});
player.addEventListener("failed", () => say(words.failed));
waveform?.addEventListener("seek", (event) => goTo(event.detail));
const choose = document.getElementById("choose");
waveform?.addEventListener("selection", () => {
  const span = waveform.selection;
  if (choose) choose.href = choose.dataset.address + (span ? `&from=${Math.round(span.from)}&to=${Math.round(span.to)}` : "");
  if (player.loop || waveform.selection) player.loop = waveform.selection;
  if (waveform.selection) goTo(waveform.selection.from);
});
turns.addEventListener("jump", (event) => goTo(event.detail));
turns.addEventListener("read", () => { readSpans(); place(); showTalks(); });
document.body.addEventListener("htmx:afterSettle", showTalks);
document.addEventListener("click", (event) => {
  const time = event.target.closest("#talks a.at");
  if (!time) return;
  event.preventDefault();
  goTo(Number(time.closest("li").dataset.at));
});
showTalks();
speed?.addEventListener("change", () => setSpeed(speed.value));
addEventListener("hashchange", goToHash);
for (const [id, name] of [["keys-on", "keys"], ["pedal-on", "pedal"]]) {
  const tick = document.getElementById(id);
  tick.checked = settings[name];
  tick.addEventListener("change", () => { settings[name] = tick.checked; keep("earwitness-keys", settings); });
}
const heights = new ResizeObserver(() => {
  const header = document.querySelector("header.top");
  const top = getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0;
  document.documentElement.style.setProperty("--top", `${top}px`);
  document.documentElement.style.setProperty("--above", `${top + box.offsetHeight + 12}px`);
});
for (const part of [document.querySelector("header.top"), box]) heights.observe(part);
goToHash();
box.dataset.ready = "1";

async function goTo(ms) {
  player.seek(ms);
  await turns.bring(ms);
  turns.light(player.ms, true);
}

function commentOn(item) {
  const form = document.getElementById("new-comment");
  if (!form) return false;
  const span = waveform?.selection ?? (item ? spanOf(item) : { from: player.ms, to: player.ms });
  form.elements.start_ms.value = Math.round(span.from);
  form.elements.end_ms.value = Math.round(span.to);
  form.querySelector("output").textContent = clock(span.from);
  form.scrollIntoView({ block: "center" });
  form.elements.text.focus();
}

async function showHistory(item) {
  const address = item.querySelector("a[data-act=history]").getAttribute("href");
  await htmx.ajax("GET", address, { target: "#panel-content", swap: "innerHTML" });
  panel.showModal();
}

function showTalks() {
  const places = [...document.querySelectorAll("#talks li.talk:not(.settled)")].map((one) => Number(one.dataset.at));
  if (waveform) waveform.marks = places;
  for (const { item, start, end } of turns.all) {
    item.classList.toggle("talked", places.some((ms) => ms >= start && ms < end));
  }
}

function goToHash() {
  const found = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (found) goTo(Number(found[1]) * 1000);
}

function place() {
  const ms = player.ms, following = follow?.checked ?? true;
  waveform?.place(ms, following);
  turns.light(ms, following && player.playing);
  if (player.playing) turns.bring(ms);
  if (now) now.textContent = clock(ms);
  wave?.setAttribute("aria-valuenow", Math.round(ms));
  wave?.setAttribute("aria-valuetext", clock(ms));
}

// Who speaks when, as it stands after somebody wrote; of parts that are not here as it was.
function readSpans() {
  const here = [...texts.querySelectorAll("ol.turns:not(.to-come)")]
    .map((part) => [Number(part.dataset.from), part.dataset.to === "" ? Infinity : Number(part.dataset.to)]);
  const elsewhere = spans.filter(([start]) => !here.some(([from, to]) => start >= from && start < to));
  const own = turns.all.map(({ item, start, end }) => [start, end, Number(/\bv(\d)\b/.exec(item.className)?.[1] ?? 1), Number(item.dataset.channel)]);
  spans = [...elsewhere, ...own].sort((one, two) => one[0] - two[0]);
  if (waveform) waveform.spans = spans;
}

function nextStart(ms) { return spans.find((one) => one[0] > ms + 20)?.[0]; }
function spanOf(item) { return { from: Number(item.dataset.start), to: Number(item.dataset.end) }; }

function step(by) {
  const values = [...speed.options].map((one) => one.value);
  setSpeed(values[Math.max(0, Math.min(values.length - 1, speed.selectedIndex + by))]);
}

function setSpeed(value) {
  if (!speed) return;
  speed.value = value;
  player.speed = Number(value);
}

function clock(ms) {
  const all = Math.floor(ms / 1000), hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60;
  const seconds = String(all % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

function kept(name, otherwise) {
  try { return { ...otherwise, ...JSON.parse(localStorage.getItem(name)) }; } catch { return otherwise; }
}
function keep(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* a private window keeps nothing */ } }
