"""Gold and predicted stretches of text -> counts of what overlaps and what is right: time expressions, statements."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from dragoman.measure.golds import CALENDAR, StatementRow, TimeRow
from dragoman.values.text import Span

T = TypeVar("T")


class Hits(msgspec.Struct, frozen=True):
    """How many are in the gold, how many predicted, how many found, how many of these right."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(self.gold + other.gold, self.predicted + other.predicted, self.found + other.found, self.right + other.right)

    def f1(self, hits: int) -> float:
        """F1 of that many hits."""
        return 2 * hits / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


def _over(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _fair(predicted: Sequence[T], kept: Sequence[T], others: Sequence[T], meets: Callable[[T, T], bool]) -> list[T]:
    """Predictions without those that only meet a gold one which is not counted."""
    return [p for p in predicted if any(meets(p, g) for g in kept) or not any(meets(p, g) for g in others)]


def times(gold: Sequence[TimeRow], predicted: Sequence[TimeRow]) -> Hits:
    """Calendar dates and times: found when they overlap, longest overlap first; right when their value is the same."""
    kept = [g for g in gold if _counted(g)]
    others = [g for g in gold if not _counted(g)]
    fair = _fair([p for p in predicted if _counted(p)], kept, others, lambda p, g: _shared(p, g) > 0)
    pairs = sorted(((_shared(p, g), -i, -k) for i, g in enumerate(kept) for k, p in enumerate(fair)), reverse=True)
    taken_gold: set[int] = set()
    taken: set[int] = set()
    right = 0
    for length, i, k in pairs:
        if length <= 0 or i in taken_gold or k in taken:
            continue
        taken_gold.add(i)
        taken.add(k)
        right += kept[-i].value == fair[-k].value
    return Hits(len(kept), len(fair), len(taken), right)


def _shared(a: TimeRow, b: TimeRow) -> int:
    return _over((a.start, a.end), (b.start, b.end))


def _counted(row: TimeRow) -> bool:
    return row.type in CALENDAR and bool(row.value) and not row.value.endswith("_REF")


def statements(gold: Sequence[StatementRow], predicted: Sequence[StatementRow]) -> Hits:
    """Direct and indirect statements: found when half of the shorter one overlaps, right when the speaker overlaps too."""
    kept = [g for g in gold if "direct" in g.kind.lower()]
    others = [g for g in gold if "direct" not in g.kind.lower()]
    fair = _fair(predicted, kept, others, _same)
    used: set[int] = set()
    right = 0
    for p in fair:
        k = next((k for k, g in enumerate(kept) if k not in used and _same(p, g)), -1)
        if k >= 0:
            used.add(k)
            right += _speaker(p, kept[k])
    return Hits(len(kept), len(fair), len(used), right)


def _same(a: StatementRow, b: StatementRow) -> bool:
    shorter = min(a.quote[1] - a.quote[0], b.quote[1] - b.quote[0])
    return _over(a.quote, b.quote) * 2 >= shorter > 0


def _speaker(predicted: StatementRow, gold: StatementRow) -> bool:
    if not gold.speakers or not predicted.speakers:
        return not gold.speakers and not predicted.speakers
    return any(_over(p, g) > 0 for p in predicted.speakers for g in gold.speakers)
