"""Stories that announce or demand, and what was reported later -> entries of the ledger: open, happened, postponed ...

Pure functions: an entry follows from the story that opens it and from the facts and settlings that may close it.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

import msgspec

from dragoman.stories.matching import CODES_MAX, family
from dragoman.values.corpus import Entry, Settling, State, Story
from dragoman.values.event import Event, Participant

OPEN_DAYS = 30  # of an announcement without a day: what has not happened a month later is no longer expected
EARLY_DAYS = 1  # a day named in another time zone
LATE_DAYS = 2  # after the window: "from Monday" was Wednesday, and the report a day later
RETOLD_DAYS = 3  # before an announcement without a day, in which the deed may have been reported already
REPEATED = ("CONSULT", "AGREE")
WEEKS_MAX = 20  # of a window by which facts are looked up
ANNOUNCING = ("expected", "conditional", "called_for")
FACTS = ("occurred", "denied")
NOT_MEETING = ("REJECT", "meet")
"""PLOVER's type and mode of a refused or cancelled meeting: a fact of its own, and the end of an announced CONSULT."""


NO_DAY = f"no day named: {OPEN_DAYS} days from the first report"


class Dated(msgspec.Struct, frozen=True):
    """A Settling with the document that says it and the day it was published."""

    document: str
    published: str
    settling: Settling


def opens(story: Story) -> Entry | None:
    """The open entry of a story that announces, expects or demands something of somebody; None for any other.

    The window is the stated one; without one it runs from the first report for OPEN_DAYS.
    """
    event = story.event
    if event.status not in ANNOUNCING or event.background:
        return None
    opened = min((r.published for r in story.reports if r.published), default="")
    stated = event.date is not None and event.date_info.basis in ("stated", "inherited")
    first = event.date if stated and event.date else opened
    parties = codes(event)
    if not first or not parties:
        return None
    last = (event.enddate or first) if stated else _later(first, OPEN_DAYS)
    if opened and last < _later(opened, -EARLY_DAYS):
        return None  # a window that was over when it was announced: the text retells something
    return Entry(
        story=story.id,
        type=event.event[0],
        status=event.status,
        opened=opened or first,
        date=first,
        enddate=last,
        codes=parties,
        place=event.event_loc.name if event.event_loc else "",
        text=event.text,
        why="" if stated else NO_DAY,
    )


def codes(event: Event) -> tuple[str, ...]:
    """Codes of all who take part, sorted."""
    return tuple(sorted({p.code for people in (event.actor, event.recipient) for p in people if p.code}))


def handles(entry: Entry) -> tuple[str, ...]:
    """Keys by which facts and settlings find an entry: family, code, week."""
    weeks = _weeks(_later(min(entry.opened, entry.date), -RETOLD_DAYS), _later(entry.enddate, LATE_DAYS))
    kind, parties = family(entry.type), _parties(entry.codes)
    return tuple([f"{week}|{kind}|{party}" for week in weeks for party in parties])


def _parties(codes: tuple[str, ...]) -> list[str]:
    """Keys that two lists of codes have in common when `_covers` may hold: pairs, or the only code."""
    return ["+".join(pair) for pair in combinations(sorted(codes)[:CODES_MAX], 2)] if len(codes) > 1 else list(codes)


def fact_handles(story: Story) -> tuple[str, ...]:
    """Keys by which an entry finds the fact that may close it; () for a story that is no fact or has no day."""
    event = story.event
    if event.status not in FACTS or not event.date:
        return ()
    weeks = _weeks(_later(event.date, -EARLY_DAYS), event.enddate or event.date)
    kinds = sorted({family(event.event[0]), *(["CONSULT"] if _ends_meeting(event) else [])})
    parties = _parties(codes(event))
    return tuple([f"{week}|{kind}|{party}" for week in weeks for kind in kinds for party in parties])


def settling_handles(dated: Dated) -> tuple[str, ...]:
    """Keys by which an entry finds a settling: by the week in which it was published."""
    if not dated.published:
        return ()
    week = _weeks(dated.published, dated.published)[0]
    return tuple(f"{week}|{family(dated.settling.type)}|{party}" for party in _parties(dated.settling.codes))


def _weeks(first: str, last: str) -> tuple[int, ...]:
    begin, end = _day(first) // 7, _day(last) // 7
    return tuple(range(begin, min(end, begin + WEEKS_MAX) + 1))


@cache
def _day(date: str) -> int:
    return datetime.date.fromisoformat(date).toordinal()


@cache
def _later(date: str, days: int) -> str:
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=days)).isoformat()


def settle(opening: Story, entry: Entry, facts: Sequence[Story], dated: Sequence[Dated]) -> Entry:
    """The entry with what became of it, as far as the reports tell: the first report that settles it decides.

    That it happened outweighs that it was called off before: what was cancelled on Monday may take place on Friday.
    """
    found = sorted(_happened(opening, entry, facts))
    ended = sorted((*_called_off(opening, entry, dated), *_refused(opening, entry, facts)))
    if ended and ended[0][1].moved_to:
        moved = ended[0][1]
        found = [f for f in found if f[1].settled_on < moved.settled_on]
    return (found or ended or [("", entry)])[0][1]


Ranked = tuple[str, Entry]


