"""Facts and a day -> how the lines of the ledger stand on it. Means what `stories.ledger.state` says of each entry."""

import datetime
from functools import partial
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.desk.api.announced import Wanted
from dragoman.desk.facts.arrays import Flags, Longs
from dragoman.desk.facts.holding import Facts
from dragoman.stories.ledger import OVERDUE_DAYS
from dragoman.values.corpus import State

STATES: tuple[State, ...] = get_args(State)


def _after(day: str, days: int) -> str:
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def states(facts: Facts, on: str) -> NDArray[np.int8]:
    """How each line stands on a day, as a place in STATES."""
    lines, words = facts.lines, facts.words

    def of(column: str, test: Any) -> Flags:
        found: Flags = words[column].where(test)[getattr(lines, column)]
        return found

    number: dict[str, int] = {state: n for n, state in enumerate(STATES)}
    open_now = of("enddate", lambda day: on <= day)
    found = np.full(len(lines.entry), number["lapsed"], np.int8)
    found[of("enddate", lambda day: on <= _after(day, OVERDUE_DAYS))] = number["overdue"]
    found[open_now] = number["due"]
    found[of("date", lambda day: on < day)] = number["open"]
    found[lines.undated] = number["lapsed"]
    found[lines.undated & open_now] = number["open"]
    settled = of("settled", lambda day: day <= on) & of("outcome", bool)
    outcomes = words["outcome"].table(lambda word: number.get(word, 0), np.int8)
    found[settled] = outcomes[lines.outcome[settled]]
    return found


def _has(code: str, codes: str) -> bool:
    return code in codes


def counts(facts: Facts, wanted: Wanted) -> dict[str, int]:
    """How many lines stand how, whatever state is asked for."""
    found = states(facts, wanted.on)[_meant(facts, wanted)]
    total = np.bincount(found, minlength=len(STATES))
    return {state: int(total[n]) for n, state in sorted(enumerate(STATES), key=lambda s: s[1]) if total[n]}


def lines(facts: Facts, wanted: Wanted, *, newest: bool, limit: int, after: tuple[str, str] | None) -> Longs:
    """The keys of a page of lines by the day on which their window begins; one more than `limit` when there are more."""
    held, dates = facts.lines, facts.words["date"]
    meant = _meant(facts, wanted)
    if wanted.states:
        meant &= np.isin(states(facts, wanted.on), [STATES.index(s) for s in wanted.states])
    if after:
        day, story = after
        same = dates.where(lambda d: d == day)[held.date]
        beyond = dates.where(lambda d: d < day if newest else d > day)[held.date]
        other = held.story < story.encode() if newest else held.story > story.encode()
        meant &= beyond | (same & other)
    at = np.nonzero(meant)[0]
    ranks = dates.ranks()[held.date[at]] * (-1 if newest else 1)
    if len(at) > 4 * limit:
        near = ranks <= np.partition(ranks, limit)[limit]
        at, ranks = at[near], ranks[near]
    stories = np.unique(held.story[at], return_inverse=True)[1] * (-1 if newest else 1)
    return held.entry[at[np.lexsort((stories, ranks))[: limit + 1]]]


def _meant(facts: Facts, wanted: Wanted) -> Flags:
    held, words = facts.lines, facts.words
    found = held.standing & words["opened"].where(lambda day: day <= wanted.on)[held.opened]
    for code in wanted.codes:
        found &= words["codes"].where(partial(_has, f" {code.upper()} "))[held.codes]
    if wanted.since:
        found &= words["date"].where(lambda day: day >= wanted.since)[held.date]
    if wanted.until:
        found &= words["date"].where(lambda day: day <= wanted.until)[held.date]
    return found
