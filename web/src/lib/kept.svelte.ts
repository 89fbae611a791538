// Searches that are kept in this browser: their filters, and how far the database had come when they were last looked at.
import { keep, kept } from "./words.svelte";

export interface Kept { name: string; query: string; seen: string; mark: number }
const KEY = "dragoman.searches";

class Searches {
  all = $state<Kept[]>(read());
  add(one: Kept): void {
    this.all = [...this.all.filter((s) => s.query !== one.query), one];
    this.#write();
  }
  remove(query: string): void {
    this.all = this.all.filter((s) => s.query !== query);
    this.#write();
  }
  /** Notes that a search was looked at when the database stood at this day and mark. */
  looked(query: string, seen: string, mark: number): void {
    this.all = this.all.map((s) => (s.query === query ? { ...s, seen, mark } : s));
    this.#write();
  }
  #write(): void {
    keep(KEY, JSON.stringify(this.all));
  }
}

function read(): Kept[] {
  try {
    const rows = JSON.parse(kept(KEY) || "[]");
    return Array.isArray(rows) ? rows.filter((r) => typeof r?.query === "string" && typeof r?.name === "string").map((r) => ({ mark: 0, seen: "", ...r })) : [];
  } catch {
    return [];
  }
}
export const searches = new Searches();
