"""A database -> who takes part and where things happen: lists of actors and places, and what is known of one actor."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman.desk.api.answers import Line
from dragoman.desk.api.terms import Term, Terms
from dragoman.desk.asking import latest
from dragoman.store import Database, queries
from dragoman.store.database import translated
from dragoman.store.filters import Filter, compiled, entities_named
from dragoman.store.keys import in_days, keyed, stretch
from dragoman.store.queries import run_of
from dragoman.stories.ledger import state
from dragoman.values.corpus import Entry

PARTNERS, NAMES, LINES = 20, 12, 8  # rows of a dossier
LATELY = 12  # mentions of somebody that say how it is called now
STANDING = "SELECT story FROM story WHERE removed IS NULL"
PACK = re.compile(r"^\S+ \S+ ([a-zA-Z-]+):")
"""The language in "dragoman 0.1.0 de:2a317bc3b425 atlas:c04aa6f73e67"."""


class Actor(msgspec.Struct, frozen=True):
    """Somebody who takes part in stories: id, a name, code, sector, in how many stories, and the last day."""

    id: str
    name: str
    code: str
    sector: str
    office: str
    stories: int
    last: str


class Actors(msgspec.Struct, frozen=True):
    """Actors, those of the most stories first."""

    items: tuple[Actor, ...]


class Office(msgspec.Struct, frozen=True):
    """An office under which somebody was met, and the first and last day of it in this database."""

    office: str
    code: str
    first: str
    last: str
    stories: int


class Partner(msgspec.Struct, frozen=True):
    """Whom an actor deals with: stories in all, of each quad class, and the mean of the scale."""

    code: str
    stories: int
    quad1: int
    quad2: int
    quad3: int
    quad4: int
    scale_mean: float


class Dossier(msgspec.Struct, frozen=True):
    """What the database says of one actor, and the atlas of its offices.

    `terms` are the offices that a person has held, or who holds those of a country or body on the day of the latest report.
    `announced` counts the actor's entries of the ledger by how they stand on that day; `lines` are the latest of them.
    """

    id: str
    names: tuple[str, ...]
    code: str
    sector: str
    stories: int
    first: str
    last: str
    offices: tuple[Office, ...]
    partners: tuple[Partner, ...]
    terms: tuple[Term, ...] = ()
    announced: dict[str, int] = {}
    lines: tuple[Line, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A place of stories as precise as it is known; coordinates are null for countries."""

    name: str
    code: str
    precision: str
    latitude: float | None
    longitude: float | None
    stories: int


class Places(msgspec.Struct, frozen=True):
    """Places, those of the most stories first, and the number of stories without one."""

    items: tuple[Place, ...]
    without: int


def _rows(database: Database, sql: str, values: Any) -> list[tuple[Any, ...]]:
    with translated(database.path):
        return database.connection.execute(sql, values).fetchall()


def actors(database: Database, name: str, limit: int) -> tuple[Actor, ...]:
    """Actors whose name, id or code fits; all when nothing is asked for."""
    index, test, values = "", "", []
    if name:
        coded = "SELECT entity FROM participant INDEXED BY participant_code WHERE of = 's' AND code = ?"
        index = "INDEXED BY participant_entity "
        test = f" AND {in_days('date', 'entity')} IN (SELECT value FROM json_each(?) UNION {coded})"
        values = [msgspec.json.encode(sorted(ids_named(database, name))).decode(), name.upper()]
    counted = (  # from an index alone; what is said of each is looked up for those that are shown
        "SELECT entity, count(DISTINCT item) AS n, max(date) FROM participant "
        f"{index}WHERE of = 's' AND role <> 'speaker' AND entity <> ''{test} "
        f"AND item IN ({STANDING}) GROUP BY entity ORDER BY n DESC, entity LIMIT ?"
    )
    return described(database, _rows(database, counted, (*values, limit)))


def ids_named(database: Database, name: str) -> set[str]:
    """Ids of entities that have this id, or were met under a name that contains it."""
    with translated(database.path):
        return {*entities_named(database.connection, name), name}


def described(database: Database, found: Sequence[tuple[str, int, str]]) -> tuple[Actor, ...]:
    """The actors of (entity, stories, last day), with a name, code, sector and office that they had lately."""
    about = (
        "SELECT min(name), max(code), max(sector), max(office) FROM (SELECT name, code, sector, office FROM stretch x "
        f"CROSS JOIN participant p ON p.of = 's' AND {stretch('p.date')} = x.stretch AND p.entity = ? "
        "ORDER BY x.stretch DESC, p.date DESC LIMIT ?)"
    )
    shown = []
    for id, number, last in found:
        called, code, sector, office = _rows(database, about, (id, LATELY))[0]
        shown.append(Actor(id, called, code, sector, office, number, last))
    return tuple(shown)


def totals(database: Database) -> dict[str, int]:
    """How many documents, stories and statements stand."""
    tables = ("document", "story", "statement")
    names = {"document": "documents", "story": "stories", "statement": "statements"}
    return {names[t]: _rows(database, f"SELECT count(*) FROM {t} WHERE removed IS NULL", ())[0][0] for t in tables}


def mark(database: Database) -> int:
    """The largest key of a story: stories that are written later have larger ones."""
    return int(_rows(database, "SELECT coalesce(max(story), 0) FROM story", ())[0][0])


