// The texts: which turn and word is heard now, jumping to one, and fetching parts that are not here.

export class Turns extends EventTarget {
  #box; #list = []; #now = null; #word = null;

  constructor(box) {
    super();
    this.#box = box;
    this.#read();
    box.addEventListener("htmx:afterSettle", () => this.#read());
    box.addEventListener("click", (event) => this.#clicked(event));
  }

  get now() { return this.#now; }
  get all() { return this.#list; }
  partAt(ms) { return [...this.#box.querySelectorAll("ol.turns")].findLast((one) => Number(one.dataset.from) <= ms); }

  #read() {
    this.#list = [...this.#box.querySelectorAll("li.turn")].map((item) => ({
      item, start: Number(item.dataset.start), end: Number(item.dataset.end),
    }));
    if (this.#now && !this.#now.isConnected) this.#now = this.#word = null;
    this.dispatchEvent(new Event("read"));
  }

  #clicked(event) {
    const word = event.target.closest(".said > span");
    const time = event.target.closest("a.at");
    if (time && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      history.replaceState(null, "", time.getAttribute("href"));
      return this.#jump(Number(time.closest("li.turn").dataset.start));
    }
    if (word && getSelection().isCollapsed) this.#jump(this.#startOf(word));
  }

  #jump(ms) { this.dispatchEvent(new CustomEvent("jump", { detail: ms })); }

  #startOf(word) {
    const said = word.parentElement, item = said.closest("li.turn");
    const place = [...said.querySelectorAll(":scope > span")].indexOf(word);
    return Number(item.dataset.start) + starts(said)[place];
  }

  // The last turn that has begun, if it or a word of it still sounds; of two at once the later.
  at(ms) {
    let low = 0, high = this.#list.length;
    while (low < high) { const mid = (low + high) >> 1; if (this.#list[mid].start <= ms) low = mid + 1; else high = mid; }
    for (let place = low - 1; place >= Math.max(0, low - 4); place--) if (this.#list[place].end > ms) return this.#list[place].item;
    return null;
  }

  light(ms, following) {
    const item = this.at(ms);
    if (item !== this.#now) {
      this.#now?.classList.remove("now");
      this.#now = item;
      item?.classList.add("now");
      if (item && following) item.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    }
    const word = item ? this.#wordAt(item, ms) : null;
    if (word === this.#word) return;
    this.#word?.classList.remove("now");
    this.#word = word;
    word?.classList.add("now");
  }

  #wordAt(item, ms) {
    const said = item.querySelector(".said");
    const times = starts(said), offset = ms - Number(item.dataset.start);
    let place = -1;
    while (place + 1 < times.length && times[place + 1] <= offset) place++;
    return place < 0 ? null : said.querySelectorAll(":scope > span")[place] ?? null;
  }

  next(ms) { return this.#list.find((one) => one.start > ms + 20)?.start ?? null; }

  previous(ms) {
    const before = this.#list.filter((one) => one.start < ms - 600);
    return before.length ? before.at(-1).start : 0;
  }

  // Fetch the part in which a moment lies, if it is not here.
  async bring(ms) {
    const part = this.partAt(ms);
    if (!part?.classList.contains("to-come")) return;
    const here = new Promise((done) => this.addEventListener("read", done, { once: true }));
    htmx.trigger(part, "comehere");
    await here;
  }

  async refresh(part) {
    await htmx.ajax("GET", part.dataset.address, { target: part, swap: "outerHTML" });
    this.#read();
  }
}

const kept = new WeakMap();
function starts(said) {
  if (!kept.has(said)) kept.set(said, said.dataset.words ? said.dataset.words.split(" ").map(Number) : []);
  return kept.get(said);
}

function calm() { return matchMedia("(prefers-reduced-motion: reduce)").matches; }
