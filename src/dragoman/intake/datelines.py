"""The opening of a report -> its dateline: place, day and agency, in their national forms."""

import re

import msgspec

from dragoman.intake.dates import month_day
from dragoman.language.furniture import Furniture
from dragoman.language.times import Times
from dragoman.values.text import Dateline

_UPPER = "A-ZÄÖÜÉÈÇÑÁÍÓÚŠŽĆČŁÀÂÊËÎÏÔÛŒ"
_SMALL = r"d[aeiu]l?|la|el|am|an der|bei|of|in|im|do|dos|du|des|le|les|sur|en|a\.[ ]?M\."
_NAME = rf"[{_UPPER}][\w.'’\-]*(?:[ ](?:[{_UPPER}][\w.'’\-]*|{_SMALL}))*"
_PLACES = rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME})*)"
_LOUD = rf"[{_UPPER}][{_UPPER}.'\-]{{2,}}"
_BETWEEN = r"(?P<date>[^()\n]{3,28}?)"
_CREDIT = r"\((?P<agency>[^()\n]{2,60})\)"
_DASH = r"\s*[-–—:.,+]*\s*"
CREDITED, CREDIT_FIRST, BARE, DESK_NOTE = "credited", "credit first", "bare", "note of the desk"
NOTES = ("note of the day", "note of the month", DESK_NOTE)  # behind which the dateline may stand
# how a dateline is written, in the order in which the forms are tried
_FORMS = {
    name: re.compile(pattern)
    for name, pattern in (
        (CREDITED, rf"{_PLACES}(?:,\s*{_BETWEEN})?[.,]?\s*{_CREDIT}{_DASH}"),
        ("credit alone", rf"{_CREDIT}\s*[-–—:]*\s*"),
        (CREDIT_FIRST, rf"(?P<agency>[\w/\-]{{2,20}})[ ]{_PLACES}[.:](?=\s)\s*[-–—]?\s*"),  # "dpa Berlin. ..."
        ("capitals and agency", rf"(?P<place>{_LOUD}(?:[ ]{_LOUD}){{0,2}})[ ](?P<agency>[a-zA-Z/]{{2,14}})\s*[■|•]\s*"),
        ("dated", rf"{_PLACES},\s*{_BETWEEN}(?:\s*(?:--|[-–—:])|\.[-–—]*)\s+"),
        ("capitals", rf"(?P<place>[{_UPPER}][{_UPPER}\-]{{3,}}(?:[ /][{_UPPER}\-]{{3,}}){{0,2}})\s*(?:--|[-–—:.|])\s+"),
        (BARE, rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME})?)(?:\.|\s+(?:--|[-–—]))\s+(?=[{_UPPER}„\"»])"),  # "Berlin. Die ..."
        (
            "capitals and region",
            rf"(?P<place>{_LOUD}(?:[ ]{_LOUD}){{0,3}})(?:,\s*(?P<wider>{_NAME})){{1,2}}(?:\s+[-–—]|:)\s*(?=[{_UPPER}„\"»“])",
        ),
        ("place and country", rf"(?P<place>{_NAME}),\s*(?P<wider>{_NAME})\.\s*[-–—]*\s+(?=[{_UPPER}¿¡„\"»“«])"),  # "Lima, Perú."
        ("equals signs", r"\((?P<place>[^()=\n]{2,30})=(?P<agency>[^()=\n]{2,40})\)(?:[^=\n]{1,50}=)?\s*"),
        (NOTES[0], r"\s*date:?\s+(?P<date>\d{4}-\d{2}-\d{2})\s+(?=\S)"),  # a stored page's own note of its day
        (NOTES[1], r"\s*date:?\s+\d{4}-\d{2}\s+(?=\S)"),
        (DESK_NOTE, r"\([^()\n]{6,80}\)\s+(?=\S)"),  # "(Updates with details)"
    )
}
_NAMED_CREDIT = re.compile(rf"[{_UPPER}][\w.\-]*(?: (?:[{_UPPER}][\w.\-]*|\w{{1,3}})){{0,4}}")  # of an agency not listed
_REGION = re.compile(rf"(?!.*\d){_NAME}")
OPENING = 110  # characters within which a dateline ends


