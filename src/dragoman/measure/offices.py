"""Rows of holders.tsv -> Coverage: on how many days of the years asked somebody is known, per kind of office and country."""

import datetime
from pathlib import Path

import msgspec

from dragoman.knowledge.tables import Row, Tables
from dragoman.language.reading import read_toml

PLAN = Path(__file__).with_suffix(".toml")
Days = set[int]  # ordinals
Terms = dict[tuple[str, str], list[Row]]  # rows by body and office


class Kind(msgspec.Struct, frozen=True):
    """A kind of office: the offices that fill it, where it is expected, whether a head of state may fill it as well."""

    name: str
    where: str
    offices: tuple[str, ...] = ()
    one_head: bool = False


class Hole(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """Days of an office without a known holder, first and last, ISO."""

    body: str
    office: str
    start: str
    end: str


class Plan(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}, forbid_unknown_fields=True):
    """What is counted: offices.toml."""

    start: str
    end: str
    listed: tuple[str, ...]
    one_head: tuple[str, ...]
    kind: tuple[Kind, ...]
    bodies: dict[str, tuple[str, ...]]


class Coverage(msgspec.Struct, frozen=True):
    """Of one kind: days known, days asked, the holes, longest first, and days not asked because the office was empty or none."""

    kind: str
    known: int
    asked: int
    holes: tuple[Hole, ...]
    empty: int = 0

    @property
    def share(self) -> float:
        """Known days of all asked, 0 to 1."""
        return self.known / self.asked if self.asked else 1.0


def measured(tables: Tables | None = None) -> tuple[Coverage, ...]:
    """Coverage of every kind of offices.toml by the atlas, or by other tables."""
    tables = tables if tables is not None else Tables()
    plan = read_toml(PLAN, Plan)
    held, empty = _by_office(tables, "holders"), _by_office(tables, "empty")
    members = tuple(r["code"] for r in tables.entities("countries") if r["status"] == "un_member")
    return tuple(_covered(kind, plan, held, empty, members) for kind in plan.kind)


def _by_office(tables: Tables, table: str) -> Terms:
    found: Terms = {}
    for row in tables.rows(table):
        found.setdefault((row["body"], row["office"]), []).append(row)
    return found


def lines(coverage: Coverage, holes: int = 10) -> tuple[str, ...]:
    """The coverage as text: one line of numbers, then its longest holes."""
    left_out = f" ({coverage.empty:,} without such an office or holder left out)" if coverage.empty else ""
    head = f"{coverage.kind}: {coverage.known:,} of {coverage.asked:,} office-days, {coverage.share:.1%}{left_out}"
    return (head, *(f"  {h.body} {h.office} {h.start} to {h.end}" for h in coverage.holes[:holes]))


def days(first: str, last: str, bounds: tuple[str, str]) -> Days:
    """Ordinals of the days of a term within bounds; a date cut to month or year counts whole, an open end to the last day."""
    start = max(_whole(first or bounds[0], False), _whole(bounds[0], False))
    end = min(_whole(last or bounds[1], True), _whole(bounds[1], True))
    return set(range(start, end + 1))


def _whole(date: str, last: bool) -> int:
    """Ordinal of the first or last day that a date means."""
    parts = [int(p) for p in date.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts).toordinal()
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    first = datetime.date(year + month // 12, month % 12 + 1, 1) if last else datetime.date(year, month, 1)
    return first.toordinal() - last


def _covered(kind: Kind, plan: Plan, held: Terms, empty: Terms, members: tuple[str, ...]) -> Coverage:
    bounds = (plan.start, plan.end)
    all_days = days(*bounds, bounds)
    known, asked, left_out, holes = 0, 0, 0, []
    for body, offices in _expected(kind, plan, members):
        rows = [r for o in offices for r in held.get((body, o), ()) if r["from"]]
        have = set().union(*(days(r["from"], r["to"], bounds) for r in rows))
        none = [r for o in offices for r in empty.get((body, o), ())]
        without = set().union(*(days(r["from"], r["to"], bounds) for r in none)) - have
        left_out += len(without)
        asked += len(all_days - without)
        known += len(have)
        holes += [Hole(body, offices[0], *run) for run in _runs(all_days - without - have)]
    return Coverage(
        kind.name,
        known,
        asked,
        tuple(sorted(holes, key=lambda h: (_whole(h.start, False) - _whole(h.end, True), h.body))),
        left_out,
    )


def _expected(kind: Kind, plan: Plan, members: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    if kind.where == "bodies":
        return [(body, (office,)) for body, offices in plan.bodies.items() for office in offices]
    states = members if kind.where == "un_members" else plan.listed
    heads = ("head_of_state", "monarch")
    return [(f"country:{s}", (*kind.offices, *(heads if kind.one_head and s in plan.one_head else ()))) for s in states]


def _runs(ordinals: Days) -> list[tuple[str, str]]:
    """Runs of following days as first and last ISO date."""
    firsts = sorted(d for d in ordinals if d - 1 not in ordinals)
    lasts = sorted(d for d in ordinals if d + 1 not in ordinals)
    iso = datetime.date.fromordinal
    return [(iso(a).isoformat(), iso(b).isoformat()) for a, b in zip(firsts, lasts, strict=True)]
