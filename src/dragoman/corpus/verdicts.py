"""What people have judged of an event -> the event as it stands: corrected where they say so."""

from collections.abc import Callable, Mapping

import msgspec

from dragoman.values.event import Event, Participant

RIGHT, WRONG, CORRECTED = "right", "wrong", "corrected"


def judged(event: Event, verdict: Mapping[str, str]) -> tuple[Event, str]:
    """The event with its corrections, and what is said of it: "" (not judged), right, wrong or corrected."""
    if verdict.get("event") == WRONG:
        return event, WRONG
    changes = {field: value for field, value in verdict.items() if field in FIELDS and value not in (RIGHT, WRONG, "")}
    for field, value in sorted(changes.items()):
        event = FIELDS[field](event, value)
    return event, CORRECTED if changes else RIGHT if verdict.get("event") == RIGHT else ""


def _type(event: Event, value: str) -> Event:
    return msgspec.structs.replace(event, event=(value,), mode=())


def _status(event: Event, value: str) -> Event:
    return msgspec.structs.replace(event, status=value)


def _date(event: Event, value: str) -> Event:
    first, _, last = value.partition("..")
    info = msgspec.structs.replace(event.date_info, value=first, granularity="day", basis="stated")
    return msgspec.structs.replace(event, date=first, enddate=last or first, date_info=info)


def _side(name: str, value: str, event: Event) -> Event:
    """The codes of one side as they should be, joined by '+' (KEN+UGA/MIL); who had such a code stays as found."""
    had = {p.code: p for p in getattr(event, name)}
    people = []
    for token in filter(None, value.split("+")):
        code, _, sector = token.partition("/")
        known = had.get(code)
        if known is None:
            spare = next(iter(had.values()), None)
            known = msgspec.structs.replace(spare, code=code, identifier_id="") if spare else Participant("", code=code)
        people.append(msgspec.structs.replace(known, sector=sector) if sector else known)
    return msgspec.structs.replace(event, **{name: tuple(people)})


FIELDS: dict[str, Callable[[Event, str], Event]] = {
    "type": _type,
    "status": _status,
    "date": _date,
    "actor": lambda event, value: _side("actor", value, event),
    "recipient": lambda event, value: _side("recipient", value, event),
}
"""Field of a verdict -> how its value is put into the event."""
