"""Entries of the ledger -> an iCalendar file (RFC 5545): one all-day event each, its window from first to last day."""

import datetime
from collections.abc import Iterable, Iterator

from dragoman.values.corpus import Entry

STATUS = {"": "TENTATIVE", "happened": "CONFIRMED", "postponed": "CANCELLED", "cancelled": "CANCELLED", "denied": "CANCELLED"}
OCTETS_MAX = 75  # of a line, RFC 5545 section 3.1


def calendar(entries: Iterable[Entry], *, about: str) -> str:
    """The text of the file; `about` says what made it. The stamp of each event is the day of its first report."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Dragoman//{_text(about)}//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry)
    return "".join(folded(line) + "\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(entry: Entry) -> Iterator[str]:
    last = datetime.date.fromisoformat(entry.enddate) + datetime.timedelta(days=1)  # DTEND is exclusive
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.story}@dragoman"
    yield f"DTSTAMP:{entry.opened.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.date.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{last.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_text(' '.join((entry.type, entry.status, '+'.join(entry.codes), entry.outcome)).strip())}"
    yield f"DESCRIPTION:{_text(entry.text + (chr(10) + entry.settled_text if entry.settled_text else ''))}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    yield f"STATUS:{STATUS[entry.outcome]}"
    yield f"CATEGORIES:{entry.type}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A value with RFC 5545's escapes."""
    cleaned = "".join(c for c in value if c >= " " or c == "\n")
    return cleaned.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line broken after at most 75 octets, never inside a character; a continuation begins with a blank."""
    parts, current, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if size + octets > OCTETS_MAX:
            parts.append(current)
            current, size = " ", 1
        current += character
        size += octets
    return "\r\n".join([*parts, current])
