"""Coded documents -> rows of the database: new ones, new versions of changed ones, and documents taken out."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.store import rows
from dragoman.store.keys import keyed, note_days, note_keys
from dragoman.store.rows import Telling
from dragoman.values.corpus import Coded

_DOCUMENT = keyed("doc", "id")


def known_inputs(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[set[tuple[str, str]], set[str]]:
    """(document id, hash of input) of every version of these documents, and those of the ids that were forgotten."""
    marks = ", ".join("?" * len(ids))
    known = set(connection.execute(f"SELECT id, sha256 FROM document WHERE {_DOCUMENT} IN ({marks})", tuple(ids)))
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM forgotten)").fetchone()[0]:
        return known, set()
    hashed = {id_hash(i): i for i in ids}
    found = connection.execute(f"SELECT hash FROM forgotten WHERE hash IN ({marks})", tuple(hashed))
    return known, {hashed[row[0]] for row in found}


def id_hash(id: str) -> str:
    """Hash of a document's id: all that is kept of a document that was forgotten."""
    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()


def events_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """Document id -> ids of the stories of its events, for those of `ids` that stand in the database."""
    marks = ", ".join("?" * len(ids))
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT d.id, coalesce(e.story, '') FROM document d LEFT JOIN event e ON e.doc = d.doc AND e.removed IS NULL "
        f"WHERE d.removed IS NULL AND {keyed('d.doc', 'd.id')} IN ({marks})"
    )
    for id, story in connection.execute(sql, tuple(ids)):
        found.setdefault(id, []).append(story)
    return found


def hashes(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[str, str, int, int]]:
    """Document id -> (hash of its input, outcome, doc, version), for those of `ids` that stand in the database."""
    marks = ", ".join("?" * len(ids))
    found = connection.execute(
        f"SELECT id, sha256, outcome, doc, version FROM document WHERE removed IS NULL AND {_DOCUMENT} IN ({marks})", tuple(ids)
    )
    return {row[0]: row[1:] for row in found}


Homes = Mapping[str, str]
"""Id of an event -> id of its story."""


def add_documents(
    connection: sqlite3.Connection, coded: Sequence[tuple[Coded, Sequence[Telling]]], homes: Homes, run: int
) -> list[int]:
    """The new `doc` keys, in order. Older versions of the same ids must have been removed before.

    Must run inside a transaction. Ids must be distinct.
    """
    versions = _versions(connection, [c.document.id for c, _ in coded])
    first = _next(connection, "document", "doc")
    note_keys(connection, first, len(coded))
    numbered = [(c, tellings, first + n) for n, (c, tellings) in enumerate(coded)]
    _many(connection, "document", rows.DOCUMENT_COLUMNS,
          [rows.document_row(c, doc, versions.get(c.document.id, 0) + 1, run) for c, _, doc in numbered])  # fmt: skip
    kept = [(doc, c.document.text) for c, _, doc in numbered if c.outcome != "refused" or c.document.text]
    _many(connection, "text", "doc, text", kept)
    _many(connection, "search", "rowid, text", kept)
    _many(connection, "block", "doc, start, stop, kind",
          [(doc, b.start, b.end, b.kind) for c, _, doc in numbered for b in c.blocks], verb="INSERT OR IGNORE")  # fmt: skip
    _many(connection, "remark", "doc, n, kind, name, body", [r for c, _, doc in numbered for r in rows.remark_rows(c, doc)])
    _add_statements(connection, numbered, run)
    add_events(connection, [(t, doc) for _, tellings, doc in numbered for t in tellings], homes, run)
    return [doc for _, _, doc in numbered]


def _versions(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, int]:
    marks = ", ".join("?" * len(ids))
    return dict(
        connection.execute(f"SELECT id, max(version) FROM document WHERE {_DOCUMENT} IN ({marks}) GROUP BY id", tuple(ids))
    )


def _next(connection: sqlite3.Connection, table: str, key: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max({key}), 0) + 1 FROM {table}").fetchone()[0])


