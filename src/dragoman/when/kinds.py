"""One matched rule -> its meaning: a function for each kind of expression."""

import datetime
import re

from dragoman.values.time import Granularity
from dragoman.when.feasts import holiday, season_of
from dragoman.when.meaning import Kind, Meaning, Setting, day_of, lookup, month_year, number_of, part_of
from dragoman.when.values import DAY, month, nearest_year, safe, shifted, week, weekday, whole_year

GRANULARITIES: dict[str, Granularity] = {
    "D": "day",
    "W": "week",
    "WE": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}


def _date(groups: dict[str, str], setting: Setting) -> Meaning | None:
    number = day_of(groups, setting)
    if number is None:
        return None
    name = groups.get("month", "")
    month_number = (
        int(groups["monthnumber"])
        if groups.get("monthnumber")
        else int(str(lookup(setting, "month", groups) or 0))
        if name
        else 0
    )
    stated = groups.get("year", "")
    if stated:
        year = int(stated) if len(stated) == 4 else 2000 + int(stated) if int(stated) < 70 else 1900 + int(stated)
    elif groups.get("shift") and setting.anchor:
        year = setting.anchor.year + int(str(lookup(setting, "shift", groups)))
    elif setting.anchor:
        if not (1 <= month_number <= 12):
            return None
        year = nearest_year(setting.anchor, month_number, number, setting.direction)
    else:
        return (
            Meaning("DATE", f"XXXX-{month_number:02d}-{number:02d}", None, "day", anchored=True)
            if 1 <= month_number <= 12
            else None
        )
    there = safe(year, month_number, number)
    return Meaning("DATE", there.isoformat(), (there, there), "day", anchored=not stated) if there else None


def _month_day(groups: dict[str, str], setting: Setting) -> Meaning | None:
    """A day without its month: of the anchor's month, else of the one before or after it, as the tense has it."""
    number = int(groups["day"])
    if setting.anchor is None:
        return Meaning("DATE", f"XXXX-XX-{number:02d}", None, "day", anchored=True) if 1 <= number <= 31 else None
    for by in (0, setting.direction or -1):
        first = month(setting.anchor.year, setting.anchor.month + by)[0]
        there = safe(first.year, first.month, number)
        ahead = there is not None and there > setting.anchor
        if there is not None and (by or there == setting.anchor or ahead == (setting.direction > 0)):
            return _of_day(there, groups, setting)
    return None


def _day_range(groups: dict[str, str], setting: Setting) -> Meaning | None:
    first, last = _date(groups, setting), _date({**groups, "day": groups["day2"]}, setting)
    if first is None or last is None or first.days is None or last.days is None or last.days[0] < first.days[0]:
        return None
    return Meaning("DATE", first.value, (first.days[0], last.days[1]), "interval", first.anchored)


def _month(groups: dict[str, str], setting: Setting) -> Meaning | None:
    number = int(str(lookup(setting, "month", groups)))
    stated = groups.get("year", "")
    if stated:
        year = int(stated)
    elif setting.anchor is None:
        return Meaning("DATE", f"XXXX-{number:02d}", None, "month", anchored=True)
    elif groups.get("shift"):
        by = int(str(lookup(setting, "shift", groups)))
        year = (
            setting.anchor.year + by
            if by == 0 or "unit" in groups or not _names_month(groups, number, setting, by)
            else month_year(number, setting.anchor, by)
        )
    else:
        year = nearest_year(setting.anchor, number, 15, setting.direction)
    days = month(year, number)
    return Meaning("DATE", f"{year:04d}-{number:02d}", part_of(days, groups, setting), "month", anchored=not stated)


def _names_month(groups: dict[str, str], number: int, setting: Setting, by: int) -> bool:
    """Whether the shift stands with the month itself ("vergangenen Mai"), not with its year."""
    return groups.get("shift_first", "") == "1"


def _weekday(groups: dict[str, str], setting: Setting) -> Meaning | None:
    number = int(str(lookup(setting, "weekday", groups)))
    if setting.anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{number}", None, "day", anchored=True)
    by = lookup(setting, "weekshift", groups)
    own = lookup(setting, "shift", groups)
    if by is not None:
        there = week(setting.anchor + DAY * 7 * int(str(by)))[0] + DAY * (number - 1)
    elif own is not None and int(str(own)) != 0:
        there = weekday(setting.anchor - DAY, number, -1) if int(str(own)) < 0 else weekday(setting.anchor + DAY, number, 1)
    elif own is not None:
        there = weekday(setting.anchor, number, setting.direction)
    else:
        there = weekday(setting.anchor, number, setting.direction or -1)
    return _of_day(there, groups, setting)


