"""Rows of holders.tsv -> Coverage: on how many days of the years asked somebody is known, per kind of office and country."""

import datetime
from pathlib import Path

import msgspec

from dragoman.knowledge.tables import Row, Tables
from dragoman.language.reading import read_toml

PLAN = Path(__file__).with_suffix(".toml")
Days = set[int]  # ordinals


class Kind(msgspec.Struct, frozen=True):
    """A kind of office: the offices that fill it, where it is expected, whether a head of state may fill it as well."""

    name: str
    where: str
    offices: tuple[str, ...] = ()
    one_head: bool = False


class Hole(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """Days of an office, first and last, ISO: without a known holder, or in the plan known to have been empty."""

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
    vacant: tuple[Hole, ...] = ()


class Coverage(msgspec.Struct, frozen=True):
    """Of one kind: days known, days asked, and the holes, longest first."""

    kind: str
    known: int
    asked: int
    holes: tuple[Hole, ...]

    @property
    def share(self) -> float:
        """Known days of all asked, 0 to 1."""
        return self.known / self.asked if self.asked else 1.0


def measured(tables: Tables | None = None) -> tuple[Coverage, ...]:
    """Coverage of every kind of offices.toml by the atlas, or by other tables."""
    tables = tables if tables is not None else Tables()
    plan = read_toml(PLAN, Plan)
    held: dict[tuple[str, str], list[Row]] = {}
    for row in tables.rows("holders"):
        held.setdefault((row["body"], row["office"]), []).append(row)
    members = tuple(r["code"] for r in tables.entities("countries") if r["status"] == "un_member")
    return tuple(_covered(kind, plan, held, members) for kind in plan.kind)


def lines(coverage: Coverage, holes: int = 10) -> tuple[str, ...]:
    """The coverage as text: one line of numbers, then its longest holes."""
    head = f"{coverage.kind}: {coverage.known:,} of {coverage.asked:,} office-days, {coverage.share:.1%}"
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


def _covered(kind: Kind, plan: Plan, held: dict[tuple[str, str], list[Row]], members: tuple[str, ...]) -> Coverage:
    bounds = (plan.start, plan.end)
    all_days = days(*bounds, bounds)
    known, asked, holes = 0, 0, []
    for body, offices in _expected(kind, plan, members):
        rows = [r for o in offices for r in held.get((body, o), ()) if r["from"]]
        empty = set().union(*(days(v.start, v.end, bounds) for v in plan.vacant if v.body == body and v.office in offices))
        have = set().union(*(days(r["from"], r["to"], bounds) for r in rows))
        asked += len(all_days - empty)
        known += len((all_days - empty) & have)
        holes += [Hole(body, offices[0], *run) for run in _runs(all_days - empty - have)]
    return Coverage(
        kind.name, known, asked, tuple(sorted(holes, key=lambda h: (_whole(h.start, False) - _whole(h.end, True), h.body)))
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
