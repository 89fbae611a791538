"""Gold and predicted events of records -> precision, recall, F1 at three levels: type, type + actor, type + dyad.

The rules are those of PLOVER's own comparisons: micro averages over sets of elements a record; a participant that the gold
leaves out is a wildcard; CONSULT, AGREE, COOPERATE and any event with two actors and no recipient have no direction.
"""

import random
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal, get_args

import msgspec

from dragoman.values.event import Type

Level = Literal["type", "actor", "dyad"]
LEVELS: tuple[Level, ...] = get_args(Level)
TYPES: tuple[str, ...] = get_args(Type)
UNDIRECTED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# names of PLOVER before 2021
OLD_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
# obsolete and variant country codes, and the family of international organisations, folded on both sides
SAME_CODES = {
    "JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "YUG": "SRB", "SCG": "SRB",
    "XKX": "KOS", "UNK": "KOS", "WSB": "PSE", "GZS": "PSE", "UNO": "IGO", "EUR": "IGO", "EEC": "IGO", "NAT": "IGO",
}  # fmt: skip
DRAWS = 1_000  # resamples of a bootstrap
CODE_LETTERS = 3


class Scored(msgspec.Struct, frozen=True):
    """An event as the scorer sees it: type, countries of actors and recipients ("" where somebody has none)."""

    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """Gold and predicted events of one text."""

    id: str
    gold: tuple[Scored, ...]
    predicted: tuple[Scored, ...]
    language: str = ""
    text: str = ""


class Tally(msgspec.Struct, frozen=True):
    """Counts of elements: predicted ones that match and all, gold ones that match and all."""

    predicted_hit: int = 0
    predicted: int = 0
    gold_hit: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.predicted_hit + other.predicted_hit,
            self.predicted + other.predicted,
            self.gold_hit + other.gold_hit,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of predicted elements that match, 0 without one."""
        return self.predicted_hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold elements that are matched, 0 without one."""
        return self.gold_hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Element = tuple[str, str | None, str | None, bool]
"""Type, one side, other side (None in the gold: anybody), whether the sides have no direction."""


def scored(type: str, actors: Iterable[str], recipients: Iterable[str]) -> Scored | None:
    """An event with its codes folded, None for a type that is none of PLOVER's sixteen.

    >>> scored("FIGHT", ["YUG"], ["NAT"])
    Scored(type='ASSAULT', actors=('SRB',), recipients=('IGO',))
    """
    name = OLD_TYPES.get(type, type)
    return Scored(name, _folded(actors), _folded(recipients)) if name in TYPES else None


def _folded(codes: Iterable[str]) -> tuple[str, ...]:
    found = (c.strip().upper()[:CODE_LETTERS] for c in codes)
    return tuple(dict.fromkeys(SAME_CODES.get(c, c) if len(c) == CODE_LETTERS and c.isalpha() else "" for c in found))


def tally(record: Record, level: Level) -> Tally:
    """The counts of one record at one level."""
    gold, predicted = _elements(record.gold, level), _elements(record.predicted, level)
    return Tally(
        sum(any(_matches(p, g, level) for g in gold) for p in predicted),
        len(predicted),
        sum(any(_matches(p, g, level) for p in predicted) for g in gold),
        len(gold),
    )


def total(records: Iterable[Record], level: Level) -> Tally:
    """The counts of several records."""
    return sum((tally(r, level) for r in records), Tally())


def interval(records: Sequence[Record], level: Level, *, seed: int = 0) -> tuple[float, float]:
    """95 % percentile interval of F1 over resampled records; (0, 0) without records."""
    counts = [tally(r, level) for r in records]
    if not counts:
        return 0.0, 0.0
    draw = random.Random(seed)
    values = sorted(sum((counts[draw.randrange(len(counts))] for _ in counts), Tally()).f1 for _ in range(DRAWS))
    return values[int(0.025 * DRAWS)], values[int(0.975 * DRAWS) - 1]


def _elements(events: tuple[Scored, ...], level: Level) -> dict[Element, None]:
    """The elements of a record's events, each once, in order."""
    found: dict[Element, None] = {}
    for event in events:
        mutual = event.type in UNDIRECTED or (len(event.actors) > 1 and not event.recipients)
        actors: tuple[str | None, ...] = tuple(a or None for a in event.actors) or (None,)
        recipients: tuple[str | None, ...] = tuple(r or None for r in event.recipients)
        if level == "type":
            found[event.type, None, None, False] = None
        elif level == "actor":
            for a in dict.fromkeys((*actors, *recipients) if mutual else actors):
                found[event.type, a, None, False] = None
        elif mutual:
            for pair in _pairs(actors, recipients, named=bool(event.actors)):
                found[event.type, *pair, True] = None
        else:
            for a in actors:
                for r in recipients or (None,):
                    found[event.type, a, r, False] = None
    return found


def _pairs(
    actors: tuple[str | None, ...], recipients: tuple[str | None, ...], *, named: bool
) -> list[tuple[str | None, str | None]]:
    """The pairs of an event without direction: across its two sides, else all among its participants."""
    people = tuple(dict.fromkeys((*(actors if named else ()), *recipients)))
    if len(people) < 2:
        one = people[0] if people else None
        return [(one, one if named and recipients else None)]
    pairs = [(a, r) for a in actors for r in recipients] if recipients and named else list(combinations(people, 2))
    return [(a, b) if (a is None, a or "") <= (b is None, b or "") else (b, a) for a, b in pairs]


def _matches(predicted: Element, gold: Element, level: Level) -> bool:
    if predicted[0] != gold[0]:
        return False
    if level == "type":
        return True
    if level == "actor":
        return gold[1] is None or predicted[1] == gold[1]
    undirected = predicted[3] or gold[3]
    return _sides(predicted[1], predicted[2], gold) or (undirected and _sides(predicted[2], predicted[1], gold))


def _sides(a: str | None, b: str | None, gold: Element) -> bool:
    return (gold[1] is None or a == gold[1]) and (gold[2] is None or b == gold[2])
