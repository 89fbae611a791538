// Offsets are code points; JavaScript counts UTF-16 units. An emoji before the evidence must not move it.
import type { Event, Span } from "./types";

export type Role = "trigger" | "actor" | "recipient" | "time" | "place" | "speaker" | "count";
export interface Mark { start: number; end: number; role: Role }
export interface Piece { text: string; role: Role | ""; begins: boolean; sentence: number }

/** The characters of a text between two code points. */
export function slicer(text: string): (start: number, end: number) => string {
  if (!/[\ud800-\udbff]/.test(text)) return (a, b) => text.slice(a, b);
  const points = Array.from(text);
  return (a, b) => points.slice(a, b).join("");
}

export function length(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? Array.from(text).length : text.length;
}

/** What proves an event, in its document's text. */
export function marks(event: Event): Mark[] {
  const found: Mark[] = [];
  const add = (role: Role, spans: Span[]) => spans.forEach(([start, end]) => found.push({ start, end, role }));
  event.evidence.forEach((e) => add("trigger", e.trigger));
  event.actor.forEach((p) => add("actor", p.spans));
  event.recipient.forEach((p) => add("recipient", p.spans));
  event.attribution.forEach((p) => add("speaker", p.spans));
  event.counts.forEach((c) => add("count", c.spans));
  add("time", event.date_info.spans);
  if (event.event_loc) add("place", event.event_loc.spans);
  return found;
}

/** A stretch of a text cut where marks begin and end; where several cover a piece, the shortest shows. */
export function pieces(text: string, from: number, to: number, found: Mark[], sentences: Span[] = []): Piece[] {
  const inside = found.filter((m) => m.start < to && m.end > from).sort((a, b) => a.end - a.start - (b.end - b.start));
  const edges = new Set([from, to]);
  for (const m of [...inside, ...sentences.map(([start, end]) => ({ start, end }))]) {
    if (m.start > from && m.start < to) edges.add(m.start);
    if (m.end > from && m.end < to) edges.add(m.end);
  }
  const cut = [...edges].sort((a, b) => a - b);
  const slice = slicer(text);
  const shown: Piece[] = [];
  let last: Mark | undefined;
  for (let i = 0; i + 1 < cut.length; i++) {
    const [a, b] = [cut[i], cut[i + 1]];
    const mark = inside.find((m) => m.start <= a && m.end >= b);
    const sentence = sentences.findIndex(([s, e]) => s <= a && e >= b);
    shown.push({ text: slice(a, b), role: mark?.role ?? "", begins: !!mark && mark !== last && mark.start === a, sentence });
    last = mark ?? last;
  }
  return shown;
}
