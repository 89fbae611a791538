"""Filters -> numbers: pairs of countries by month, counts by any column, the state of the database."""

import datetime
from collections import Counter
from typing import Any

import msgspec

from dragoman.store.database import Database, translated
from dragoman.store.filters import TABLES, Filter, Of, compiled
from dragoman.store.keys import stretch
from dragoman.store.queries import run_of
from dragoman.values.errors import ConfigError

QUAD_GROUPS = ("type", "status", "country", "language", "date", "published")
SORTED = ("type", "country", "date", "published")  # an index has all items in their order: nothing to sort
PERIODS = {"day": "substr(d.date, 1, 10)", "month": "substr(d.date, 1, 7)", "year": "substr(d.date, 1, 4)", "all": "''"}
GROUPS = ("type", "status", "quad", "country", "language", "outlet", "date", "published", "month", "year", "code", "sector",
          "entity")  # fmt: skip


class DyadCount(msgspec.Struct, frozen=True):
    """What one country did to another in one period: how many events of each class, and the sum and mean of the scale.

    `quad1` to `quad4` are verbal and material cooperation, verbal and material conflict.
    """

    period: str
    source: str
    target: str
    events: int
    quad1: int
    quad2: int
    quad3: int
    quad4: int
    scale_sum: float
    scale_mean: float


def dyads(
    database: Database, asked: Filter, *, of: Of = "s", per: str = "month", statuses: tuple[str, ...] = ("occurred",),
    most: int = 0,
) -> tuple[DyadCount, ...]:  # fmt: skip
    """Counts by period and pair, sorted. `statuses` are those that count; background is left out unless asked for.

    `most` keeps the pairs with the most items; a pair and its way back are one.

    Items without a date are not counted. With a filter that needs more than pair, type, status, quad, background and
    period, each item is looked up, which is slower.
    """
    if per not in PERIODS:
        raise ConfigError(f"per '{per}': expected one of {', '.join(PERIODS)}")
    asked = happened(asked, statuses)
    with translated(database.path):
        sql, values = _dyad_sql(database, asked, of, "''" if most else PERIODS[per])
        found = database.connection.execute(sql, values).fetchall()
        if most and found:
            pairs = _busiest(found, most)
            sql, values = _dyad_sql(database, asked, of, PERIODS[per], pairs)
            kept = set(pairs)
            one = [row for row in found if row[1:3] in kept]
            found = one if per == "all" else database.connection.execute(sql, values).fetchall()
    return tuple(
        DyadCount(period, source, target, n, q1, q2, q3, q4, round(total, 4), round(total / n, 4))
        for period, source, target, n, q1, q2, q3, q4, total in found
    )


def happened(asked: Filter, statuses: tuple[str, ...] = ("occurred",)) -> Filter:
    """A filter that asks for these statuses and leaves background out, unless it says otherwise of them."""
    background = False if asked.background is None else asked.background
    return msgspec.structs.replace(asked, status=asked.status or statuses, background=background)


def balanced(found: tuple[DyadCount, ...], per: str) -> tuple[DyadCount, ...]:
    """The counts with a row of zeros for each pair and period between the first and the last that has none."""
    if not found or per == "all":
        return found
    known = {(d.source, d.target, d.period): d for d in found}
    periods = _periods(min(d.period for d in found), max(d.period for d in found), per)
    pairs = sorted({(d.source, d.target) for d in found})
    return tuple(known.get((a, b, p)) or DyadCount(p, a, b, 0, 0, 0, 0, 0, 0.0, 0.0) for a, b in pairs for p in periods)


