// Saving that is never lost: what the server does not take now is kept in the browser and sent again.
// A store that another command is writing to says so with 503; then trying again helps.

const PAUSES = [1000, 2000, 4000, 8000, 15000];

export async function post(address, fields, { keepalive = false } = {}) {
  const body = new URLSearchParams(fields);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers, redirect: "manual", keepalive });
  } catch {
    return { state: "offline" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "logged-out" };
  if (answer.status === 204) return { state: "done", told: {} };
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return { state: "done", told };
  return { state: answer.status === 503 && told.again ? "busy" : "refused", told };
}

// Texts that wait to be sent, in the order in which they were saved; one for each turn.
export class Outbox extends EventTarget {
  #key; #address; #timer = 0; #tries = 0; #sending = false;

  constructor(key, address) {
    super();
    this.#key = key;
    this.#address = address;
    addEventListener("online", () => this.send());
    if (this.waiting.length) this.send();
  }

  get waiting() {
    try { return JSON.parse(localStorage.getItem(this.#key)) ?? []; } catch { return []; }
  }

  #keep(list) {
    try {
      if (list.length) localStorage.setItem(this.#key, JSON.stringify(list));
      else localStorage.removeItem(this.#key);
    } catch { /* a private window keeps nothing: the form stays open with its text */ }
  }

  put(fields) {
    const same = (one) => one.start_ms === fields.start_ms && one.channel === fields.channel;
    this.#keep([...this.waiting.filter((one) => !same(one)), fields]);
    return this.send();
  }

  // What was saved again while it was on its way stays, and is sent after it.
  take(fields) {
    const sent = JSON.stringify(fields);
    this.#keep(this.waiting.filter((one) => JSON.stringify(one) !== sent));
  }

  async send() {
    clearTimeout(this.#timer);
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let fields = this.waiting[0]; fields; fields = this.waiting[0]) {
        const answer = await post(this.#address, fields);
        if (answer.state === "done" || answer.state === "refused") this.take(fields);
        this.dispatchEvent(new CustomEvent(answer.state, { detail: { fields, told: answer.told } }));
        if (answer.state === "offline" || answer.state === "busy") return this.#later();
        if (answer.state === "logged-out") return;
      }
      this.#tries = 0;
    } finally { this.#sending = false; }
  }

  #later() {
    this.#timer = setTimeout(() => this.send(), PAUSES[Math.min(this.#tries++, PAUSES.length - 1)]);
  }
}

export function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
}
