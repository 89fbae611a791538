"""holders.tsv of the atlas -> the offices of a person and the holders of a country's offices, with their dates."""

from collections import defaultdict

import msgspec

from dragoman.knowledge.tables import Tables

UNCHECKED = "unchecked"
"""Source of a term that nobody has compared with a second one."""


class Term(msgspec.Struct, frozen=True):
    """A term of office as the atlas knows it; `end` is "" while it lasts, dates may be cut to month or year."""

    person: str
    name: str
    office: str
    body: str
    start: str
    end: str
    checked: bool


class Terms:
    """Answers who held what when; reads the atlas once."""

    def __init__(self, tables: Tables) -> None:
        names = {row["id"]: row["name"] for row in tables.entities("persons")}
        order = {row["id"]: n for n, row in enumerate(tables.entities("offices"))}
        self._of: dict[str, list[Term]] = defaultdict(list)
        self._in: dict[str, list[Term]] = defaultdict(list)
        for row in tables.rows("holders"):
            body = row["body"].removeprefix("country:")
            name = names.get(row["person"], row["person"])
            term = Term(row["person"], name, row["office"], body, row["from"], row["to"], row["src"] != UNCHECKED)
            self._of[term.person].append(term)
            self._in[term.body].append(term)
        for found in self._in.values():
            found.sort(key=lambda t: (order.get(t.office, len(order)), t.start, t.name))

    def of(self, person: str) -> tuple[Term, ...]:
        """The terms of one person, by id, the latest first."""
        return tuple(sorted(self._of.get(person, ()), key=lambda t: (t.start, t.office), reverse=True))

    def held(self, body: str, day: str) -> tuple[Term, ...]:
        """Who holds the offices of a country (its code) or a body (its id) on an ISO day, the highest office first."""
        return tuple(t for t in self._in.get(body, ()) if t.start <= day and (not t.end or day[: len(t.end)] <= t.end))
