"""Compiled atlas -> Knowledge: the questions that the other rooms ask about names, offices and places."""

from collections.abc import Sequence
from functools import cached_property

import msgspec

from dragoman.knowledge.records import Compiled, Holding, Name, NameEntry, NameRow, TermRow, Title
from dragoman.knowledge.spelling import fold, fold_all, near, same_person
from dragoman.knowledge.titles import Titles
from dragoman.language.names import NameRules
from dragoman.values.world import Entity, Place

_NOTHING: tuple[int, tuple[Name, ...]] = (0, ())


LONGEST_PARTICLE = 3  # letters of "Van", "von", "de" in front of a smaller one


class Knowledge:
    """Who holds a name or office on a date, in one language. Load it with `dragoman.knowledge.load`."""

    def __init__(self, compiled: Compiled, rules: NameRules, language: str, hash: str) -> None:
        self._atlas, self._rules = compiled, rules
        self.language, self.hash = language, hash
        self._names = compiled.names
        self._endings = tuple(e for e in rules.name_endings if e)
        self._made: dict[int, tuple[Name, ...]] = {}

    # names

    def find(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """How many words from `at` on are the longest name, and what it may name, names without need of support first.

        Exact words win over inflected ones; (0, ()) when no name starts there.
        """
        first = words[at]
        entries = self._names.get(first)
        if entries is not None:
            found = self._match(entries, words, at)
            if found[0]:
                return self._country_before_city(found, first)
        if first[0].islower():
            return _NOTHING
        return self._inflected(first) or self._respelt(words, at)

    def _country_before_city(self, found: tuple[int, tuple[Name, ...]], first: str) -> tuple[int, tuple[Name, ...]]:
        """A country in the genitive ("Perus") rather than a city that is spelt so."""
        if found[0] > 1 or any(n.entity.kind != "city" for n in found[1]):
            return found
        inflected = self._inflected(first)
        return inflected if inflected and any(n.entity.kind == "country" for n in inflected[1]) else found

    def _match(self, entries: tuple[NameEntry, ...], words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        for entry in entries:
            rest = entry.rest
            if not rest:
                return 1, self._names_of(entry)
            end = at + 1 + len(rest)
            if (
                end <= len(words)
                and all(words[at + 1 + i] == rest[i] for i in range(len(rest) - 1))
                and self._ends(words[end - 1], rest[-1])
            ):
                return 1 + len(rest), self._names_of(entry)
        return _NOTHING

    def _ends(self, word: str, name: str) -> bool:
        return word == name or (word.startswith(name) and word[len(name) :] in self._endings)

    def _inflected(self, word: str) -> tuple[int, tuple[Name, ...]] | None:
        for ending in self._endings:
            if word.endswith(ending):
                for entry in self._names.get(word[: -len(ending)], ()):
                    if not entry.rest:
                        return 1, self._names_of(entry)
        return None

    def _respelt(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """Names in capitals ("SEOUL", "NEW YORK") and with a typographic apostrophe, tried in their usual spelling."""
        first = words[at]
        if "’" in first:
            return self.find([w.replace("’", "'") for w in words[at : at + 4]], 0)
        if len(first) < self._rules.capitals_from or not first.isupper():
            return _NOTHING
        usual = [_capitalised(w) if w.isupper() else w for w in words[at : at + 6]]
        return self.find(usual, 0) if usual[0] != first else _NOTHING

    def _names_of(self, entry: NameEntry) -> tuple[Name, ...]:
        made = self._made.get(id(entry))
        if made is None:
            made = self._made[id(entry)] = tuple(self._name(row) for row in entry.names)
        return made

    def _name(self, row: NameRow) -> Name:
        return Name(self._atlas.entities[row.entity], row.form, row.support, row.members)

    def adjective(self, lemma: str) -> Entity | None:
        """The entity of a relational adjective in its base form, any case ("südkoreanisch", "Moskauer")."""
        at = self._atlas.adjectives.get(lemma) or self._atlas.adjectives.get(lemma.lower())
        return self._atlas.entities[at[0]] if at else None

    def adjectives(self, lemma: str) -> tuple[Entity, ...]:
        """The entities of an adjective; a compound ("russisch-chinesisch") names several; () when a part names none."""
        whole = self.adjective(lemma)
        if whole is not None:
            return (whole,)
        if "-" not in lemma:
            return ()
        parts = tuple(e for e in map(self.adjective, lemma.split("-")) if e is not None)
        return parts if len(parts) == lemma.count("-") + 1 else ()

    def demonym(self, lemma: str) -> Entity | None:
        """The country of a demonym in its base form, masculine or feminine ("Syrer", "Russin")."""
        at = self._atlas.demonyms.get(lemma.lower())
        return self._atlas.entities[at[0]] if at else None

    def prefix(self, word: str) -> Entity | None:
        """The entity of the first part of a hyphenated word ("US", "Nato", "Kreml"); None when that needs support."""
        for entry in self._names.get(word, ()):
            if not entry.rest:
                return next(
                    (
                        n.entity
                        for n in self._names_of(entry)
                        if not n.support and n.form != "demonym" and n.entity.kind not in ("city", "")
                    ),
                    None,
                )
        if len(word) >= self._rules.capitals_from and word.isupper():
            return self.prefix(_capitalised(word))
        return None

    # offices

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._atlas.titles, self._atlas.offices, self._rules.titles, self.prefix)

    def title(self, lemma: str) -> Title | None:
        """The title that a word is, also inflected, feminine or compound ("US-Außenministerin"); None for other words."""
        return self._titles.title(lemma)

    def deputy(self, title: Title) -> Title:
        """The title of the deputy of that office ("stellvertretender Außenminister")."""
        return self._titles.deputy(title)

    @cached_property
    def _terms_by_office(self) -> dict[tuple[str, str], tuple[TermRow, ...]]:
        table: dict[tuple[str, str], list[TermRow]] = {}
        for term in self._atlas.terms:
            table.setdefault((term.office, term.body), []).append(term)
        return {k: tuple(v) for k, v in table.items()}

    @cached_property
    def _terms_by_person(self) -> dict[int, tuple[TermRow, ...]]:
        table: dict[int, list[TermRow]] = {}
        for term in self._atlas.terms:
            table.setdefault(term.person, []).append(term)
        return {k: tuple(v) for k, v in table.items()}

    def holder(self, office: str, code: str, on: str) -> Entity | None:
        """The one person who held an office of a country or body on an ISO date; None when nobody or several are known.

        `code` is a country code, a body's id or its short name ("KOR", "org:NATO", "NATO", "EUR").
        """
        body = code if ":" in code else self._body(code)
        now = [t for t in self._terms_by_office.get((office, body), ()) if _covers(t, on)]
        people = list(dict.fromkeys(t.person for t in now))
        return (
            msgspec.structs.replace(self._atlas.entities[people[0]], office=office, code=now[0].code)
            if len(people) == 1
            else None
        )

    def _body(self, code: str) -> str:
        at = self._atlas.codes.get(code)
        return self._atlas.entities[at].id if at is not None else ""

    def person(self, given_and_family: tuple[str, ...], on: str) -> tuple[Holding, ...]:
        """All terms that had begun by an ISO date ("" = any) of persons of that name, current ones first, then the latest.

        A bare family name matches with support; a full name also in another spelling of the same sounds.
        """
        whole = self._atlas.full_names.get(fold_all(given_and_family), ())
        persons, support = (whole, len(given_and_family) == 1) if whole else self._by_family(given_and_family)
        found = [
            self._holding(t, on, support)
            for p in persons
            for t in self._terms_by_person.get(p, ())
            if not on or t.start[:10] <= on
        ]
        return tuple(sorted(found, key=lambda h: (h.former, _descending(h.start))))

    def _by_family(self, words: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        """Persons whose family name is one of the words and, for several words, whose name fits the others."""
        if not words:
            return (), False
        particled = self._by_particled.get(tuple(w.lower() for w in words))
        if particled is not None:
            return particled, True
        if len(words) == 1:
            return self._atlas.families.get(fold(words[0]), ()), True
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
    def _by_particled(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        table: dict[tuple[str, ...], tuple[int, ...]] = {}
        for at, entity in enumerate(self._atlas.entities):
            words = entity.name.split()
            small = next((i for i, w in enumerate(words) if i and w.islower()), 0)
            if entity.kind == "person" and small:
                start = small - 1 if small > 1 and len(words[small - 1]) <= LONGEST_PARTICLE else small
                name = tuple(w.lower() for w in words[start:])
                table[name] = (*table.get(name, ()), at)
        return table

    def _families_near(self, key: str) -> tuple[int, ...]:
        exact = self._atlas.families.get(key, ())
        close = tuple(
            p for k in self._families_by_start.get(key[:2], ()) if k != key and near(k, key) for p in self._atlas.families[k]
        )
        return (*exact, *close)

    @cached_property
    def _families_by_start(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, list[str]] = {}
        for key in self._atlas.families:
            table.setdefault(key[:2], []).append(key)
        return {k: tuple(v) for k, v in table.items()}

    def _holding(self, term: TermRow, on: str, support: bool) -> Holding:
        office = self._atlas.offices.get(term.office)
        former = bool(term.end) and bool(on) and term.end < on[: len(term.end)]
        sector = office.sector if office else ""
        entity = msgspec.structs.replace(self._atlas.entities[term.person], code=term.code, office=term.office, sector=sector)
        return Holding(entity, term.office, term.code, term.body, sector, term.start, term.end, former, support, term.src)

    def same_person(self, a: str, b: str) -> bool:
        """Whether two names may be one person's (see `dragoman.knowledge.spelling`)."""
        return same_person(a, b)

    # places

    def entity(self, id: str) -> Entity | None:
        """The entity with that id."""
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {e.id: e for e in self._atlas.entities}

    @cached_property
    def _index(self) -> dict[str, int]:
        return {e.id: i for i, e in enumerate(self._atlas.entities)}

    def country(self, code: str) -> Entity | None:
        """The country, territory or main body with an ISO or PLOVER code ("KOR", "kr", "EUR")."""
        at = self._atlas.codes.get(code)
        at = self._atlas.codes.get(code.upper()) if at is None else at
        return self._atlas.entities[at] if at is not None else None

    def capital(self, code: str) -> Entity | None:
        """The capital city of a country by its code."""
        at = self._atlas.capitals.get(code)
        return self._atlas.entities[at] if at is not None else None

    def city(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """As `find`, cities only."""
        length, names = self.find(words, at)
        cities = tuple(n for n in names if n.form == "city")
        return (length, cities) if cities else _NOTHING

    def region(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """As `find`, regions only."""
        length, names = self.find(words, at)
        regions = tuple(n for n in names if n.entity.kind == "region")
        return (length, regions) if regions else _NOTHING

    def place(self, entity_id: str) -> Place | None:
        """Where a city, region or country lies; None for entities that are no places."""
        at = self._index.get(entity_id)
        if at is None:
            return None
        entity, row = self._atlas.entities[at], self._atlas.places.get(at)
        if row is None:
            return Place(entity.name, entity.code) if entity.kind in ("country", "region") else None
        return Place(entity.name, entity.code, row.admin1, row.geonameid or None, row.latitude, row.longitude, row.precision)

    def population(self, entity_id: str) -> int:
        """Inhabitants of a city, 0 when not known."""
        at = self._index.get(entity_id)
        row = self._atlas.places.get(at) if at is not None else None
        return row.population if row is not None else 0

    def outlet(self, name_or_domain: str) -> str:
        """Home country of an agency or outlet by name or domain ("Yonhap", "www.tagesschau.de"), "" when not known."""
        key = name_or_domain.strip().lower().removeprefix("https://").removeprefix("http://").split("/")[0].removeprefix("www.")
        while key:
            if key in self._atlas.outlets:
                return self._atlas.outlets[key]
            if key.count(".") < 2:
                break
            key = key.split(".", 1)[1]
        suffix = key.rpartition(".")[2] if "." in key else ""
        return "" if suffix in _GENERIC_DOMAINS else self._atlas.countries_by_iso2.get("gb" if suffix == "uk" else suffix, "")


# country domains that the world uses for other things
_GENERIC_DOMAINS = frozenset(("", "ag", "ai", "cc", "co", "fm", "gg", "io", "ly", "me", "sh", "to", "tv", "ws"))


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _covers(term: TermRow, on: str) -> bool:
    """Whether a term covers a day; a start that is cut to a month or year counts from its beginning, an end to its end."""
    return term.start <= on and (not term.end or on[: len(term.end)] <= term.end)


def _descending(date: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in date)
