"""Two days next to each other -> the stretch from one to the other: "from 30 May to 2 June", "von Montag bis Mittwoch"."""

import msgspec

from dragoman.language.times import Times
from dragoman.values.time import TimeSpan


def joined(text: str, before: str, first: tuple[int, int], last: tuple[int, int], times: Times) -> bool:
    """Whether the text says that two expressions are the ends of one stretch; `before` is the word before the first."""
    opener, closer = text[slice(*first)].split()[0], text[slice(*last)].split()[0]
    opens = {before.lower(), opener.lower()} & times.open.range_from
    between = text[first[1] : last[0]].strip().lower()
    return bool(opens) and (between or closer.lower()) in times.open.range_to


def stretch(first: TimeSpan, last: TimeSpan) -> TimeSpan | None:
    """The span from a day to a later one, None where they are no such days."""
    days = all(t.first and t.type in ("DATE", "TIME") and t.granularity in ("day", "time") for t in (first, last))
    if not days or last.last < first.first:
        return None
    return msgspec.structs.replace(first, end=last.end, last=last.last, type="DATE", granularity="interval")
