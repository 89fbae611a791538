// The state of the page is its address: ?view=...&country=...; every link is a real one.
export const VIEWS = ["today", "timeline", "matrix", "map", "actors", "search", "ledger", "try"] as const;
export const FILTERS = [
  "text", "country", "actor", "recipient", "speaker", "dyad", "sector", "type", "mode", "context", "status", "quad", "place", "outlet", "language",
  "document", "since", "until", "published_since", "published_until", "background", "disputed", "reports_min", "origins_min", "as_of", "mark",
] as const;
export type Key = (typeof FILTERS)[number];

class Route {
  query = $state(new URLSearchParams(location.search));
  view = $derived(this.query.get("view") || "today");
  get(key: string): string {
    return this.query.get(key) ?? "";
  }
}
export const route = new Route();

/** The filters of the address, and `more` over them; "" takes one away. */
export function filters(more: Record<string, string> = {}): URLSearchParams {
  const found = new URLSearchParams();
  for (const key of FILTERS) {
    for (const value of key in more ? [more[key]] : route.query.getAll(key)) if (value) found.append(key, value);
  }
  return found;
}

/** The address of a view with the filters that stand. */
export function to(view: string, more: Record<string, string> = {}): string {
  const found = filters(more);
  for (const [key, value] of Object.entries(more)) if (!(FILTERS as readonly string[]).includes(key) && value) found.set(key, value);
  const query = new URLSearchParams([["view", view], ...found]);
  return "?" + query.toString();
}

export function go(address: string, replace = false): void {
  if (address === location.search) return;
  history[replace ? "replaceState" : "pushState"]({}, "", address);
  const before = route.view;
  route.query = new URLSearchParams(location.search);
  if (route.view !== before || route.view === "story" || route.view === "actor") {
    scrollTo(0, 0);
    requestAnimationFrame(() => document.getElementById("main")?.focus({ preventScroll: true }));
  }
}

/** Clicks on our own links change the address without loading the page again. */
export function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<SVGAElement | HTMLAnchorElement>("a[href^='?']");
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute("href")!);
}

addEventListener("popstate", () => (route.query = new URLSearchParams(location.search)));
