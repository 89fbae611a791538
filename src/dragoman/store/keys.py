"""Where a scattered value is looked up: in the volumes of keys and the stretches of days that a database has.

An index that begins with an id or a name has a page for nearly every row that is added, and the more of them the larger the
database is. Such indexes begin with the volume of the row's key, or with the stretch of its day: what is added lies close
together, and who looks something up asks each volume, or each stretch. Both are few, and listed in tables of their own.
Who writes asks the newest volumes first: what a document meets is mostly what came shortly before it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

VOLUME_BITS = 16  # 65,536 keys of a table are a volume
STRETCH_SIGNS = 9  # of an ISO day: ten days of a month at most
LISTED_MAX = 900  # values of one IN list
NEWEST = 4  # volumes that are asked first: what fifty days of a thousand documents have brought
FEWER = {"doc": "document", "entry": "ledger"}
"""Keys that have fewer volumes than those of events and stories, for which `volume` lists them -> their table."""


def keyed(key: str, column: str) -> str:
    """The SQL that finds rows by a scattered column; a comparison follows: keyed("e.event", "e.id") + " = ?"."""
    name = key.rpartition(".")[2]
    volumes = f"({_up_to(FEWER[name], name)})" if name in FEWER else "volume"
    return f"{key} >> {VOLUME_BITS} IN {volumes} AND {column}"


def _up_to(table: str, key: str) -> str:
    return f"SELECT volume FROM volume WHERE volume <= (SELECT max({key}) >> {VOLUME_BITS} FROM {table})"


def among(connection: sqlite3.Connection, sql: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query whose `IN ({})` lists these values, asked for some of them at a time, in their order."""
    listed = sorted(values)
    for start in range(0, len(listed), LISTED_MAX):
        some = listed[start : start + LISTED_MAX]
        yield from connection.execute(sql.format(", ".join("?" * len(some))), some)


def named(
    connection: sqlite3.Connection, columns: str, table: tuple[str, str], column: str, values: Iterable[str], also: str = ""
) -> Iterator[tuple[Any, ...]]:
    """The standing rows of a table (its name, its key) with these ids in `column`, each followed by its id.

    The newest volumes are asked first, and all others only for the ids that are not there: each stands once at most.
    """
    name, key = table
    wanted = set(values)
    if not wanted:
        return
    newest = int(connection.execute(f"SELECT coalesce(max({key}), 0) FROM {name}").fetchone()[0]) >> VOLUME_BITS
    recent = ", ".join(str(newest - n) for n in range(NEWEST))
    for volumes in (recent, f"SELECT volume FROM volume WHERE volume <= {newest - NEWEST}"):
        head = f"SELECT {columns}, {column} FROM {name} WHERE removed IS NULL{also}"
        rows = among(connection, f"{head} AND {key} >> {VOLUME_BITS} IN ({volumes}) AND {column} IN ({{}})", wanted)
        for row in rows:
            wanted.discard(row[-1])
            yield row


def stretch(date: str) -> str:
    """The SQL of the stretch of a column of days."""
    return f"substr({date}, 1, {STRETCH_SIGNS})"


def in_days(date: str, column: str) -> str:
    """The SQL that finds participants by a scattered column, as `keyed`, by their days."""
    return f"{stretch(date)} IN stretch AND {column}"


def note_keys(connection: sqlite3.Connection, first: int, number: int) -> None:
    """Lists the volumes of `number` new keys from `first` on."""
    volumes = range(first >> VOLUME_BITS, (first + number >> VOLUME_BITS) + 1)
    connection.executemany("INSERT OR IGNORE INTO volume (volume) VALUES (?)", [(v,) for v in volumes])


def note_days(connection: sqlite3.Connection, dates: Iterable[str]) -> None:
    """Lists the stretches of these days."""
    stretches = sorted({date[:STRETCH_SIGNS] for date in dates})
    connection.executemany("INSERT OR IGNORE INTO stretch (stretch) VALUES (?)", [(s,) for s in stretches])
