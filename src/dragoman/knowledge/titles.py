"""A word for an office, simple or compound -> Title: the office, and the country or body that the word itself names."""

from collections.abc import Callable

import msgspec

from dragoman.knowledge.records import OfficeRow, Title
from dragoman.language.names import TitleRules
from dragoman.values.world import Entity

_KEPT = 50_000  # words whose titles are remembered


class Titles:
    """Looks up words for offices; remembers what it found, since most words of a text come again."""

    def __init__(
        self, table: dict[str, Title], offices: dict[str, OfficeRow], rules: TitleRules, prefix: Callable[[str], Entity | None]
    ) -> None:
        self._table, self._offices, self._rules, self._prefix = table, offices, rules, prefix
        self._endings = ("", *sorted(rules.endings, key=len, reverse=True))
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
        self._memory: dict[str, Title | None] = {}

    def title(self, word: str) -> Title | None:
        """The title that a word is, in any inflected or feminine form, alone or as the last part of a compound."""
        if word in self._memory:
            return self._memory[word]
        if len(self._memory) >= _KEPT:
            self._memory.clear()
        found = self._memory[word] = self._look(word)
        return found

    def deputy(self, title: Title) -> Title:
        """The title of its deputy: stellvertretend + foreign_minister -> deputy_foreign_minister."""
        row = self._offices.get(title.office)
        office = row.deputy if row is not None and row.deputy else "deputy_" + title.office
        return msgspec.structs.replace(title, office=office, rank=title.rank + 1)

    def _look(self, word: str) -> Title | None:
        if len(word) < 3 or not word[0].isupper():
            return None
        simple = self._simple(word.lower())
        if simple is not None:
            return simple
        if "-" in word:
            return self._hyphenated(word)
        return self._closed(word.lower())

    def _simple(self, lower: str) -> Title | None:
        for ending in self._endings:
            if not ending:
                found = self._table.get(lower)
            elif lower.endswith(ending):
                found = self._table.get(lower[: -len(ending)])
            else:
                continue
            if found is not None:
                return found
        return None

    def _hyphenated(self, word: str) -> Title | None:
        """ "US-Vize-Außenminister": the last part is the title, the parts before it modify it or name its body."""
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
        kind = next((k for m, k in self._modifiers if m == lower), None)
        if kind is not None:
            return self._with(title, lower, kind)
        entity = self._prefix(part)
        return _of(title, entity) if entity is not None else title

    def _closed(self, lower: str) -> Title | None:
        """ "Vizeaußenminister", "Bundesinnenministerin": a known first part and a title."""
        for part, kind in self._modifiers:
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
