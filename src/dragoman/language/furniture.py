"""furniture.toml of a pack -> Furniture: what stands around an article in this language, compiled into patterns."""

import re
from functools import cached_property
from pathlib import Path

import msgspec

from dragoman.language.needs import needed_words
from dragoman.language.reading import read_toml
from dragoman.values.errors import PackError


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A news agency: forms of its credit, home country (ISO 3166 alpha-3, or ""), whether it publishes in this language."""

    name: str
    forms: tuple[str, ...]
    country: str
    own_language: bool = False


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions over one line; each list is tried as alternatives, letter case ignored."""

    caption: tuple[str, ...]
    credit: tuple[str, ...]
    rights: tuple[str, ...]
    byline: tuple[str, ...]
    published: tuple[str, ...]
    furniture: tuple[str, ...]
    end: tuple[str, ...]
    commenter: tuple[str, ...] = ()
    """Of a line with the name of a reader and the time of his comment, which stands below it."""


class Translation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What betrays a machine translation: calques, and function words of another language left standing."""

    calques: tuple[str, ...]
    foreign_words: frozenset[str]


class Sign:
    """One list of signs, compiled by where they can stand: `found` says whether a line shows one of them.

    Those for the start of a line ("^...") are tried there alone; of the others those that need a word only where it stands.
    """

    def __init__(self, name: str, alternatives: tuple[str, ...]) -> None:
        first = tuple(a for a in alternatives if a.startswith("^") and "|" not in _outside_groups(a))
        self._first = _compiled(name, first)
        self._anywhere: list[re.Pattern[str]] = []
        self._worded: dict[str, list[re.Pattern[str]]] = {}
        for other in (a for a in alternatives if a not in first):
            pattern, words = _compiled(name, (other,)), needed_words(other)
            for patterns in [self._worded.setdefault(w, []) for w in words] or [self._anywhere]:
                patterns.append(pattern)

    def found(self, line: str) -> bool:
        """Whether the line shows one of the signs."""
        if self._first.match(line) is not None or any(p.search(line) for p in self._anywhere):
            return True
        lower = line.lower()
        return any(p.search(line) for word, patterns in self._worded.items() if word in lower for p in patterns)


def _outside_groups(pattern: str) -> str:
    """A regular expression without what stands in its brackets."""
    bare = re.sub(r"\[[^\]]*\]", "", re.sub(r"\\.", "", pattern))
    while bare != (outer := re.sub(r"\([^()]*\)", "", bare)):
        bare = outer
    return bare


class Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Wire furniture of a language."""

    agency: tuple[Agency, ...]
    signs: Signs
    translation: Translation

    @cached_property
    def agency_country(self) -> dict[str, str]:
        """Agency name -> home country."""
        return {a.name: a.country for a in self.agency}

    @cached_property
    def agency_forms(self) -> dict[str, Agency]:
        """Form of a credit in lower case -> agency."""
        return {form.lower(): a for a in self.agency for form in (a.name, *a.forms)}

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Name of a sign -> its pattern."""
        return {name: _compiled(name, getattr(self.signs, name)) for name in self.signs.__struct_fields__}

    @cached_property
    def lines(self) -> dict[str, Sign]:
        """Name of a sign -> whether a whole line shows it."""
        return {name: Sign(name, getattr(self.signs, name)) for name in self.signs.__struct_fields__}

    @cached_property
    def calques(self) -> re.Pattern[str]:
        """Any phrase that only a translation engine writes."""
        return _compiled("calques", self.translation.calques)


def _compiled(name: str, alternatives: tuple[str, ...]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE)
    except re.error as error:
        raise PackError(f"furniture.toml: {name}: {error}") from error


def read_furniture(path: Path) -> Furniture:
    """The Furniture of a pack's furniture.toml; PackError names file and path."""
    return read_toml(path, Furniture)
