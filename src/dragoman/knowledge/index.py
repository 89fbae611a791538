"""Names of one or several words -> Index: the longest one that begins at a word or character, inflected or not."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product
from typing import Generic, TypeVar

import msgspec

from dragoman.knowledge.inflection import Inflection

T = TypeVar("T")
_KEPT = 50_000  # words of which an index remembers what they begin


def key(words: Sequence[str], characters: bool) -> str:
    """How a name stands in the index: its words joined by blanks, or its characters as they are."""
    return ("" if characters else " ").join(words)


def lengths(names: Iterable[str], characters: bool) -> dict[str, tuple[int, ...]]:
    """First word (or character) -> how many words the names have that begin with it, longest first; one-word names left out.

    >>> lengths(["New York", "New York City", "Seoul"], False)
    {'New': (3, 2)}
    """
    table: dict[str, set[int]] = {}
    for name in names:
        size = len(name) if characters else name.count(" ") + 1
        if size > 1:
            table.setdefault(name[0] if characters else name[: name.index(" ")], set()).add(size)
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in table.items()}


class Opening(msgspec.Struct, Generic[T], frozen=True):
    """What a word begins: first words of longer names, each with how many words these have, and what it names alone."""

    longer: tuple[tuple[str, tuple[int, ...]], ...]
    single: T | None


class Index(Generic[T]):
    """Looks names up in running words. In a language written without blanks the words are its characters.

    What a single word can begin is looked up once and remembered: most words of a text begin nothing, and most come again.
    """

    def __init__(
        self, table: Mapping[str, T], sizes: Mapping[str, tuple[int, ...]], inflection: Inflection, *, every_word: bool = False
    ) -> None:
        self._table, self._sizes, self._inflection, self._every = table, sizes, inflection, every_word
        self.begins = lru_cache(_KEPT)(self._begins)
        self.bends = lru_cache(_KEPT)(self._bends)
        self._behind = lru_cache(_KEPT)(self._later_forms)

    def one(self, word: str) -> T | None:
        """What a single word names as it stands."""
        return self._table.get(word)

    def _begins(self, word: str) -> "Opening[T] | None":
        """The names that begin with a word as it stands, None without any."""
        first = self._inflection.plain(word)
        sizes, single = self._sizes.get(first, ()), self._table.get(first)
        return Opening(((first, sizes),) if sizes else (), single) if sizes or single is not None else None

    def _bends(self, word: str) -> "Opening[T] | None":
        """The names that begin with a base form of a word, None without any."""
        bases = self._inflection.bases(self._inflection.plain(word))
        sizes = tuple((base, self._sizes[base]) for base in bases if base in self._sizes)
        single = next((self._table[base] for base in bases if base in self._table), None)
        return Opening(sizes, single) if sizes or single is not None else None

    def exact(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest name at a word, as it stands; the last word of a longer one may be inflected."""
        opening = self.begins(words[at])
        return self._longest(opening, words, at) if opening is not None else None

    def inflected(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest name at a word whose first word is inflected or has something glued to it."""
        opening = self.bends(words[at])
        return self._longest(opening, words, at) if opening is not None else None

    def _longest(self, opening: "Opening[T]", words: Sequence[str], at: int) -> tuple[int, T] | None:
        for first, sizes in opening.longer:
            found = self._longer(first, sizes, words, at)
            if found is not None:
                return found
        return (1, opening.single) if opening.single is not None else None

    def _longer(self, first: str, sizes: tuple[int, ...], words: Sequence[str], at: int) -> tuple[int, T] | None:
        left = len(words) - at
        if left < 2 or not any(self._behind(words[at + 1])):
            return None
        for size in sizes:
            found = self._of_size(first, words[at + 1 : at + size]) if size <= left else None
            if found is not None:
                return size, found
        return None

    def _of_size(self, first: str, rest: Sequence[str]) -> T | None:
        """The name of a first word and those behind it, of which the last, or in some languages every one, may be inflected."""
        last, choices = len(rest) - 1, []
        for i, word in enumerate(rest):
            itself, bases = self._behind(word)
            able = itself + bases if self._every or i == last else itself
            if not able:
                return None
            choices.append(able)
        names = (self._table.get(" ".join((first, *chosen))) for chosen in product(*choices))
        return next((found for found in names if found is not None), None)

    def _later_forms(self, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A word as it stands and its base forms, as far as names have them behind their first word."""
        plain = self._inflection.plain(word)
        bases = () if self._inflection.inert else self._inflection.bases(plain)
        return ((plain,) if plain in self._later else ()), tuple(b for b in bases if b in self._later)

    @cached_property
    def _later(self) -> frozenset[str]:
        """The words that stand behind the first one in some name."""
        return frozenset(word for name in self._table if " " in name for word in name.split(" ")[1:])


class CharacterIndex(Index[T]):
    """The same for a language written without blanks: longest match over characters, never inside a word of foreign script."""

    def exact(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest name at a character."""
        first = self._inflection.plain(words[at])
        if at and _joined(words[at - 1], words[at]):
            return None
        for size in (*self._sizes.get(first, ()), 1):
            end = at + size
            if end <= len(words) and not (end < len(words) and _joined(words[end - 1], words[end])):
                found = self._table.get(self._inflection.plain("".join(words[at:end])))
                if found is not None:
                    return size, found
        return None

    def inflected(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """None: characters are not inflected."""
        return None


def _joined(a: str, b: str) -> bool:
    """Whether two characters belong to one word that may not be cut: Latin letters, digits, katakana."""
    return (_katakana(a) and _katakana(b)) or (a.isascii() and b.isascii() and a.isalnum() and b.isalnum())


def _katakana(sign: str) -> bool:
    return "\u30a1" <= sign <= "\u30fa" or sign == "\u30fc"
