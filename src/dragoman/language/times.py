"""times.toml of a pack -> Times: the words of time and the rules that join them, compiled into one scanner a rule."""

import re
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.needs import OWN, Sought, needs
from dragoman.language.reading import read_toml
from dragoman.values.errors import PackError

Kind = Literal[
    "date",
    "days",
    "monthday",
    "month",
    "weekday",
    "day",
    "unit",
    "this",
    "word",
    "window",
    "ago",
    "later",
    "years",
    "year",
    "decade",
    "century",
    "season",
    "holiday",
    "clock",
    "daypart",
    "duration",
    "set",
    "reference",
]
_YEARS = tuple(str(n) for n in range(10, 21))  # how a year begins
_DIGITS = {"digit": tuple("0123456789"), "year": _YEARS, "year2": _YEARS}
_YEAR = r"(?:1[0-9]|20)\d\d"


class TimeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern over the tables and the kind of expression it is; `after`, `not_after`, `not_before` look around it."""

    name: str
    kind: Kind
    pattern: str
    after: str = ""
    not_after: str = ""
    not_before: str = ""
    ignore_case: bool = False
    ignore_case_first: bool = False


class Endings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Endings that the words of a table take."""

    list: tuple[str, ...]


class Open(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open an interval at one end, words of the future, shifted units in one word, words for half."""

    since: frozenset[str]
    until: frozenset[str]
    future: frozenset[str]
    words: dict[str, str]
    half: tuple[str, ...]
    ahead: frozenset[str] = frozenset()
    """Words behind which a day lies ahead whatever the tense ("convocó una marcha | para | el sábado")."""
    range_from: frozenset[str] = frozenset()
    """Words before the first day of a stretch, in small letters ("| from | 30 May to 2 June")."""
    range_to: frozenset[str] = frozenset()
    """Words between the first and the last day of a stretch, in small letters ("from 30 May | to | 2 June")."""


class Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of time of a language and the rules that join them."""

    months: dict[str, int]
    weekdays: dict[str, int]
    dayparts: dict[str, str]
    days: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    vague: dict[str, int]
    shifts: dict[str, int]
    shift_endings: Endings
    parts: dict[str, str]
    seasons: dict[str, str]
    decades: dict[str, int]
    ordinals: dict[str, int]
    holidays: dict[str, str]
    references: dict[str, tuple[str, ...]]
    sets: dict[str, str]
    rule: tuple[TimeRule, ...]
    open: Open

    @cached_property
    def shift_words(self) -> dict[str, int]:
        """Inflected shift word in lower case -> units from the current one."""
        return {stem + e: n for stem, n in self.shifts.items() for e in self.shift_endings.list}

    @cached_property
    def lowered(self) -> dict[str, dict[str, object]]:
        """The tables with their words in lower case, for rules that ignore case."""
        return {name: {k.lower(): v for k, v in table.items()} for name, table in self._tables.items()}

    @cached_property
    def _tables(self) -> dict[str, dict[str, object]]:
        shifts = dict(self.shift_words.items()) | {w.capitalize(): n for w, n in self.shift_words.items()}
        return {
            "month": dict(self.months),
            "weekday": dict(self.weekdays),
            "daypart": dict(self.dayparts),
            "dayword": dict(self.days),
            "unit": dict(self.units),
            "vague": dict(self.vague),
            "shift": dict(shifts),
            "weekshift": dict(shifts),
            "part": dict(self.parts),
            "season": dict(self.seasons),
            "decade": dict(self.decades),
            "holiday": dict(self.holidays),
            "set": dict(self.sets),
            "reference": {w: k for k, words in self.references.items() for w in words},
            "half": dict.fromkeys(self.open.half, 0.5),
        }

    @cached_property
    def compiled(self) -> tuple[tuple[TimeRule, re.Pattern[str]], ...]:
        """Each rule with its regular expression; PackError names a rule whose pattern cannot be read."""
        groups = {name: f"(?P<{name}>{_either(table)})" for name, table in self._tables.items()}
        groups |= {
            "year": f"(?P<year>{_YEAR})",
            "year2": f"(?P<year2>{_YEAR})",
            "number": rf"(?P<number>\d{{1,3}}|{_either(self.numbers)})",
        }
        found = []
        for rule in self.rule:
            text = re.sub(r"\{(\w*[a-z]\w*)\}", lambda m: groups[m.group(1)], rule.pattern).replace(" ", r"\s")
            ahead = f"(?!{rule.not_before})" if rule.not_before else ""
            try:
                found.append(
                    (
                        rule,
                        re.compile(
                            rf"(?<![\w-]){text}(?![\w-]){ahead}",
                            re.IGNORECASE if rule.ignore_case or rule.ignore_case_first else 0,
                        ),
                    )
                )
            except (re.error, KeyError) as error:
                raise PackError(f"times.toml: rule '{rule.name}': {error}") from error
        return tuple(found)

    @cached_property
    def scanners(self) -> tuple[tuple[TimeRule, re.Pattern[str], int], ...]:
        """Each rule with its regular expression and the bits of `sought` that a text must show for it to match."""
        bits = {need: 1 << n for n, need in enumerate(self._needs)}
        return tuple((rule, pattern, sum([bits[n] for n in needs(rule.pattern)])) for rule, pattern in self.compiled)

    @cached_property
    def sought(self) -> Sought:
        """What rules need, each as the words of which a text that has it shows one."""
        return Sought(_shortest([w for one in need.split("|") for w in self._words_of(one)]) for need in self._needs)

    @cached_property
    def _needs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(need for rule in self.rule for need in needs(rule.pattern)))

    def _words_of(self, need: str) -> tuple[str, ...]:
        """The words of a table in small letters, of several words the longest; a word of a pattern's own is itself."""
        if need.startswith(OWN):
            return (need[len(OWN) :],)
        if need in _DIGITS:
            return _DIGITS[need]
        words = (*_DIGITS["digit"], *self.numbers) if need == "number" else self._tables[need]
        return tuple(max(w.split(), key=len).lower() for w in words)

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """A quick test of text in small letters: a digit or one of the words that every expression contains."""
        words = [
            *self.months,
            *self.weekdays,
            *self.days,
            *self.units,
            *self.seasons,
            *self.decades,
            *self.holidays,
            *self.dayparts,
            *self.sets,
            *self.open.words,
        ]
        words += [w for listed in self.references.values() for w in listed]
        lower = sorted({w.lower() for w in words}, key=lambda w: (-len(w), w))
        letters = [(c, "|".join(re.escape(w[1:]) for w in lower if w[0] == c)) for c in sorted({w[0] for w in lower})]
        return re.compile(r"\d|(?<!\w)(?:" + "|".join(f"{re.escape(c)}(?:{rest})" for c, rest in letters) + ")")


def _shortest(words: list[str]) -> tuple[str, ...]:
    """The words without those that hold another one: where "monday" stands, "day" does."""
    return tuple(w for w in dict.fromkeys(words) if not any(other in w for other in words if other != w))


def _either(table: dict[str, object] | dict[str, int]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(table, key=lambda w: (-len(w), w)))


def read_times(path: Path) -> Times:
    """The Times of a pack's times.toml; PackError names file and path."""
    return read_toml(path, Times)
