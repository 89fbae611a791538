"""Names of one or several words -> Index: the longest one that begins at a word or character, inflected or not."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Generic, TypeVar

from dragoman.knowledge.inflection import Inflection

T = TypeVar("T")


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


class Index(Generic[T]):
    """Looks names up in running words. In a language written without blanks the words are its characters."""

    def __init__(
        self, table: Mapping[str, T], sizes: Mapping[str, tuple[int, ...]], inflection: Inflection, *, every_word: bool = False
    ) -> None:
        self._table, self._sizes, self._inflection, self._every = table, sizes, inflection, every_word

    def one(self, word: str) -> T | None:
        """What a single word names as it stands."""
        return self._table.get(word)

    def exact(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest name at a word, as it stands; the last word of a longer one may be inflected."""
        plain = self._inflection.plain
        first = plain(words[at])
        sizes = self._sizes.get(first)
        if sizes is not None:
            found = self._longer(first, sizes, words, at)
            if found is not None:
                return found
        single = self._table.get(first)
        return (1, single) if single is not None else None

    def inflected(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest name at a word whose first word is inflected or has something glued to it."""
        bases = self._inflection.bases(self._inflection.plain(words[at]))
        for base in bases:
            sizes = self._sizes.get(base)
            if sizes is not None:
                found = self._longer(base, sizes, words, at)
                if found is not None:
                    return found
        for base in bases:
            single = self._table.get(base)
            if single is not None:
                return 1, single
        return None

    def _longer(self, first: str, sizes: tuple[int, ...], words: Sequence[str], at: int) -> tuple[int, T] | None:
        plain, left = self._inflection.plain, len(words) - at
        for size in sizes:
            if size > left:
                continue
            rest = [plain(words[i]) for i in range(at + 1, at + size)]
            found = self._table.get(" ".join((first, *rest)))
            if found is None:
                found = self._bent(first, rest)
            if found is not None:
                return size, found
        return None

    def _bent(self, first: str, rest: list[str]) -> T | None:
        """A longer name whose last word, or in some languages every word, is inflected."""
        if self._inflection.inert:
            return None
        last = len(rest) - 1
        choices = [
            (word, *(b for b in self._inflection.bases(word) if b in self._later)) if self._every or i == last else (word,)
            for i, word in enumerate(rest)
        ]
        for chosen in product(*choices):
            found = self._table.get(" ".join((first, *chosen)))
            if found is not None:
                return found
        return None

    @cached_property
    def _later(self) -> frozenset[str]:
        """The words that stand behind the first one in some name: others are no base forms worth trying."""
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