def _happened(opening: Story, entry: Entry, facts: Sequence[Story]) -> Iterator[Ranked]:
    for fact in facts:
        event = fact.event
        if fact.id == opening.id or not event.date or family(event.event[0]) != family(entry.type):
            continue
        last = event.enddate or event.date
        early = RETOLD_DAYS if entry.why == NO_DAY else EARLY_DAYS
        in_time = event.date <= _later(entry.enddate, LATE_DAYS) and last >= _later(entry.date, -early)
        if not (in_time and _modes_agree(opening.event, event) and same_parties(opening.event, event) and _after(fact, entry)):
            continue
        outcome = "denied" if event.status == "denied" else "happened"
        yield _closed(entry, outcome, fact.id, first_day(fact), event.text, f"{outcome} on {event.date}, same parties and kind")


def _called_off(opening: Story, entry: Entry, dated: Sequence[Dated]) -> Iterator[Ranked]:
    for one in dated:
        s = one.settling
        in_time = entry.opened <= one.published <= _later(entry.enddate, LATE_DAYS)
        if family(s.type) != family(entry.type) or not in_time or any(r.document == one.document for r in opening.reports):
            continue
        if not (_means(s.codes, entry.codes) and _loosely(opening.event.mode, s.mode)) or not _same_day(entry, s):
            continue
        moved = f"{s.date}..{s.enddate}" if s.outcome == "postponed" and s.date else ""
        yield _closed(entry, s.outcome, one.document, one.published, s.text, f"{s.outcome}: the report says so", moved)


def _refused(opening: Story, entry: Entry, facts: Sequence[Story]) -> Iterator[Ranked]:
    for fact in facts:
        if entry.type != "CONSULT" or not _ends_meeting(fact.event) or not same_parties(opening.event, fact.event):
            continue
        if entry.opened <= first_day(fact) <= _later(entry.enddate, LATE_DAYS):
            yield _closed(entry, "cancelled", fact.id, first_day(fact), fact.event.text, "cancelled: one side will not meet")


def _ends_meeting(event: Event) -> bool:
    return event.event[0] == NOT_MEETING[0] and NOT_MEETING[1] in event.mode and event.status == "occurred"


def _closed(entry: Entry, outcome: str, by: str, on: str, text: str, why: str, moved: str = "") -> Ranked:
    closed = msgspec.structs.replace(
        entry, outcome=outcome, settled_by=by, settled_on=on, settled_text=text, why=why, moved_to=moved
    )
    return f"{on}|{by}", closed


def _after(fact: Story, entry: Entry) -> bool:
    """A fact that was reported before the announcement does not fulfil it.

    But "the government decided to break off relations", printed a day after it did, announces nothing: such a deed without
    a day of its own is the one that was reported. Meetings are left out, since people who have met often meet again.
    """
    retold = entry.why == NO_DAY and family(entry.type) not in REPEATED
    return (retold and (fact.event.date or "") >= _later(entry.opened, -RETOLD_DAYS)) or first_day(fact) >= entry.opened


def first_day(story: Story) -> str:
    """The day of a story's first report."""
    return min((r.published for r in story.reports if r.published), default=story.event.date or "")


def _modes_agree(a: Event, b: Event) -> bool:
    return not (a.mode and b.mode) or bool(set(a.mode) & set(b.mode))


def _loosely(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not (a and b) or bool(set(a) & set(b))


def same_parties(a: Event, b: Event) -> bool:
    """Whether two events have the same parties: all codes of the smaller one, and at home the same sectors as well."""
    one, other = codes(a), codes(b)
    if not _covers(one, other):
        return False
    if len(set(one) | set(other)) > 1:
        return True
    mine, theirs = _sectors(a.actor), _sectors(b.actor)
    return not (mine and theirs) or bool(mine & theirs)


def _sectors(people: Iterable[Participant]) -> set[str]:
    return {p.sector for p in people if p.sector}


def _covers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the codes of the shorter list are all in the longer one; of a pair both must be there."""
    small, large = sorted((set(one), set(other)), key=len)
    return bool(small) and small <= large and (len(small) > 1 or len(large) == 1)


def _means(named: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Whether a sentence that names these parties, and no others, speaks of an entry: of a pair both must be named."""
    return bool(named) and set(named) <= set(codes) and (len(named) > 1 or len(codes) == 1)


def _same_day(entry: Entry, settling: Settling) -> bool:
    """A settling that names the old day means the entry of that day."""
    if not settling.old_date or entry.why:
        return True
    return _later(entry.date, -EARLY_DAYS) <= settling.old_date <= _later(entry.enddate, EARLY_DAYS)


def state(entry: Entry, on: str) -> State:
    """How an entry stands on a day: settled by then, or open (before its window), due (in it), overdue, lapsed.

    An entry is overdue for a week after its window, and lapsed from then on. One without a day is open for its whole
    window, and never overdue: nobody has said when.
    """
    if entry.outcome and entry.settled_on <= on:
        return entry.outcome
    if entry.why == NO_DAY:
        return "open" if on <= entry.enddate else "lapsed"
    if on < entry.date:
        return "open"
    if on <= entry.enddate:
        return "due"
    return "overdue" if on <= _later(entry.enddate, OVERDUE_DAYS) else "lapsed"


OVERDUE_DAYS = 7  # time for a report to arrive