def _of_day(there: datetime.date, groups: dict[str, str], setting: Setting) -> Meaning:
    part = lookup(setting, "daypart", groups)
    if part:
        return Meaning("TIME", f"{there.isoformat()}T{part}", (there, there), "time", anchored=True)
    return Meaning("DATE", there.isoformat(), (there, there), "day", anchored=True)


def _day(groups: dict[str, str], setting: Setting) -> Meaning | None:
    by = lookup(setting, "dayword", groups)
    if setting.anchor is None:
        return Meaning("DATE", "PRESENT_REF" if by == 0 else "PAST_REF", None, "day", anchored=True)
    return _of_day(setting.anchor + DAY * int(str(by)), groups, setting)


def _unit(groups: dict[str, str], setting: Setting) -> Meaning | None:
    unit = str(lookup(setting, "unit", groups))
    by = lookup(setting, "shift", groups)
    if setting.anchor is None or unit.startswith("T"):
        return Meaning("DATE", "XXXX", None, "", anchored=True) if setting.anchor is None else None
    base = setting.anchor
    if unit == "WE" and (by is None or (int(str(by)) == 0 and setting.direction < 0)):  # "this weekend", told in the past
        by = -1 if setting.direction <= 0 and base.isoweekday() < 6 else 0
    outcome = shifted(base, unit, int(str(by or 0)))
    if outcome is None or (unit == "D" and (by or 0) == 0 and not groups.get("shift")):
        return None
    value, days = outcome
    return Meaning("DATE", value, part_of(days, groups, setting), GRANULARITIES[unit], anchored=True)


def _word(groups: dict[str, str], setting: Setting) -> Meaning | None:
    unit = setting.times.open.words[groups["word"]]
    if setting.anchor is None:
        return Meaning("DATE", "XXXX", None, "", anchored=True)
    outcome = shifted(setting.reference or setting.anchor if unit == "D" else setting.anchor, unit, -1)
    return Meaning("DATE", outcome[0], outcome[1], GRANULARITIES[unit], anchored=True) if outcome else None


def _window(groups: dict[str, str], setting: Setting) -> Meaning | None:
    """ "In den kommenden Tagen": from tomorrow on; "in den vergangenen zwei Wochen": up to today."""
    unit = str(lookup(setting, "unit", groups))
    count = number_of(groups, setting) or lookup(setting, "vague", groups) or 7
    by = 1 if groups.get("within") else int(str(lookup(setting, "shift", groups)))
    plain = _duration(groups, setting)
    if setting.anchor is None or by == 0:
        return plain
    size = {"D": 1, "W": 7, "M": 30, "Y": 365, "WE": 7, "Q": 91, "DE": 3650}.get(unit)
    if size is None:
        return plain
    reach = DAY * size * (int(str(count)) if unit == "D" or number_of(groups, setting) else 4)
    days = (
        (setting.anchor + DAY * (by > 0 and not groups.get("within")), setting.anchor + reach)
        if by > 0
        else (setting.anchor - reach, setting.anchor)
    )
    value = plain.value if plain is not None else "PX" + unit
    return Meaning("DURATION" if by < 0 else "DATE", "FUTURE_REF" if by > 0 else value, days, "interval", anchored=True)


def _ago(groups: dict[str, str], setting: Setting) -> Meaning | None:
    unit = str(lookup(setting, "unit", groups))
    count, half = number_of(groups, setting), lookup(setting, "half", groups)
    sign = -1 if groups.get("ago") else 1
    if sign > 0 and setting.direction < 0 and count is not None:
        return _duration(groups, setting)  # "attacked for the third time in two weeks"
    if setting.anchor is None:
        return Meaning("DATE", "XXXX", None, "", anchored=True)
    if count is None or unit.startswith("T"):
        ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
        if unit.startswith("T") or half:
            return Meaning(
                "DATE",
                setting.anchor.isoformat() if unit.startswith("T") else ref,
                (setting.anchor, setting.anchor) if unit.startswith("T") else None,
                "day",
                anchored=True,
            )
        reach = int(str(lookup(setting, "vague", groups) or 7)) * {"D": 1, "W": 7, "M": 30, "Y": 365}.get(unit, 1)
        days = (
            (setting.anchor - DAY * reach, setting.anchor - DAY)
            if sign < 0
            else (setting.anchor + DAY, setting.anchor + DAY * reach)
        )
        return Meaning("DATE", ref, days, "interval", anchored=True)
    outcome = shifted(setting.anchor, unit, sign * count)
    return Meaning("DATE", outcome[0], outcome[1], GRANULARITIES.get(unit, ""), anchored=True) if outcome else None


