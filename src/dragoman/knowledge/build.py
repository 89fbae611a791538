"""Tables of the atlas + a pack's name rules -> Compiled: the atlas as one language needs it."""

from collections.abc import Iterable
from itertools import product
from typing import Literal

import msgspec

from dragoman.knowledge.cities import add_cities
from dragoman.knowledge.index import key as written
from dragoman.knowledge.index import lengths
from dragoman.knowledge.inflection import Inflection
from dragoman.knowledge.people import add_people
from dragoman.knowledge.records import Compiled, Form, NameRow, OfficeRow, PlaceRow, TermRow, Title
from dragoman.knowledge.tables import NAMED, Row, Tables
from dragoman.language.names import NameRules
from dragoman.values.errors import PackError
from dragoman.values.world import Entity

_KINDS = {
    "countries": "country", "organisations": "organisation", "groups": "group", "parties": "party", "persons": "person",
    "institutions": "organisation", "regions": "region", "media": "media",
}  # fmt: skip
_SECTORS = {"media": "JRN"}  # of a table without a column for it
_FORMS = msgspec.json.Decoder(Form)
_ABBREVIATED = 4  # letters up to which a title in capitals counts only in capitals: "PM", not "3 pm"
LOOSE_CASE = ("country", "organisation")  # kinds whose names are found with small letters behind their first word
_DOTS = ("・", "·", "•")  # between the words of a foreign name in a language without blanks; may be left out


class Builder:
    """Collects entities and names while the tables are read; `compiled` gives the result."""

    def __init__(self, language: str, rules: NameRules) -> None:
        self.language, self.rules = language, rules
        self.characters = rules.writing == "characters"
        self.plain = Inflection(rules).plain
        self.entities: list[Entity] = []
        self.index: dict[str, int] = {}
        self.names: dict[str, list[NameRow]] = {}
        self.parts: dict[str, int] = {}
        self.any_case: dict[str, list[NameRow]] = {}
        self.adjectives: dict[str, tuple[int, ...]] = {}
        self.demonyms: dict[str, tuple[int, ...]] = {}
        self.places: dict[int, PlaceRow] = {}
        self.capitals: dict[str, int] = {}
        self.terms: list[TermRow] = []
        self.families: dict[str, tuple[int, ...]] = {}
        self.full_names: dict[str, tuple[int, ...]] = {}

    def entity(self, entity: Entity) -> int:
        """Index of an entity, added when it is new."""
        if entity.id not in self.index:
            self.index[entity.id] = len(self.entities)
            self.entities.append(entity)
        return self.index[entity.id]

    def name(self, text: str, entity: int, form: Form, *, support: bool = False, members: tuple[str, ...] = ()) -> None:
        """Lists a name in all the forms that its inflected words take and all the ways its words may be joined."""
        spellings = self.spellings(text)
        if self.entities[entity].kind in LOOSE_CASE:
            spellings = tuple(dict.fromkeys((*spellings, *map(_small_after_the_first, spellings))))
        for spelling in spellings:
            entry = self.names.setdefault(spelling, [])
            if not any(row.entity == entity for row in entry):
                entry.append(NameRow(entity, form, support, members))

    def name_in_any_case(self, text: str, entity: int) -> None:
        """Lists a name that a dictionary in capitals gives, to be found in any case; one word for a person needs support."""
        lower = self.plain(text).lower()
        support = self.entities[entity].kind == "person" and " " not in lower
        for words in inflected(lower, ()):
            entry = self.any_case.setdefault(written(words, self.characters), [])
            if not any(row.entity == entity for row in entry):
                entry.append(NameRow(entity, "any_case", support))

    def spellings(self, text: str) -> tuple[str, ...]:
        """Keys of the index under which a name stands."""
        if self.characters:
            whole = self.plain(plain(text))
            return tuple(dict.fromkeys((whole, *(whole.replace(dot, "") for dot in _DOTS))))
        found = [written(words, False) for words in inflected(self.plain(text), self.rules.adjective_endings)]
        if self.rules.blanks_optional:
            found += [f.replace(" ", "") for f in found]
        return tuple(dict.fromkeys(found))

    def compiled(self, tables: Tables) -> Compiled:
        """Everything collected, with titles, offices and outlets."""
        return Compiled(
            entities=tuple(self.entities),
            names={text: tuple(sorted(rows, key=lambda r: r.support)) for text, rows in self.names.items()},
            lengths=lengths(self.names, self.characters),
            parts=self.parts,
            any_case={text: tuple(sorted(rows, key=lambda r: r.support)) for text, rows in self.any_case.items()},
            any_case_lengths=lengths(self.any_case, self.characters),
            adjectives=self.adjectives,
            demonyms=self.demonyms,
            titles=_titles(self, tables),
            offices=_offices(tables, self.language),
            terms=tuple(self.terms),
            families=self.families,
            full_names=self.full_names,
            places=self.places,
            capitals=self.capitals,
            outlets=_outlets(tables),
            codes=_codes(self, tables),
            leaders={r["code"]: r["office"] for r in tables.rows("leaders")},
            countries_by_iso2={r["iso2"].lower(): r["code"] for r in tables.entities("countries") if r["iso2"]},
        )


