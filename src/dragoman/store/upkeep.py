"""A database -> whether it is sound, what is in it, a backup of it, a smaller file."""

import hashlib
import sqlite3
from pathlib import Path

from dragoman.store.database import Database, open_database, translated
from dragoman.store.keys import VOLUME_BITS, stretch
from dragoman.values.errors import StoreError

PROBLEMS_MAX = 20
ORPHANS = (
    ("text", "doc", "document", "doc"),
    ("block", "doc", "document", "doc"),
    ("remark", "doc", "document", "doc"),
    ("event", "doc", "document", "doc"),
    ("statement", "doc", "document", "doc"),
    ("evidence", "event", "event", "event"),
    ("handle", "event", "event", "event"),
)
RULES = (
    ("a standing event of a removed document", "SELECT e.id FROM event e JOIN document d USING (doc) "
     "WHERE e.removed IS NULL AND d.removed IS NOT NULL"),
    ("two standing versions of a document", "SELECT id FROM document WHERE removed IS NULL GROUP BY id HAVING count(*) > 1"),
    ("two standing events with one id", "SELECT id FROM event WHERE removed IS NULL GROUP BY id HAVING count(*) > 1"),
    ("two standing stories with one id", "SELECT id FROM story WHERE removed IS NULL GROUP BY id HAVING count(*) > 1"),
    ("two standing entries of a story", "SELECT story FROM ledger WHERE removed IS NULL GROUP BY story HAVING count(*) > 1"),
    *((f"a row of {table} that is not found by its id: its volume is not listed",
       f"SELECT {key} FROM {table} WHERE {key} >> {VOLUME_BITS} NOT IN volume")
      for table, key in (("document", "doc"), ("event", "event"), ("story", "story"), ("ledger", "entry"))),
    *((f"a row of {table} that is not found by its day: its stretch is not listed",
       f"SELECT item FROM {table} WHERE {stretch('date')} NOT IN stretch") for table in ("participant", "dyad")),
    ("a standing event without a standing story", "SELECT e.id FROM event e "
     "LEFT JOIN story s ON s.id = e.story AND s.removed IS NULL "
     "WHERE e.removed IS NULL AND e.verdict <> 'wrong' AND s.id IS NULL"),
    ("a story whose number of reports is not that of its events", "SELECT s.id FROM story s "
     "LEFT JOIN (SELECT story, count(*) AS number FROM event WHERE removed IS NULL GROUP BY story) e ON e.story = s.id "
     "WHERE s.removed IS NULL AND s.reports <> coalesce(e.number, 0)"),
    ("a row of a run that does not exist", "SELECT id FROM document WHERE added NOT IN (SELECT run FROM run)"),
)  # fmt: skip
COUNTED = (
    ("documents", "SELECT count(*) FROM document WHERE removed IS NULL"),
    ("versions", "SELECT count(*) FROM document"),
    ("events", "SELECT count(*) FROM event WHERE removed IS NULL"),
    ("stories", "SELECT count(*) FROM story WHERE removed IS NULL"),
    ("stories with several reports", "SELECT count(*) FROM story WHERE removed IS NULL AND reports > 1"),
    ("statements", "SELECT count(*) FROM statement WHERE removed IS NULL"),
    ("ledger entries", "SELECT count(*) FROM ledger WHERE removed IS NULL"),
    ("verdicts", "SELECT count(*) FROM verdict WHERE removed IS NULL"),
    ("runs", "SELECT count(*) FROM run"),
)
SPLITS = (
    ("outcome", "SELECT CASE outcome WHEN 'refused' THEN 'refused: ' || reason ELSE outcome END, count(*) FROM document "
     "WHERE removed IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"),
    ("language", "SELECT language, count(*) FROM document WHERE removed IS NULL AND language <> '' "
     "GROUP BY 1 ORDER BY 2 DESC, 1"),
    ("coder", "SELECT coder, count(*) FROM document WHERE removed IS NULL AND coder <> '' GROUP BY 1 ORDER BY 2 DESC, 1"),
)  # fmt: skip


