"""The events of an article -> the same, undated and placeless mentions with the day and place that another mention tells."""

import datetime

import msgspec

from dragoman.values.event import Event

DAYS = 7  # a week: what is older is another deed of the same people
LEAD_SENTENCES = 4  # sentences of the body in which a headline's event is told again


def inherit(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events in their order; one that has happened takes day and place from a mention of its kind by the same people.

    In the body that mention stands before it; a headline is told again in the first sentences.
    """
    return tuple(_completed(event, _teller(event, events)) for event in events)


def _teller(event: Event, events: tuple[Event, ...]) -> Event | None:
    """The mention that tells when an event was, None where it does so itself or none does."""
    if event.date_info.basis != "published" or event.status != "occurred" or event.background:
        return None
    dated = [e for e in events if e is not event and _dates(e, event)]
    if event.text_info.block == "headline":
        body = (e for e in dated if e.text_info.block != "headline")
        first = [e for e in body if e.text_info.sequence - event.text_info.sequence <= LEAD_SENTENCES]
        return first[0] if first else None
    before = [e for e in dated if e.text_info.start < event.text_info.start]
    return before[-1] if before else None


def _dates(other: Event, event: Event) -> bool:
    """Whether another mention dates one of its kind by the same people, in the week before the article."""
    if other.event != event.event or other.status != "occurred" or other.date_info.basis != "stated":
        return False
    if other.date is None or event.date is None or not _recent(other.enddate or other.date, event.date):
        return False
    doers, others = ({p.code for p in e.actor if p.code} for e in (event, other))
    hit, struck = ({p.code for p in e.recipient if p.code} for e in (event, other))
    known = (doers and others) or (hit and struck)
    return bool(known) and _agree(doers, others) and _agree(hit, struck)


def _recent(day: str, today: str) -> bool:
    gap = datetime.date.fromisoformat(today) - datetime.date.fromisoformat(day)
    return datetime.timedelta(0) < gap <= datetime.timedelta(DAYS)


def _agree(some: set[str], others: set[str]) -> bool:
    return not some or not others or bool(some & others)


def _completed(event: Event, teller: Event | None) -> Event:
    if teller is None:
        return event
    info = msgspec.structs.replace(teller.date_info, basis="inherited")
    place = event.event_loc or teller.event_loc
    return msgspec.structs.replace(event, date=teller.date, enddate=teller.enddate, date_info=info, event_loc=place)
