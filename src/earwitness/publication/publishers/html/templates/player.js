/* Lights the words that are being spoken, and moves in the sound. Everything can be read without it. */
(function () {
  "use strict";

  function number(element, name) { return Number(element.getAttribute(name)) / 1000; }

  function start(player) {
    var audio = player.querySelector("audio");
    if (!audio) { return; }
    var rows = Array.from(player.querySelectorAll(".captions > li")).map(function (element) {
      return {
        element: element, from: number(element, "data-from"), to: number(element, "data-to"), on: false,
        words: Array.from(element.querySelectorAll(".w")).map(function (word) {
          return { element: word, from: number(word, "data-from"), to: number(word, "data-to"), on: false };
        })
      };
    });
    var follow = player.querySelector("[data-follow]");
    var asked = null;

    function light(thing, name, on) {
      if (thing.on === on) { return false; }
      thing.on = on;
      thing.element.classList.toggle(name, on);
      return true;
    }

    function show() {
      var now = audio.currentTime;
      rows.forEach(function (row) {
        var on = audio.played.length > 0 && now >= row.from && now < row.to;
        if (light(row, "now", on)) {
          row.element.setAttribute("aria-current", String(on));
          if (on && follow.checked && !audio.paused) { row.element.scrollIntoView({ block: "nearest" }); }
        }
        row.words.forEach(function (word) { light(word, "lit", on && now >= word.from && now < word.to); });
      });
    }

    function step() {
      show();
      if (!audio.paused && !audio.ended) { window.requestAnimationFrame(step); }
    }

    function move(seconds) {
      if (audio.readyState === 0) { asked = seconds; audio.load(); return; }
      audio.currentTime = Math.max(0, Math.min(seconds, audio.duration || seconds));
    }

    function playFrom(seconds) {
      move(seconds);
      var playing = audio.play();
      if (playing) { playing.catch(function () {}); }
    }

    function place() {
      var found = 0;
      rows.forEach(function (row, index) { if (row.from <= audio.currentTime + 0.05) { found = index; } });
      return found;
    }

    function turn(steps) {
      var wanted = Math.max(0, Math.min(rows.length - 1, place() + steps));
      if (rows.length) { move(rows[wanted].from); }
      return wanted;
    }

    function button(row, index) {
      var at = row.element.querySelector(".at");
      var made = document.createElement("button");
      made.type = "button";
      made.setAttribute("aria-label", at.getAttribute("data-play") + " " + at.textContent.trim());
      while (at.firstChild) { made.appendChild(at.firstChild); }
      made.addEventListener("click", function () { playFrom(row.from); });
      made.addEventListener("keydown", function (event) {
        var other = { ArrowUp: index - 1, ArrowDown: index + 1 }[event.key];
        if (other !== undefined) {
          event.preventDefault();
          if (rows[other]) { rows[other].element.querySelector("button").focus(); }
        } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
          event.preventDefault();
          move(audio.currentTime + (event.key === "ArrowLeft" ? -5 : 5));
        }
      });
      at.appendChild(made);
    }

    rows.forEach(function (row, index) {
      button(row, index);
      row.element.addEventListener("click", function (event) {
        if (event.target.closest("button, a") || !event.target.closest(".cell")) { return; }
        if (String(window.getSelection())) { return; }
        var word = event.target.closest(".w");
        playFrom(word ? number(word, "data-from") : row.from);
      });
    });
    player.querySelectorAll("[data-step]").forEach(function (one) {
      one.addEventListener("click", function () { move(audio.currentTime + Number(one.getAttribute("data-step"))); });
    });
    player.querySelectorAll("[data-turn]").forEach(function (one) {
      one.addEventListener("click", function () { turn(Number(one.getAttribute("data-turn"))); });
    });
    player.querySelector("[data-speed]").addEventListener("change", function (event) {
      audio.playbackRate = Number(event.target.value);
    });
    audio.addEventListener("loadedmetadata", function () {
      if (asked !== null) { audio.currentTime = asked; asked = null; }
    });
    audio.addEventListener("play", step);
    audio.addEventListener("seeked", show);
    audio.addEventListener("timeupdate", show);
    var guard = player.closest("details");
    if (guard) { guard.addEventListener("toggle", function () { if (!guard.open) { audio.pause(); } }); }
    player.classList.add("live");
    player.querySelectorAll(".controls, .hint").forEach(function (one) { one.hidden = false; });
  }

  document.querySelectorAll("[data-player]").forEach(start);
}());
