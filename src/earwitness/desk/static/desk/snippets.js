// Results of a search: a button plays its words at once; another press, or another button, stops.
import { say } from "./desk.js";

const sound = document.getElementById("sound");
let playing = null;
let end = 0;

function stop() {
  sound.pause();
  if (playing) playing.removeAttribute("aria-pressed");
  playing = null;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.play");
  if (!button) return;
  const again = button === playing;
  stop();
  if (!again) play(button);
});

function play(button) {
  const { sound: address, start, end: last } = button.dataset;
  playing = button;
  end = Number(last);
  button.setAttribute("aria-pressed", "true");
  const begin = () => { sound.currentTime = Number(start); sound.play().catch(failed); };
  if (sound.dataset.address === address && sound.readyState > 0) return begin();
  sound.dataset.address = address;
  sound.src = address;
  sound.addEventListener("loadedmetadata", begin, { once: true });
  sound.load();
}

function failed() {
  stop();
  say(sound.dataset.failed);
}

sound.addEventListener("timeupdate", () => { if (playing && sound.currentTime >= end) stop(); });
sound.addEventListener("ended", stop);
sound.addEventListener("error", failed);
document.addEventListener("htmx:beforeSwap", stop);
