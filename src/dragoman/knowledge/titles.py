"""A word for an office, simple or compound -> Title: the office, and the country or body that the word itself names."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from dragoman.knowledge.index import CharacterIndex, Index, lengths
from dragoman.knowledge.inflection import Inflection
from dragoman.knowledge.records import OfficeRow, Title
from dragoman.language.names import NameRules
from dragoman.values.world import Entity

_KEPT = 50_000  # words whose titles are remembered
LONGEST = 10  # words of the longest title
SHORTEST = 2  # letters of the shortest title word


class Titles:
    """Looks up words for offices; remembers what it found, since most words of a text come again."""

    def __init__(
        self,
        table: dict[str, tuple[Title, ...]],
        offices: dict[str, OfficeRow],
        names: NameRules,
        prefix: Callable[[str], Entity | None],
        listed: Callable[[str], bool],
    ) -> None:
        rules = names.titles
        self._table, self._offices, self._rules, self._prefix, self._listed = table, offices, rules, prefix, listed
        self._deputies = frozenset(row.deputy for row in offices.values() if row.deputy)
        self._characters = names.writing == "characters"
        self._inflection = Inflection(
            msgspec.structs.replace(names, name_endings=(*names.name_endings, *rules.endings), every_word=True)
        )
        self._phrases = self._index()
        self._modifiers = tuple(
            (part.lower(), kind)
            for kind, parts in (
                ("deputy", rules.deputy),
                ("former", rules.former),
                ("", (*rules.acting, *rules.same)),
                ("country", tuple(rules.country)),
            )
            for part in sorted(parts, key=lambda p: (-len(p), p))
        )
        self._firsts = tuple(part for part, _ in self._modifiers)
        self._capitals = frozenset(text for text in table if text[:2].isupper())
        self.title = lru_cache(_KEPT)(self._look)
        self._key = lru_cache(_KEPT)(self._written)
        self.begins = lru_cache(_KEPT)(self._may_begin)

    def _may_begin(self, word: str) -> bool:
        """Whether a title, of one word or several, can begin with a word."""
        key = self._key(word)
        return self._phrases.begins(key) is not None or self._phrases.bends(key) is not None or self.title(word) is not None

    def _index(self) -> Index[tuple[Title, ...]]:
        kind: type[Index[tuple[Title, ...]]] = CharacterIndex if self._characters else Index
        return kind(self._table, lengths(self._table, self._characters), self._inflection, every_word=True)

    def at(self, words: Sequence[str], at: int) -> tuple[int, tuple[Title, ...]]:
        """How many words from `at` on are the longest title, and what it may mean; (0, ()) when none begins there."""
        if not self._characters and not self.begins(words[at]):
            return 0, ()
        lower = [self._key(w) for w in words[at : at + LONGEST]] if not self._characters else words[at:]
        found = self._phrases.exact(lower, 0) if lower else None
        if lower and (found is None or found[0] == 1):
            bent = self._phrases.inflected(lower, 0)
            found = bent if bent is not None and (found is None or bent[0] > 1) else found
        if found is not None:
            return found
        single = self.title(words[at]) if not self._characters else None
        return (1, (single,)) if single is not None else (0, ())

    def feminine(self, before: Sequence[str], title: Sequence[str]) -> bool:
        """Whether a title's words, or those before it in its phrase, are of a woman ("die Ministerin", "la ministre")."""
        rules = self._rules
        if any(w.lower().rpartition("'")[2] in rules.feminine_words for w in (*before, *title[:1])):
            return True
        ends = rules.feminine_endings
        return bool(ends) and any(w.endswith(ends) and (not rules.capitalised or w[:1].isupper()) for w in title)

    def deputy(self, title: Title) -> Title:
        """The title of its deputy: stellvertretend + foreign_minister -> deputy_foreign_minister; a deputy's own stays."""
        if title.office in self._deputies:
            return title
        row = self._offices.get(title.office)
        office = row.deputy if row is not None and row.deputy else "deputy_" + title.office
        return msgspec.structs.replace(title, office=office, rank=title.rank + 1)

    def _written(self, word: str) -> str:
        """How a word stands in the index: in lower case, but for titles that are written in capitals only ("PM", "MPs")."""
        return word if self._capitals & {word.partition("'")[0], word.rstrip("s")} else word.lower()

    def _look(self, word: str) -> Title | None:
        """The title that a word is, in any inflected or feminine form, alone or as the last part of a compound."""
        if len(word) < SHORTEST or (self._rules.capitalised and not word[0].isupper()):
            return None
        simple = self._simple(self._key(word))
        if simple is not None:
            return simple
        if "-" in word:
            return self._hyphenated(word)
        return self._closed(word.lower())

    def _simple(self, lower: str) -> Title | None:
        lower = self._inflection.plain(lower)
        found = self._table.get(lower) or next((self._table[b] for b in self._inflection.bases(lower) if b in self._table), ())
        return found[0] if found else None

    def _hyphenated(self, word: str) -> Title | None:
        """ "US-Vize-Außenminister": the last part is the title, the parts before it modify it or name its body.

        A listed name that ends like a title is none ("Port-au-Prince").
        """
        if self._listed(word):
            return None
        head, _, last = word.rpartition("-")
        title = self._simple(last.lower()) or self._closed(last.lower())
        if title is None:
            return None
        entity = self._prefix(head)
        if entity is not None:
            return _of(title, entity)
        for part in reversed(head.split("-")):
            title = self._modified(title, part)
        return title

    def _modified(self, title: Title, part: str) -> Title:
        lower = part.lower()
        kind = next((k for m, k in self._modifiers if m.rstrip("-") == lower), None)
        if kind is not None:
            return self._with(title, lower, kind)
        entity = self._prefix(part)
        return _of(title, entity) if entity is not None else title

    def _closed(self, lower: str) -> Title | None:
        """ "Vizeaußenminister", "Bundesinnenministerin": a known first part and a title."""
        for part, kind in self._modifiers if lower.startswith(self._firsts) else ():
            if lower.startswith(part) and len(lower) > len(part) + 2:
                title = self._simple(lower[len(part) :]) or self._closed(lower[len(part) :])
                if title is not None:
                    return self._with(title, part, kind)
        return None

    def _with(self, title: Title, part: str, kind: str) -> Title:
        if kind == "deputy":
            return self.deputy(title)
        if kind == "former":
            return msgspec.structs.replace(title, former=True)
        if kind == "country":
            code = next(c for p, c in self._rules.country.items() if p.lower() == part)
            return msgspec.structs.replace(title, code=title.code or code, weak=True)
        return title


def _of(title: Title, entity: Entity) -> Title:
    """The title as an office of that country or body."""
    sector = entity.sector if title.sector == "" else title.sector
    return msgspec.structs.replace(title, code=entity.code, sector=sector, body=entity.id, weak=False)
