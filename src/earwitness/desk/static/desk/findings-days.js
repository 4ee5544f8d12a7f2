// Claims and calls over time. The numbers stand on the page as a table too.

import { atEveryWidth, dayName, plain, whole } from "./charts.js";

const { Plot, d3 } = window;
const box = document.getElementById("chart-data");
const data = box ? JSON.parse(box.textContent) : null;
const interval = data?.weekly ? d3.utcMonday : d3.utcDay;
const colours = {
  domain: data?.kinds,
  range: ["var(--voice-1)", "var(--voice-2)", "var(--voice-3)", "var(--voice-4)", "var(--doubt)", "var(--alarm)", "var(--soft)", "var(--faint)"],
};
const DAY_MS = 86_400_000;
const day = (text) => new Date(`${text}T00:00:00Z`);
const named = (date) => date.toISOString().slice(0, 10);
const span = data ? d3.extent([...data.claims, ...data.calls], (row) => day(row.from)) : [];

function chart(kind, width) {
  const words = data.words;
  const rows = data[kind].map((row) => ({ ...row, from: day(row.from) }));
  const highest = d3.max(d3.rollup(rows, (own) => d3.sum(own, (row) => row.number), (row) => +row.from).values());
  const bars = kind === "claims"
    ? Plot.rectY(rows, { x: "from", interval, y: "number", fill: "kind", order: data.kinds, stroke: "var(--paper)", strokeWidth: 0.5 })
    : Plot.rectY(rows, { x: "from", interval, y: "number", fill: "var(--soft)" });
  return Plot.plot({
    width, height: kind === "claims" ? 240 : 110, marginLeft: 44,
    ariaLabel: words[`${kind}_title`],
    x: { type: "utc", label: null, tickFormat: (date) => dayName(date), domain: [interval.floor(span[0]), interval.offset(interval.floor(span[1]), 1)] },
    y: { label: `↑ ${words[kind]}`, grid: true, tickFormat: whole, ticks: Math.min(highest, kind === "claims" ? 6 : 3) },
    color: colours,
    marks: [bars, Plot.ruleY([0])],
  });
}

function board(first, last) {
  const address = new URLSearchParams(data.filters);
  address.set("from", named(first));
  address.set("to", named(last));
  return `/findings/?${address}`;
}

function choose(first, last) {
  const place = document.getElementById("chosen");
  const link = document.createElement("a");
  link.href = board(first, last);
  link.textContent = data.words.open.replace("{from}", named(first)).replace("{to}", named(last));
  place.replaceChildren(link);
}

function brushed(svg, scale) {
  const [left, right] = scale.range;
  const brush = d3.brushX()
    .extent([[left, 10], [right, svg.height.baseVal.value - 24]])
    .on("end", (event) => {
      if (!event.sourceEvent) return;
      if (event.selection) {
        const [from, to] = event.selection.map((x) => scale.invert(x));
        choose(interval.floor(from), new Date(interval.ceil(to) - DAY_MS));
      } else {
        // A press without dragging: the bar under it.
        const first = interval.floor(scale.invert(d3.pointer(event.sourceEvent, svg)[0]));
        location.assign(board(first, new Date(interval.offset(first, 1) - DAY_MS)));
      }
    });
  d3.select(svg).append("g").attr("class", "brush").attr("aria-hidden", "true").call(brush);
}

function legend() {
  const list = document.createElement("div");
  list.className = "kinds";
  data.kinds.forEach((kind, place) => {
    const one = document.createElement("span");
    one.className = `kind-${Math.min(place, 7)}`;
    one.textContent = kind;
    list.append(one);
  });
  return list;
}

function draw(place) {
  const kind = place.dataset.chart;
  const drawn = plain(chart(kind, Math.max(280, place.clientWidth - 16)));
  const scale = drawn.scale("x");
  place.replaceChildren(...(kind === "claims" ? [legend(), drawn] : [drawn]));
  if (kind === "claims") brushed(drawn, scale);
}

if (data) for (const place of document.querySelectorAll("[data-chart]")) atEveryWidth(place, draw);
