"""furniture.toml of a pack -> Furniture: what stands around an article in this language, compiled into patterns."""

import re
from functools import cached_property
from pathlib import Path

import msgspec

from dragoman.language.reading import read_toml
from dragoman.values.errors import PackError


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A news agency: forms of its credit, home country (ISO 3166 alpha-3), whether it publishes in this language."""

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


class Translation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What betrays a machine translation: calques, and function words of another language left standing."""

    calques: tuple[str, ...]
    foreign_words: frozenset[str]


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
