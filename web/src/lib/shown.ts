// How dates, parties and addresses are shown.
import { country } from "./countries";
import type { Event, Participant } from "./types";
import { language, many, word } from "./words.svelte";

/** The address, if a browser may follow it: http and https only. */
export function safe(url: string): string {
  try {
    const found = new URL(url.trim());
    return found.protocol === "https:" || found.protocol === "http:" ? found.href : "";
  } catch {
    return "";
  }
}

export function day(iso: string | null, form: "long" | "short" = "short"): string {
  if (!iso) return word("no date");
  const [y, m, d] = iso.split("-").map(Number);
  if (!m) return iso;
  const date = new Date(Date.UTC(y, (m || 1) - 1, d || 1));
  const options: Intl.DateTimeFormatOptions =
    !d ? { month: "long", year: "numeric" } : form === "long" ? { weekday: "long", day: "numeric", month: "long", year: "numeric" } : { day: "numeric", month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(language.de ? "de" : "en-GB", { ...options, timeZone: "UTC" }).format(date);
}

export function days(from: string | null, to: string | null): string {
  if (!from || !to || from === to) return day(from);
  return `${day(from)} – ${day(to)}`;
}

/** A filter in words: "Kenya", "≥ 3 Mar 2024", "says: Uganda". */
export function filterName(key: string, value: string): string {
  const who = (v: string) => v.split("/").map((part, i) => (i ? word(`sector ${part.toUpperCase()}`, part) : part.length === 3 ? country(part.toUpperCase()) : part)).join(", ");
  switch (key) {
    case "country": case "place": return who(value);
    case "actor": case "recipient": case "speaker": return `${word(`role ${key}`)}: ${who(value)}`;
    case "dyad": return value.split(/[->]/).map(country).join(value.includes(">") ? " → " : " – ");
    case "type": case "status": case "quad": case "sector": case "context": case "mode": return word(`${key} ${value}`, value.replaceAll(/[-_]/g, " "));
    case "since": return "≥ " + day(value);
    case "until": return "≤ " + day(value);
    case "published_since": return `${word("Published on")} ≥ ${day(value)}`;
    case "published_until": return `${word("Published on")} ≤ ${day(value)}`;
    case "as_of": return `${word("As it stood on")} ${day(value)}`;
    case "language": return languageName(value);
    case "disputed": return value === "true" ? word("disputed") : word("undisputed");
    case "background": return value === "true" ? word("older event retold") : word("no older events");
    case "reports_min": return `≥ ${many(Number(value), "report", "reports")}`;
    case "origins_min": return `≥ ${many(Number(value), "independent origin", "independent origins")}`;
    case "mark": return word("new since last time");
    default: return `“${value}”`;
  }
}

export function shift(iso: string, n: number): string {
  const date = new Date(iso + "T00:00:00Z");
  date.setUTCDate(date.getUTCDate() + n);
  return date.toISOString().slice(0, 10);
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language.de ? "de" : "en", { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function office(id: string): string {
  return id ? word(`office ${id}`, id.replaceAll("_", " ")) : "";
}

export function mode(event: { mode: string[] }): string {
  return event.mode.map((m) => word(`mode ${m}`, m.replaceAll("-", " "))).join(", ");
}

/** Whether only a country and an office or sector are known of it: its words are those of one report's language. */
export const unnamed = (p: Participant): boolean => !!p.code && !!(p.office || p.sector) && (p.identifier_id.startsWith("role:") || !p.identifier_id);

/** The name of a party: of a country in the reader's language, else as known or as written. */
export function party(p: Participant): string {
  if (p.identifier_id === `country:${p.code}`) return country(p.code);
  if (unnamed(p)) return `${country(p.code)} (${p.office ? office(p.office) : word(`sector ${p.sector}`, p.sector)})`;
  return p.identifier_text || p.entity_text;
}

/** A place: a country in the reader's language, else as the text names it. */
export const placeName = (p: { name: string; code: string; precision: string }): string => (p.precision === "country" && p.code ? country(p.code) : p.name);

/** "7+ killed", "21–25 arrested". */
export function figure(c: { min: number; max: number | null; what: string }): string {
  return `${number(c.min)}${c.max === null ? "+" : c.max !== c.min ? `–${number(c.max)}` : ""} ${word(`count ${c.what}`, c.what)}`;
}

/** A side as the audit sheet writes it: "KEN/GOV+UGA". */
export const side = (people: Participant[]): string => [...new Set(people.filter((p) => p.code).map((p) => p.code + (p.sector ? "/" + p.sector : "")))].join("+");

/** What a verdict says should be otherwise, in words. */
export function corrections(fields: Record<string, string>): string[] {
  const said = Object.entries(fields).filter(([field, value]) => field !== "event" && value !== "right");
  return said.map(([field, value]) => `${word(`field ${field}`)}: ${["type", "status"].includes(field) && value !== "wrong" ? word(`${field} ${value}`) : field === "date" && value !== "wrong" ? days(...(value.split("..") as [string, string])) : word(value)}`);
}

export const actorId = (p: Participant): string => (p.identifier_id.startsWith("country:") ? p.code : p.identifier_id || p.code);

export function scale(n: number): string {
  return (n > 0 ? "+" : n < 0 ? "−" : "") + Math.abs(n).toFixed(1);
}
export const number = (n: number): string => n.toLocaleString(language.de ? "de" : "en-GB");
