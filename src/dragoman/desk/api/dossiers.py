"""A database -> who takes part and where things happen: lists of actors and places, and what is known of one actor."""

from typing import Any

import msgspec

from dragoman.store import Database
from dragoman.store.database import translated
from dragoman.store.filters import Filter, compiled, entities_named
from dragoman.store.queries import run_of

PARTNERS, NAMES = 20, 12  # rows of a dossier


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
    """What the database says of one actor."""

    id: str
    names: tuple[str, ...]
    code: str
    sector: str
    stories: int
    first: str
    last: str
    offices: tuple[Office, ...]
    partners: tuple[Partner, ...]


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
    standing = "p.of = 's' AND p.role <> 'speaker' AND p.entity <> '' AND s.removed IS NULL"
    values: list[Any] = []
    if name:
        ids = entities_named(database.connection, name)
        standing += f" AND (p.entity IN ({', '.join('?' * len(ids))}) OR p.entity = ? OR p.code = ?)"
        values += [*ids, name, name.upper()]
    sql = (
        "SELECT p.entity, min(p.name), max(p.code), max(p.sector), max(p.office), count(DISTINCT p.item), max(p.date) "
        f"FROM participant p JOIN story s ON s.story = p.item WHERE {standing} "
        "GROUP BY p.entity ORDER BY 6 DESC, 1 LIMIT ?"
    )
    return tuple(Actor(*row) for row in _rows(database, sql, (*values, limit)))


def dossier(database: Database, id: str) -> Dossier | None:
    """What is known of the actor with this entity id, or of a country or body by its code; None when it was never met."""
    code = id.upper() if len(id) == 3 else ""
    test, value = ("p.code = ?", code) if code else ("p.entity = ?", id)
    source = f"FROM participant p JOIN story s ON s.story = p.item WHERE p.of = 's' AND {test} AND s.removed IS NULL"
    sql = f"SELECT count(DISTINCT p.item), min(nullif(p.date, '')), max(p.date), max(p.code), max(p.sector) {source}"
    number, first, last, its_code, sector = _rows(database, sql, (value,))[0]
    if not number:
        return None
    names = _rows(database, f"SELECT p.name {source} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?", (value, NAMES))
    if code:
        names = _rows(database, "SELECT name FROM entity WHERE entity = ? ORDER BY name", (f"country:{code}",)) or [(code,)]
        sector = ""
    offices = _rows(
        database,
        f"SELECT p.office, p.code, min(nullif(p.date, '')), max(p.date), count(DISTINCT p.item) {source} AND p.office <> '' "
        "GROUP BY p.office, p.code ORDER BY 5 DESC, 1 LIMIT ?",
        (value, NAMES),
    )
    return Dossier(
        id,
        tuple(n[0] for n in names),
        its_code,
        sector,
        number,
        first or "",
        last,
        () if code else tuple(Office(o, c, f or "", last, n) for o, c, f, last, n in offices),
        _partners(database, source, value, its_code),
    )


def _partners(database: Database, source: str, value: str, own: str) -> tuple[Partner, ...]:
    quads = ", ".join(f"count(DISTINCT CASE WHEN s.quad = {q} THEN s.story END)" for q in (1, 2, 3, 4))
    sql = (
        f"SELECT o.code, count(DISTINCT s.story), {quads}, round(avg(s.scale), 2) FROM story s "
        "JOIN participant o ON o.of = 's' AND o.item = s.story AND o.role <> 'speaker' AND o.code <> '' AND o.code <> ? "
        f"WHERE s.story IN (SELECT p.item {source} AND p.role <> 'speaker') GROUP BY o.code ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return tuple(Partner(*row) for row in _rows(database, sql, (own, value, PARTNERS)))


def places(database: Database, asked: Filter, limit: int) -> Places:
    """Where the stories that are asked for take place."""
    with translated(database.path):
        query = compiled(database.connection, "s", asked, run=run_of(database, asked.as_of))
        where = " AND ".join(query.conditions)
        sql = (
            "SELECT t.place, t.country, t.precision, t.latitude, t.longitude, count(DISTINCT t.story) "
            f"FROM {query.source} WHERE {where} GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 1"
        )
        found = database.connection.execute(sql, query.values).fetchall()
    named = [Place(*row) for row in found if row[0] or row[1]]
    return Places(tuple(named[:limit]), sum(row[5] for row in found if not (row[0] or row[1])))
