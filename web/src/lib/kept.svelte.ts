// Searches that are kept: beside the database where the desk may write there, else in this browser. Each holds its filters, and how far
// the database had come when it was last looked at.
import { asked } from "./data.svelte";
import { desk } from "./desk.svelte";
import { keep, kept } from "./words.svelte";

export interface Kept { name: string; query: string; seen: string; mark: number }
interface Answer { items: Kept[]; writable: boolean }
type Change = { keep?: Partial<Kept>[]; forget?: string[] };
const KEY = "dragoman.searches";

/** The same filters in one order, so that two searches can be told to be the same. */
const sorted = (query: string) => new URLSearchParams([...new URLSearchParams(query)].sort((a, b) => (a.join() < b.join() ? -1 : 1))).toString();

class Searches {
  #beside = $state.raw<Kept[]>([]);
  #here = $state.raw<Kept[]>(read());
  writable = $state(false);
  trouble = $state("");
  /** What is kept in this browser stands before what only lies beside a database that may not be written. */
  all = $derived([...this.#beside.map((b) => this.#here.find((h) => sorted(h.query) === sorted(b.query)) ?? b), ...this.#here.filter((h) => !this.#beside.some((b) => sorted(b.query) === sorted(h.query)))]);

  /** Asks for what lies beside the database; what this browser kept so far moves there, if it may. */
  async load(): Promise<void> {
    await this.#told(async () => {
      const found = await asked<Answer>("/api/searches");
      this.#heard(found);
      const more = this.#here.filter((h) => !found.items.some((b) => sorted(b.query) === sorted(h.query)));
      if (found.writable && more.length) this.#heard(await post({ keep: more }));
      if (found.writable && this.#here.length) this.#write([]);
    });
  }
  known(query: string): boolean {
    return this.all.some((s) => sorted(s.query) === sorted(query));
  }
  add(name: string, query: string): Promise<void> {
    return this.#change([{ name, query, seen: desk.about!.latest, mark: desk.about!.mark }]);
  }
  /** Notes that a search was looked at when the database stood at this day and mark. */
  looked(one: Kept): Promise<void> {
    return this.#change([{ ...one, seen: desk.about!.latest, mark: desk.about!.mark }]);
  }
  async remove(query: string): Promise<void> {
    if (!this.writable) return this.#write(this.#here.filter((s) => s.query !== query));
    await this.#told(async () => this.#heard(await post({ forget: [query] })));
  }
  /** Whether it lies in a file that this desk may not write, so that it cannot be forgotten from here. */
  fixed(one: Kept): boolean {
    return !this.writable && !this.#here.includes(one);
  }
  /** The searches of a file; those that are not kept yet begin now. */
  async bring(file: File): Promise<void> {
    await this.#told(async () => {
      const items = (JSON.parse(await file.text()) as { items?: Kept[] }).items ?? [];
      const about = desk.about!;
      const fresh = items.filter((i) => sound(i) && !this.known(i.query)).map((i) => ({ name: i.name, query: i.query, seen: about.latest, mark: about.mark }));
      await this.#change(fresh);
    });
  }
  asFile(): Blob {
    return new Blob([JSON.stringify({ items: this.all }, null, 2) + "\n"], { type: "application/json" });
  }
  async #change(given: Kept[]): Promise<void> {
    if (this.writable) return this.#told(async () => this.#heard(await post({ keep: given })));
    this.#write([...this.#here.filter((h) => !given.some((g) => g.query === h.query)), ...given]);
  }
  #heard(found: Answer): void {
    this.#beside = found.items;
    this.writable = found.writable;
  }
  #write(all: Kept[]): void {
    this.#here = all;
    keep(KEY, JSON.stringify(all));
  }
  async #told(act: () => Promise<void>): Promise<void> {
    this.trouble = "";
    try {
      await act();
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }
}

const post = (change: Change) => asked<Answer>("/api/searches", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...change, keep: change.keep?.map((k) => ({ ...k, seen: k.seen || undefined })) }) });
const sound = (r: Kept) => typeof r?.query === "string" && typeof r?.name === "string";
function read(): Kept[] {
  try {
    const rows = JSON.parse(kept(KEY) || "[]");
    return Array.isArray(rows) ? rows.filter(sound).map((r) => ({ mark: 0, seen: "", ...r })) : [];
  } catch {
    return [];
  }
}
export const searches = new Searches();
