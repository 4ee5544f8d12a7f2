// The outline of the sound on a canvas: a lane for each channel, the colour of who speaks. Heights
// come from the server for the span that is shown, so that hours are drawn as quickly as seconds.

const OVERVIEW = 10, LEAST_MS = 2000;
const NARROW = matchMedia("(max-width: 38rem)");

export class Waveform extends EventTarget {
  #box; #canvas; #address; #spans; #heights = null; #asking = 0; #timer = 0; #colours = {};
  #from = 0; #to; #ms = 0; #drag = null; #marks = [];
  selection = null;

  constructor(box, { address, durationMs, channels, spans }) {
    super();
    this.#box = box;
    this.#canvas = box.querySelector("canvas");
    this.#address = address;
    this.durationMs = Math.max(1, durationMs);
    this.channels = channels;
    this.#spans = spans;
    this.#to = this.durationMs;
    new ResizeObserver(() => this.#resized()).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#resized());
    this.#listen();
  }

  // On a phone two lanes leave room for the text.
  get #lanePixels() { return NARROW.matches && this.channels > 1 ? 36 : 56; }

  get span() { return { from: this.#from, to: this.#to }; }
  set spans(list) { this.#spans = list; this.#draw(); }
  set marks(list) { this.#marks = list; this.#draw(); }

  place(ms, following) {
    this.#ms = ms;
    const width = this.#to - this.#from;
    if (following && width < this.durationMs && (ms < this.#from || ms > this.#to - width * 0.05)) {
      this.show(ms - width * 0.1, ms + width * 0.9);
    }
    this.#draw();
  }

  select(span) {
    this.selection = span;
    this.#draw();
    this.dispatchEvent(new Event("selection"));
  }

  zoom(factor, around = this.#ms) {
    const width = Math.max(LEAST_MS, Math.min(this.durationMs, (this.#to - this.#from) * factor));
    const inside = around >= this.#from && around <= this.#to;
    const share = inside ? (around - this.#from) / (this.#to - this.#from) : 0.5;
    const middle = inside ? around : (this.#from + this.#to) / 2;
    this.show(middle - width * share, middle + width * (1 - share));
  }

  show(from, to) {
    const width = Math.min(to - from, this.durationMs);
    this.#from = Math.max(0, Math.min(from, this.durationMs - width));
    this.#to = this.#from + width;
    this.#draw();
    this.dispatchEvent(new Event("view"));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fetch(), this.#heights ? 120 : 0);
  }

  async #fetch() {
    const turn = ++this.#asking;
    const points = Math.min(4000, Math.max(200, Math.round(this.#canvas.width)));
    const from = Math.floor(this.#from), to = Math.ceil(this.#to);
    try {
      const answer = await fetch(`${this.#address}?from=${from}&to=${to}&points=${points}`);
      if (!answer.ok || turn !== this.#asking) return;
      this.#heights = await answer.json();
      this.#draw();
    } catch { /* the outline is a help, no more: the page works without it */ }
  }

  #resized() {
    const style = getComputedStyle(this.#box);
    for (const name of ["ink", "soft", "faint", "accent", "mark", "voice-1", "voice-2", "voice-3", "voice-4"]) {
      this.#colours[name] = style.getPropertyValue(`--${name}`).trim();
    }
    const ratio = devicePixelRatio || 1;
    const height = this.#lanePixels * this.channels + OVERVIEW;
    this.#canvas.style.height = `${height}px`;
    this.#canvas.width = Math.round(this.#box.clientWidth * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.show(this.#from, this.#to);
  }

  #x(ms) { return (ms - this.#from) / (this.#to - this.#from) * this.#canvas.width; }

  #draw() {
    const pen = this.#canvas.getContext("2d"), ratio = devicePixelRatio || 1, { width, height } = this.#canvas;
    pen.clearRect(0, 0, width, height);
    const lane = this.#lanePixels * ratio;
    if (this.selection) {
      pen.fillStyle = this.#colours.mark;
      pen.fillRect(this.#x(this.selection.from), 0, Math.max(2, this.#x(this.selection.to) - this.#x(this.selection.from)), lane * this.channels);
    }
    for (let channel = 0; channel < this.channels; channel++) this.#lane(pen, channel, lane, ratio);
    pen.fillStyle = this.#colours.accent;
    for (const ms of this.#marks) pen.fillRect(this.#x(ms) - ratio, 0, 2 * ratio, 5 * ratio);
    pen.fillStyle = this.#colours.ink;
    pen.fillRect(Math.round(this.#x(this.#ms)) - ratio / 2, 0, Math.max(1, 1.5 * ratio), lane * this.channels);
    this.#overview(pen, ratio);
  }

  #lane(pen, channel, lane, ratio) {
    const middle = lane * channel + lane / 2;
    pen.fillStyle = this.#colours.faint;
    pen.fillRect(0, middle, this.#canvas.width, Math.max(1, ratio / 2));
    const heights = this.#heights?.channels[channel];
    const own = this.#spans.filter((s) => s[1] >= this.#from && s[0] <= this.#to && (this.channels === 1 || s[3] === channel));
    for (const [start, end, voice] of own) {
      pen.fillStyle = this.#colours[`voice-${voice}`];
      pen.fillRect(this.#x(start), lane * channel + lane - 3 * ratio, Math.max(1, this.#x(end) - this.#x(start) - ratio), 2 * ratio);
    }
    if (!heights) return;
    const step = (this.#heights.to_ms - this.#heights.from_ms) / heights.length;
    let next = 0;
    for (let place = 0; place < heights.length; place++) {
      const ms = this.#heights.from_ms + place * step;
      if (ms + step < this.#from || ms > this.#to) continue;
      while (next < own.length && own[next][1] < ms) next++;
      const spoken = own[next] && own[next][0] <= ms + step ? own[next][2] : 0;
      pen.fillStyle = spoken ? this.#colours[`voice-${spoken}`] : this.#colours.soft;
      const size = Math.max(ratio, heights[place] / 255 * (lane - 8 * ratio));
      pen.fillRect(this.#x(ms), middle - size / 2, Math.max(1, this.#x(ms + step) - this.#x(ms)), size);
    }
  }

  #overview(pen, ratio) {
    if (this.#to - this.#from >= this.durationMs) return;
    const width = this.#canvas.width, top = this.#lanePixels * this.channels * ratio + 2 * ratio, size = (OVERVIEW - 4) * ratio;
    const scale = width / this.durationMs;
    pen.fillStyle = this.#colours.faint;
    pen.fillRect(0, top, width, size);
    for (const [start, end, voice] of this.#spans) {
      pen.fillStyle = this.#colours[`voice-${voice}`];
      pen.globalAlpha = 0.45;
      pen.fillRect(start * scale, top, Math.max(1, (end - start) * scale), size);
    }
    pen.globalAlpha = 1;
    pen.fillStyle = this.#colours.ink;
    pen.fillRect(this.#ms * scale - ratio / 2, top - ratio, Math.max(1, 1.5 * ratio), size + 2 * ratio);
    pen.strokeStyle = this.#colours.ink;
    pen.lineWidth = ratio;
    pen.strokeRect(this.#from * scale, top - ratio / 2, Math.max(3, (this.#to - this.#from) * scale), size + ratio);
  }

  #listen() {
    const at = (event) => {
      const box = this.#canvas.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
      const overview = event.clientY - box.top > this.#lanePixels * this.channels;
      return { overview, ms: overview ? share * this.durationMs : this.#from + share * (this.#to - this.#from), x: event.clientX };
    };
    this.#canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.#drag = at(event);
      this.#canvas.setPointerCapture(event.pointerId);
    });
    this.#canvas.addEventListener("pointermove", (event) => {
      if (!this.#drag || this.#drag.overview) return;
      const now = at(event);
      if (Math.abs(now.x - this.#drag.x) < 5) return;
      this.selection = { from: Math.min(now.ms, this.#drag.ms), to: Math.max(now.ms, this.#drag.ms) };
      this.#draw();
    });
    this.#canvas.addEventListener("pointerup", (event) => {
      if (!this.#drag) return;
      const now = at(event), began = this.#drag;
      this.#drag = null;
      if (!began.overview && Math.abs(now.x - began.x) >= 5) return this.dispatchEvent(new Event("selection"));
      this.dispatchEvent(new CustomEvent("seek", { detail: now.ms }));
    });
    this.#canvas.addEventListener("pointercancel", () => { this.#drag = null; });
    this.#canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 0.8 : 1.25, at(event).ms);
    }, { passive: false });
  }
}
