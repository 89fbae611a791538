"""Compiled atlas -> Knowledge: the questions that the other rooms ask about names, offices and places."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from dragoman.knowledge.index import CharacterIndex, Index
from dragoman.knowledge.inflection import Inflection
from dragoman.knowledge.records import Compiled, Holding, Name, NameRow, Title
from dragoman.knowledge.spelling import same_person
from dragoman.knowledge.terms import Terms
from dragoman.knowledge.titles import LONGEST, Titles
from dragoman.language.names import NameRules
from dragoman.values.world import Entity, Place

_NOTHING: tuple[int, tuple[Name, ...]] = (0, ())
_JOINERS = re.compile(r"[-–‐‑/·・]")
_MOST_PARTNERS = 4  # countries in a joint word of single characters
_MOST_BLANKS = 4  # words of a name that is listed as one
_KEPT = 50_000  # words that are remembered
_BEFORE_ADJECTIVE = 3  # words between the head of a title and the adjective in it
_LONGEST = 12  # words of the longest name that is tried in its usual spelling


class Knowledge:
    """Who holds a name or office on a date, in one language. Load it with `dragoman.knowledge.load`."""

    def __init__(self, compiled: Compiled, rules: NameRules, language: str, hash: str) -> None:
        self._atlas, self._rules = compiled, rules
        self.language, self.hash = language, hash
        self.characters = rules.writing == "characters"
        self._inflection = Inflection(rules)
        kind: type[Index[tuple[NameRow, ...]]] = CharacterIndex if self.characters else Index
        self._names = kind(compiled.names, compiled.lengths, self._inflection, every_word=rules.every_word)
        self._any_case = kind(compiled.any_case, compiled.any_case_lengths, self._inflection) if compiled.any_case else None
        self._made: dict[int, tuple[Name, ...]] = {}
        self.begins = lru_cache(_KEPT)(self._may_begin)
        self.adjectives = lru_cache(_KEPT)(self._adjectives)

    # names

    def find(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """How many words from `at` on are the longest name, and what it may name, names without need of support first.

        Exact words win over inflected ones; (0, ()) when no name starts there. Where a language is written without blanks
        the words are characters: a text can be passed as it is.

        >>> from dragoman import knowledge
        >>> length, names = knowledge.load("de").find(["Seouls", "Protest"], 0)
        >>> length, names[0].entity.code
        (1, 'KOR')
        """
        first = words[at]
        if not self.begins(first):
            return _NOTHING
        found = self._names.exact(words, at)
        if self._any_case is not None and not first[0].islower():
            theirs = self._in_any_case(self._any_case, words, at)
            if theirs is not None and (found is None or theirs[0] >= found[0]):
                return theirs[0], (*self._named(theirs[1]), *(self._named(found[1]) if found and found[0] == theirs[0] else ()))
        if self._rules.blanks_optional and (joined := self._joined(words, at, found[0] if found else 0)) is not None:
            return joined
        if found is not None:
            return self._country_before_city(found[0], self._named(found[1]), words, at)
        if first[0].islower() and not self._inflection.starts_glued(self._inflection.plain(first)):
            return _NOTHING
        bent = None if self._inflection.inert else self._names.inflected(words, at)
        return (bent[0], self._named(bent[1])) if bent is not None else self._respelt(words, at)

    def _may_begin(self, word: str) -> bool:
        """Whether a name can begin with a word: of most words of a text none can."""
        if self.characters or self._rules.blanks_optional or self._names.begins(word) is not None:
            return True
        small, inert = word[0].islower(), self._inflection.inert
        if self._any_case is not None and not small:
            lower = word.lower()
            if self._any_case.begins(lower) is not None or not (inert or self._any_case.bends(lower) is None):
                return True
        if small and not self._inflection.starts_glued(self._inflection.plain(word)):
            return False
        return word.isupper() or not (inert or self._names.bends(word) is None)

    def _in_any_case(
        self, index: Index[tuple[NameRow, ...]], words: Sequence[str], at: int
    ) -> tuple[int, tuple[NameRow, ...]] | None:
        lower = [w.lower() for w in words[at : at + _LONGEST]]
        return index.exact(lower, 0) or (None if self._inflection.inert else index.inflected(lower, 0))

    def _joined(self, words: Sequence[str], at: int, length: int) -> tuple[int, tuple[Name, ...]] | None:
        """A listed name that the text writes with blanks in it ("남아프리카 공화국"), when it is longer than what was found."""
        for size in range(min(_MOST_BLANKS, len(words) - at), max(length, 1), -1):
            whole = self._inflection.plain("".join(words[at : at + size]))
            rows = next((r for w in (whole, *self._inflection.bases(whole)) if (r := self._names.one(w)) is not None), None)
            if rows is not None:
                return size, self._named(rows)
        return None

    def _country_before_city(
        self, length: int, names: tuple[Name, ...], words: Sequence[str], at: int
    ) -> tuple[int, tuple[Name, ...]]:
        """A country in the genitive ("Perus") rather than a city that is spelt so."""
        if length > 1 or self._inflection.inert or any(n.entity.kind != "city" for n in names):
            return length, names
        bent = self._names.inflected((words[at],), 0)
        other = self._named(bent[1]) if bent is not None else ()
        return (1, other) if any(n.entity.kind == "country" for n in other) else (length, names)

    def _respelt(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """Names in capitals ("SEOUL", "NEW YORK"), tried in their usual spelling."""
        first = words[at]
        if self.characters or len(first) < self._rules.capitals_from or not first.isupper():
            return _NOTHING
        usual = [_capitalised(w) if w.isupper() else w for w in words[at : at + _LONGEST]]
        return self.find(usual, 0) if usual[0] != first else _NOTHING

    def _named(self, rows: tuple[NameRow, ...]) -> tuple[Name, ...]:
        made = self._made.get(id(rows))
        if made is None:
            made = self._made[id(rows)] = tuple(Name(self._atlas.entities[r.entity], r.form, r.support, r.members) for r in rows)
        return made

    def adjective(self, lemma: str) -> Entity | None:
        """The entity of a relational adjective, any case, inflected where names.toml says how ("südkoreanisch", "chinas")."""
        at = self._relational(self._atlas.adjectives, lemma)
        return self._atlas.entities[at[0]] if at else None

    def _relational(self, table: dict[str, tuple[int, ...]], word: str) -> tuple[int, ...]:
        """What a word names in a table in lower case, in its base form or inflected like an adjective."""
        lower = self._inflection.plain(word).lower()
        at = table.get(lower)
        if at is None and not self._inflection.inert:
            at = next((table[b] for b in self._inflection.adjective_bases(lower) if b in table), None)
        return at or ()

    def _adjectives(self, lemma: str) -> tuple[Entity, ...]:
        """The entities of an adjective; of a compound ("russisch-chinesisch") several, () when a part names none."""
        whole = self.adjective(lemma)
        return (whole,) if whole is not None else self.joint(lemma) if "-" in lemma else ()

    def names(self) -> Iterator[tuple[str, tuple[Name, ...]]]:
        """Every listed name of the language as its index has it, with what it may name."""
        return ((text, self._named(rows)) for text, rows in self._atlas.names.items())

    def plain(self, text: str) -> str:
        """The text with apostrophes, hyphens, vowel signs and letters that have two spellings written in one way."""
        return self._inflection.plain(text)

    def base_forms(self, word: str) -> tuple[str, ...]:
        """Base forms, other than itself, that a word may have as a noun or adjective."""
        return (*self._inflection.bases(word), *self._inflection.adjective_bases(word))

    def listed(self, word: str) -> bool:
        """Whether a single word is a name as it stands."""
        return self._names.one(self._inflection.plain(word)) is not None

    def part(self, text: str) -> Entity | None:
        """The entity of a part of joint words ("franco", "日"), which names nothing by itself."""
        at = self._atlas.parts.get(self._inflection.plain(text).lower())
        return self._atlas.entities[at] if at is not None else None

    def joint(self, word: str) -> tuple[Entity, ...]:
        """The entities that a joint word names ("franco-allemand", "US-China", "日米韓", "한·미"), () when a piece names none."""
        pieces = [p for p in _JOINERS.split(word) if p]
        found = [self.part(p) or self.adjective(p) or self.prefix(p) for p in pieces] if len(pieces) > 1 else []
        if not found and 1 < len(word) <= _MOST_PARTNERS:
            found = [self.part(sign) for sign in word]
        known = tuple(dict.fromkeys(e for e in found if e is not None))
        return known if len(known) > 1 and len(known) == len(found) else ()

    def demonym(self, lemma: str) -> Entity | None:
        """The country of a demonym in its base form, masculine or feminine ("Syrer", "Russin")."""
        table, lower = self._atlas.demonyms, self._inflection.plain(lemma).lower()
        at = table.get(lower)
        if at is None and not self._inflection.inert:
            at = next((table[b] for b in self._inflection.bases(lower) if b in table), None) or self._relational(table, lemma)
        return self._atlas.entities[at[0]] if at else None

    def prefix(self, word: str) -> Entity | None:
        """The entity of the first part of a hyphenated word ("US", "Nato", "Kreml"); None when that needs support."""
        rows = self._names.one(self._inflection.plain(word))
        if rows is not None:
            return next(
                (
                    n.entity
                    for n in self._named(rows)
                    if not n.support and n.form != "demonym" and n.entity.kind not in ("city", "")
                ),
                None,
            )
        usual = _capitalised(word) if len(word) >= self._rules.capitals_from and word.isupper() else word
        return self.prefix(usual) if usual != word and not usual.isupper() else None

    # offices

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._atlas.titles, self._atlas.offices, self._rules, self.prefix, self.listed)

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self._atlas, self._inflection)

    def title(self, lemma: str) -> Title | None:
        """The title that a word is, also inflected, feminine or compound ("US-Außenministerin"); None for other words."""
        return self._titles.title(lemma)

    def title_at(self, words: Sequence[str], at: int) -> tuple[int, Title | None]:
        """How many words from `at` on are the longest title ("ministre des Affaires étrangères"), and the title; (0, None)."""
        length, titles = self._titles.at(words, at)
        return length, titles[0] if titles else None

    def title_begins(self, word: str) -> bool:
        """Whether a title, of one word or several, may begin with a word; always where a language is written without blanks."""
        return self.characters or self._titles.begins(word)

    def titles_at(self, words: Sequence[str], at: int) -> tuple[int, tuple[Title, ...]]:
        """As `title_at`, with all that the words may mean ("canciller": foreign minister, chancellor); (0, ())."""
        return self._titles.at(words, at)

    def parted_title(self, words: Sequence[str], at: int) -> tuple[int, tuple[Title, ...], tuple[Entity, ...]]:
        """A title with a country's adjective inside, its length with it, and whose: "ministre | française | des Armées",
        "Sprecherin des | russischen | Außenministeriums", "spokesman for the | South Korean | foreign ministry"; (0, (), ()).
        """
        length, _ = self.titles_at(words, at)
        for inside in range(at + length, at + length + _BEFORE_ADJECTIVE) if length and not self.characters else ():
            for size in (1, 2):
                rest = words[inside + size : inside + LONGEST]
                owners = self._owners(words, inside, size) if rest else ()
                if not owners:
                    continue
                longer, titles = self.titles_at([*words[:inside], *rest], at)
                if at + longer > inside:
                    return longer + size, titles, owners
        return 0, (), ()

    def _owners(self, words: Sequence[str], at: int, size: int) -> tuple[Entity, ...]:
        if size == 1:
            return self.adjectives(words[at]) or self._possessor(words[at])
        length, names = self.find(words[at : at + size], 0)
        return tuple(n.entity for n in names[:1] if length == size and n.form in ("adjective", "demonym"))

    def _possessor(self, word: str) -> tuple[Entity, ...]:
        """Whose, of a name in the genitive: "spokesman for | China's | foreign ministry"."""
        length, names = self.find([word], 0) if "'" in word else (0, ())
        return tuple(n.entity for n in names[:1] if length and n.entity.kind == "country" and not n.support)

    def deputy(self, title: Title) -> Title:
        """The title of the deputy of that office ("stellvertretender Außenminister")."""
        return self._titles.deputy(title)

    def feminine(self, before: Sequence[str], title: Sequence[str]) -> bool:
        """Whether the words of a title, or those before it in its phrase, say that a woman holds the office.

        >>> from dragoman import knowledge
        >>> knowledge.load("fr").feminine(["la", "nouvelle"], ["ministre"])
        True
        """
        return self._titles.feminine(before, title)

    def holder(self, office: str, code: str, on: str, *, feminine: bool = False) -> Entity | None:
        """The one person who held an office of a country or body on an ISO date; None when nobody or several are known.

        `code` is a country code, a body's id or its short name ("KOR", "org:NATO", "NATO", "EUR"). Under a `feminine` title
        no man is answered.
        """
        now = self.holders(office, code, on, feminine=feminine) if on else ()
        return now[0].entity if len({h.entity.id for h in now}) == 1 else None

    def holders(self, office: str, code: str, on: str, *, feminine: bool = False) -> tuple[Holding, ...]:
        """All terms in an office of a country or body that cover an ISO date, every known one for "", the latest first."""
        return self._terms.holders(office, code if ":" in code else self._body(code), on, feminine)

    def leaders(self, code: str, on: str, *, feminine: bool = False) -> tuple[Holding, ...]:
        """Whoever held the highest known office of a country or body on an ISO date ("le patron de l'OTAN")."""
        return self._terms.leaders(code if ":" in code else self._body(code), on, feminine)

    def _body(self, code: str) -> str:
        at = self._atlas.codes.get(code)
        return self._atlas.entities[at].id if at is not None else ""

    def person(self, given_and_family: tuple[str, ...], on: str) -> tuple[Holding, ...]:
        """All terms that had begun by an ISO date ("" = any) of persons of that name, current ones first, then the latest.

        A bare family name matches with support; a full name also in another spelling of the same sounds.
        """
        return self._terms.person(given_and_family, on)

    def people(self, given_and_family: tuple[str, ...]) -> tuple[Entity, ...]:
        """The persons of that name, with or without a term of office."""
        return tuple(self._atlas.entities[p] for p in self._terms.persons(given_and_family)[0])

    def terms(self, person_id: str, on: str) -> tuple[Holding, ...]:
        """The terms of one person by id that had begun by an ISO date ("" = any), current ones first, then the latest."""
        return self._terms.of(person_id, on)

    @property
    def particled(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Family names that begin with a small word, in lower case, by that word ("von" -> ("von", "der", "leyen"))."""
        return self._terms.particled

    @property
    def given(self) -> frozenset[str]:
        """Words that are given names of persons and nobody's family name."""
        return self._terms.given

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
