"""What knowledge answers with, and the compiled atlas of one language that the answers come from."""

from typing import Literal

import msgspec

from dragoman.values.world import Entity

Form = Literal[
    "name", "adjective", "demonym", "metonym", "acronym", "joint", "surname", "variant", "city", "region", "part", "any_case"
]


class Name(msgspec.Struct, frozen=True, gc=False):
    """An entity that a word sequence may name, and how it names it.

    `support` means that the words need other evidence: they are common words, a city among several, a bare surname.
    `members` are the codes behind a joint name, () otherwise.
    """

    entity: Entity
    form: Form
    support: bool = False
    members: tuple[str, ...] = ()


class Title(msgspec.Struct, frozen=True, gc=False):
    """What a word for an office says: office id of offices.tsv, PLOVER sector, country or body code, rank (1 is highest).

    `code` is "" where the word fixes none. `weak` tells that it is only the usual one ("Bundeskanzler": DEU) and gives way
    to a country in the words around it. `body` is the id of the body a compound names ("Nato-Generalsekretär"), else "".
    """

    office: str
    sector: str = ""
    code: str = ""
    rank: int = 9
    weak: bool = False
    body: str = ""
    former: bool = False


class Holding(msgspec.Struct, frozen=True, gc=False):
    """One term of one person in one office; `start` and `end` are ISO dates, possibly cut to the month or year, "" = not known.

    `former` tells that the term had ended before the day asked for, `support` that only a bare surname matched.
    """

    entity: Entity
    office: str
    code: str
    body: str = ""
    sector: str = ""
    start: str = ""
    end: str = ""
    former: bool = False
    support: bool = False
    src: str = ""


class NameRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name in the compiled atlas: index of its entity, form, support, members."""

    entity: int
    form: Form
    support: bool
    members: tuple[str, ...] = ()


class PlaceRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an entity lies: first-level region, GeoNames id or 0, latitude and longitude in degrees, inhabitants."""

    admin1: str
    geonameid: int
    latitude: float | None
    longitude: float | None
    population: int
    precision: Literal["city", "admin1", "region", "country"]


class TermRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row of holders.tsv with the person as an index into the entities, and the person's sex ("f", "m", "" = not known)."""

    person: int
    office: str
    body: str
    code: str
    start: str
    end: str
    src: str
    sex: str = ""


class OfficeRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row of offices.tsv with its name in the language."""

    name: str
    sector: str
    rank: int
    deputy: str


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """The atlas as one language needs it; built by `compile_atlas`, kept by `dragoman.knowledge.cache`."""

    entities: tuple[Entity, ...]
    names: dict[str, tuple[NameRow, ...]]
    lengths: dict[str, tuple[int, ...]]
    parts: dict[str, int]
    any_case: dict[str, tuple[NameRow, ...]]
    any_case_lengths: dict[str, tuple[int, ...]]
    adjectives: dict[str, tuple[int, ...]]
    demonyms: dict[str, tuple[int, ...]]
    titles: dict[str, tuple[Title, ...]]
    offices: dict[str, OfficeRow]
    terms: tuple[TermRow, ...]
    families: dict[str, tuple[int, ...]]
    full_names: dict[str, tuple[int, ...]]
    places: dict[int, PlaceRow]
    capitals: dict[str, int]
    outlets: dict[str, str]
    codes: dict[str, int]
    countries_by_iso2: dict[str, str]
    leaders: dict[str, str]
