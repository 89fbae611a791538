"""The ledger -> pages of its lines and how many stand how on a day, asked of the database's own columns."""

from typing import Any

import msgspec

from dragoman.desk.api.answers import Line
from dragoman.desk.api.problems import Asked, Fault
from dragoman.store import Database
from dragoman.store.database import translated
from dragoman.store.queries import run_of
from dragoman.stories.ledger import NO_DAY, OPEN_DAYS, OVERDUE_DAYS, state
from dragoman.values.corpus import Entry, State

UNDATED = (
    f"date = opened AND enddate = date(date, '+{OPEN_DAYS} days') AND instr(CAST(record AS TEXT), '\"why\":\"{NO_DAY}\"') > 0"
)
"""Whether a row is of an entry without a day; the record, which has the last word, is read only where the window fits."""
STATE = (
    f"CASE WHEN outcome <> '' AND settled <= :on THEN outcome "
    f"WHEN {UNDATED} THEN CASE WHEN :on <= enddate THEN 'open' ELSE 'lapsed' END "
    "WHEN :on < date THEN 'open' WHEN :on <= enddate THEN 'due' "
    f"WHEN :on <= date(enddate, '+{OVERDUE_DAYS} days') THEN 'overdue' ELSE 'lapsed' END"
)
"""How a row stands on a day: what `stories.ledger.state` says of its entry."""


class Wanted(msgspec.Struct, frozen=True):
    """What is asked of the ledger on the day `on`; `since` and `until` are days on which a window begins."""

    on: str
    codes: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    since: str = ""
    until: str = ""
    as_of: str = ""


def lines(database: Database, wanted: Wanted, *, newest: bool, limit: int, after: str) -> tuple[tuple[Line, ...], str]:
    """A page of lines by the day on which their window begins, and the cursor behind the last ("" when there are no more)."""
    tests, values = _tests(database, wanted)
    if after:
        values["at"], values["story"] = position(after)
        tests.append(f"(date, story) {'<' if newest else '>'} (:at, :story)")
    way = "DESC" if newest else "ASC"
    sql = f"SELECT record FROM ledger WHERE {' AND '.join(tests)} ORDER BY date {way}, story {way} LIMIT :limit"
    with translated(database.path):
        rows = database.connection.execute(sql, {**values, "limit": limit + 1}).fetchall()
    entries = [msgspec.json.decode(row[0], type=Entry) for row in rows[:limit]]
    more = f"{entries[-1].date} {entries[-1].story}" if len(rows) > limit else ""
    return tuple(Line(state(e, wanted.on), e) for e in entries), more


def counts(database: Database, wanted: Wanted) -> dict[str, int]:
    """How many lines stand how, whatever state is asked for."""
    tests, values = _tests(database, msgspec.structs.replace(wanted, states=()))
    sql = f"SELECT {STATE}, count(*) FROM ledger WHERE {' AND '.join(tests)} GROUP BY 1 ORDER BY 1"
    with translated(database.path):
        return dict(database.connection.execute(sql, values).fetchall())


def _tests(database: Database, wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    run = run_of(database, wanted.as_of)
    tests = ["removed IS NULL" if run is None else "added <= :run AND (removed IS NULL OR removed > :run)", "opened <= :on"]
    values: dict[str, Any] = {"on": wanted.on, "run": run}
    for n, code in enumerate(wanted.codes):
        tests.append(f"instr(codes, :code{n}) > 0")
        values[f"code{n}"] = f" {code.upper()} "
    for test, name, value in (("date >= :since", "since", wanted.since), ("date <= :until", "until", wanted.until)):
        if value:
            tests.append(test)
            values[name] = value
    if wanted.states:
        tests.append(f"{STATE} IN ({', '.join(f':state{n}' for n in range(len(wanted.states)))})")
        values |= {f"state{n}": s for n, s in enumerate(wanted.states)}
    return tests, values


def position(after: str) -> tuple[str, str]:
    """Day and story of the last line of the page before."""
    day, mark, story = after.partition(" ")
    if not mark or not story:
        raise Asked(Fault("after", f"'{after[:40]}': expected the `next` of a page before"))
    return day, story
