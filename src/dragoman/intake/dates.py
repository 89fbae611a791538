"""Calendar dates in datelines and bylines: "14. Juni", "14.06.2024", "June 14, 2024", "2024-06-14"."""

import datetime
import re

from dragoman.language.times import Times

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:\.|st|nd|rd|th|er)?\s(?:de\s)?([^\W\d_]{3,10})\.?(?:,?\s(?:de\s)?(\d{4}))?")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(\d{4}))?")


def month_day(text: str, times: Times) -> str:
    """TIMEX3 value of the first date in the text, with XXXX for a missing year; "" when there is none."""
    return next(iter(_dates(text, times)), "")


def full_date(text: str, times: Times) -> str:
    """The first date with a year in the text, as an ISO date; "" when there is none."""
    return next((d for d in _dates(text, times) if not d.startswith("XXXX")), "")


def _dates(text: str, times: Times) -> list[str]:
    months = {name.lower().rstrip("."): number for name, number in times.months.items()}
    found: list[tuple[int, str]] = []
    for m in _ISO.finditer(text):
        found.append((m.start(), _value(m.group(1), int(m.group(2)), int(m.group(3)))))
    for m in _NUMERIC.finditer(text):
        found.append((m.start(), _value(m.group(3) or "", int(m.group(2)), int(m.group(1)))))
    for m in _DAY_FIRST.finditer(text):
        found.append((m.start(), _value(m.group(3) or "", months.get(m.group(2).lower(), 0), int(m.group(1)))))
    for m in _MONTH_FIRST.finditer(text):
        found.append((m.start(), _value(m.group(3) or "", months.get(m.group(1).lower(), 0), int(m.group(2)))))
    return [value for _, value in sorted(found) if value]


def _value(year: str, month: int, day: int) -> str:
    year = f"20{year}" if len(year) == 2 else year
    try:
        datetime.date(int(year or 2024), month, day)
    except ValueError:
        return ""
    return f"{year or 'XXXX'}-{month:02d}-{day:02d}"
