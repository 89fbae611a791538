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
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PLACES}(?:,\s*{_BETWEEN})?[.,]?\s*{_CREDIT}{_DASH}",
        rf"{_CREDIT}\s*[-–—:]*\s*",
        rf"(?P<agency>[\w/\-]{{2,20}})[ ]{_PLACES}[.:](?=\s)\s*[-–—]?\s*",
        rf"{_PLACES},\s*{_BETWEEN}(?:\s*[-–—:]|\.[-–—]*)\s+",
        rf"(?P<place>[{_UPPER}][{_UPPER}\-]{{3,}}(?:[ /][{_UPPER}\-]{{3,}}){{0,2}})\s*[-–—:.|]\s+",
        rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME})?)(?:\.|\s+[-–—])\s+(?=[{_UPPER}„\"»])",
        rf"(?P<place>{_LOUD}(?:[ ]{_LOUD}){{0,3}})(?:,\s*(?P<wider>{_NAME})){{1,2}}(?:\s+[-–—]|:)\s*(?=[{_UPPER}„\"»“])",
        rf"(?P<place>{_NAME}),\s*(?P<wider>{_NAME})\.\s*[-–—]*\s+(?=[{_UPPER}¿¡„\"»“«])",  # "Lima, Perú. El ..."
        r"\((?P<place>[^()=\n]{2,30})=(?P<agency>[^()=\n]{2,40})\)(?:[^=\n]{1,50}=)?\s*",
        r"\s*date:?\s+(?P<date>\d{4}-\d{2}-\d{2})\s+(?=\S)",  # a stored page's own note of its day
        r"\s*date:?\s+\d{4}-\d{2}\s+(?=\S)",
        r"\([^()\n]{6,80}\)\s+(?=\S)",  # a desk's own note: "(Updates with details)"
    )
)
_NAMED_CREDIT = re.compile(rf"[{_UPPER}][\w.\-]*(?: (?:[{_UPPER}][\w.\-]*|\w{{1,3}})){{0,4}}")  # of an agency not listed
_REGION = re.compile(rf"(?!.*\d){_NAME}")
CREDIT_FIRST = 2  # "dpa Berlin. ...", but not "The U.S. ..."
NOTES = len(_FORMS) - 3  # from here on notes of the day and of the desk, behind which the dateline may stand
BARE = 5  # the last form, "Berlin. Die ...", which any short sentence could be
OPENING = 110  # characters within which a dateline ends


def dateline(
    text: str, start: int, end: int, furniture: Furniture, times: Times, *, short: frozenset[str] = frozenset()
) -> tuple[Dateline, int] | None:
    """The Dateline that opens text[start:end] and where it ends; None when there is none.

    `short` are abbreviations of the language: "Gen. Doe resigned" opens with no place.
    """
    for number, form in enumerate(_FORMS):
        match = form.match(text, start, min(end, start + OPENING))
        if match is None:
            continue
        groups = match.groupdict()
        credit, date = groups.get("agency"), groups.get("date")
        agency = named(credit, furniture) if credit else ""
        day = month_day(date or credit or "", times)  # "(Agence - 20 janvier 2021)"
        short_enough = not credit or agency or _short_credit(credit) or (day and _NAMED_CREDIT.fullmatch(credit))
        if not short_enough or (date and not day and not agency):
            continue
        if number == CREDIT_FIRST and not (agency or (credit or "").isupper()):
            continue
        if number == BARE and not _bare_place(groups["place"] or "", short):
            continue
        if number == 0 and not agency and not day and not _opens(text, match.end(), end):
            continue
        place = (groups.get("place") or "").strip(" .,")
        span = _within(match, "place", place, text) if place else None
        region = place and date and not day and _REGION.fullmatch(date)
        wider = groups.get("wider") or (date if region else "")
        below = dateline(text, match.end(), end, furniture, times, short=short) if number >= NOTES else None
        if below is not None:
            return msgspec.structs.replace(below[0], date=below[0].date or day), below[1]
        if number == len(_FORMS) - 1:
            continue
        line = Dateline(
            place=f"{place}, {wider}" if wider else place,
            place_span=span,
            date_span=match.span("date") if date else None,
            date=day,
            agency=agency,
            agency_span=match.span("agency") if credit and agency else None,
        )
        return line, match.end()
    return None


def _within(match: re.Match[str], group: str, content: str, text: str) -> tuple[int, int]:
    start = text.index(content, match.start(group))
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
