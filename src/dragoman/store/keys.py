"""Where a scattered value is looked up: in the volumes of keys and the stretches of days that a database has.

An index that begins with an id or a name has a page for nearly every row that is added, and the more of them the larger the
database is. Such indexes begin with the volume of the row's key, or with the stretch of its day: what is added lies close
together, and who looks something up asks each volume, or each stretch. Both are few, and listed in tables of their own.
"""

import sqlite3
from collections.abc import Iterable

VOLUME_BITS = 16  # 65,536 keys of a table are a volume
STRETCH_SIGNS = 9  # of an ISO day: ten days of a month at most


def keyed(key: str, column: str) -> str:
    """The SQL that finds rows by a scattered column; a comparison follows: keyed("e.event", "e.id") + " = ?"."""
    return f"{key} >> {VOLUME_BITS} IN volume AND {column}"


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
