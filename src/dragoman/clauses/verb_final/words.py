"""Token spans of a sentence -> words cut into stem and particle, each with its reading (a token may be part of a word)."""

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos
from dragoman.values.text import Span

STEM_MIN = 2  # characters of an unlisted stem; a shorter one is a word that happens to end like a particle


class Word(msgspec.Struct):
    """A stem, particle, verb or mark: its span, characters, part of speech, lemma, and its form when it is a verb."""

    start: int
    end: int
    text: str
    pos: Pos
    lemma: str
    form: VerbForm | None = None


def cut(text: str, spans: list[Span], pack: Pack, knowledge: Knowledge) -> list[Word]:
    """The words of a sentence in text order; particles are words of their own."""
    found: list[Word] = []
    for start, end in _whole(text, spans):
        found += _read(text[start:end], start, pack, knowledge, after=found[-1] if found else None)
    return found


def _whole(text: str, spans: list[Span]) -> list[Span]:
    """Spans with a number and what is written onto it in one."""
    joined: list[Span] = []
    for start, end in spans:
        glued = bool(joined) and joined[-1][1] == start and text[start].isalpha() and text[joined[-1][0]].isdigit()
        if glued:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _read(word: str, start: int, pack: Pack, knowledge: Knowledge, *, after: Word | None) -> list[Word]:
    """The one or two words that a span is: the first of these readings that holds."""
    end = start + len(word)
    if not any(c.isalnum() for c in word):
        return [Word(start, end, word, "punct", word)]
    longer = f"{after.lemma} {word}" if after is not None and after.pos == "adp" else ""
    if longer in pack.grammar.shape.particles:
        return [Word(start, end, word, "adp", longer)]
    closed = pack.words.closed(word)
    if closed:
        return [Word(start, end, word, msgspec.convert(closed[0], Pos), word)]
    forms = pack.words.verb(word)
    sure = bool(forms) and forms[0].lemma in pack.words.verbs and not _noun(word, pack)  # its form may be a town as well
    particle, known = ("", False) if sure else _particle(word, pack, knowledge)
    if forms and not known:
        return [Word(start, end, word, "verb", forms[0].lemma, forms[0])]
    cut_at = end - len(particle)
    stem = word[: len(word) - len(particle)]
    pos: Pos = "num" if stem.isdigit() else "pron" if pack.words.closed(stem) else "noun"
    parts = [Word(start, cut_at, stem, pos, stem)]
    return parts + ([Word(cut_at, end, particle, "adp", particle)] if particle else [])


def _particle(word: str, pack: Pack, knowledge: Knowledge) -> tuple[str, bool]:
    """The particle that a word ends with, "" for none, and whether a table names what stands before it."""
    if _noun(word, pack) or knowledge.listed(word):
        return "", True
    cuts = [p for p in sorted(pack.grammar.shape.particles, key=lambda p: (-len(p), p)) if " " not in p and word.endswith(p)]
    for particle in cuts:
        stem = word[: -len(particle)]
        if stem and (_noun(stem, pack) or knowledge.listed(stem) or knowledge.title(stem) or "pron" in pack.words.closed(stem)):
            return particle, True
    if knowledge.title(word):
        return "", True
    return next((p for p in cuts if len(word) - len(p) >= STEM_MIN), ""), False


def _noun(word: str, pack: Pack) -> bool:
    return pack.words.noun_listed(word) or is_time(word, pack)


def is_time(word: str, pack: Pack) -> bool:
    """Whether a word names a day or a stretch of time, also behind a number."""
    return word in pack.grammar.nouns.time or (word[0].isdigit() and word.lstrip("0123456789") in pack.grammar.nouns.time)
