"""The name rules of a language -> Inflection: the base forms that a written word may stand for."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from dragoman.language.names import NameRules

_KEPT = 100_000  # words whose base forms are remembered
_APOSTROPHES = {"’": "'", "ʼ": "'", "‘": "'", "\u00ad": "", "\u200b": "", "\u200c": "", "\u0640": "", "‑": "-", "‐": "-"}
_VOWEL_SIGNS = {chr(c): "" for c in (*range(0x064B, 0x0653), 0x0670)}  # Arabic vowel signs, which news leaves out
_STACK = 2  # glued endings or starts that may follow one another: 북한|에서|는, و|ال|صين


class Inflection:
    """Undoes what a language does to a name: endings added or replaced, starts glued to it, letters written otherwise."""

    def __init__(self, rules: NameRules) -> None:
        self._rules = rules
        self._letters = str.maketrans({**_APOSTROPHES, **_VOWEL_SIGNS, **rules.letters})
        self._plain_letters = frozenset((*_APOSTROPHES, *_VOWEL_SIGNS, *rules.letters))
        self._nouns = _reversed(rules.nouns, rules.name_endings if not rules.stacked else ())
        self._adjectives = _reversed(rules.adjectives, ())
        self._glued = frozenset(e for e in rules.name_endings if e) if rules.stacked else frozenset()
        self._before = dict(rules.before)
        self._written_before = tuple(rules.before)
        self._starts = tuple(sorted({len(s) for s in rules.before}, reverse=True))
        self._ends = tuple(sorted({len(e) for e in self._glued}))
        every = (self._nouns, self._adjectives) if rules.every_word else (self._nouns,)
        self._any_word, self._any_adjective = _joined(every), _joined((self._adjectives,))
        self.bases = lru_cache(_KEPT)(self._bases)
        self.adjective_bases = lru_cache(_KEPT)(self._adjective_bases)
        self.inert = not (self._nouns or self._adjectives or self._before or self._glued)

    def plain(self, text: str) -> str:
        """The text with the letters that the language writes in two ways written in one."""
        return text if self._plain_letters.isdisjoint(text) else text.translate(self._letters)

    def _bases(self, word: str) -> tuple[str, ...]:
        """Base forms, other than itself, that a written name, demonym or title may have, the nearest first.

        >>> Inflection(NameRules(nouns={"а": ("ы", "у")})).bases("Москвы")
        ('Москва',)
        """
        return self._undo(word, self._any_word)

    def _adjective_bases(self, word: str) -> tuple[str, ...]:
        """Base forms, other than itself, that a written adjective may have, the nearest first."""
        return self._undo(word, self._any_adjective)

    def starts_glued(self, word: str) -> bool:
        """Whether the word begins with something that may be glued to a name ("l'OTAN")."""
        return word.startswith(self._written_before)

    def _undo(self, word: str, endings: "Endings") -> tuple[str, ...]:
        kept = dict.fromkeys(self._without_starts(word) if self.starts_glued(word) else (word,))
        for stem in tuple(kept) if self._glued else ():
            kept |= dict.fromkeys(self._without_glue(stem))
        for stem in tuple(kept):
            for size in endings.sizes:
                for base in endings.bases.get(stem[-size:] if size else "", ()) if size < len(stem) else ():
                    kept[stem[: len(stem) - size] + base] = None
        kept.pop(word, None)
        return tuple(b for b in kept if len(b) >= self._rules.shortest)

    def _without_starts(self, word: str) -> Iterable[str]:
        """The word and what is behind the starts glued to it, at most two of them."""
        layer, found = [word], {word: None}
        for _ in range(_STACK):
            layer = [base + w[n:] for w in layer for n in self._starts if n < len(w) for base in self._before.get(w[:n], ())]
            found |= dict.fromkeys(layer)
        return found

    def _without_glue(self, word: str) -> Iterable[str]:
        """The word and what is before the particles glued to it, at most two of them."""
        layer, found = [word], {word: None}
        for _ in range(_STACK):
            layer = [w[:-n] for w in layer for n in self._ends if n < len(w) and w[-n:] in self._glued]
            found |= dict.fromkeys(layer)
        return found


class Endings(msgspec.Struct, frozen=True):
    """Ending as written -> base endings it may stand for, and the lengths of the endings, longest first."""

    bases: dict[str, tuple[str, ...]]
    sizes: tuple[int, ...]


def _joined(tables: tuple[Mapping[str, tuple[str, ...]], ...]) -> Endings:
    bases = {ending: tuple(b for t in tables for b in t.get(ending, ())) for table in tables for ending in table}
    return Endings(bases, tuple(sorted({len(e) for e in bases}, reverse=True)))


def _reversed(paradigms: Mapping[str, tuple[str, ...]], added: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ending as written -> base endings it may stand for."""
    table: dict[str, list[str]] = {}
    for base, endings in (*paradigms.items(), ("", tuple(added))):
        for ending in endings:
            if ending != base and base not in table.setdefault(ending, []):
                table[ending].append(base)
    return {k: tuple(sorted(v, key=len)) for k, v in table.items()}
