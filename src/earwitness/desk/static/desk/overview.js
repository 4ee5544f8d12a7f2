// Charts of the overview. Their numbers stand on the page as tables too.

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
  return date.toLocaleDateString(document.documentElement.lang, { ...parts, timeZone: "UTC" });
}

function whole(value) {
  return Number.isInteger(value) ? value.toLocaleString(document.documentElement.lang) : "";
}

function draw(place) {
  const chart = charts[place.dataset.chart](Math.max(280, place.clientWidth - 16));
  // The policy of the page allows no style but its own files; these rules stand in overview.css.
  for (const style of chart.querySelectorAll("style")) style.remove();
  // The library names its groups of marks in English ("bar"); the chart as a whole has a name.
  for (const group of chart.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  chart.setAttribute("role", "img");
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

const sizes = new Map();
const watch = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    if (sizes.get(target) === Math.round(contentRect.width)) continue;
    sizes.set(target, Math.round(contentRect.width));
    draw(target);
  }
});
for (const place of document.querySelectorAll("[data-chart]")) watch.observe(place);
