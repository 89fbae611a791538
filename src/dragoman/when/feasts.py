"""Seasons and feasts -> their days in the year that is meant."""

import datetime

from dragoman.when.meaning import Meaning, Setting, lookup, month_year, part_of
from dragoman.when.values import DAY, easter, nearest_year, season


def season_of(groups: dict[str, str], setting: Setting) -> Meaning | None:
    """A season, with its year where one is said."""
    name = str(lookup(setting, "season", groups))
    stated = groups.get("year", "")
    if not stated and setting.anchor is None:
        return Meaning("DATE", f"XXXX-{name}", None, "season", anchored=True)
    if stated:
        year = int(stated)
    else:
        assert setting.anchor is not None
        middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[name]
        by = lookup(setting, "shift", groups)
        year = (
            setting.anchor.year
            if by == 0
            else month_year(middle, setting.anchor, int(str(by)))
            if by is not None
            else nearest_year(setting.anchor, middle, 15, setting.direction)
        )
        year -= name == "WI" and middle == 1 and year > setting.anchor.year
    return Meaning("DATE", f"{year:04d}-{name}", part_of(season(year, name), groups, setting), "season", anchored=not stated)


def holiday(groups: dict[str, str], setting: Setting) -> Meaning | None:
    """A feast of the calendar, the nearest one in the direction of the tense."""
    rule = str(lookup(setting, "holiday", groups) or "")
    stated = groups.get("year", "")
    if not rule or (not stated and setting.anchor is None):
        return None
    if stated:
        there = _feast(rule, int(stated))
    else:
        assert setting.anchor is not None
        anchor = setting.anchor
        near = [_feast(rule, y) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
        if setting.direction:
            near = [d for d in near if (d - anchor).days * setting.direction >= 0] or near
        there = min(near, key=lambda d: abs(d - anchor))
    return Meaning("DATE", there.isoformat(), (there, there), "day", anchored=not stated)


def _feast(rule: str, year: int) -> datetime.date:
    if rule.startswith("E"):
        return easter(year) + DAY * int(rule[1:])
    return datetime.date(year, int(rule[:2]), int(rule[3:]))
