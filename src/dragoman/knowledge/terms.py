"""Persons and terms of a compiled atlas -> Terms: who bears a name, who held an office on a day."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import product
from typing import TypeVar

import msgspec

from dragoman.knowledge.inflection import Inflection
from dragoman.knowledge.records import Compiled, Holding, TermRow
from dragoman.knowledge.spelling import (
    LONG_NAME,
    SHORTEST_SKELETON,
    coarse,
    consonantal,
    fold,
    fold_all,
    near,
    same_person,
    skeleton,
)

K = TypeVar("K")
V = TypeVar("V")

LEADS = "head_of_government"  # office of "the leader" of a country that leaders.tsv does not list
LONGEST_PARTICLE = 3  # letters of "Van", "von", "de" in front of a smaller one
FORMS_TRIED = 6  # base forms of one word of a person's name
NAMES_REMEMBERED = 50_000  # answers kept: a name is asked for in both passes over an article, and again in the next


class Terms:
    """Answers who held what when; ISO dates throughout, possibly cut to the month or year in the tables."""

    def __init__(self, compiled: Compiled, inflection: Inflection) -> None:
        self._atlas, self._inflection = compiled, inflection
        self._families_near = lru_cache(NAMES_REMEMBERED)(self._near)
        self.persons = lru_cache(NAMES_REMEMBERED)(self._persons)
        """Entities of the persons of a name, and whether only a bare family name matched; inflected names as well."""
        self.person = lru_cache(NAMES_REMEMBERED)(self._person)
        """All terms that had begun by an ISO date ("" = any) of persons of that name, current ones first, then the latest."""

    def holders(self, office: str, body: str, on: str, feminine: bool = False) -> tuple[Holding, ...]:
        """The terms in an office of a body (an id) that cover an ISO date; all known ones for "", the latest first.

        Under a `feminine` title those of men are left out, and of the others those of women come alone.
        """
        rows = self._by_office.get((office, body), ())
        now = _answering([t for t in rows if not on or covers(t, on)], feminine)
        return tuple(self.holding(t, on, False) for t in sorted(now, key=lambda t: _descending(t.start)))

    def leaders(self, body: str, on: str, feminine: bool = False) -> tuple[Holding, ...]:
        """Whoever held the highest office of a body (an id) that is known on an ISO date; no man under a `feminine` title."""
        now = [t for t in self._by_body.get(body, ()) if not on or covers(t, on)]
        ranks = {t.office: self._atlas.offices[t.office].rank for t in now if t.office in self._atlas.offices}
        best = min(ranks.values(), default=0)
        top = _answering([t for t in now if ranks.get(t.office) == best], feminine)
        top = sorted(top, key=lambda t: (not self._leads(t), _descending(t.start)))
        return tuple(self.holding(t, on, False) for t in top)

    def _leads(self, term: TermRow) -> bool:
        """Whether a term is in the office whose holder is meant by "the leader" of a country."""
        return term.office == self._atlas.leaders.get(term.code, LEADS)

    def _person(self, words: tuple[str, ...], on: str) -> tuple[Holding, ...]:
        persons, support = self.persons(words)
        found = [
            self.holding(t, on, support) for p in persons for t in self._by_person.get(p, ()) if not on or t.start[:10] <= on
        ]
        return _latest_first(found)

    def of(self, entity_id: str, on: str) -> tuple[Holding, ...]:
        """All terms of one person by id, current ones first, then the latest; those that begin later are left out."""
        at = self._index.get(entity_id)
        terms = self._by_person.get(at, ()) if at is not None else ()
        found = [self.holding(t, on, False) for t in terms if not on or t.start[:10] <= on]
        return _latest_first(found)

    def _persons(self, words: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        found = self._named(words)
        if found[0] or self._inflection.inert:
            return found
        choices = [(w, *self._inflection.bases(w)[:FORMS_TRIED]) for w in words[:4]]
        for chosen in product(*choices):
            found = self._named(chosen)
            if found[0]:
                return found
        return (), False

    def holding(self, term: TermRow, on: str, support: bool) -> Holding:
        """A term as an answer."""
        office = self._atlas.offices.get(term.office)
        former = bool(term.end) and bool(on) and term.end < on[: len(term.end)]
        sector = office.sector if office else ""
        entity = msgspec.structs.replace(self._atlas.entities[term.person], code=term.code, office=term.office, sector=sector)
        return Holding(entity, term.office, term.code, term.body, sector, term.start, term.end, former, support, term.src)

    def _named(self, words: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        whole = self._atlas.full_names.get(fold_all(words), ())
        if whole:
            return whole, len(words) == 1
        if words and consonantal(words[-1]):
            return self._by_consonants(words), len(words) == 1
        return self._by_family(words)

    def _by_consonants(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Persons whose family name has the consonants of the last word, and whose given name those of the first."""
        family = skeleton(words[-1])
        found = self._by_skeleton.get(family, ()) if len(family) >= SHORTEST_SKELETON or len(words) > 1 else ()
        if len(words) == 1:
            return found
        given = skeleton(words[0])
        return tuple(p for p in found if skeleton(self._atlas.entities[p].name.split()[0]) == given)

    @cached_property
    def _by_skeleton(self) -> dict[str, tuple[int, ...]]:
        pairs = ((skeleton(k), p) for k, persons in self._atlas.families.items() for p in persons)
        return _grouped(dict.fromkeys(pairs))

    def _by_family(self, words: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        """Persons whose family name is one of the words and, for several words, whose name fits the others."""
        if not words:
            return (), False
        particled = self._by_particled.get(tuple(w.lower() for w in words))
        if particled is not None:
            return particled, True
        if len(words) == 1:
            key = fold(words[0])
            exact = self._atlas.families.get(key, ())
            return exact or (self._families_coarse.get(coarse(key), ()) if len(key) >= LONG_NAME else ()), True
        name = " ".join(words)
        found = (p for w in (words[-1], words[0]) for p in self._families_near(fold(w)))
        return tuple(p for p in dict.fromkeys(found) if same_person(name, self._atlas.entities[p].name)), False

    @cached_property
    def particled(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Family names that begin with a small word, in lower case, by that word ("von" -> ("von", "der", "leyen"))."""
        table: dict[str, list[tuple[str, ...]]] = {}
        for name in self._by_particled:
            table.setdefault(name[0], []).append(name)
        return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in table.items()}

    @cached_property
    def given(self) -> frozenset[str]:
        """First words of persons' names that are nobody's family name ("Angela", "Jean-Claude")."""
        firsts = {e.name.split()[0] for e in self._atlas.entities if e.kind == "person" and " " in e.name}
        return frozenset(w for w in firsts if len(w) > LONGEST_PARTICLE and fold(w) not in self._atlas.families)

    @cached_property
    def _by_particled(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        table: dict[tuple[str, ...], tuple[int, ...]] = {}
        for at, entity in enumerate(self._atlas.entities):
            words = entity.name.split() if entity.kind == "person" else []
            small = next((i for i, w in enumerate(words) if i and w.islower()), 0)
            if small:
                start = small - 1 if small > 1 and len(words[small - 1]) <= LONGEST_PARTICLE else small
                name = tuple(w.lower() for w in words[start:])
                table[name] = (*table.get(name, ()), at)
        return table

    def _near(self, key: str) -> tuple[int, ...]:
        """Persons of a family name, then those of names that are near it and begin like it."""
        alike = self._long_families.get(coarse(key[:2]), ()) if len(key) >= LONG_NAME else ()
        close = [k for k in alike if k != key and near(k, key)]
        return tuple(p for k in (key, *close) for p in self._atlas.families.get(k, ()))

    @cached_property
    def _long_families(self) -> dict[str, tuple[str, ...]]:
        """Family names that may be near another one, by how they begin."""
        return _grouped((coarse(k[:2]), k) for k in self._atlas.families if len(k) >= LONG_NAME)

    @cached_property
    def _families_coarse(self) -> dict[str, tuple[int, ...]]:
        pairs = ((coarse(k), p) for k, persons in self._atlas.families.items() for p in persons if len(k) >= LONG_NAME)
        return _grouped(pairs)

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], tuple[TermRow, ...]]:
        return _grouped(((t.office, t.body), t) for t in self._atlas.terms)

    @cached_property
    def _by_body(self) -> dict[str, tuple[TermRow, ...]]:
        return _grouped((t.body, t) for t in self._atlas.terms)

    @cached_property
    def _by_person(self) -> dict[int, tuple[TermRow, ...]]:
        return _grouped((t.person, t) for t in self._atlas.terms)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {e.id: i for i, e in enumerate(self._atlas.entities) if e.kind == "person"}


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """First -> all seconds, in order."""
    table: dict[K, list[V]] = {}
    for first, second in pairs:
        table.setdefault(first, []).append(second)
    return {k: tuple(v) for k, v in table.items()}


def _answering(terms: list[TermRow], feminine: bool) -> list[TermRow]:
    """The terms that a title may mean: of a feminine one those of women, else of persons whose sex is not known."""
    return ([t for t in terms if t.sex == "f"] or [t for t in terms if not t.sex]) if feminine else terms


def covers(term: TermRow, on: str) -> bool:
    """Whether a term covers a day; a start that is cut to a month or year counts from its beginning, an end to its end."""
    return term.start <= on and (not term.end or on[: len(term.end)] <= term.end)


def _latest_first(found: list[Holding]) -> tuple[Holding, ...]:
    """The terms that run before those that are over, of each the latest first."""
    return tuple(sorted(found, key=lambda h: (h.former, _descending(h.start))) if len(found) > 1 else found)


def _descending(date: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in date)
