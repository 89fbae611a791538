"""A Filter and Facts -> which stories are meant, and a page of them in order. Means what `store/filters.py` means in SQL."""

import re
import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from dragoman.desk.facts.arrays import Flags, Longs
from dragoman.desk.facts.holding import ACTOR, RECIPIENT, SPEAKER, Facts
from dragoman.store.filters import Filter, compiled, entities_named, pair

ASKED_OF_SQL = ("text", "document")
"""Fields that the database itself answers, with the keys of stories."""
ROLES = {"actor": ACTOR, "recipient": RECIPIENT, "country": None, "speaker": SPEAKER}
"""Field of a filter -> the role that it means; None: either side, but not who speaks."""
Position = tuple[Any, int]
"""Where a page begins: behind the story with this value of what is sorted by, and this key."""


def answerable(asked: Filter) -> bool:
    """Whether Facts can answer: they know the present only."""
    return not asked.as_of


def chosen(connection: sqlite3.Connection, facts: Facts, asked: Filter) -> Flags:
    """Whether each story is among those that a filter asks for: it passes the tests of every field that is given."""
    found = facts.standing[: len(facts.key)].copy()
    for test in (_words, _days, _numbers, _places, _people, _pairs):
        for flags in test(connection, facts, asked):
            found &= flags
    if any(getattr(asked, field) for field in ASKED_OF_SQL):
        found &= _of_sql(connection, facts, asked)
    return found


def _words(_: Any, facts: Facts, asked: Filter) -> Iterator[Flags]:
    for column, wanted in (("type", {v.upper() for v in asked.type}), ("status", set(asked.status))):
        if wanted:
            yield facts.where(column, facts.words[column].where(wanted.__contains__))
    for column in ("mode", "context", "language"):
        if wanted := set(getattr(asked, column)):
            yield facts.where(column, facts.words[column].where(partial(_holds, wanted)))
    if asked.outlet:
        patterns = [like(f"%{w}%") for w in asked.outlet]
        yield facts.where("outlet", facts.words["outlet"].where(lambda held: any(p.fullmatch(held) for p in patterns)))


def _holds(wanted: set[str], held: str) -> bool:
    """Whether one of the words is in a text of words joined by blanks."""
    return any(f" {word} " in f" {held} " for word in wanted)


def like(pattern: str) -> re.Pattern[str]:
    """The expression for what SQLite's LIKE means: % any signs, _ one sign, a to z whatever their case."""
    parts = [".*" if sign == "%" else "." if sign == "_" else _either_case(sign) for sign in pattern]
    return re.compile("".join(parts), re.DOTALL)


def _either_case(sign: str) -> str:
    return f"[{sign.lower()}{sign.upper()}]" if sign.isascii() and sign.isalpha() else re.escape(sign)


def _days(_: Any, facts: Facts, asked: Filter) -> Iterator[Flags]:
    if asked.since:
        yield facts.where("enddate", facts.words["enddate"].where(lambda day: day >= asked.since))
    if asked.until:
        yield facts.where("date", facts.words["date"].where(lambda day: "" < day <= asked.until))
    if asked.published_since:
        yield facts.where("published", facts.words["published"].where(lambda day: day >= asked.published_since))
    if asked.published_until:
        yield facts.where("published", facts.words["published"].where(lambda day: "" < day <= asked.published_until))


def _numbers(_: Any, facts: Facts, asked: Filter) -> Iterator[Flags]:
    if asked.quad:
        wanted = np.zeros(5, np.bool_)
        wanted[list(asked.quad)] = True
        yield wanted[facts.columns["quad"]]
    if asked.background is not None:
        yield facts.columns["background"] == int(asked.background)
    if asked.disputed is not None:
        yield (facts.columns["disputed"] > 0) == asked.disputed
    if asked.reports_min:
        yield facts.columns["reports"] >= asked.reports_min
    if asked.origins_min:
        yield facts.columns["origins"] >= asked.origins_min
    if asked.mark:
        yield facts.key > asked.mark


def _places(_: Any, facts: Facts, asked: Filter) -> Iterator[Flags]:
    if not asked.place:
        return
    codes = {p.upper() for p in asked.place if re.fullmatch(r"[A-Za-z]{3}", p)}
    patterns = [like(f"%{p}%") for p in asked.place if p.upper() not in codes]
    found = facts.where("country", facts.words["country"].where(codes.__contains__))
    yield found | facts.where("place", facts.words["place"].where(lambda name: any(p.fullmatch(name) for p in patterns)))


