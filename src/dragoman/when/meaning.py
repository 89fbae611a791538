"""What a time expression means, and the looking up of its words."""

import datetime
from collections.abc import Callable

import msgspec

from dragoman.language.times import Times
from dragoman.values.time import Granularity, Timex
from dragoman.when.values import Days, portion


class Meaning(msgspec.Struct, frozen=True):
    """What an expression says: TIMEX3 type and value, its days, granularity, whether it needed the anchor."""

    type: Timex
    value: str
    days: Days | None = None
    granularity: Granularity = ""
    anchored: bool = False


class Setting(msgspec.Struct, frozen=True):
    """What a kind may look at: the words, the anchor day, the direction of the tense (-1, 0, 1), the day spoken of before."""

    times: Times
    anchor: datetime.date | None
    direction: int
    reference: datetime.date | None


Kind = Callable[[dict[str, str], Setting], Meaning | None]


def lookup(setting: Setting, table: str, groups: dict[str, str]) -> object:
    """What a table of the pack says of the word that a rule has caught, None when it caught none."""
    return setting.times.lowered[table].get(groups[table].lower()) if groups.get(table) else None


def number_of(groups: dict[str, str], setting: Setting) -> int | None:
    """The number that a rule has caught, in digits or words."""
    text = groups.get("number", "")
    if text.isdigit():
        return int(text)
    return setting.times.numbers.get(text.lower()) if text else None


def day_of(groups: dict[str, str], setting: Setting) -> int | None:
    """The day of a month that a rule has caught, in digits or words ("primero"); None for a word that no table has."""
    number = number_of({"number": groups["day"]}, setting)
    return setting.times.ordinals.get(groups["day"].lower()) if number is None else number


def month_year(number: int, anchor: datetime.date, by: int) -> int:
    """The year of the last or next month of that name."""
    if by < 0:
        return anchor.year if number < anchor.month else anchor.year - 1
    return anchor.year if number > anchor.month else anchor.year + 1


def part_of(days: Days, groups: dict[str, str], setting: Setting) -> Days:
    """The part of an interval that a word such as "Anfang" cuts out."""
    name = lookup(setting, "part", groups)
    return portion(days, str(name)) if name else days