def problems(database: Database) -> list[str]:
    """What is wrong with a database, in words; [] when it is sound."""
    connection = database.connection
    try:
        found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({PROBLEMS_MAX})") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:
        return [f"the file is damaged: {error}; restore a backup"]
    with translated(database.path):
        for table, key, parent, theirs in ORPHANS:
            sql = f"SELECT count(*) FROM {table} WHERE {key} NOT IN (SELECT {theirs} FROM {parent})"
            if lost := connection.execute(sql).fetchone()[0]:
                found.append(f"{lost} rows of {table} without their {parent}")
        for what, sql in RULES:
            if rows := connection.execute(f"{sql} LIMIT {PROBLEMS_MAX}").fetchall():
                found.append(f"{what}: {', '.join(str(r[0]) for r in rows)}")
        try:
            if not database.readonly:
                connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)")
        except sqlite3.DatabaseError as error:
            found.append(f"full text: {error}")
    return found


def stats(database: Database) -> dict[str, object]:
    """What is in a database: counts, and documents by outcome, language and coder."""
    with translated(database.path):
        found: dict[str, object] = {name: database.connection.execute(sql).fetchone()[0] for name, sql in COUNTED}
        for name, sql in SPLITS:
            found[name] = dict(database.connection.execute(sql).fetchall())
    found["bytes"] = Path(database.path).stat().st_size
    return found


def backup(database: Database, target: str) -> str:
    """The content hash of a copy of the database at `target`, taken in one moment, while others may write."""
    if Path(target).exists():
        raise StoreError(f"{target}: exists already; name a file that does not")
    try:
        with translated(target):
            _copy(database.connection, target)
        with translated(database.path), open_database(target, readonly=True) as made:
            return content_hash(made)
    except StoreError:
        Path(target).unlink(missing_ok=True)  # half a backup is none
        raise


def _copy(connection: sqlite3.Connection, target: str) -> None:
    copy = sqlite3.connect(target)
    try:
        connection.execute("BEGIN")  # one moment, whatever is written meanwhile
        connection.execute("SELECT count(*) FROM run").fetchone()
        connection.backup(copy)
        connection.execute("COMMIT")
    finally:
        copy.close()


def vacuum(database: Database) -> tuple[int, int]:
    """Bytes of the file before and after it was written anew without gaps."""
    before = Path(database.path).stat().st_size
    with translated(database.path):
        database.connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        database.connection.execute("VACUUM")
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.connection.execute("ANALYZE")
    return before, Path(database.path).stat().st_size


HASHED = (
    ("document", "SELECT id, version, sha256, text_sha256, outcome, removed IS NULL FROM document"),
    ("event", "SELECT id, record, removed IS NULL FROM event"),
    ("story", "SELECT id, record FROM story WHERE removed IS NULL"),
    ("ledger", "SELECT story, record FROM ledger WHERE removed IS NULL"),
    ("statement", "SELECT d.id, s.start, s.stop, s.kind, s.entity, s.text FROM statement s JOIN document d USING (doc) "
     "WHERE s.removed IS NULL"),
    ("verdict", "SELECT event, field, value FROM verdict WHERE removed IS NULL"),
)  # fmt: skip


def content_hash(database: Database) -> str:
    """SHA-256 of what the database says, whatever the order of its runs and rows: documents, events, stories, ledger."""
    digest = hashlib.sha256()
    with translated(database.path):
        for name, sql in HASHED:
            rows = (repr(row).encode("utf-8", "surrogatepass") for row in database.connection.execute(sql))
            total = sum(int.from_bytes(hashlib.sha256(row).digest()) for row in rows)  # a sum knows no order
            digest.update(f"{name} {total:x}".encode())
    return digest.hexdigest()
