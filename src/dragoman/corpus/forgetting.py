"""Ids of documents -> a database without them and without all that rests on them alone."""

import sqlite3
from collections.abc import Sequence

import msgspec

from dragoman.corpus.ledger import refresh, remove_settlings
from dragoman.corpus.merging import merge_new
from dragoman.store.database import Database, begin, finish, transaction
from dragoman.store.keys import keyed
from dragoman.store.writing import events_of, id_hash, remove_documents

OF_DOCUMENT = ("text", "block", "remark", "statement", "document")
OF_EVENT = ("evidence", "handle")
_ID = keyed("doc", "id")


def forget(database: Database, ids: Sequence[str]) -> list[str]:
    """The ids that were there and are now gone: every version, its events, statements and evidence, and what stories held of it.

    Stories and ledger are made anew from what is left; earlier states of them that quote the document go as well. A hash
    of the id is kept, so that the next ingest does not bring the document back.
    """
    run = begin(database, "forget")
    with transaction(database) as connection:
        gone = [i for i in dict.fromkeys(ids) if connection.execute(f"SELECT 1 FROM document WHERE {_ID} = ?", (i,)).fetchone()]
        for id in gone:
            _forget(connection, id, run)
        if gone:
            connection.execute("INSERT INTO search (search) VALUES ('optimize')")  # drops the words of what was deleted
    finish(database, run, {"forgotten": len(gone)})
    return gone


def _forget(connection: sqlite3.Connection, id: str, run: int) -> None:
    stories = {s for group in events_of(connection, [id]).values() for s in group if s}
    docs = [r[0] for r in connection.execute(f"SELECT doc FROM document WHERE {_ID} = ?", (id,))]
    standing = [r[0] for r in connection.execute(f"SELECT doc FROM document WHERE {_ID} = ? AND removed IS NULL", (id,))]
    lost = remove_settlings(connection, docs)
    remove_documents(connection, standing, run)
    refresh(connection, merge_new(connection, [], {}, stories, run), lost, run)
    for doc in docs:
        _delete(connection, doc)
    quoted = msgspec.json.encode(id).decode()
    for table in ("story", "ledger"):
        _delete_states(connection, table, quoted)
    connection.execute("INSERT OR IGNORE INTO forgotten (hash, added) VALUES (?, ?)", (id_hash(id), run))


def _delete(connection: sqlite3.Connection, doc: int) -> None:
    events = [(r[0],) for r in connection.execute("SELECT event FROM event WHERE doc = ?", (doc,))]
    connection.execute("DELETE FROM verdict WHERE event IN (SELECT id FROM event WHERE doc = ?)", (doc,))
    for table in OF_EVENT:
        connection.executemany(f"DELETE FROM {table} WHERE event = ?", events)
    for table in ("participant", "dyad"):
        connection.executemany(f"DELETE FROM {table} WHERE of = 'e' AND item = ?", events)
    connection.execute("DELETE FROM event WHERE doc = ?", (doc,))
    for table in OF_DOCUMENT:
        connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))


def _delete_states(connection: sqlite3.Connection, table: str, quoted: str) -> None:
    """Earlier states of stories and entries that name the document."""
    key = "story" if table == "story" else "entry"
    sql = f"SELECT {key} FROM {table} WHERE removed IS NOT NULL AND instr(CAST(record AS TEXT), ?) > 0"
    keys = [(r[0],) for r in connection.execute(sql, (quoted,))]
    if table == "story":
        for other in ("participant", "dyad"):
            connection.executemany(f"DELETE FROM {other} WHERE of = 's' AND item = ?", keys)
    connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", keys)
