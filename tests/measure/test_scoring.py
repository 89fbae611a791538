"""The scorer: what it counts, and that it agrees with the field's own where that is at hand."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.measure.scoring import LEVELS, TYPES, Record, Scored, interval, scored, tally, total

PEER = Path(__file__).resolve().parents[3] / "shared" / "gold" / "score.py"
CODES = ("USA", "RUS", "NAT", "YUG", "IRN", "", "---")


def event(type: str, actors: str = "", recipients: str = "") -> Scored:
    made = scored(type, actors.split(), recipients.split())
    assert made is not None
    return made


def f1(gold: tuple[Scored, ...], predicted: tuple[Scored, ...]) -> list[float]:
    return [tally(Record("1", gold, predicted), level).f1 for level in LEVELS]


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        (event("ASSAULT", "RUS", "UKR"), event("ASSAULT", "RUS", "UKR"), [1, 1, 1]),
        (event("ASSAULT", "RUS", "UKR"), event("ASSAULT", "UKR", "RUS"), [1, 0, 0]),
        (event("CONSULT", "RUS", "UKR"), event("CONSULT", "UKR RUS"), [1, 1, 1]),
        (event("ASSAULT", "", "UKR"), event("ASSAULT", "RUS", "UKR"), [1, 1, 1]),
        (event("ASSAULT", "RUS", "UKR"), event("ASSAULT", "", "UKR"), [1, 0, 0]),
        (event("FIGHT", "YUG", "NAT"), event("ASSAULT", "SRB", "UNO"), [1, 1, 1]),
        (event("ASSAULT", "RUS", "UKR"), event("COERCE", "RUS", "UKR"), [0, 0, 0]),
    ],
)
def test_what_counts_as_right(gold: Scored, predicted: Scored, right: list[float]) -> None:
    assert f1((gold,), (predicted,)) == right


def test_a_type_that_is_none_of_the_sixteen_is_left_out() -> None:
    assert scored("CRIME", ["USA"], []) is None


def test_every_event_on_a_text_without_one_is_wrong() -> None:
    counts = tally(Record("1", (), (event("AID", "USA", "UKR"),)), "type")
    assert (counts.predicted_hit, counts.predicted, counts.gold) == (0, 1, 0)


def test_an_interval_holds_the_value_it_is_drawn_for() -> None:
    records = [Record(str(i), (event("AID", "USA"),), (event("AID", "USA"),) if i % 3 else ()) for i in range(60)]
    low, high = interval(records, "type")
    assert low < total(records, "type").f1 < high


def peer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", PEER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


events = st.lists(
    st.tuples(
        st.sampled_from((*TYPES[:4], *TYPES[-3:], "CRIME")),
        st.lists(st.sampled_from(CODES), max_size=3),
        st.lists(st.sampled_from(CODES), max_size=2),
    ),
    max_size=3,
)


@pytest.mark.skipif(not PEER.exists(), reason="the field's scorer is not at hand")
@settings(max_examples=300, deadline=None)
@given(events, events)
def test_the_scorer_agrees_with_the_field_s_own(
    gold: list[tuple[str, list[str], list[str]]], predicted: list[tuple[str, list[str], list[str]]]
) -> None:
    module = peer()
    rows = [[{"type": t, "sources": a, "targets": r} for t, a, r in side] for side in (gold, predicted)]
    theirs = [[x for x in map(module.norm, side) if x] for side in rows]
    ours = [tuple(e for t, a, r in side if (e := scored(t, a, r)) is not None) for side in (gold, predicted)]
    for level, name in zip(LEVELS, ("type", "src", "dyad"), strict=True):
        counts = tally(Record("1", ours[0], ours[1]), level)
        mine = (counts.predicted_hit, counts.predicted, counts.gold_hit, counts.gold)
        assert mine == module.score_record(theirs[0], theirs[1], name)
