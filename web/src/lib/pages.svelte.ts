// A list that grows page by page and begins anew when its address changes.
import { ask, asked, type Ask } from "./data.svelte";

interface Page<T> { items: T[]; next: string }

export class Pages<T, P extends Page<T> = Page<T>> {
  first: Ask<P>;
  further = $state.raw<T[]>([]);
  after = $state("");
  busy = $state(false);
  #url: () => string;

  constructor(url: () => string) {
    this.#url = url;
    this.first = ask<P>(url);
    $effect(() => {
      this.further = [];
      this.after = this.first.data?.next ?? "";
    });
  }
  get items(): T[] {
    return [...(this.first.data?.items ?? []), ...this.further];
  }
  more = async (): Promise<void> => {
    this.busy = true;
    try {
      const page = await asked<P>(`${this.#url()}&after=${encodeURIComponent(this.after)}`);
      this.further = [...this.further, ...page.items];
      this.after = page.next;
    } catch (error) {
      this.first.error = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
  };
}
