// Asks the API; an answer that is loading keeps the old one on the page, an error says what to do.
import { word } from "./words.svelte";

export class Ask<T> {
  data = $state.raw<T | null>(null);
  error = $state("");
  loading = $state(false);
  #url = "";
  #control: AbortController | null = null;

  async load(url: string): Promise<void> {
    this.#control?.abort();
    const control = (this.#control = new AbortController());
    if (url.split("?")[0] !== this.#url.split("?")[0]) this.data = null;
    this.#url = url;
    this.loading = true;
    this.error = "";
    try {
      const data = await asked<T>(url, { signal: control.signal });
      if (control.signal.aborted) return;
      this.data = data;
    } catch (error) {
      if (control.signal.aborted) return;
      this.error = error instanceof Error ? error.message : String(error);
      this.data = null;
    }
    if (!control.signal.aborted) this.loading = false;
  }
  again = (): void => void this.load(this.#url);
}

export async function asked<T>(url: string, options: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, { credentials: "same-origin", ...options }).catch((error) => {
    throw error instanceof TypeError ? new Error(word("The desk does not answer. Is dragoman serve still running?")) : error;
  });
  if (answer.ok) return (await answer.json()) as T;
  const problem = await answer.json().catch(() => ({})); // a proxy may answer with something else than problem details
  throw new Error(problem.detail || `${answer.status} ${answer.statusText}`);
}

/** An answer that follows an address: `ask(() => "/api/...")` inside a component. */
export function ask<T>(url: () => string): Ask<T> {
  const found = new Ask<T>();
  $effect(() => {
    const address = url();
    if (address) void found.load(address);
  });
  return found;
}
