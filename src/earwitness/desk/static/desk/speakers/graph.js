// The graph of lines, persons and voices. It grows from one node; the list beside it says the same.
import cytoscape from "../../vendor/cytoscape.js";
import { say } from "../desk.js";

const MOST = 400; // nodes on the sheet: more cannot be read
const frame = document.querySelector(".graph");
const sheet = document.getElementById("drawing");
const list = document.getElementById("near");
const left = document.getElementById("left");
const more = document.getElementById("more");
const first = JSON.parse(document.getElementById("graph-data").textContent);
const known = new Map(); // id → { node, near, total, next }

sheet.hidden = false;
const cy = cytoscape({ container: sheet, style: look(), layout: { name: "preset" }, minZoom: 0.15, maxZoom: 3 });
let here = null;

function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

function look() {
  const font = colour("--sans");
  return [
    { selector: "node", style: {
      label: "data(label)", "font-family": font, "font-size": 11, color: colour("--ink"),
      "text-valign": "bottom", "text-margin-y": 4, "text-max-width": 140, "text-wrap": "ellipsis",
      "text-background-color": colour("--paper"), "text-background-opacity": 0.8,
      width: "data(size)", height: "data(size)", "background-color": colour("--voice-1"), "border-width": 0,
    } },
    { selector: "node[kind = 'line']", style: { shape: "rectangle" } },
    { selector: "node[kind = 'person']", style: { shape: "ellipse", "background-color": colour("--voice-2") } },
    { selector: "node[kind = 'voice']", style: { shape: "diamond", "background-color": colour("--voice-3") } },
    { selector: "node.here", style: { "border-width": 4, "border-color": colour("--ink"), "font-weight": "bold", "font-size": 13 } },
    { selector: "edge", style: { width: "data(width)", "line-color": colour("--soft"), "curve-style": "haystack", opacity: 0.7 } },
    { selector: "edge[?broken]", style: { "line-style": "dashed", opacity: 0.5 } },
    { selector: "edge[?confirmed]", style: { "line-color": colour("--good"), opacity: 1 } },
  ];
}

function size(calls) { return 14 + Math.min(26, 5 * Math.log2(1 + calls)); }

function place(node, at) {
  if (cy.getElementById(node.id).nonempty()) return false;
  cy.add({ group: "nodes", data: { id: node.id, kind: node.kind, key: node.key, label: node.label, size: size(node.calls) }, position: at });
  return true;
}

function tie(from, one) {
  const id = [from, one.id].sort().join(" — ");
  if (cy.getElementById(id).nonempty()) return;
  const broken = !one.confirmed && (!one.sameSide || from.startsWith("person ") || one.kind === "person");
  cy.add({ group: "edges", data: { id, source: from, target: one.id, broken, confirmed: one.confirmed, width: 1 + Math.min(5, Math.log2(one.calls)) } });
}

// New neighbours stand on rings around their node, away from where it was reached from.
function around(centre, several, before) {
  const at = centre.position();
  const from = before ? Math.atan2(at.y - before.y, at.x - before.x) : 0;
  const arc = before ? Math.PI * 1.2 : 2 * Math.PI;
  const ring = several.length <= 16 ? Math.max(1, several.length) : Math.ceil(several.length / 2);
  several.forEach((one, number) => {
    const own = number % ring;
    const many = Math.min(ring, several.length - number + own);
    const radius = Math.max(150, (ring * 95) / arc) + Math.floor(number / ring) * 95;
    const angle = before ? from - arc / 2 + (arc * (own + 0.5)) / many : (arc * own) / many;
    place(one, { x: at.x + radius * Math.cos(angle), y: at.y + radius * Math.sin(angle) });
  });
}

function take(told, before) {
  const old = known.get(told.node.id);
  const near = old ? [...old.near, ...told.near.filter((one) => !old.near.some((o) => o.id === one.id))] : told.near;
  known.set(told.node.id, { node: told.node, near, total: told.total, next: told.next });
  cy.batch(() => {
    place(told.node, { x: 0, y: 0 });
    const fresh = told.near.filter((one) => cy.getElementById(one.id).empty());
    const room = Math.max(0, MOST - cy.nodes().length);
    around(cy.getElementById(told.node.id), fresh.slice(0, room), before);
    if (fresh.length > room) say(left.dataset.full);
    for (const one of told.near) if (cy.getElementById(one.id).nonempty()) tie(told.node.id, one);
  });
}

function show(id, { focus = false } = {}) {
  here = id;
  const { node, near, total, next } = known.get(id);
  cy.nodes().removeClass("here");
  cy.getElementById(id).addClass("here");
  document.getElementById("here").textContent = node.label;
  const page = document.getElementById("here-page");
  page.href = node.address;
  document.getElementById("here-calls").textContent = node.calls;
  list.replaceChildren(...near.map(row));
  const full = cy.nodes().length >= MOST;
  left.hidden = total === near.length && !full;
  left.textContent = full ? left.dataset.full : left.dataset.words.replace("%s", total - near.length);
  more.hidden = next === null || full;
  history.replaceState(null, "", `?${new URLSearchParams({ kind: node.kind, key: node.key })}`);
  fit();
  if (focus) list.querySelector("a")?.focus();
}

function fit() {
  const eles = cy.getElementById(here).closedNeighborhood();
  cy.animate({ fit: { eles, padding: 40 } }, { duration: still() ? 0 : 250 });
}

function still() { return matchMedia("(prefers-reduced-motion: reduce)").matches; }

function row(one) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "go";
  link.dataset.id = one.id;
  link.href = `?${new URLSearchParams({ kind: one.kind, key: one.key })}`;
  const dot = document.createElement("span");
  dot.className = `dot ${one.kind}`;
  dot.ariaHidden = "true";
  const kind = document.createElement("span");
  kind.className = "unseen";
  kind.textContent = one.kindName;
  const name = document.createElement("span");
  if (one.kind === "person") name.lang = "ru";
  name.textContent = one.label;
  link.append(dot, kind, " ", name);
  const tied = document.createElement("span");
  tied.className = "soft";
  tied.textContent = one.tie;
  item.append(link, " ", tied);
  return item;
}

async function go(id, focus) {
  const node = cy.getElementById(id);
  if (node.empty()) return false;
  const before = here && here !== id ? cy.getElementById(here).position() : null;
  if (!known.has(id) && !(await ask(node.data(), 0, before))) return true;
  show(id, { focus });
  return true;
}

async function ask({ kind, key }, start, before) {
  try {
    const answer = await fetch(`${frame.dataset.near}?${new URLSearchParams({ kind, key, start })}`);
    if (!answer.ok) throw new Error(String(answer.status));
    take(await answer.json(), before);
    return true;
  } catch {
    say(left.dataset.failed);
    return false;
  }
}

cy.on("resize", fit);
cy.on("tap", "node", (event) => go(event.target.id(), false));
list.addEventListener("click", async (event) => {
  const link = event.target.closest("a.go");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (cy.getElementById(link.dataset.id).empty()) return; // the sheet is full: its own page begins anew
  event.preventDefault();
  await go(link.dataset.id, true);
});
more.addEventListener("click", async () => {
  const { node, next } = known.get(here);
  if (next !== null && (await ask(node, next, null))) show(here);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(look()));

take(first, null);
show(first.node.id);
frame.dataset.ready = "1";