def _later(groups: dict[str, str], setting: Setting) -> Meaning | None:
    base = setting.reference or (setting.anchor if groups.get("daybefore") else None)
    if base is None:
        return Meaning("DATE", "XXXX-XX-XX", None, "day", anchored=True)
    if groups.get("sameday"):
        by, unit = 0, "D"
    elif groups.get("nextday"):
        by, unit = 1, "D"
    elif groups.get("daybefore"):
        by, unit = -1, "D"
    else:
        count = number_of(groups, setting)
        unit = str(lookup(setting, "unit", groups))
        if count is None:
            return None
        by = count if groups.get("later") else -count
    outcome = shifted(base, unit, by)
    return Meaning("DATE", outcome[0], outcome[1], GRANULARITIES.get(unit, ""), anchored=True) if outcome else None


def _years(groups: dict[str, str], setting: Setting) -> Meaning | None:
    first = int(groups["year"])
    second = groups["year2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not first < last < first + 200:
        return None
    return Meaning("DATE", f"{first:04d}", (whole_year(first)[1][0], whole_year(last)[1][1]), "interval")


def _year(groups: dict[str, str], setting: Setting) -> Meaning | None:
    if groups.get("shortyear"):
        short = int(groups["shortyear"])
        year = 1900 + short if short > 30 else 2000 + short
    else:
        year = int(groups["year"])
    value, days = whole_year(year)
    return Meaning("DATE", value, part_of(days, groups, setting), "year")


def _decade(groups: dict[str, str], setting: Setting) -> Meaning | None:
    digits = groups.get("decadedigits", "")
    if len(digits) == 4:
        start = int(digits)
    else:
        tens = int(digits) // 10 if digits else int(str(lookup(setting, "decade", groups)))
        start = 1900 + tens * 10
    days = datetime.date(start, 1, 1), datetime.date(start + 9, 12, 31)
    return Meaning("DATE", str(start // 10), part_of(days, groups, setting), "decade")


def _century(groups: dict[str, str], setting: Setting) -> Meaning | None:
    number = int(groups["century"]) - 1
    if not 0 < number < 22:
        return None
    days = datetime.date(number * 100 + 1, 1, 1), datetime.date(number * 100 + 100, 12, 31)
    return Meaning("DATE", str(number), part_of(days, groups, setting), "century")


def _clock(groups: dict[str, str], setting: Setting) -> Meaning | None:
    number = number_of(groups, setting)
    hour = int(groups["hour"]) if groups.get("hour") else number if number is not None else -1
    minute = int(groups.get("minute") or 0)
    if not (0 <= hour <= 24 and minute < 60):
        return None
    base = setting.reference or setting.anchor
    value = f"{base.isoformat() if base else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}"
    return Meaning("TIME", value, (base, base) if base else None, "time", anchored=True)


def _daypart(groups: dict[str, str], setting: Setting) -> Meaning | None:
    base = setting.reference or setting.anchor
    part = lookup(setting, "daypart", groups)
    value = f"{base.isoformat() if base else 'XXXX-XX-XX'}T{part}"
    return Meaning("TIME", value, (base, base) if base else None, "time", anchored=True)


def _duration(groups: dict[str, str], setting: Setting) -> Meaning | None:
    unit = str(lookup(setting, "unit", groups))
    count = number_of(groups, setting)
    amount = str(count) if count is not None else "0.5" if lookup(setting, "half", groups) else "X"
    if unit.startswith("T"):
        return Meaning("DURATION", f"PT{amount}{unit[1:]}")
    return Meaning("DURATION", f"P{amount}{'D' if unit == 'WE' else unit}")


def _set(groups: dict[str, str], setting: Setting) -> Meaning | None:
    value = lookup(setting, "set", groups) if groups.get("set") else None
    return Meaning("SET", str(value or "P1D"))


def _reference(groups: dict[str, str], setting: Setting) -> Meaning | None:
    return Meaning("DATE", str(lookup(setting, "reference", groups)), None, "", anchored=False)


KINDS: dict[str, Kind] = {
    "date": _date,
    "days": _day_range,
    "monthday": _month_day,
    "month": _month,
    "weekday": _weekday,
    "day": _day,
    "unit": _unit,
    "this": _unit,
    "word": _word,
    "window": _window,
    "ago": _ago,
    "later": _later,
    "years": _years,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": season_of,
    "holiday": holiday,
    "clock": _clock,
    "daypart": _daypart,
    "duration": _duration,
    "set": _set,
    "reference": _reference,
}


def groups_of(match: re.Match[str]) -> dict[str, str]:
    """The named groups that took part in a match; `shift_first` says that the shift stands before the month."""
    groups = {k: " ".join(v.split()) for k, v in match.groupdict().items() if v}
    if "shift" in groups and "month" in groups and match.start("shift") < match.start("month"):
        groups["shift_first"] = "1"
    return groups
