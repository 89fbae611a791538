// The words of the page in English and German: words.tsv. English is the key where it is also the word.
import table from "./words.tsv?raw";

const WORDS = new Map(table.trimEnd().split("\n").slice(1).map((line) => {
  const [key, en, de] = line.split("\t");
  return [key, [en, de]] as const;
}));

function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a browser that keeps nothing: the choice holds until the page is closed
  }
}

class Language {
  code = $state(new URLSearchParams(location.search).get("lang") || stored("dragoman.language") || (navigator.language.startsWith("de") ? "de" : "en"));
  de = $derived(this.code === "de");
}
export const language = new Language();
export const kept = stored;

/** A word in the reader's language; `other` (else the key) where there is none. */
export function word(key: string, other = key): string {
  const found = WORDS.get(key);
  return found?.[language.de ? 1 : 0] || found?.[0] || other;
}
/** "1 report", "2 reports". */
export function many(n: number, one: string, several: string): string {
  return `${n.toLocaleString(language.de ? "de" : "en-GB")} ${word(n === 1 ? one : several)}`;
}