def compile_atlas(language: str, tables: Tables, rules: NameRules) -> Compiled:
    """The atlas for one language; PackError where a row names an id, a form or a code that does not exist."""
    builder = Builder(language, rules)
    for table in NAMED:
        if table not in ("cities", "persons"):
            _add_entities(builder, tables, table)
    _add_joints(builder, tables)
    add_people(builder, tables)
    add_cities(builder, tables)
    return builder.compiled(tables)


def _small_after_the_first(text: str) -> str:
    """ "Conseil de Sécurité" as "Conseil de sécurité": languages and papers differ in capitals behind the first word."""
    first, blank, rest = text.partition(" ")
    return first + blank + rest.lower()


def plain(text: str) -> str:
    """A name without the marks of its inflected words, as it is displayed."""
    return text.replace("*", "")


def inflected(text: str, endings: Iterable[str]) -> list[tuple[str, ...]]:
    """The word sequences of a name: words marked `*` take every ending, all of them the same one or each its own.

    >>> inflected("Weißes* Haus", ("es", "en"))
    [('Weißes', 'Haus'), ('Weißen', 'Haus')]
    """
    words = text.split()
    if "*" not in text:
        split = [_split(words)] if any(_divisible(w) for w in words) else []
        return [tuple(words), *split]
    choices = [_forms(word, tuple(endings)) if word.endswith("*") else (word,) for word in words]
    return list(dict.fromkeys(product(*choices)))


def _divisible(word: str) -> bool:
    return (word.endswith(".") and len(word) > 2) or "'" in word[1:-1]


def _split(words: list[str]) -> tuple[str, ...]:
    """The same words with full stops and elided words as words of their own: ("St.", "Lucia") -> ("St", ".", "Lucia").

    An owner's mark is a word too: ("People's", "Army") -> ("People", "'s", "Army").
    """
    found: list[str] = []
    for word in words:
        if word.endswith("."):
            found += (word[:-1], ".")
        elif "'" in word[1:-1]:
            first, rest = word.split("'", 1)
            found += (first, "'s") if rest == "s" else (first + "'", rest)
        else:
            found.append(word)
    return tuple(found)


