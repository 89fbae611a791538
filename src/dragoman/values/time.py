"""Time expressions as intervals of days."""

from typing import Literal

import msgspec

from dragoman.values.text import Span

Timex = Literal["DATE", "TIME", "DURATION", "SET"]
"""Types of TIMEX3."""
Granularity = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "interval", ""]


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """The day an article speaks from: ISO date ("" = unknown) and what gave it: given | dateline | metadata | caption | text."""

    date: str = ""
    basis: str = ""
    spans: tuple[Span, ...] = ()


class TimeSpan(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A time expression: where it stands, its TIMEX3 type and value, and the days it covers.

    `first` and `last` are inclusive ISO dates, "" where they cannot be known (a duration, no anchor). `value` is TIMEX3
    (2024-06-14, 2024-W25, 2024-06, 2024-06-14TMO, P3D, PAST_REF). `basis` is stated for an expression that needs no anchor,
    anchored for one that does. `direction` tells what the words themselves say: -1 past, 1 future, 0 neither.
    """

    start: int
    end: int
    type: Timex
    value: str
    first: str = ""
    last: str = ""
    granularity: Granularity = ""
    basis: Literal["stated", "anchored"] = "stated"
    direction: int = 0
    rule: str = ""
