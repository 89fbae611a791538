"""Facts and a choice of stories -> numbers: by value, by class, by pair and period, by place, by who takes part."""

import numpy as np
from numpy.typing import NDArray

from dragoman.desk.api.dossiers import Met, Partner, Place, Places
from dragoman.desk.facts.arrays import Flags, Ints, Words
from dragoman.desk.facts.holding import SPEAKER, Facts
from dragoman.store.aggregates import ByQuad, DyadCount

OF_PEOPLE = ("code", "sector", "entity")
PERIODS = {"day": 10, "month": 7, "year": 4, "all": 0}
"""Name of a period -> how many signs of a day tell it."""
BINS_MAX = 4_000_000  # numbers of one count that is not sorted first
Valued = list[tuple[str, int]]


def counts(facts: Facts, found: Flags, by: str) -> Valued:
    """(value, number of stories), the most frequent first."""
    if by in OF_PEOPLE:
        people = facts.people
        numbers = getattr(people, by)[people.first[by] & found[people.row]]
        return _frequent(facts.words[by].words, numbers)
    if by in ("month", "year"):
        shortened = _shortened(facts.words["date"], PERIODS[by])
        return _frequent(shortened[0], shortened[1][facts.columns["date"][found]])
    if by == "quad":
        return _frequent(["0", "1", "2", "3", "4"], facts.columns["quad"][found])
    return _frequent(facts.words[by].words, facts.columns[by][found])


def _frequent(words: list[str], numbers: Ints) -> Valued:
    total = np.bincount(numbers, minlength=len(words))
    return sorted(((words[n], int(total[n])) for n in np.nonzero(total)[0]), key=lambda v: (-v[1], v[0]))


def _shortened(words: Words[str], signs: int) -> tuple[list[str], Ints]:
    """The beginnings of words, sorted, and which of them each word has, by its number."""
    short = sorted({w[:signs] for w in words.words})
    place = {w: n for n, w in enumerate(short)}
    return short, words.table(lambda w: place[w[:signs]], np.int32)


def quads(facts: Facts, found: Flags, by: str) -> tuple[ByQuad, ...]:
    """Counts of each quad class by a column, sorted by its values."""
    words = facts.words[by].words
    both = facts.columns[by][found].astype(np.int64) * 4 + facts.columns["quad"][found] - 1
    total = np.bincount(both, minlength=4 * len(words)).reshape(-1, 4)
    rows = sorted((words[n], total[n].tolist()) for n in np.nonzero(total.any(axis=1))[0])
    return tuple(ByQuad(value, tuple(four)) for value, four in rows)


def places(facts: Facts, found: Flags, limit: int) -> Places:
    """Where stories take place, those of the most stories first."""
    total = np.bincount(facts.spot[found], minlength=len(facts.spots.words))
    spots = [(facts.spots.words[n], int(total[n])) for n in np.nonzero(total)[0]]
    named = sorted((s for s in spots if s[0][0] or s[0][1]), key=lambda s: (-s[1], s[0][:3]))
    shown = tuple(Place(*spot, stories) for spot, stories in named[:limit])
    return Places(shown, sum(n for spot, n in spots if not (spot[0] or spot[1])))


def dyads(facts: Facts, found: Flags, *, per: str, most: int, since: str = "", until: str = "") -> tuple[DyadCount, ...]:
    """What one country did to another by period, of the pairs with the most stories, sorted by pair and period.

    Stories without a day are left out, and those that begin outside of `since` and `until`.
    """
    dates = facts.words["date"]
    counted = found & facts.where("date", dates.where(lambda day: day != "" and day >= since and (not until or day <= until)))
    held = counted[facts.pairs.row]
    source, target, row = facts.pairs.source[held], facts.pairs.target[held], facts.pairs.row[held]
    if not len(row):
        return ()
    pair, number = _busiest(facts.words["code"], source, target, most)
    kept = pair >= 0
    pair, row = pair[kept], row[kept]
    periods, of_day = _shortened(dates, PERIODS[per])
    key = pair.astype(np.int64) * len(periods) + of_day[facts.columns["date"][row]]
    keys, key = _dense(key, len(number) * len(periods))
    four = np.bincount(key * 4 + facts.columns["quad"][row] - 1, minlength=4 * len(keys)).reshape(-1, 4)
    total = np.bincount(key, weights=facts.scale[row], minlength=len(keys))
    rows = []
    for n in np.nonzero(four.any(axis=1))[0].tolist():
        which, period = divmod(int(keys[n]), len(periods))
        events, scale = int(four[n].sum()), float(total[n])
        q1, q2, q3, q4 = four[n].tolist()
        rows.append(DyadCount(periods[period], *number[which], events, q1, q2, q3, q4, round(scale, 4), round(scale / events, 4)))
    return tuple(sorted(rows, key=lambda d: (d.source, d.target, d.period)))


