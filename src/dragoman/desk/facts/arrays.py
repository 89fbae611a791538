"""Values that come one after another -> arrays that grow at their end; words -> the numbers that stand for them."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]
Word = TypeVar("Word", bound=Hashable)


class _Numbers(dict[Word, int]):
    """Word -> its number; a new word gets the next one."""

    def __init__(self, words: list[Word]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: Word) -> int:
        self[word] = len(self._words)
        self._words.append(word)
        return len(self._words) - 1


class Words(Generic[Word]):
    """Words in the order in which they were met; each has a number that stays."""

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self.words: list[Word] = []
        self._numbers = _Numbers(self.words)
        self._ranks = np.empty(0, np.int32)
        self.numbers(tuple(words))

    def numbers(self, words: tuple[Word, ...]) -> Ints:
        """The number of each word."""
        return np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))

    def number(self, word: Word) -> int:
        """The number of a word; -1 when it was never met."""
        return self._numbers.get(word, -1)

    def table(self, value: Callable[[Word], Any], kind: Any) -> NDArray[Any]:
        """What a function gives for each word, by number."""
        return np.fromiter(map(value, self.words), kind, len(self.words))

    def where(self, test: Callable[[Word], bool]) -> Flags:
        """Whether each word passes a test, by number."""
        found: Flags = self.table(test, np.bool_)
        return found

    def ranks(self) -> Ints:
        """Where each word stands when all are sorted, by number."""
        if len(self._ranks) != len(self.words):
            order = sorted(range(len(self.words)), key=self.words.__getitem__)  # type: ignore[arg-type]
            found = np.empty(len(order), np.int32)
            found[order] = np.arange(len(order), dtype=np.int32)
            self._ranks = found
        return self._ranks


class Growing:
    """An array to which values are added at the end; what was given out before stays as it was."""

    def __init__(self, kind: Any) -> None:
        self._held = np.empty(1_024, kind)
        self._size = 0

    def add(self, values: Any) -> None:
        """Adds values at the end."""
        size = self._size + len(values)
        if size > len(self._held):
            wider = np.empty(max(size, 2 * len(self._held)), self._held.dtype)
            wider[: self._size] = self._held[: self._size]
            self._held = wider
        self._held[self._size : size] = values
        self._size = size

    def values(self) -> NDArray[Any]:
        """All values that there are now."""
        return self._held[: self._size]