def _people(connection: sqlite3.Connection, facts: Facts, asked: Filter) -> Iterator[Flags]:
    people = facts.people
    for field in ROLES:
        if tokens := getattr(asked, field):
            rows = _met(connection, facts, tokens) & _in_role(facts, field)
            yield _held(facts, people.row[rows])
    if asked.sector:
        wanted = {s.upper() for s in asked.sector}
        rows = facts.words["sector"].where(wanted.__contains__)[people.sector] & (people.role != SPEAKER)
        yield _held(facts, people.row[rows])


def _in_role(facts: Facts, field: str) -> Flags:
    role = ROLES[field]
    found: Flags = facts.people.role != SPEAKER if role is None else facts.people.role == role
    return found


def _held(facts: Facts, rows: Any) -> Flags:
    found = np.zeros(len(facts.key), np.bool_)
    found[rows] = True
    return found


def _met(connection: sqlite3.Connection, facts: Facts, tokens: tuple[str, ...]) -> Flags:
    """Whether each person fits one of the tokens: code, code/sector, entity id, or part of a name."""
    found = np.zeros(len(facts.people.row), np.bool_)
    for token in tokens:
        code, _, sector = token.partition("/")
        if re.fullmatch(r"[A-Za-z]{3}", code):
            fits = facts.people.code == facts.words["code"].number(code.upper())
            found |= fits & (facts.people.sector == facts.words["sector"].number(sector.upper())) if sector else fits
        elif re.match(r"[a-z]+:", token):
            found |= facts.people.entity == facts.words["entity"].number(token)
        else:
            ids = set(entities_named(connection, token))
            found |= facts.words["entity"].where(ids.__contains__)[facts.people.entity]
    return found


def _pairs(_: Any, facts: Facts, asked: Filter) -> Iterator[Flags]:
    if not asked.dyad:
        return
    held = np.zeros(len(facts.pairs.row), np.bool_)
    codes = facts.words["code"]
    for source, target in (p for dyad in asked.dyad for p in pair(dyad)):
        held |= (facts.pairs.source == codes.number(source)) & (facts.pairs.target == codes.number(target))
    yield _held(facts, facts.pairs.row[held])


def _of_sql(connection: sqlite3.Connection, facts: Facts, asked: Filter) -> Flags:
    query = compiled(connection, "s", Filter(**{f: getattr(asked, f) for f in ASKED_OF_SQL}), run=None)
    sql = f"SELECT t.story FROM {query.source} WHERE {' AND '.join(query.conditions)}"
    rows = facts.rows(np.array([r[0] for r in connection.execute(sql, query.values)], np.int64))
    return _held(facts, rows[rows >= 0])


# a page -----------------------------------------------------------------------------------------------------------------


def ordered(facts: Facts, found: Flags, sort: str, limit: int, after: Position | None) -> tuple[Longs, Any]:
    """Keys of the first stories in an order behind a position, one more than `limit` when there are more, and its values.

    `sort` is as in `store/queries.py`.
    """
    column, down = sort.lstrip("-"), sort.startswith("-")
    at = np.nonzero(found)[0]
    values, position = _sortable(facts, column, at, after)
    keys = facts.key[at]
    if position is not None:
        value, key = position
        beyond, later = (values < value, keys < key) if down else (values > value, keys > key)
        behind = beyond | ((values == value) & later)
        at, values, keys = at[behind], values[behind], keys[behind]
    sign = -1 if down else 1
    if len(at) > 4 * limit:  # only what can be on the page is sorted
        cut = np.partition(sign * values, limit)[limit]
        near = sign * values <= cut
        at, values, keys = at[near], values[near], keys[near]
    order = np.lexsort((sign * keys, sign * values))[: limit + 1]
    shown = at[order]
    told = _told(facts, column, shown)
    return facts.key[shown], told


def _sortable(facts: Facts, column: str, at: Any, after: Position | None) -> tuple[Any, Position | None]:
    """Values by which the stories are sorted, and the position among them."""
    if column == "scale":
        return facts.scale[at], after
    if column == "reports":
        return facts.columns["reports"][at], after
    words = facts.words[column]
    values = words.ranks().astype(np.float64)[facts.columns[column][at]]
    if after is None:
        return values, None
    number = words.number(after[0])
    if number >= 0:
        return values, (float(words.ranks()[number]), after[1])
    return values, (sum(w < after[0] for w in words.words) - 0.5, after[1])  # between two words that are known


def _told(facts: Facts, column: str, shown: Any) -> Any:
    if column == "scale":
        return facts.scale[shown].tolist()
    if column == "reports":
        return facts.columns["reports"][shown].tolist()
    words = facts.words[column].words
    return [words[n] for n in facts.columns[column][shown].tolist()]
