// Places on a map of outlines that are part of the desk: nothing is asked of a map service.

import { atEveryWidth, plain } from "./charts.js";

const { Plot } = window;
const place = document.getElementById("map");
const data = place ? JSON.parse(document.getElementById("map-data").textContent) : null;
const LEAST = 2.6; // degrees around the points: enough to see borders and coasts nearby
const NAMED = 14;

function around(points) {
  const sides = (name, least) => {
    const own = points.map((point) => point[name]);
    const middle = (Math.min(...own) + Math.max(...own)) / 2;
    const half = Math.max(least, (Math.max(...own) - Math.min(...own)) * 0.6);
    return [middle - half, middle + half];
  };
  const [west, east] = sides("longitude", LEAST * 1.6);
  const [south, north] = sides("latitude", LEAST);
  return { type: "MultiPoint", coordinates: [[west, south], [west, north], [east, north], [east, south]] };
}

function map(outlines, width) {
  const points = [...data.points].sort((one, other) => other.claims - one.claims);
  return Plot.plot({
    width, height: Math.round(Math.min(width * 0.8, 560)), ariaLabel: data.title,
    projection: { type: "mercator", domain: around(points), inset: 12 },
    r: { range: [0, 18], domain: [0, Math.max(8, ...points.map((point) => point.claims))] },
    marks: [
      Plot.frame({ fill: "var(--ground)", stroke: "var(--faint)" }),
      Plot.geo(outlines, { fill: "var(--paper)", stroke: "var(--soft)", strokeWidth: 0.8, clip: "frame" }),
      Plot.dot(data.towns, { x: "longitude", y: "latitude", r: 1.5, fill: "var(--soft)", clip: "frame" }),
      Plot.text(data.towns, { x: "longitude", y: "latitude", text: "name", dy: 9, fill: "var(--soft)", fontSize: 10.5, clip: "frame" }),
      Plot.dot(points, {
        x: "longitude", y: "latitude", r: "claims", ariaLabel: (point) => point.name,
        fill: (point) => (point.sure ? "var(--accent)" : "none"), fillOpacity: 0.75,
        stroke: "var(--accent)", strokeWidth: 1.6,
        title: (point) => `${point.name}: ${point.claims} (${point.kinds})`,
      }),
      Plot.text(points.slice(0, NAMED), {
        x: "longitude", y: "latitude", text: "name", dy: -15, fontWeight: 600, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3,
      }),
    ],
  });
}

function draw(outlines) {
  const drawn = map(outlines, Math.max(280, place.clientWidth - 16));
  for (const circle of drawn.querySelectorAll("circle[aria-label]")) {
    circle.dataset.name = circle.getAttribute("aria-label");
    const point = data.points.find((one) => one.name === circle.dataset.name);
    circle.addEventListener("click", () => location.assign(`/findings/?${point.address}`));
  }
  place.replaceChildren(plain(drawn));
}

if (data && data.points.length) {
  const outlines = await (await fetch(place.dataset.outlines)).json();
  atEveryWidth(place, () => draw(outlines));
} else if (place) {
  place.hidden = true;
}
