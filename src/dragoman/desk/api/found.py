"""Filters -> pages of stories and of the ledger: which rows is told by the facts in memory where they are there, else by SQL."""

from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman.desk.api import announced
from dragoman.desk.api.announced import Wanted
from dragoman.desk.api.answers import Line
from dragoman.desk.facts import selecting, standing
from dragoman.desk.facts.holding import Facts
from dragoman.store import Database, queries
from dragoman.store.database import translated
from dragoman.store.filters import Filter
from dragoman.stories.ledger import state
from dragoman.values.corpus import Entry, Story


def stories(database: Database, facts: Facts | None, asked: Filter, *, sort: str, limit: int, after: str) -> queries.Page:
    """A page of stories."""
    if facts is None or asked == Filter():  # all of them in order are read from an index
        return queries.stories(database, asked, sort=sort, limit=limit, after=after)
    queries.sortable("s", sort)
    position = queries.position(after, sort) if after else None
    with translated(database.path):
        chosen = selecting.chosen(database.connection, facts, asked)
    keys, values = selecting.ordered(facts, chosen, sort, limit, position)
    records = _records(database, "story", keys[:limit].tolist())
    more = queries.cursor(sort, values[limit - 1], int(keys[limit - 1])) if len(keys) > limit else ""
    return queries.Page(tuple(msgspec.json.decode(r, type=Story) for r in records), more)


def lines(
    database: Database, facts: Facts | None, wanted: Wanted, *, newest: bool, limit: int, after: str
) -> tuple[tuple[Line, ...], str]:
    """A page of lines of the ledger, and the cursor behind the last ("" when there are no more)."""
    if facts is None:
        return announced.lines(database, wanted, newest=newest, limit=limit, after=after)
    position = announced.position(after) if after else None
    keys = standing.lines(facts, wanted, newest=newest, limit=limit, after=position).tolist()
    entries = [msgspec.json.decode(r, type=Entry) for r in _records(database, "ledger", keys[:limit])]
    more = f"{entries[-1].date} {entries[-1].story}" if len(keys) > limit and entries else ""
    return tuple(Line(state(e, wanted.on), e) for e in entries), more


def _records(database: Database, table: str, keys: Sequence[int]) -> list[Any]:
    """The records of rows, in the order of their keys; those that are no more are left out."""
    key = "story" if table == "story" else "entry"
    with translated(database.path):
        found = (database.connection.execute(f"SELECT record FROM {table} WHERE {key} = ?", (k,)).fetchone() for k in keys)
        return [row[0] for row in found if row]
