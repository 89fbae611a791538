"""Expected and coded events of whole articles -> which main events are right, and which of their fields."""

from collections.abc import Sequence

import msgspec

from dragoman.values.errors import InputError
from dragoman.values.event import Event, Participant

FIELDS = ("status", "mode", "date", "place", "attribution")


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event that an article tells: codes of its parties, and what else is known of it ("" or () for what is not judged).

    `date` is an ISO date or an interval "first/last"; `place` a country code or a place's English name; `attribution` the
    code of whoever says it, or words of the source. `may` marks an event that is right but not asked for.
    """

    type: str
    status: str = "occurred"
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: str = ""
    date: str = ""
    place: str = ""
    attribution: str = ""
    may: bool = False


class Judged(msgspec.Struct, frozen=True):
    """The outcome for one article: pairs of expected and coded events, what is missing, what is too much."""

    pairs: tuple[tuple[Expected, Event], ...]
    missing: tuple[Expected, ...]
    extra: tuple[Event, ...]

    @property
    def right(self) -> int:
        """How many asked-for events are there."""
        return sum(not e.may for e, _ in self.pairs)


def expected(rows: Sequence[object], where: str) -> tuple[Expected, ...]:
    """The expected events of a table; InputError names the table and the key."""
    try:
        return tuple(msgspec.convert(row, Expected) for row in rows)
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: {error}") from error


def judge(wanted: Sequence[Expected], coded: Sequence[Event]) -> Judged:
    """Pairs each expected event with the coded one of the same type, parties and status; asked-for ones choose first."""
    free = list(coded)
    pairs: list[tuple[Expected, Event]] = []
    missing: list[Expected] = []
    for want in sorted(wanted, key=lambda w: w.may):
        hit = next((e for e in free if _same_event(want, e)), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((want, hit))
        elif not want.may:
            missing.append(want)
    return Judged(tuple(pairs), tuple(missing), tuple(free))


def _same_event(want: Expected, event: Event) -> bool:
    if event.event[0] != want.type or event.status != want.status:
        return False
    actors, recipients = _codes(event.actor), _codes(event.recipient)
    if not want.recipient:
        return set(want.actor) <= actors | recipients
    return set(want.actor) <= actors and set(want.recipient) <= recipients


def _codes(people: Sequence[Participant]) -> set[str]:
    return {p.code for p in people if p.code}


def fields(want: Expected, event: Event) -> dict[str, bool]:
    """Which of the judged fields of a paired event are right."""
    found = {"status": event.status == want.status}
    if want.mode:
        found["mode"] = want.mode in event.mode
    if want.date:
        first, _, last = want.date.partition("/")
        found["date"] = (event.date, event.enddate) == (first, last or first)
    if want.place:
        place = event.event_loc
        found["place"] = place is not None and want.place in (place.code, place.name)
    if want.attribution:
        said = {a.code for a in event.attribution} | {a.entity_text for a in event.attribution}
        found["attribution"] = any(want.attribution == s or want.attribution in s for s in said if s)
    return found
