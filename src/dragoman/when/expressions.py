"""A stretch of text and the anchor -> its time expressions, longest match first; relative ones without an anchor are refused."""

import re
from collections.abc import Callable
from itertools import pairwise

import msgspec

from dragoman.language.times import TimeRule, Times
from dragoman.values.errors import Refusal
from dragoman.values.time import Anchor, TimeSpan
from dragoman.when.kinds import KINDS, groups_of
from dragoman.when.meaning import Meaning, Setting
from dragoman.when.ranges import joined, stretch
from dragoman.when.values import day

LOOK_BACK = 30  # characters before an expression in which a rule's `after` or `not_after` may stand

Match = tuple[int, int, int, TimeRule, re.Match[str]]


def read(
    text: str, start: int, end: int, times: Times, anchor: Anchor, *, tense: Callable[[int], str], reference: str = ""
) -> tuple[tuple[TimeSpan, ...], tuple[Refusal, ...]]:
    """The time expressions of text[start:end] in text order, and refusals of relative ones when there is no anchor.

    `tense` gives the tense of the clause at a position; `reference` is the day spoken of before ("" = none).
    """
    if not times.cue.search(text[start:end].lower()):
        return (), ()
    found: list[TimeSpan] = []
    refusals: list[Refusal] = []
    said = day(reference) if reference else None
    matches = _matches(text, start, end, times)
    opens = _ranges(text, matches, times)
    for i, (first, last, rule, match) in enumerate(matches):
        before = _word_before(text, first)
        begun = found[-1] if i and opens[i - 1] and found and found[-1].end == matches[i - 1][1] else None
        since = before in times.open.since and rule.kind != "days" and not opens[i]  # "from 20 to 22 May" tells its end itself
        since = since and not (before.lower() in times.open.future and _direction(tense(first)) > 0)  # "will start from June"
        direction = -1 if since else 1 if before in times.open.ahead else _direction(tense(first))
        setting = Setting(times, day(anchor.date) if anchor.date else None, direction, said)
        if begun is not None and begun.first:
            setting = Setting(times, day(begun.first), 1, said)
        meaning = KINDS[rule.kind](groups_of(match), setting)
        if meaning is None:
            continue
        span = _span(first, last, meaning, rule)
        if not span.first and meaning.anchored and not anchor.date:
            refusals.append(Refusal("when", "no_anchor", (first, last), f"'{text[first:last]}' needs a day to count from"))
        if begun is not None and (whole := stretch(begun, span)) is not None:
            found[-1] = whole
            continue
        found.append(span if opens[i] else _open(span, text, times, anchor))
        if span.first and span.type in ("DATE", "TIME") and span.granularity in ("day", "time"):
            said = day(span.first)
    return tuple(found), tuple(refusals)


def _ranges(text: str, matches: list[tuple[int, int, TimeRule, re.Match[str]]], times: Times) -> list[bool]:
    """For each match, whether it is the first day of a stretch that the next one ends."""
    ends = [m[:2] for m in matches]
    return [*(joined(text, _word_before(text, a[0]), a, b, times) for a, b in pairwise(ends)), False]


def _matches(text: str, start: int, end: int, times: Times) -> list[tuple[int, int, TimeRule, re.Match[str]]]:
    """Matches of all rules that do not overlap; longer ones first, then the earlier rule."""
    all_matches: list[Match] = []
    shown = times.sought.shown(text[start:end])
    tried = [(n, rule, pattern) for n, (rule, pattern, needed) in enumerate(times.scanners) if needed & shown == needed]
    for order, rule, pattern in tried:
        for match in pattern.finditer(text, start, end):
            if _fits(rule, text[max(start, match.start() - LOOK_BACK) : match.start()]):
                all_matches.append((match.start() - match.end(), order, match.start(), rule, match))
    all_matches.sort(key=lambda m: m[:3])
    taken: list[tuple[int, int, TimeRule, re.Match[str]]] = []
    for _, _, first, rule, match in all_matches:
        if all(match.end() <= a or first >= b for a, b, _, _ in taken):
            taken.append((first, match.end(), rule, match))
    return sorted(taken, key=lambda m: m[0])


def _fits(rule: TimeRule, before: str) -> bool:
    if rule.after and not re.search(f"(?:{rule.after})$", before):
        return False
    return not (rule.not_after and re.search(f"(?:{rule.not_after})$", before))


def _word_before(text: str, at: int) -> str:
    before = text[max(0, at - LOOK_BACK) : at].split()
    return before[-1] if before else ""


def _direction(tense: str) -> int:
    """Where a day without direction lies: behind with the past tenses, ahead with present and future, open without a verb."""
    return {"past": -1, "perfect": -1, "pluperfect": -1, "future": 1, "present": 1}.get(tense, 0)


def _span(first: int, last: int, meaning: Meaning, rule: TimeRule) -> TimeSpan:
    days = meaning.days
    return TimeSpan(
        first,
        last,
        meaning.type,
        meaning.value,
        first=days[0].isoformat() if days else "",
        last=days[1].isoformat() if days else "",
        granularity=meaning.granularity,
        basis="anchored" if meaning.anchored else "stated",
        rule=rule.name,
    )


def _open(span: TimeSpan, text: str, times: Times, anchor: Anchor) -> TimeSpan:
    """ "Seit Montag" runs until the anchor, "bis Freitag" from it."""
    word = _word_before(text, span.start)
    if not anchor.date or not span.first or span.granularity == "interval":
        return span
    if word in times.open.since and span.first < anchor.date:
        return msgspec.structs.replace(span, last=anchor.date, direction=-1)
    if word in times.open.until and span.last > anchor.date:
        return msgspec.structs.replace(span, first=anchor.date, direction=1)
    return span
