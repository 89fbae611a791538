"""What people have judged of an event -> the event as it stands: corrected where they say so."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import get_args

import msgspec

from dragoman.language.codebook import read_codebook
from dragoman.values.event import Event, Participant, Status, Type

RIGHT, WRONG, CORRECTED = "right", "wrong", "corrected"


def judged(event: Event, verdict: Mapping[str, str]) -> tuple[Event, str]:
    """The event with its corrections, and what is said of it: "" (not judged), right, wrong or corrected."""
    if verdict.get("event") == WRONG:
        return event, WRONG
    changes = {field: value for field, value in verdict.items() if field in FIELDS and value not in (RIGHT, WRONG, "")}
    for field, value in sorted(changes.items()):
        event = FIELDS[field](event, value)
    return event, CORRECTED if changes else RIGHT if verdict.get("event") == RIGHT else ""


def unusable(field: str, value: str) -> str:
    """What is wrong with a correction, in words; "" when it can be used."""
    if value in (RIGHT, WRONG):
        return ""
    if field not in FIELDS:
        return "expected right or wrong"
    return "" if FITS[field](value) else f"expected right, wrong, or {EXPECTED[field]}"


def _type(event: Event, value: str) -> Event:
    row = read_codebook().types[value]  # type: ignore[index]
    return msgspec.structs.replace(event, event=(value,), mode=(), quad_code=row.quad, event_scale=row.scale, cameo="")


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


def _days(value: str) -> bool:
    first, mark, last = value.partition("..")
    try:
        begin = datetime.date.fromisoformat(first)
        return not mark or begin <= datetime.date.fromisoformat(last)
    except ValueError:
        return False


_PARTY = r"[A-Z]{3}(/[A-Z]{3})?"
FITS: dict[str, Callable[[str], bool]] = {
    "type": lambda value: value in get_args(Type),
    "status": lambda value: value in get_args(Status),
    "date": _days,
    "actor": lambda value: bool(re.fullmatch(rf"{_PARTY}(\+{_PARTY})*", value)),
    "recipient": lambda value: bool(re.fullmatch(rf"{_PARTY}(\+{_PARTY})*", value)),
}
"""Field of a verdict -> whether its value can be put into an event."""
EXPECTED = {
    "type": "a type of PLOVER (CONSULT)",
    "status": f"one of {', '.join(get_args(Status))}",
    "date": "a day (2024-03-15) or two (2024-03-15..2024-03-17)",
    "actor": "codes with or without sector, joined by + (KEN/GOV+UGA)",
    "recipient": "codes with or without sector, joined by + (KEN/GOV+UGA)",
}
