// Charts of the overview. Their numbers stand on the page as tables too.

import { atEveryWidth, dayName, plain, whole } from "./charts.js";

const { Plot, d3 } = window;
const data = JSON.parse(document.getElementById("chart-data").textContent);
const [heard, unheard] = data.order;
const colours = { domain: data.order, range: ["var(--accent)", "var(--faint)"] };

const charts = {
  time: (width) => {
    const interval = d3.utcMonday;
    const by = data.interval === "month" ? d3.utcMonth : interval;
    const rows = data.time.map((row) => ({ ...row, from: new Date(`${row.from}T00:00:00Z`) }));
    return Plot.plot({
      width, height: 220, marginLeft: 44, ariaLabel: data.titles.time,
      x: { type: "utc", label: null, tickFormat: day }, y: { label: `↑ ${data.calls}`, grid: true, tickFormat: whole }, color: colours,
      marks: [
        Plot.rectY(rows, { x: "from", interval: by, y: "calls", fill: "state", order: data.order, stroke: "var(--soft)", strokeWidth: 0.5 }),
        Plot.ruleY([0]),
      ],
    });
  },
  lines: (width) => Plot.plot({
    width, marginLeft: 118, marginRight: 40, ariaLabel: data.titles.lines,
    height: 40 + 20 * new Set(data.lines.map((row) => row.line)).size,
    x: { label: `${data.calls} →`, grid: true, tickFormat: whole }, y: { label: null, domain: [...new Set(data.lines.map((row) => row.line))] }, color: colours,
    marks: [
      Plot.barX(data.lines, { y: "line", x: "calls", fill: "state", order: data.order, stroke: "var(--soft)", strokeWidth: 0.5 }),
      Plot.ruleX([0]),
    ],
  }),
};

charts.states = (width) => Plot.plot({
  width, marginLeft: 170, marginRight: 40, ariaLabel: data.titles.states,
  height: 40 + 24 * data.states.length,
  x: { label: `${data.minutes} →`, grid: true, ticks: 5 }, y: { label: null, domain: data.states.map((row) => row.state) },
  marks: [
    Plot.barX(data.states, { y: "state", x: "minutes", fill: (row, place) => (place === 0 && row.state === heard ? "var(--accent)" : "var(--faint)"), stroke: "var(--soft)", strokeWidth: 0.5 }),
    Plot.ruleX([0]),
  ],
});
const WITH_LEGEND = ["time", "lines"];

function day(date) {
  const parts = data.interval === "month" ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return dayName(date, parts);
}

function draw(place) {
  const chart = plain(charts[place.dataset.chart](Math.max(280, place.clientWidth - 16)));
  place.replaceChildren(...(WITH_LEGEND.includes(place.dataset.chart) ? [legend()] : []), chart);
}

function legend() {
  const box = document.createElement("div");
  box.className = "legend";
  for (const [name, kind] of [[heard, "heard"], [unheard, "unheard"]]) {
    const one = document.createElement("span");
    one.className = kind;
    one.textContent = name;
    box.append(one);
  }
  return box;
}

for (const place of document.querySelectorAll("[data-chart]")) atEveryWidth(place, draw);