def _many(connection: sqlite3.Connection, table: str, columns: str, values: Iterable[Any], *, verb: str = "INSERT") -> None:
    connection.executemany(rows.insert(table, columns, verb=verb), values)


def _add_statements(connection: sqlite3.Connection, numbered: Sequence[tuple[Coded, Any, int]], run: int) -> None:
    key = _next(connection, "statement", "statement")
    found = [(s, doc, c.published) for c, _, doc in numbered for s in c.statements]
    made = [rows.statement_row(s, key=key + n, doc=doc, published=day, run=run) for n, (s, doc, day) in enumerate(found)]
    _many(connection, "statement", rows.STATEMENT_COLUMNS, made)


def add_events(connection: sqlite3.Connection, tellings: Sequence[tuple[Telling, int]], homes: Homes, run: int) -> None:
    """Adds events, each with the key of its document."""
    first = _next(connection, "event", "event")
    note_keys(connection, first, len(tellings))
    note_days(connection, (t.event.date or "" for t, _ in tellings))
    numbered = [(t, doc, first + n) for n, (t, doc) in enumerate(tellings)]
    _many(connection, "event", rows.EVENT_COLUMNS,
          [rows.event_row(t, key=k, doc=doc, story=homes.get(t.event.id, ""), run=run) for t, doc, k in numbered])  # fmt: skip
    _many(connection, "participant", rows.PARTICIPANT_COLUMNS,
          [r for t, _, k in numbered for r in rows.participant_rows(t.parts, "e", k)])  # fmt: skip
    _many(connection, "dyad", rows.DYAD_COLUMNS, [r for t, _, k in numbered for r in rows.dyad_rows(t.parts, "e", k, run)])
    _many(connection, "evidence", "event, start, stop, role",
          [(k, *proof) for t, _, k in numbered for proof in t.evidence])  # fmt: skip
    _many(connection, "handle", "handle, event", [(h, k) for t, _, k in numbered for h in t.handles])
    _many(connection, "entity", "entity, name", sorted({r for t, _, _ in numbered for r in rows.entity_rows(t.parts)}),
          verb="INSERT OR IGNORE")  # fmt: skip


def remove_documents(connection: sqlite3.Connection, docs: Sequence[int], run: int) -> None:
    """Marks documents, their statements and events removed, and takes them out of full text and merging."""
    for doc in docs:
        connection.execute("UPDATE document SET removed = ? WHERE doc = ?", (run, doc))
        connection.execute("UPDATE statement SET removed = ? WHERE doc = ? AND removed IS NULL", (run, doc))
        connection.execute("INSERT INTO search (search, rowid, text) SELECT 'delete', doc, text FROM text WHERE doc = ?", (doc,))
        remove_events_of(connection, doc, run)


def remove_events(connection: sqlite3.Connection, events: Sequence[int], run: int) -> None:
    """Marks events removed; nothing new joins them, since merging reads the handles of standing events only."""
    marks = [(run, e) for e in events]
    connection.executemany("UPDATE event SET removed = ? WHERE event = ?", marks)
    connection.executemany("UPDATE dyad SET removed = ? WHERE item = ? AND of = 'e'", marks)


def remove_events_of(connection: sqlite3.Connection, doc: int, run: int) -> None:
    """Marks the events of a document removed that itself stays: another coding of them is to be added."""
    found = connection.execute("SELECT event FROM event WHERE doc = ? AND removed IS NULL", (doc,)).fetchall()
    remove_events(connection, [row[0] for row in found], run)


def verdicts(connection: sqlite3.Connection, ids: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """Event id -> field -> verdict, for those of `ids` that somebody has judged."""
    found: dict[str, dict[str, str]] = {}
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM verdict)").fetchone()[0]:
        return found
    for start in range(0, len(ids), 5_000):
        some = tuple(ids[start : start + 5_000])
        query = f"SELECT event, field, value FROM verdict WHERE removed IS NULL AND event IN ({', '.join('?' * len(some))})"
        for event, field, value in connection.execute(query, some):
            found.setdefault(event, {})[field] = value
    return found