def languages(database: Database) -> tuple[str, ...]:
    """Languages of the documents that were coded, from the names of what coded them, which are few and have an index."""
    sql = (
        "WITH RECURSIVE c(coder) AS (SELECT min(coder) FROM document WHERE removed IS NULL UNION ALL "
        "SELECT (SELECT min(coder) FROM document WHERE removed IS NULL AND coder > c.coder) FROM c WHERE c.coder IS NOT NULL) "
        "SELECT coder FROM c WHERE coder IS NOT NULL"
    )
    found = (PACK.search(row[0]) for row in _rows(database, sql, ()))
    return tuple(sorted({m[1] for m in found if m}))


class Met(msgspec.Struct, frozen=True):
    """How an actor was met: in how many stories, their first and last day, its code and sector, whom it deals with."""

    stories: int
    first: str
    last: str
    code: str
    sector: str
    partners: tuple[Partner, ...]


def dossier(database: Database, id: str, terms: Terms, met: Met | None = None) -> Dossier | None:
    """What is known of the actor with this entity id, or of a country or body by its code; None when it was never met.

    `met` is how it was met where that is known already.
    """
    code = id.upper() if len(id) == 3 else ""
    test, value = ("p.code = ?", code) if code else (f"{in_days('p.date', 'p.entity')} = ?", id)
    index = f"INDEXED BY participant_{'code' if code else 'entity'}"
    source = f"FROM participant p {index} JOIN story s ON s.story = p.item WHERE p.of = 's' AND {test} AND s.removed IS NULL"
    day = latest(database)
    met = met or _met(database, source, value)
    held = terms.of(id) if id.startswith("person:") else terms.held(code or id, day)[:LINES]
    if not met.stories and not held:
        return None
    entries = [(state(e, day), e) for e in _entries(database, code or id, coded=bool(code))]
    return Dossier(
        id,
        _names(database, code, source, value) or (held[0].name,) * id.startswith("person:"),
        met.code,
        "" if code else met.sector,
        met.stories,
        met.first,
        met.last,
        () if code else _offices(database, source, value),
        met.partners,
        held,
        dict(Counter(s for s, _ in entries)),
        tuple(Line(s, e) for s, e in entries[-LINES:][::-1]),
    )


def _met(database: Database, source: str, value: str) -> Met:
    sql = f"SELECT count(DISTINCT p.item), min(nullif(p.date, '')), max(p.date), max(p.code), max(p.sector) {source}"
    number, first, last, code, sector = _rows(database, sql, (value,))[0]
    return Met(number, first or "", last or "", code or "", sector or "", _partners(database, source, value, code or ""))


def _names(database: Database, code: str, source: str, value: str) -> tuple[str, ...]:
    if code:
        found = _rows(database, "SELECT name FROM entity WHERE entity = ? ORDER BY name", (f"country:{code}",)) or [(code,)]
    else:
        found = _rows(database, f"SELECT p.name {source} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?", (value, NAMES))
    return tuple(row[0] for row in found)


def _offices(database: Database, source: str, value: str) -> tuple[Office, ...]:
    sql = (
        f"SELECT p.office, p.code, min(nullif(p.date, '')), max(p.date), count(DISTINCT p.item) {source} AND p.office <> '' "
        "GROUP BY p.office, p.code ORDER BY 5 DESC, 1 LIMIT ?"
    )
    return tuple(Office(o, c, first or "", last, n) for o, c, first, last, n in _rows(database, sql, (value, NAMES)))


def _entries(database: Database, value: str, *, coded: bool) -> list[Entry]:
    """The entries of the ledger that an actor takes part in, by the day they were opened."""
    if coded:
        found = queries.ledger(database, codes=(value,))
    else:
        sql = (
            f"SELECT l.record FROM ledger l WHERE l.removed IS NULL AND {keyed('l.entry', 'l.story')} IN ("
            "SELECT s.id FROM participant p INDEXED BY participant_entity JOIN story s ON s.story = p.item "
            f"WHERE p.of = 's' AND {in_days('p.date', 'p.entity')} = ? AND p.role <> 'speaker' AND s.removed IS NULL)"
        )
        found = tuple(msgspec.json.decode(row[0], type=Entry) for row in _rows(database, sql, (value,)))
    return sorted(found, key=lambda e: (e.opened, e.date, e.story))


def _partners(database: Database, source: str, value: str, own: str) -> tuple[Partner, ...]:
    quads = ", ".join(f"count(DISTINCT CASE WHEN d.quad = {q} THEN d.item END)" for q in (1, 2, 3, 4))
    sql = (
        f"SELECT CASE d.source WHEN ? THEN d.target ELSE d.source END AS other, count(DISTINCT d.item), {quads}, "
        "round(avg(d.scale), 2) FROM dyad d WHERE d.of = 's' AND d.removed IS NULL AND d.source <> d.target "
        f"AND (d.source = ? OR d.target = ?) AND d.item IN (SELECT p.item {source} AND p.role <> 'speaker') "
        "GROUP BY other ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return tuple(Partner(*row) for row in _rows(database, sql, (own, own, own, value, PARTNERS)))


def places(database: Database, asked: Filter, limit: int) -> Places:
    """Where the stories that are asked for take place."""
    with translated(database.path):
        query = compiled(database.connection, "s", asked, run=run_of(database, asked.as_of), counting=True)
        where = " AND ".join(query.conditions)
        number = "count(DISTINCT t.story)" if query.grouped else "count(*)"
        sql = (
            f"SELECT t.place, t.country, t.precision, t.latitude, t.longitude, {number} "
            f"FROM {query.source} WHERE {where} GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 1"
        )
        found = database.connection.execute(sql, query.values).fetchall()
    named = [Place(*row) for row in found if row[0] or row[1]]
    return Places(tuple(named[:limit]), sum(row[5] for row in found if not (row[0] or row[1])))
