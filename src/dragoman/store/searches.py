"""Searches that are kept -> a small file beside the database, which every browser and the command line see."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from dragoman.store.database import translated
from dragoman.values.errors import StoreError

MOST = 200  # searches of one database: a page lists them all, and asks twice for each
SCHEMA = "CREATE TABLE IF NOT EXISTS search (query TEXT PRIMARY KEY, name TEXT, seen TEXT, mark INTEGER)"
PUT = (
    "INSERT INTO search (query, name, seen, mark) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (query) DO UPDATE SET name = excluded.name, seen = excluded.seen, mark = excluded.mark"
)


class Kept(msgspec.Struct, frozen=True):
    """A search under a name; its filter as the query of an address; day and mark of the database when it was last looked at.

    A database that was made anew has smaller marks: what it holds is then all new.
    """

    name: str
    query: str
    seen: str = ""
    mark: int = 0


def file_of(path: str) -> Path:
    """Where the searches of the database at `path` are kept."""
    return Path(f"{path}.searches")


def kept(path: str) -> tuple[Kept, ...]:
    """The searches of the database at `path`, in the order in which they were first kept."""
    if not file_of(path).exists():
        return ()
    with _opened(path, "ro") as connection:
        return tuple(Kept(*row) for row in connection.execute("SELECT name, query, seen, mark FROM search ORDER BY rowid"))


def change(path: str, keep: Iterable[Kept] = (), forget: Iterable[str] = ()) -> tuple[Kept, ...]:
    """The searches after some were forgotten, by query, and others kept, in place of those with the same query."""
    with _opened(path, "rwc") as connection, connection:
        connection.execute(SCHEMA)
        connection.executemany("DELETE FROM search WHERE query = ?", [(query,) for query in forget])
        connection.executemany(PUT, [(s.query, s.name, s.seen, s.mark) for s in keep])
        number = connection.execute("SELECT count(*) FROM search").fetchone()[0]
        if number > MOST:
            raise StoreError(f"{file_of(path)}: {number} searches; at most {MOST} are kept: forget some")
    return kept(path)


@contextmanager
def _opened(path: str, mode: str) -> Iterator[sqlite3.Connection]:
    file = file_of(path)
    with (
        translated(str(file)),
        closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)) as connection,
    ):
        yield connection
