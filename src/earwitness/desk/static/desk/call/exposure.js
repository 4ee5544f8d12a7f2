// Counts how much is heard, and reports it every 15 s and when the page goes away.

import { token } from "./saving.js";

const EVERY_MS = 15000;

export function count(player, address) {
  let last = null, heard = 0;
  player.addEventListener("time", () => {
    const ms = player.ms;
    if (player.playing && last !== null && ms > last && ms - last < 1000) heard += ms - last;
    last = player.playing ? ms : null;
  });
  setInterval(report, EVERY_MS);
  addEventListener("pagehide", report);

  function report() {
    if (heard < 500) return;
    const body = new URLSearchParams({ ms: Math.round(heard) });
    heard = 0;
    fetch(address, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token() } }).catch(() => {});
  }
}
