"""The name rules of a language -> Inflection: the base forms that a written word may stand for."""

from collections.abc import Iterable, Mapping

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
        self._starts = tuple(sorted({len(s) for s in rules.before}, reverse=True))
        self._ends = tuple(sorted({len(e) for e in self._glued}))
        self._memory: dict[str, tuple[str, ...]] = {}
        self._adjective_memory: dict[str, tuple[str, ...]] = {}
        self.inert = not (self._nouns or self._adjectives or self._before or self._glued)

    def plain(self, text: str) -> str:
        """The text with the letters that the language writes in two ways written in one."""
        return text if self._plain_letters.isdisjoint(text) else text.translate(self._letters)

    def bases(self, word: str) -> tuple[str, ...]:
        """Base forms, other than itself, that a written name, demonym or title may have, the nearest first.

        >>> Inflection(NameRules(nouns={"а": ("ы", "у")})).bases("Москвы")
        ('Москва',)
        """
        found = self._memory.get(word)
        if found is None:
            tables = (self._nouns, self._adjectives) if self._rules.every_word else (self._nouns,)
            found = self._memory[word] = self._undo(word, tables)
            if len(self._memory) > _KEPT:
                self._memory.clear()
        return found

    def adjective_bases(self, word: str) -> tuple[str, ...]:
        """Base forms, other than itself, that a written adjective may have, the nearest first."""
        found = self._adjective_memory.get(word)
        if found is None:
            found = self._adjective_memory[word] = self._undo(word, (self._adjectives,))
            if len(self._adjective_memory) > _KEPT:
                self._adjective_memory.clear()
        return found

    def starts_glued(self, word: str) -> bool:
        """Whether the word begins with something that may be glued to a name ("l'OTAN")."""
        return any(word[:n] in self._before for n in self._starts)

    def _undo(self, word: str, tables: tuple[Mapping[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
        kept = dict.fromkeys(self._without_starts(word))
        for stem in tuple(kept):
            kept |= dict.fromkeys(self._without_glue(stem))
        for stem in tuple(kept):
            kept |= dict.fromkeys(self._replaced(stem, tables))
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

    def _replaced(self, word: str, tables: tuple[Mapping[str, tuple[str, ...]], ...]) -> Iterable[str]:
        """The word with an ending replaced by a base ending, the longest ending first."""
        for n in range(min(max(map(_longest, tables)), len(word) - 1), -1, -1):
            stem, ending = word[: len(word) - n], word[len(word) - n :]
            yield from (stem + base for table in tables for base in table.get(ending, ()))


def _reversed(paradigms: Mapping[str, tuple[str, ...]], added: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ending as written -> base endings it may stand for."""
    table: dict[str, list[str]] = {}
    for base, endings in (*paradigms.items(), ("", tuple(added))):
        for ending in endings:
            if ending != base and base not in table.setdefault(ending, []):
                table[ending].append(base)
    return {k: tuple(sorted(v, key=len)) for k, v in table.items()}


def _longest(table: Mapping[str, tuple[str, ...]]) -> int:
    return max(map(len, table), default=0)