def _forms(word: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    base = word[:-1]
    ending = next((e for e in endings if base.endswith(e)), "")
    stem = base[: len(base) - len(ending)] if ending else base
    return tuple(stem + e for e in endings) if ending else (base,)


def _add_entities(builder: Builder, tables: Tables, table: str) -> None:
    names: dict[str, list[Row]] = {}
    for row in tables.names(table, builder.language):
        names.setdefault(row["id"], []).append(row)
    for row in tables.entities(table):
        own = names.pop(row["id"], [])
        shown = next((plain(n["text"]) for n in own if n["form"] == "name"), row.get("name") or row["id"])
        code = row["code"]
        kind = _KINDS[table]
        at = builder.entity(Entity(row["id"], shown, code, row.get("sector", _SECTORS.get(table, "")), kind, "", row["src"]))  # type: ignore[arg-type]
        if table == "regions" and row["lat"]:
            precision: Literal["admin1", "region"] = "admin1" if row["kind"] == "admin1" else "region"
            builder.places[at] = PlaceRow(row.get("admin1", ""), 0, float(row["lat"]), float(row["lon"]), 0, precision)
        for name in own:
            _add_name(builder, name, at)
    if names:
        raise PackError(f"{table}: names of unknown ids {', '.join(sorted(names)[:5])}; expected ids of {table}.tsv")


def _add_name(builder: Builder, row: Row, at: int) -> None:
    text, form, support = row["text"], row["form"], bool(row["support"])
    if form == "any_case":
        builder.name_in_any_case(text, at)
        return
    if form == "part":
        builder.parts.setdefault(builder.plain(text).lower(), at)
        return
    if form == "adjective":
        if not support:
            builder.adjectives.setdefault(builder.plain(text).lower(), (at,))
        return
    if form == "demonym":
        lemma = builder.plain(text).lower()
        builder.demonyms[lemma] = (*builder.demonyms.get(lemma, ()), at)
    builder.name(text, at, _form(form, row), support=support)


def _form(text: str, row: Row) -> Form:
    try:
        form: Form = _FORMS.decode(b'"' + text.encode() + b'"')
        return form
    except msgspec.ValidationError:
        raise PackError(f"name '{row['text']}' of {row['id']}: form '{text}' is none of {Form}") from None


def _add_joints(builder: Builder, tables: Tables) -> None:
    for row in tables.rows("joints"):
        if row["lang"] == builder.language:
            members = tuple(row["members"].split())
            at = builder.entity(Entity("joint:" + "-".join(members), plain(row["text"]), "", "", "", "", row["src"]))
            builder.name(row["text"], at, "joint", support=bool(row["support"]), members=members)


def _titles(builder: Builder, tables: Tables) -> dict[str, tuple[Title, ...]]:
    offices = {r["id"]: r for r in tables.entities("offices")}
    titles: dict[str, tuple[Title, ...]] = {}
    for row in tables.rows("titles"):
        if row["lang"] == builder.language:
            office = offices.get(row["id"])
            if office is None:
                raise PackError(f"titles: '{row['text']}' names office '{row['id']}', which offices.tsv does not have")
            title = Title(
                row["id"],
                row.get("sector") or office["sector"],
                row["code"],
                int(office["rank"]),
                bool(row["weak"]),
                row.get("body", ""),
            )
            short = row["text"][:2].isupper() and len(row["text"]) <= _ABBREVIATED
            for spelling in builder.spellings(row["text"] if short else row["text"].lower()):
                titles[spelling] = (*titles.get(spelling, ()), title)
    return titles


def _offices(tables: Tables, language: str) -> dict[str, OfficeRow]:
    shown: dict[str, str] = {}
    for row in tables.rows("titles"):
        if row["lang"] == language:
            shown.setdefault(row["id"], row["text"])
    return {
        r["id"]: OfficeRow(shown.get(r["id"], r["id"]), r["sector"], int(r["rank"]), r["deputy"])
        for r in tables.entities("offices")
    }


def _outlets(tables: Tables) -> dict[str, str]:
    outlets: dict[str, str] = {}
    for row in tables.entities("media"):
        for key in (row["name"], *row["domain"].split()):
            outlets.setdefault(key.lower(), row["code"])
    by_id = {r["id"]: r["code"] for r in tables.entities("media")}
    for row in tables.rows("media_names"):
        outlets.setdefault(row["text"].lower(), by_id.get(row["id"], ""))
    return outlets


def _codes(builder: Builder, tables: Tables) -> dict[str, int]:
    """Codes and ids as they may be asked for -> entity: KOR, XKX, NATO, UNO, org:NATO."""
    codes: dict[str, int] = {}
    for row in tables.entities("countries"):
        for key in (row["id"].split(":")[1], row["iso3"] if not row["sector"] else "", row["iso2"] if not row["sector"] else ""):
            if key:
                codes.setdefault(key, builder.index[row["id"]])
    for row in tables.entities("organisations"):
        codes.setdefault(row["id"].split(":")[1], builder.index[row["id"]])
    for code, head in (("UNO", "org:UN"), ("EUR", "org:EU"), ("NAT", "org:NATO")):
        if head in builder.index:
            codes.setdefault(code, builder.index[head])
    return codes
