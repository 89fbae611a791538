"""Values <-> the embedded database of a corpus (SQLite, WAL, FTS5)."""

from dragoman.store.database import Database, open_database

__all__ = ["Database", "open_database"]
