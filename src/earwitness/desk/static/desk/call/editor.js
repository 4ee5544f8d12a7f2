// Writing in a turn, where it stands. What is typed is kept at the server every second, and in the
// browser if the server is not there.

import { Outbox, post } from "./saving.js";

const FIELDS = ["text", "translation", "speaker", "why"];
const SEEN = ["seen_text", "seen_translation", "seen_speaker", "start_ms", "end_ms", "channel", "based_on"];

export class Editor extends EventTarget {
  #autosaving = null; #template; #turns; #words; #outbox; #drafts;

  constructor({ template, turns, words, key, drafts }) {
    super();
    this.#template = template;
    this.#turns = turns;
    this.#words = words;
    this.#drafts = new Map(drafts.map((one) => [placeOf(one), one]));
    this.#outbox = new Outbox(key, template.content.querySelector("form").getAttribute("action"));
    for (const one of this.#outbox.waiting) this.#drafts.set(placeOf(one), one);
    for (const name of ["done", "refused", "offline", "busy", "logged-out"]) {
      this.#outbox.addEventListener(name, (event) => this.#answered(name, event.detail));
    }
    turns.addEventListener("read", () => this.#mark());
    addEventListener("pagehide", () => this.#keepNow());
    this.#mark();
  }

  open(item) {
    const there = item.querySelector("form.editor");
    if (there) return there.elements.text.focus();
    const form = this.#template.content.querySelector("form").cloneNode(true);
    const seen = seenIn(item);
    const draft = this.#drafts.get(placeOf(seen)) ?? {};
    for (const name of [...FIELDS, ...SEEN]) form.elements[name].value = draft[name] ?? seen[name] ?? "";
    form.elements.text.lang = item.querySelector(".said").lang;
    form.addEventListener("input", () => this.#typed(form));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#save(form); });
    form.addEventListener("keydown", (event) => this.#key(event, form));
    form.addEventListener("click", (event) => {
      const act = event.target.dataset.editor;
      if (act === "close") this.#close(form);
      if (act === "discard") this.#discard(form);
      if (act === "split") this.#split(form, item);
      if (act === "join") this.#cut(form, valuesOf(form));
    });
    item.append(form);
    item.classList.add("writing");
    if (Object.keys(draft).length) this.#say(form, this.#words.restored);
    form.elements.text.focus();
  }

  #key(event, form) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.#save(form); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); this.#close(form); }
  }

  #typed(form) {
    const fields = valuesOf(form);
    this.#drafts.set(placeOf(fields), fields);
    clearTimeout(form.timer);
    form.timer = setTimeout(async () => {
      form.timer = 0;
      this.#autosaving = post(this.#words.unsaved, fields);
      const answer = await this.#autosaving;
      if (form.isConnected) this.#say(form, answer.state === "done" ? this.#words.kept : this.#words.offline);
    }, 1000);
  }

  // A window that closes within the second after the last letter loses nothing either.
  #keepNow() {
    for (const form of document.querySelectorAll("form.editor")) {
      if (form.timer) post(this.#words.unsaved, valuesOf(form), { keepalive: true });
    }
  }

  async #save(form) {
    clearTimeout(form.timer);
    form.timer = 0;
    const fields = valuesOf(form);
    this.#drafts.set(placeOf(fields), fields);
    this.#say(form, this.#words.saving);
    await this.#autosaving; // or it would bring back as unsaved what is saved now
    this.#outbox.put(fields);
  }

  async #discard(form) {
    clearTimeout(form.timer);
    const fields = valuesOf(form);
    this.#drafts.delete(placeOf(fields));
    this.#close(form);
    await this.#autosaving;
    post(this.#words.unsaved, { ...fields, gone: "1" });
  }

  async #answered(state, { fields, told }) {
    const item = this.#itemOf(fields), form = item?.querySelector("form.editor");
    if (state === "done") {
      this.#drafts.delete(placeOf(fields));
      this.#close(form);
      this.dispatchEvent(new CustomEvent("saved", { detail: told }));
      const part = item?.closest("ol.turns");
      if (part) await this.#turns.refresh(part);
      return;
    }
    const said = { refused: `${told?.what} ${told?.remedy}`, offline: this.#words.offline, busy: this.#words.busy, "logged-out": this.#words.loggedOut }[state];
    if (form) this.#say(form, said, state === "refused");
    this.dispatchEvent(new CustomEvent("told", { detail: said }));
    this.#mark();
  }

  #close(form) {
    const item = form?.closest("li.turn");
    form?.remove();
    item?.classList.remove("writing");
    item?.querySelector("a[data-act=edit]")?.focus();
    this.#mark();
  }

  // The words from the cursor on become a turn of somebody else.
  #split(form, item) {
    const text = form.elements.text, before = text.value.slice(0, text.selectionStart).trim();
    const place = before ? before.split(/\s+/).length : 0;
    const times = item.querySelector(".said").dataset.words.split(" ").map(Number);
    if (text.value.split(/\s+/).join(" ").trim() !== form.elements.seen_text.value) return this.#say(form, this.#words.saveFirst, true);
    if (!place || place >= times.length || !form.elements.other.value.trim()) return this.#say(form, this.#words.whereAndWho, true);
    const values = valuesOf(form);
    this.#cut(form, { ...values, start_ms: String(Number(values.start_ms) + times[place]), speaker: form.elements.other.value.trim() }, true);
  }

  async #cut(form, values, named = false) {
    const fields = { start_ms: values.start_ms, end_ms: values.end_ms, channel: values.channel, based_on: values.based_on };
    if (named) fields.speaker = values.speaker;
    const answer = await post(this.#words.change, fields);
    if (answer.state !== "done") {
      return this.#say(form, answer.told ? `${answer.told.what} ${answer.told.remedy}` : this.#words.offline, true);
    }
    const part = form.closest("ol.turns");
    this.#close(form);
    await this.#turns.refresh(part);
  }

  #say(form, text, alarm = false) {
    const state = form.querySelector(".state");
    state.textContent = text;
    state.classList.toggle("alarm", alarm);
  }

  // Turns in which this person has typed something that is not saved.
  #mark() {
    const waiting = new Set(this.#outbox.waiting.map(placeOf));
    for (const item of document.querySelectorAll("li.turn")) {
      const place = `${item.dataset.start}:${item.dataset.channel}`;
      item.classList.toggle("unsaved", this.#drafts.has(place));
      item.classList.toggle("waiting", waiting.has(place));
    }
  }

  #itemOf(fields) { return document.getElementById(`t${fields.start_ms}-${fields.channel}`); }
}

export function seenIn(item) {
  const text = [...item.querySelectorAll(".said > span")].map((word) => word.textContent).join(" ");
  const english = item.querySelector(".english > span").textContent;
  const translation = english === "–" ? "" : english;
  const { start, end, channel, label } = item.dataset;
  return {
    text, translation, speaker: label, why: "", seen_text: text, seen_translation: translation, seen_speaker: label,
    start_ms: start, end_ms: end, channel, based_on: item.closest("ol.turns").dataset.version,
  };
}

function valuesOf(form) {
  return Object.fromEntries([...FIELDS, ...SEEN].map((name) => [name, form.elements[name].value]));
}

function placeOf(fields) { return `${fields.start_ms}:${fields.channel}`; }
