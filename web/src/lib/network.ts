// Pairs -> a graph: where each party stands and how its arrows run. The same pairs and width give the same drawing.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Pair } from "./types";

export interface Node { code: string; events: number; own: Pair | null; r: number; x: number; y: number; above: boolean }
export interface Arrow { pair: Pair; path: string; head: string; width: number }
export interface Graph { nodes: Node[]; arrows: Arrow[]; left: number; height: number }

const STEPS = 320; // of the simulation; it stands still after some 300
const LABEL = 34; // pixels that a name needs on each side of its circle
const BEND = 0.16; // of the way: the arrow there and the one back do not cover one another

/** At most so many parties and arrows, those of the most events; `left` counts the pairs that are not drawn. */
export function graph(pairs: Pair[], width: number, most: number, arrows: number, name: (code: string) => string): Graph {
  const total = new Map<string, number>();
  for (const p of pairs) for (const c of new Set([p.source, p.target])) total.set(c, (total.get(c) ?? 0) + p.events);
  const codes = [...total].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, most).map(([c]) => c);
  const inside = pairs.filter((p) => codes.includes(p.source) && codes.includes(p.target));
  const drawn = inside.filter((p) => p.source !== p.target).sort((a, b) => b.events - a.events || (a.source + a.target).localeCompare(b.source + b.target)).slice(0, arrows);
  const near = new Set(drawn.flatMap((p) => [p.source, p.target]));
  const shown = codes.filter((c) => near.has(c) || inside.some((p) => p.source === c && p.target === c)); // the others have too few events for an arrow
  const top = Math.max(1, ...shown.map((c) => total.get(c)!));
  const nodes: Node[] = shown.map((code) => ({
    code, events: total.get(code)!, own: inside.find((p) => p.source === code && p.target === code) ?? null, r: 5 + 15 * Math.sqrt(total.get(code)! / top), x: 0, y: 0, above: false,
  }));
  const height = settle(nodes, drawn, width);
  const at = new Map(nodes.map((n) => [n.code, n]));
  for (const n of nodes) n.above = drawn.reduce((lean, p) => lean + (p.source === n.code ? at.get(p.target)!.y - n.y : p.target === n.code ? at.get(p.source)!.y - n.y : 0), 0) > 0;
  part(nodes, name);
  const peak = Math.max(1, ...drawn.map((p) => p.events));
  return { nodes, arrows: drawn.map((p) => arrow(p, at.get(p.source)!, at.get(p.target)!, 1 + 5 * Math.sqrt(p.events / peak))), left: pairs.length - drawn.length - nodes.filter((n) => n.own).length, height };
}

/** Moves the nodes to where they stand, spread over the width; the height that they need. */
function settle(nodes: Node[], pairs: Pair[], width: number): number {
  const height = Math.max(240, Math.min(600, Math.max(420, width * 0.62), 120 + nodes.length * 28));
  const links = pairs.map((p) => ({ source: p.source, target: p.target, n: p.events }));
  forceSimulation(nodes as any)
    .force("link", forceLink(links as any).id((n: any) => n.code).distance(90).strength((l: any) => 0.12 + 0.1 * Math.min(1, l.n / 10)))
    .force("apart", forceManyBody().strength(-260))
    .force("room", forceCollide((n: any) => n.r + LABEL))
    .force("x", forceX(0).strength(0.05 * Math.min(1, height / width)))
    .force("y", forceY(0).strength(0.07))
    .stop()
    .tick(STEPS);
  spread(nodes, "x", 52, width - 52);
  spread(nodes, "y", 44, height - 44);
  return height;
}

function spread(nodes: Node[], axis: "x" | "y", from: number, to: number): void {
  const low = Math.min(...nodes.map((n) => n[axis])), high = Math.max(...nodes.map((n) => n[axis]));
  const factor = high > low ? (to - from) / (high - low) : 0;
  for (const n of nodes) n[axis] = Math.round(10 * (factor ? from + (n[axis] - low) * factor : (from + to) / 2)) / 10;
}

/** Puts a name on the other side of its circle where it would cover a name that stands already. */
function part(nodes: Node[], name: (code: string) => string): void {
  const box = (n: Node) => ({ x: n.x, half: 3.6 * name(n.code).length + 4, y: n.above ? n.y - n.r - 14 : n.y + n.r + 14 });
  const meets = (n: Node, placed: Node[]) => placed.some((m) => Math.abs(box(n).y - box(m).y) < 16 && Math.abs(box(n).x - box(m).x) < box(n).half + box(m).half);
  nodes.forEach((n, i) => {
    const placed = nodes.slice(0, i);
    if (!meets(n, placed)) return;
    n.above = !n.above;
    if (meets(n, placed)) n.above = !n.above;
  });
}

/** A bent line from circle to circle that ends in a head. */
function arrow(pair: Pair, a: Node, b: Node, width: number): Arrow {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const c = { x: (a.x + b.x) / 2 - dy * BEND, y: (a.y + b.y) / 2 + dx * BEND };
  const size = 4 + 1.5 * width;
  const out = toward(a, c, a.r + 1), tip = toward(b, c, b.r + 2), end = toward(tip, c, size);
  const [ux, uy] = [(tip.x - end.x) / size, (tip.y - end.y) / size];
  const half = 2.5 + 0.8 * width;
  const head = [tip, { x: end.x - uy * half, y: end.y + ux * half }, { x: end.x + uy * half, y: end.y - ux * half }];
  return { pair, width, path: `M${xy(out)}Q${xy(c)} ${xy(end)}`, head: "M" + head.map(xy).join("L") + "Z" };
}
interface Point { x: number; y: number }
const xy = (p: Point): string => `${p.x.toFixed(1)},${p.y.toFixed(1)}`;
function toward(from: Point, to: Point, by: number): Point {
  const d = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / d) * by, y: from.y + ((to.y - from.y) / d) * by };
}
