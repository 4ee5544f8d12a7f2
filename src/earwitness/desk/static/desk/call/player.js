// The sound: one media element, which fetches only what is played, and keeps the pitch.

export class Player extends EventTarget {
  #audio; #source; #wanted = null; #loop = null; #ticking = false;

  constructor(audio, source, durationMs) {
    super();
    this.#audio = audio;
    this.#source = source;
    this.durationMs = durationMs;
    if (!audio) return;
    audio.preservesPitch = true;
    audio.addEventListener("loadedmetadata", () => this.#goWhereWanted());
    for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => this.#changed());
    for (const name of ["seeked", "timeupdate"]) audio.addEventListener(name, () => this.#moved());
    audio.addEventListener("error", () => this.dispatchEvent(new Event("failed")));
  }

  get canPlay() { return Boolean(this.#audio && this.#source); }
  get playing() { return Boolean(this.#audio) && !this.#audio.paused; }
  get ms() { return this.#wanted ?? (this.#audio ? this.#audio.currentTime * 1000 : 0); }
  get loop() { return this.#loop; }
  set loop(span) { this.#loop = span; this.dispatchEvent(new Event("loop")); }
  get speed() { return this.#audio ? this.#audio.playbackRate : 1; }
  set speed(value) { if (this.#audio) this.#audio.defaultPlaybackRate = this.#audio.playbackRate = value; }

  seek(ms) {
    const place = Math.max(0, Math.min(ms, this.durationMs));
    if (this.#audio && this.#audio.readyState >= 1) {
      this.#wanted = null;
      this.#audio.currentTime = place / 1000;
    } else {
      this.#wanted = place; // nothing is fetched before somebody plays
    }
    this.#moved();
  }

  async play() {
    if (!this.canPlay) return;
    if (!this.#audio.src || this.#audio.error) {
      this.#wanted = this.ms;
      this.#audio.src = this.#source;
    }
    if (this.#loop && (this.ms < this.#loop.from || this.ms >= this.#loop.to)) this.seek(this.#loop.from);
    if (!this.#loop && this.ms >= this.durationMs - 20) this.seek(0);
    try { await this.#audio.play(); } catch (error) {
      if (error.name !== "AbortError") this.dispatchEvent(new Event("failed"));
    }
  }

  pause() { this.#audio?.pause(); }
  toggle() { return this.playing ? this.pause() : this.play(); }

  #goWhereWanted() {
    if (this.#wanted === null) return;
    const place = this.#wanted;
    this.#wanted = null;
    this.#audio.currentTime = place / 1000;
  }

  #changed() {
    this.dispatchEvent(new Event("state"));
    if (this.playing && !this.#ticking) { this.#ticking = true; requestAnimationFrame(() => this.#tick()); }
  }

  #tick() {
    this.#moved();
    this.#ticking = this.playing;
    if (this.#ticking) requestAnimationFrame(() => this.#tick());
  }

  #moved() {
    if (this.#loop && this.playing && this.ms >= this.#loop.to) this.seek(this.#loop.from);
    this.dispatchEvent(new Event("time"));
  }
}