def dateline(
    text: str, start: int, end: int, furniture: Furniture, times: Times, *, short: frozenset[str] = frozenset()
) -> tuple[Dateline, int] | None:
    """The Dateline that opens text[start:end] and where it ends; None when there is none.

    `short` are abbreviations of the language: "Gen. Doe resigned" opens with no place.
    """
    for form, pattern in _FORMS.items():
        match = pattern.match(text, start, min(end, start + OPENING))
        line = _line(match, furniture, times) if match is not None else None
        if match is None or line is None or not _believed(form, match, line, end, short):
            continue
        below = dateline(text, match.end(), end, furniture, times, short=short) if form in NOTES else None
        if below is not None:
            return msgspec.structs.replace(below[0], date=below[0].date or line.date), below[1]
        if form != DESK_NOTE:
            return line, match.end()
    return None


def _line(match: re.Match[str], furniture: Furniture, times: Times) -> Dateline:
    """What an opening says if it is a dateline: its place with a wider one, its day, its agency, and where they stand."""
    groups = match.groupdict()
    credit, date, place = groups.get("agency"), groups.get("date"), (groups.get("place") or "").strip(" .,")
    agency = named(credit, furniture) if credit else ""
    day = month_day(date or credit or "", times)  # "(Agence - 20 janvier 2021)"
    region = date if place and date and not day and _REGION.fullmatch(date) else ""
    wider = groups.get("wider") or region
    return Dateline(
        place=f"{place}, {wider}" if wider else place,
        place_span=_within(match, "place", place) if place else None,
        date_span=match.span("date") if date else None,
        date=day,
        agency=agency,
        agency_span=match.span("agency") if agency else None,
    )


def _believed(form: str, match: re.Match[str], line: Dateline, end: int, short: frozenset[str]) -> bool:
    """Whether an opening of this form is a dateline, and not a sentence that begins like one."""
    groups = match.groupdict()
    credit, known = groups.get("agency") or "", bool(line.agency or line.date)
    agencies = re.split(r"\s[-–]\s", credit)[0].split(" / ")  # "(Seepost / Hafen News - 31st Oct, 2024)"
    unlisted = _short_credit(credit) or (line.date and all(_NAMED_CREDIT.fullmatch(a) for a in agencies))
    if (credit and not line.agency and not unlisted) or (groups.get("date") and not known):
        return False
    if form == CREDIT_FIRST:  # but not "The U.S. ..."
        return bool(line.agency) or credit.isupper()
    if form == BARE:
        return _bare_place(groups["place"], short)
    return form != CREDITED or known or _opens(match.string, match.end(), end)


def _within(match: re.Match[str], group: str, content: str) -> tuple[int, int]:
    """Where some of the content of a group stands."""
    start = match.string.index(content, match.start(group))
    return start, start + len(content)


def named(credit: str, furniture: Furniture) -> str:
    """The agency that a credit names: the first listed form in it; "" when none is listed."""
    for part in (credit, *re.split(r"\s*[/,+|]\s*|\s+(?:und|et|[-–])\s+", credit)):
        agency = furniture.agency_forms.get(part.strip(" .").lower())
        if agency is not None:
            return agency.name
    return ""


def _short_credit(credit: str) -> bool:
    """A credit of an agency that we do not list: one word, maybe with a slash."""
    return bool(re.fullmatch(r"[\w\-]{2,14}(?:/[\w\-]{2,14}){0,3}", credit)) and not credit.isdigit()


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a sentence can begin here: an unknown credit in brackets may as well be an acronym ("the union (NUT) said")."""
    return at < end and not text[at].islower() and text[:at].rstrip()[-1:] != ","


def _bare_place(place: str, short: frozenset[str]) -> bool:
    words = place.replace("/", " ").split()
    return len(words) <= 2 and all(len(w) > 2 for w in words) and not any(w.rstrip(".") + "." in short for w in words)
