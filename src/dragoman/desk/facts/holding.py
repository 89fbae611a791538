"""What is held of a database: the arrays of its stories, of who takes part, of pairs and of the ledger, as of one moment."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.desk.facts.arrays import Flags, Ints, Longs, Words

ROLES = ("actor", "recipient", "speaker")
ACTOR, RECIPIENT, SPEAKER = range(3)
WORDS = ("date", "enddate", "published", "type", "status", "country", "place", "language", "mode", "context", "outlet")
"""Columns of a story whose values are held as numbers of words."""
NUMBERS = ("quad", "background", "disputed", "origins", "reports")
Spot = tuple[str, str, str, float | None, float | None]
"""A place: name, code, precision, latitude, longitude."""


class People(msgspec.Struct, frozen=True):
    """Who takes part, a row each: the row of the story, the role, and the numbers of code, sector and entity.

    `first` says by field whether no row of the same story but those of speakers had the same value before.
    """

    row: Ints
    role: NDArray[np.int8]
    code: Ints
    sector: Ints
    entity: Ints
    first: dict[str, Flags]


class Pairs(msgspec.Struct, frozen=True):
    """Who to whom, a row each: the row of the story, and the numbers of the two codes."""

    row: Ints
    source: Ints
    target: Ints


class Lines(msgspec.Struct, frozen=True):
    """The ledger, a row an entry. `undated` are those that name no day; `story` orders those of one day."""

    entry: Longs
    standing: Flags
    date: Ints
    enddate: Ints
    opened: Ints
    settled: Ints
    outcome: Ints
    codes: Ints
    undated: Flags
    story: NDArray[np.bytes_]


class Facts(msgspec.Struct, frozen=True):
    """The stories of a database as it stood in one moment, `state`; a row each, in the order of their keys.

    `columns` holds numbers: of words, which `words` tells by the same name, or the thing itself. Words are shared with later
    states and may be more than the columns use. `words` has "code", "sector" and "entity" of people as well.
    """

    state: tuple[int, int]
    key: Longs
    standing: Flags
    columns: dict[str, NDArray[np.int32]]
    scale: NDArray[np.float64]
    spot: Ints
    words: dict[str, Words[str]]
    spots: Words[Spot]
    people: People
    pairs: Pairs
    lines: Lines

    def rows(self, keys: Longs) -> Ints:
        """The rows of stories by their keys; -1 for a key that is not held."""
        at = np.searchsorted(self.key, keys)
        known = (at < len(self.key)) & (self.key[np.minimum(at, len(self.key) - 1)] == keys) if len(self.key) else at < 0
        return np.where(known, at, -1).astype(np.int32)

    def where(self, column: str, test: Flags) -> Flags:
        """Whether the word of each story passes a test that is given by number."""
        found: Flags = test[self.columns[column]]
        return found
