"""A database -> its Facts: read once in full, then only what was written and what has gone since."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from dragoman.desk.api.announced import UNDATED
from dragoman.desk.facts.arrays import Flags, Growing, Longs, Words
from dragoman.desk.facts.holding import NUMBERS, ROLES, SPEAKER, WORDS, Facts, Lines, Pairs, People, Spot

ROWS = 4_000  # of one fetch: some milliseconds, after which others may have the processor
PAUSE_SECONDS = 0.0005
STORIES = (
    f"SELECT story, {', '.join(WORDS)}, {', '.join(NUMBERS)}, scale, precision, latitude, longitude "
    "FROM story INDEXED BY story_facts WHERE removed IS NULL AND story > ? ORDER BY story"
)
PEOPLE = "SELECT item, role, code, sector, entity FROM participant WHERE of = 's' AND item > ? ORDER BY item, n"
PAIRS = "SELECT item, source, target FROM dyad WHERE of = 's'"
NEW_PAIRS = "SELECT item, source, target FROM dyad INDEXED BY dyad_item WHERE item > ? AND of = 's'"
LINES = (
    f"SELECT entry, date, enddate, opened, settled, outcome, codes, {UNDATED}, story FROM ledger "
    "WHERE removed IS NULL AND entry > ? ORDER BY entry"
)
LINE_WORDS = ("date", "enddate", "opened", "settled", "outcome", "codes")
STORY_ID = "S40"  # ids are sixteen signs
OF_PEOPLE = ("code", "sector", "entity")


class Loader:
    """Reads a database into arrays. `read` gives its Facts; asked again it reads only what has changed."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._words: dict[str, Words[str]] = {name: Words() for name in (*WORDS, *OF_PEOPLE, *LINE_WORDS)}
        self._spots: Words[Spot] = Words()
        self._held: dict[str, Growing] = {name: Growing(np.int32) for name in (*WORDS, *NUMBERS, "spot")}
        self._held |= {"key": Growing(np.int64), "standing": Growing(np.bool_), "scale": Growing(np.float64)}
        self._people = {name: Growing(np.int8 if name == "role" else np.int32) for name in ("row", "role", *OF_PEOPLE)}
        self._first = {name: Growing(np.bool_) for name in OF_PEOPLE}
        self._pairs = {name: Growing(np.int32) for name in ("row", "source", "target")}
        self._lines = {name: Growing(np.int32) for name in LINE_WORDS}
        self._lines |= {"entry": Growing(np.int64), "standing": Growing(np.bool_), "undated": Growing(np.bool_)}
        self._lines["story"] = Growing(STORY_ID)
        self._run = self._forgot = 0

    def read(self, connection: sqlite3.Connection, state: tuple[int, int], *, gently: bool = False) -> Facts:
        """The Facts of a database as it stands; `gently` leaves time for others in between."""
        connection.execute("BEGIN")  # one moment, whatever is written meanwhile
        try:
            forgot = connection.execute("SELECT coalesce(max(run), 0) FROM run WHERE kind = 'forget'").fetchone()[0]
            if forgot != self._forgot:  # rows are no more, not only marked
                self._clear()
                self._forgot = forgot
            self._gone(connection)
            self._written(connection, gently)
            self._run = connection.execute("SELECT coalesce(max(run), 0) FROM run").fetchone()[0]
        except BaseException:
            self._clear()  # half of it may be in
            raise
        finally:
            connection.execute("COMMIT")
        return self._facts(state)

    def forget(self) -> None:
        """Forgets everything: another file stands in its place."""
        self._clear()

    def _gone(self, connection: sqlite3.Connection) -> None:
        for table, key, held in (("story", "key", self._held), ("ledger", "entry", self._lines)):
            keys = held[key].values()
            if not len(keys):
                continue
            column = "story" if table == "story" else "entry"
            sql = f"SELECT {column} FROM {table} WHERE removed IS NOT NULL AND removed >= ?"
            gone = np.array([r[0] for r in connection.execute(sql, (self._run,))], np.int64)
            if not len(gone):
                continue
            standing = held["standing"].values().copy()  # those who count now keep theirs
            at = np.searchsorted(keys, gone)
            inside = at < len(keys)
            at, gone = at[inside], gone[inside]
            standing[at[keys[at] == gone]] = False
            held["standing"] = Growing(np.bool_)
            held["standing"].add(standing)

    def _written(self, connection: sqlite3.Connection, gently: bool) -> None:
        known = self._held["key"].values()
        last = int(known[-1]) if len(known) else 0
        for rows in _fetched(connection, STORIES, (last,), gently):
            self._add_stories(rows)
        size = len(self._people["row"].values())
        for rows in _fetched(connection, PEOPLE, (last,), gently):
            self._add_people(rows)
        self._mark_first(size)
        sql, values = (NEW_PAIRS, (last,)) if last else (PAIRS, ())
        for rows in _fetched(connection, sql, values, gently):
            self._add_pairs(rows)
        entries = self._lines["entry"].values()
        for rows in _fetched(connection, LINES, (int(entries[-1]) if len(entries) else 0,), gently):
            self._add_lines(rows)

    def _add_stories(self, rows: Sequence[tuple[Any, ...]]) -> None:
        columns = list(zip(*rows, strict=True))
        named = dict(zip(("story", *WORDS, *NUMBERS, "scale", "precision", "latitude", "longitude"), columns, strict=True))
        self._held["key"].add(named["story"])
        self._held["standing"].add(np.ones(len(rows), np.bool_))
        for name in WORDS:
            self._held[name].add(self._words[name].numbers(named[name]))
        for name in (*NUMBERS, "scale"):
            self._held[name].add(named[name])
        spots = tuple(zip(*(named[n] for n in ("place", "country", "precision", "latitude", "longitude")), strict=True))
        self._held["spot"].add(self._spots.numbers(spots))

    def _rows(self, items: Any) -> Longs:
        """The row of each story; -1 for one that was gone before it was read."""
        keys, wanted = self._held["key"].values(), np.array(items, np.int64)
        at = np.searchsorted(keys, wanted)
        at[at == len(keys)] = 0
        return np.where(keys[at] == wanted, at, -1) if len(keys) else np.full(len(wanted), -1)

    def _add_people(self, rows: Sequence[tuple[Any, ...]]) -> None:
        item, role, *others = zip(*rows, strict=True)
        row = self._rows(item)
        kept = row >= 0
        self._people["row"].add(row[kept])
        self._people["role"].add(np.fromiter(map(ROLES.index, role), np.int8, len(role))[kept])
        for name, values in zip(OF_PEOPLE, others, strict=True):
            self._people[name].add(self._words[name].numbers(values)[kept])

    def _mark_first(self, begin: int) -> None:
        """Marks among the new people those whose value is the first of its kind in their story."""
        row, role = self._people["row"].values()[begin:], self._people["role"].values()[begin:]
        for name in OF_PEOPLE:
            numbers = self._people[name].values()[begin:]
            counted = np.nonzero((role != SPEAKER) & (numbers != self._words[name].number("")))[0]
            both = row[counted].astype(np.int64) * len(self._words[name].words) + numbers[counted]
            first = np.zeros(len(row), np.bool_)
            first[counted[np.unique(both, return_index=True)[1]]] = True
            self._first[name].add(first)

    def _add_pairs(self, rows: Sequence[tuple[Any, ...]]) -> None:
        item, source, target = zip(*rows, strict=True)
        row = self._rows(item)
        kept = row >= 0
        self._pairs["row"].add(row[kept])
        self._pairs["source"].add(self._words["code"].numbers(source)[kept])
        self._pairs["target"].add(self._words["code"].numbers(target)[kept])

    def _add_lines(self, rows: Sequence[tuple[Any, ...]]) -> None:
        entry, *words, undated, story = zip(*rows, strict=True)
        self._lines["entry"].add(entry)
        self._lines["standing"].add(np.ones(len(rows), np.bool_))
        for name, values in zip(LINE_WORDS, words, strict=True):
            self._lines[name].add(self._words[name].numbers(values))
        self._lines["undated"].add(np.array(undated, np.bool_))
        self._lines["story"].add(np.array([s.encode() for s in story], STORY_ID))

    def _facts(self, state: tuple[int, int]) -> Facts:
        held = {name: g.values() for name, g in self._held.items()}
        first: dict[str, Flags] = {name: g.values() for name, g in self._first.items()}
        return Facts(
            state=state,
            key=held["key"],
            standing=held["standing"],
            columns={name: held[name] for name in (*WORDS, *NUMBERS)},
            scale=held["scale"],
            spot=held["spot"],
            words=self._words,
            spots=self._spots,
            people=People(**{name: g.values() for name, g in self._people.items()}, first=first),
            pairs=Pairs(**{name: g.values() for name, g in self._pairs.items()}),
            lines=Lines(**{name: g.values() for name, g in self._lines.items()}),
        )


def _fetched(
    connection: sqlite3.Connection, sql: str, values: tuple[Any, ...], gently: bool
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a query, some at a time."""
    found = connection.execute(sql, values)
    while rows := found.fetchmany(ROWS):
        yield rows
        if gently:
            time.sleep(PAUSE_SECONDS)