def _periods(first: str, last: str, per: str) -> list[str]:
    if per == "year":
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if per == "month":
        begin, end = (int(p[:4]) * 12 + int(p[5:]) - 1 for p in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    begin, end = (datetime.date.fromisoformat(p).toordinal() for p in (first, last))
    return [datetime.date.fromordinal(day).isoformat() for day in range(begin, end + 1)]


def _busiest(counted: list[tuple[Any, ...]], most: int) -> tuple[tuple[str, str], ...]:
    """The pairs with the most items, each way."""
    total: Counter[tuple[str, str]] = Counter()
    for _, source, target, number, *_ in counted:
        total[min(source, target), max(source, target)] += number
    chosen = [pair for pair, _ in sorted(total.items(), key=lambda t: (-t[1], t[0]))[:most]]
    return tuple(dict.fromkeys(way for a, b in chosen for way in ((a, b), (b, a))))


_SIMPLE = ("type", "status", "quad", "background", "since", "until", "dyad", "as_of", "wrong")


def _dyad_sql(
    database: Database, asked: Filter, of: Of, period: str, pairs: tuple[tuple[str, str], ...] = ()
) -> tuple[str, tuple[Any, ...]]:
    values: list[Any] = []
    source = "dyad d"
    conditions = [f"d.of = '{of}'", "d.date <> ''"]
    if pairs:
        conditions.append("d.stretch IN stretch")
        conditions.append(f"(d.source, d.target) IN (VALUES {', '.join(['(?, ?)'] * len(pairs))})")
        values += [code for pair in pairs for code in pair]
    for column, words in (("type", asked.type), ("status", asked.status), ("quad", asked.quad)):
        if words:
            conditions.append(f"d.{column} IN ({', '.join('?' * len(words))})")
            values += words
    conditions.append("d.background = ?")
    values.append(int(asked.background or 0))
    for sign, value in ((">=", asked.since), ("<=", asked.until)):
        if value:
            conditions.append(f"d.date {sign} ? AND d.stretch {sign} {stretch('?')}")
            values += [value, value]
    run = run_of(database, asked.as_of)
    conditions.append("d.removed IS NULL" if run is None else "d.added <= ? AND (d.removed IS NULL OR d.removed > ?)")
    values += [] if run is None else [run, run]
    if asked.dyad or asked != Filter(**{field: getattr(asked, field) for field in _SIMPLE}):
        query = compiled(database.connection, of, asked, run=run, counting=True)
        items = f"SELECT t.{TABLES[of][1]} AS item FROM {query.source} WHERE {' AND '.join(query.conditions)}"
        if query.grouped:  # a party's own: few, so each is looked up
            source = f"(SELECT DISTINCT item FROM ({items})) i CROSS JOIN dyad d INDEXED BY dyad_item ON d.item = i.item"
            values = [*query.values, *values]
        else:
            conditions.append(f"d.item IN ({items})")
            values += query.values
    columns = ", ".join(f"sum(d.quad = {q})" for q in (1, 2, 3, 4))
    sql = (
        f"SELECT {period} AS period, d.source, d.target, count(*), {columns}, sum(d.scale) FROM {source} "
        f"WHERE {' AND '.join(conditions)} GROUP BY d.source, d.target, period ORDER BY d.source, d.target, period"
    )
    return sql, tuple(values)


def counts(
    database: Database, asked: Filter, *, of: Of = "s", by: str = "type", limit: int = 1_000
) -> tuple[tuple[str, int], ...]:
    """(value, number of items), the most frequent first; `by` is one of GROUPS."""
    if by not in GROUPS:
        raise ConfigError(f"by '{by}': expected one of {', '.join(GROUPS)}")
    key = TABLES[of][1]
    with translated(database.path):
        counting = not (by in SORTED and asked == Filter())
        query = compiled(database.connection, of, asked, run=run_of(database, asked.as_of), counting=counting)
        source, column = query.source, f"t.{by}"
        once = not query.grouped and by not in ("code", "sector", "entity")  # each item is met once
        number = "count(*)" if once else f"count(DISTINCT t.{key})"
        if by in ("code", "sector", "entity"):
            source += f" JOIN participant g ON g.of = '{of}' AND g.item = t.{key} AND g.role <> 'speaker' AND g.{by} <> ''"
            column = f"g.{by}"
        elif by in ("month", "year"):
            column = f"substr(t.date, 1, {7 if by == 'month' else 4})"
        sql = (
            f"SELECT {column} AS value, {number} FROM {source} WHERE {' AND '.join(query.conditions)} "
            "GROUP BY value ORDER BY 2 DESC, value LIMIT ?"
        )
        return tuple((str(v), n) for v, n in database.connection.execute(sql, (*query.values, limit)))


class ByQuad(msgspec.Struct, frozen=True):
    """A day or other value, and how many items of each quad class 1 to 4 have it."""

    value: str
    quads: tuple[int, int, int, int]


def splittable(by: str) -> None:
    """Refuses a column that an item has several times."""
    if by not in QUAD_GROUPS:
        raise ConfigError(f"by '{by}': expected one of {', '.join(QUAD_GROUPS)}")


def quads(database: Database, asked: Filter, *, of: Of = "s", by: str = "date") -> tuple[ByQuad, ...]:
    """Counts of each quad class by a column of the items (not of who takes part), sorted by its values."""
    splittable(by)
    key = TABLES[of][1]
    with translated(database.path):
        query = compiled(database.connection, of, asked, run=run_of(database, asked.as_of), counting=True)
        once = "SELECT DISTINCT" if query.grouped else "SELECT"  # a story of two parties that fit is one
        inside = f"{once} t.{key}, t.{by} AS value, t.quad AS quad FROM {query.source} WHERE {' AND '.join(query.conditions)}"
        columns = ", ".join(f"sum(quad = {q})" for q in (1, 2, 3, 4))
        sql = f"SELECT value, {columns} FROM ({inside}) GROUP BY value ORDER BY value"
        return tuple(ByQuad(str(value), (a, b, c, d)) for value, a, b, c, d in database.connection.execute(sql, query.values))