def _dense(key: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The keys that there may be, and for each of `key` which one it is; where they may be too many, those that there are."""
    if size <= BINS_MAX:
        return np.arange(size), key
    keys, which = np.unique(key, return_inverse=True)
    return keys, which


def _busiest(words: Words[str], source: Ints, target: Ints, most: int) -> tuple[Ints, list[tuple[str, str]]]:
    """For each row the number of its pair, -1 for a pair that is not among those of the most rows; the pairs by number.

    A pair and its way back are counted as one, and both are kept.
    """
    ranks, codes = words.ranks(), sorted(words.words)
    size = len(codes)
    both = ranks[source] * np.int64(size) + ranks[target]
    total = np.bincount(both, minlength=size * size).reshape(size, size)
    total += np.tril(total, -1).T  # there and back
    one, other = np.nonzero(np.triu(total))
    chosen = np.argsort(-total[one, other], kind="stable")[: most or None]
    table = np.full(size * size, -1, np.int32)
    ways: list[tuple[str, str]] = []
    for a, b in dict.fromkeys(way for n in chosen.tolist() for way in ((one[n], other[n]), (other[n], one[n]))):
        table[a * size + b] = len(ways)
        ways.append((codes[a], codes[b]))
    return table[both], ways


# who takes part ---------------------------------------------------------------------------------------------------------


def actors(facts: Facts, ids: set[str] | None, limit: int) -> list[tuple[str, int, str]]:
    """(entity, number of stories, last day) of those who take part, the most stories first; of `ids` alone when given."""
    people, words = facts.people, facts.words["entity"].words
    counted = people.first["entity"] & facts.standing[people.row]
    total = np.bincount(people.entity[counted], minlength=len(words))
    if ids is not None:
        total = np.where(facts.words["entity"].where(ids.__contains__), total, 0)
    top = sorted(((words[n], int(total[n])) for n in _largest(total, limit)), key=lambda v: (-v[1], v[0]))[:limit]
    return [(id, number, last) for (id, number), last in zip(top, _last(facts, counted, [id for id, _ in top]), strict=True)]


def ids_of_code(facts: Facts, code: str) -> set[str]:
    """The entities that were met under a code."""
    people, words = facts.people, facts.words["entity"].words
    return {words[n] for n in np.unique(people.entity[people.code == facts.words["code"].number(code)]).tolist()} - {""}


def _largest(total: NDArray[np.int64], limit: int) -> list[int]:
    """The numbers of those that may be among the largest: all that are as large as the last of them."""
    some = np.nonzero(total)[0]
    if len(some) > limit:
        some = some[total[some] >= np.partition(total[some], -limit)[-limit]]
    return some.tolist()


def _last(facts: Facts, counted: Flags, ids: list[str]) -> list[str]:
    """The last day of the stories of each of some entities."""
    words, dates = facts.words["entity"], facts.words["date"]
    place = np.full(len(words.words), -1, np.int32)
    place[[words.number(id) for id in ids]] = np.arange(len(ids))
    which = place[facts.people.entity]
    held = counted & (which >= 0)
    ranks = dates.ranks()
    latest = np.full(len(ids), -1, np.int64)
    np.maximum.at(latest, which[held], ranks[facts.columns["date"][facts.people.row[held]]])
    by_rank = sorted(dates.words)
    return [by_rank[r] if r >= 0 else "" for r in latest.tolist()]


def met(facts: Facts, code: str, partners_max: int) -> Met | None:
    """How a country or body was met, also as one who speaks; None when it never was."""
    people = facts.people
    found = np.zeros(len(facts.key), np.bool_)
    found[people.row[people.code == facts.words["code"].number(code)]] = True
    found &= facts.standing
    if not found.any():
        return None
    used = np.unique(facts.columns["date"][found]).tolist()
    days = sorted(w for n in used if (w := facts.words["date"].words[n])) or [""]
    return Met(int(found.sum()), days[0], days[-1], code, "", partners(facts, code, partners_max))


def partners(facts: Facts, code: str, limit: int) -> tuple[Partner, ...]:
    """Whom a code deals with, those of the most stories first: stories of each quad class and the mean of the scale."""
    pairs, number = facts.pairs, facts.words["code"].number(code)
    own = _taking_part(facts, number)
    held = ((pairs.source == number) | (pairs.target == number)) & (pairs.source != pairs.target) & own[pairs.row]
    other, row = np.where(pairs.source == number, pairs.target, pairs.source)[held], pairs.row[held]
    size = len(facts.words["code"].words)
    scale = np.bincount(other, weights=facts.scale[row], minlength=size)
    rows = np.bincount(other, minlength=size)
    once = np.unique(other.astype(np.int64) * len(facts.key) + row)  # what is mutual has a row each way
    other, row = once // len(facts.key), once % len(facts.key)
    four = np.bincount(other * 4 + facts.columns["quad"][row] - 1, minlength=4 * size).reshape(-1, 4)
    words = facts.words["code"].words
    shown = sorted(np.nonzero(rows)[0].tolist(), key=lambda n: (-int(four[n].sum()), words[n]))[:limit]
    found = []
    for n in shown:
        q1, q2, q3, q4 = four[n].tolist()
        found.append(Partner(words[n], q1 + q2 + q3 + q4, q1, q2, q3, q4, round(float(scale[n]) / int(rows[n]), 2)))
    return tuple(found)


def _taking_part(facts: Facts, number: int) -> Flags:
    people = facts.people
    found = np.zeros(len(facts.key), np.bool_)
    found[people.row[(people.code == number) & (people.role != SPEAKER)]] = True
    return found & facts.standing
