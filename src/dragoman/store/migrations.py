"""The version of a database -> the steps that bring it to the version of this program."""

import sqlite3
from collections.abc import Callable
from importlib.resources import files

from dragoman.store.keys import note_keys

VERSION = 8
"""Version of schema.sql; a change to it raises this number and adds a step."""

Step = Callable[[sqlite3.Connection], None]


def _facts(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE INDEX story_facts ON story (story, date, enddate, published, type, status, quad, scale, country, place, "
        "precision, latitude, longitude, language, background, disputed, origins, reports) WHERE removed IS NULL"
    )


def _tones_and_smaller_indexes(connection: sqlite3.Connection) -> None:
    """Statements get a tone; indexes that held every event under a random key hold only what they are needed for."""
    for column in ("tone", "toward", "events"):
        connection.execute(f"ALTER TABLE statement ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    for index in ("event_story", "story_cluster", "due_item"):
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    connection.execute("CREATE INDEX event_more ON event (story) WHERE removed IS NULL AND story <> id")
    connection.execute("CREATE INDEX story_more ON story (cluster) WHERE removed IS NULL AND cluster <> id")


def _settled(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE INDEX ledger_done ON ledger (settled) WHERE removed IS NULL AND outcome <> ''")


def _newest(connection: sqlite3.Connection) -> None:
    connection.execute("DROP INDEX IF EXISTS story_new")
    connection.execute(
        "CREATE INDEX story_new ON story (published, story, date, enddate, type, status, quad, country, language, background, "
        "disputed, origins, reports) WHERE removed IS NULL"
    )


def _standing(connection: sqlite3.Connection) -> None:
    connection.execute("DROP INDEX IF EXISTS ledger_due")
    connection.execute(
        "CREATE INDEX ledger_due ON ledger (date, story, enddate, opened, outcome, settled, codes) WHERE removed IS NULL"
    )


def _gone(connection: sqlite3.Connection) -> None:
    connection.execute("DROP INDEX IF EXISTS story_facts")
    connection.execute(
        "CREATE INDEX story_facts ON story (story, date, enddate, published, type, status, quad, scale, country, place, "
        "precision, latitude, longitude, language, background, disputed, origins, reports, mode, context, outlet) "
        "WHERE removed IS NULL"
    )
    for table in ("story", "ledger"):
        connection.execute(f"CREATE INDEX {table}_gone ON {table} (removed) WHERE removed IS NOT NULL")


SCATTERED = (
    ("document_id", "document (doc >> 16, id, version)", ""),
    ("event_id", "event (event >> 16, id)", ""),
    ("event_more", "event (event >> 16, story)", "removed IS NULL AND story <> id"),
    ("story_id", "story (story >> 16, id)", "removed IS NULL"),
    ("story_more", "story (story >> 16, cluster)", "removed IS NULL AND cluster <> id"),
    ("ledger_story", "ledger (entry >> 16, story)", "removed IS NULL"),
    ("participant_entity", "participant (of, substr(date, 1, 9), entity, date, item, role)", ""),
)
"""Indexes of version 8 that begin with a volume or a stretch: name, columns, condition."""
UNIQUE = ("document_id", "story_id", "ledger_story")


def _arrivals(connection: sqlite3.Connection) -> None:
    """Indexes of ids and names begin with what is near in time; a document's cost no longer grows with the database."""
    connection.execute("CREATE TABLE volume (volume NOT NULL PRIMARY KEY) WITHOUT ROWID")
    tables = (("document", "doc"), ("event", "event"), ("story", "story"), ("ledger", "entry"))
    note_keys(connection, 0, max(connection.execute(f"SELECT coalesce(max({k}), 0) FROM {t}").fetchone()[0] for t, k in tables))
    connection.execute("CREATE TABLE stretch (stretch NOT NULL PRIMARY KEY) WITHOUT ROWID")
    dates = "SELECT date FROM event UNION ALL SELECT date FROM story"
    connection.execute(f"INSERT INTO stretch SELECT DISTINCT substr(date, 1, 9) FROM ({dates})")
    connection.execute("DROP INDEX IF EXISTS document_history")
    for name, columns, condition in SCATTERED:
        connection.execute(f"DROP INDEX IF EXISTS {name}")
        unique, where = "UNIQUE " * (name in UNIQUE), f" WHERE {condition}" * bool(condition)
        connection.execute(f"CREATE {unique}INDEX {name} ON {columns}{where}")
    _pairs_by_stretch(connection)


def _pairs_by_stretch(connection: sqlite3.Connection) -> None:
    columns = "source, target, date, item, type, status, quad, scale, background, added, removed"
    connection.execute("DROP INDEX IF EXISTS dyad_item")
    connection.execute("ALTER TABLE dyad RENAME TO former")
    connection.execute(
        "CREATE TABLE dyad (of TEXT NOT NULL, stretch TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, "
        "date TEXT NOT NULL, item INTEGER NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, quad INTEGER NOT NULL, "
        "scale REAL NOT NULL, background INTEGER NOT NULL, added INTEGER NOT NULL, removed INTEGER, "
        "PRIMARY KEY (of, stretch, source, target, date, item)) WITHOUT ROWID"
    )
    connection.execute(
        f"INSERT INTO dyad (of, stretch, {columns}) SELECT of, substr(date, 1, 9), {columns} FROM former "
        "ORDER BY of, substr(date, 1, 9), source, target, date, item"
    )
    connection.execute("DROP TABLE former")
    connection.execute("CREATE INDEX dyad_item ON dyad (item, of)")


STEPS: tuple[tuple[int, str, Step], ...] = (
    (2, "an index of what is counted", _facts),
    (3, "statements have a tone; smaller indexes", _tones_and_smaller_indexes),
    (4, "an index of what was settled when", _settled),
    (5, "the newest stories are filtered in their index", _newest),
    (6, "how the ledger stands is told by an index", _standing),
    (7, "what is counted has all that is filtered by; what has gone since is told by an index", _gone),
    (8, "ids, names and pairs are indexed by when they came", _arrivals),
)
"""(version reached, what it does, step), in order; a step runs inside one transaction."""


def schema() -> str:
    """The text of schema.sql."""
    return files("dragoman.store").joinpath("schema.sql").read_text(encoding="utf-8")


def pending(version: int) -> tuple[tuple[int, str, Step], ...]:
    """The steps that a database of this version still needs, in order."""
    return tuple(step for step in STEPS if step[0] > version)
