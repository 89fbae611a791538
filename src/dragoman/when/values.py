"""A matched rule and a day -> TIMEX3 value and the days it covers. Calendar arithmetic, no words.

Conventions: a week runs from Monday to Sunday (ISO 8601); its start is Monday to Wednesday, its middle Wednesday and
Thursday, its end Friday to Sunday; thirds likewise for months, quarters of three months for seasons.
"""

import calendar
import datetime

Days = tuple[datetime.date, datetime.date]
DAY = datetime.timedelta(days=1)
FAR_AHEAD = DAY * 240  # eight months: of what is later a text says the year
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def day(text: str) -> datetime.date | None:
    """The day of an ISO date, None when it is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def safe(year: int, month: int, number: int) -> datetime.date | None:
    """The day, None when the calendar has none such."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def week(of: datetime.date) -> Days:
    """Monday and Sunday of a day's week."""
    first = of - DAY * of.weekday()
    return first, first + DAY * 6


def month(year: int, number: int) -> Days:
    """First and last day of a month; numbers beyond 12 or below 1 run into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return datetime.date(year, number, 1), datetime.date(year, number, calendar.monthrange(year, number)[1])


def season(year: int, name: str) -> Days:
    """First and last day of a meteorological season; winter begins in the year named."""
    first, last = SEASON_MONTHS[name]
    return month(year, first)[0], month(year, last)[1]


def shifted(anchor: datetime.date, unit: str, by: int) -> tuple[str, Days] | None:
    """TIMEX3 value and days of the unit that lies `by` units from the anchor's; None for units without a calendar."""
    if unit == "D":
        there = anchor + DAY * by
        return there.isoformat(), (there, there)
    if unit in ("W", "WE"):
        first, last = week(anchor + DAY * 7 * by)
        value = iso_week(first)
        return (value, (first, last)) if unit == "W" else (value + "-WE", (first + DAY * 5, last))
    if unit == "M":
        first, last = month(anchor.year, anchor.month + by)
        return f"{first.year:04d}-{first.month:02d}", (first, last)
    if unit == "Q":
        first, _ = month(anchor.year, ((anchor.month - 1) // 3 + by) * 3 + 1)
        return f"{first.year:04d}-Q{(first.month - 1) // 3 + 1}", (first, month(first.year, first.month + 2)[1])
    if unit == "Y":
        return whole_year(anchor.year + by)
    if unit in ("DE", "CE"):
        size = 10 if unit == "DE" else 100
        start = (anchor.year // size + by) * size
        return str(start // size), (datetime.date(start, 1, 1), datetime.date(start + size - 1, 12, 31))
    return None


def whole_year(year: int) -> tuple[str, Days]:
    """TIMEX3 value and days of a year."""
    return f"{year:04d}", (datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def iso_week(of: datetime.date) -> str:
    """TIMEX3 value of a day's week."""
    year, number, _ = of.isocalendar()
    return f"{year:04d}-W{number:02d}"


def portion(days: Days, part: str) -> Days:
    """The start, middle or end of an interval: of a week Mon-Wed, Wed-Thu, Fri-Sun; of longer ones a third."""
    first, last = days
    length = (last - first).days + 1
    if length == 7:
        cut = {"START": (0, 2), "MID": (2, 3), "END": (4, 6)}[part]
        return first + DAY * cut[0], first + DAY * cut[1]
    third = max(length // 3, 1)
    return {
        "START": (first, first + DAY * (third - 1)),
        "MID": (first + DAY * third, last - DAY * third),
        "END": (last - DAY * (third - 1), last),
    }[part]


def weekday(anchor: datetime.date, number: int, direction: int) -> datetime.date:
    """The day of the week nearest to the anchor: the last one (-1) or next one (1), the anchor included, or of this week (0)."""
    back = (anchor.isoweekday() - number) % 7
    if direction < 0:
        return anchor - DAY * back
    if direction > 0:
        return anchor + DAY * ((number - anchor.isoweekday()) % 7)
    return anchor + DAY * (number - anchor.isoweekday())


def easter(year: int) -> datetime.date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones, Butcher: Astronomical Algorithms, 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    p = h + m - 7 * n + 114
    return datetime.date(year, p // 31, p % 31 + 1)


def nearest_year(anchor: datetime.date, month_number: int, number: int, direction: int) -> int:
    """The year of a day without one: the nearest to the anchor, in the direction of the tense where it says one."""
    candidates = [anchor.year - 1, anchor.year, anchor.year + 1]
    if direction < 0:
        limit = anchor + DAY * 3
        candidates = [y for y in candidates if (safe(y, month_number, min(number, 28)) or anchor) <= limit] or candidates
    elif direction > 0:
        limit = anchor - DAY * 3
        candidates = [y for y in candidates if (safe(y, month_number, min(number, 28)) or anchor) >= limit] or candidates
    near = {
        y: abs((safe(y, month_number, min(number, 28)) or anchor) - anchor)
        for y in (anchor.year - 1, anchor.year, anchor.year + 1)
    }
    best = min(candidates, key=near.__getitem__)
    if direction > 0 and near[best] > FAR_AHEAD:  # "protest against the arrest on 7 December", told in January
        return min(near, key=near.__getitem__)
    return best
