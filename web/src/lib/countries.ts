// Codes of countries: three letters (records), two (names in any language), numbers (the shapes of the map).
import codes from "i18n-iso-countries/codes.json";
import { language } from "./words.svelte";

const two = new Map<string, string>();
const number = new Map<string, string>();
for (const [a2, a3, n] of codes as string[][]) {
  two.set(a3, a2);
  number.set(n, a3);
}
two.set("XKX", "XK");

const names = { en: new Intl.DisplayNames("en", { type: "region" }), de: new Intl.DisplayNames("de", { type: "region" }) };
const bodies: Record<string, [string, string]> = {
  UNO: ["United Nations", "Vereinte Nationen"], EUR: ["European Union", "Europäische Union"], NAT: ["NATO", "NATO"],
  IGO: ["International body", "Zwischenstaatliche Organisation"], NGO: ["NGO", "NGO"], MNC: ["Company", "Unternehmen"],
  IMG: ["International armed group", "Internationale bewaffnete Gruppe"], ISM: ["International movement", "Internationale Bewegung"],
};

export function country(code: string): string {
  if (bodies[code]) return bodies[code][language.de ? 1 : 0];
  const a2 = two.get(code);
  if (!a2) return code;
  try {
    return names[language.de ? "de" : "en"].of(a2) ?? code;
  } catch {
    return code;
  }
}
export const byNumber = (n: string): string => number.get(n) ?? "";
export const known = [...two.keys(), ...Object.keys(bodies)].sort();
const written = ["en", "de", "es", "fr"].map((code) => new Intl.DisplayNames(code, { type: "region" }));
let codesOfNames: Map<string, string> | undefined;
/** A place as a report names it: a country in the reader's language, anything else as it is. */
export function placeHere(name: string): string {
  codesOfNames ??= new Map([...two].flatMap(([a3, a2]) => written.map((names) => [names.of(a2) ?? a3, a3] as const)));
  const code = codesOfNames.get(name);
  return code ? country(code) : name;
}
/** The code for what somebody typed: a code, or a country's name in English or German. */
export function codeOf(typed: string): string {
  const word = typed.trim();
  if (/^[A-Za-z]{3}$/.test(word) && known.includes(word.toUpperCase())) return word.toUpperCase();
  const lower = word.toLowerCase();
  for (const [a3, a2] of two) if ([names.en, names.de].some((n) => n.of(a2)?.toLowerCase() === lower)) return a3;
  return word;
}
