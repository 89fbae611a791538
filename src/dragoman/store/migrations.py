"""The version of a database -> the steps that bring it to the version of this program."""

import sqlite3
from collections.abc import Callable
from importlib.resources import files

VERSION = 7
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


STEPS: tuple[tuple[int, str, Step], ...] = (
    (2, "an index of what is counted", _facts),
    (3, "statements have a tone; smaller indexes", _tones_and_smaller_indexes),
    (4, "an index of what was settled when", _settled),
    (5, "the newest stories are filtered in their index", _newest),
    (6, "how the ledger stands is told by an index", _standing),
    (7, "what is counted has all that is filtered by; what has gone since is told by an index", _gone),
)
"""(version reached, what it does, step), in order; a step runs inside one transaction."""


def schema() -> str:
    """The text of schema.sql."""
    return files("dragoman.store").joinpath("schema.sql").read_text(encoding="utf-8")


def pending(version: int) -> tuple[tuple[int, str, Step], ...]:
    """The steps that a database of this version still needs, in order."""
    return tuple(step for step in STEPS if step[0] > version)
