"""Numbers that were counted once -> the same bytes again while the database stands as it did, and shortly after.

An ingest changes the database every second or so, and counting a million events takes about as long. So an answer that is
a few seconds old is given again; one that is older is given too, while it is counted anew behind the scenes; and one that is
older than STALE_SECONDS is counted anew first. Lists and single things are never remembered.
"""

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from dragoman.desk.api.answers import encoded
from dragoman.store.database import translated
from dragoman.values.errors import DragomanError

FRESH_SECONDS = 5.0
STALE_SECONDS = 300.0
ANSWERS_MAX, BYTES_MAX = 1_000, 64_000_000


class Kept(msgspec.Struct, frozen=True):
    """A body with its ETag, the state of the database for which it was counted, and when."""

    body: bytes
    tag: str
    state: tuple[int, int]
    since: float


class Memory:
    """Answers by what was asked. `count` gives the value for a question that is not known."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._busy: set[str] = set()
        self._watch: sqlite3.Connection | None = None
        self._file = 0
        self._changed = -1.0

    def state(self) -> tuple[int, int]:
        """Numbers that change whenever another connection has changed the database, or another file stands in its place."""
        with translated(self._path), self._lock:
            file = Path(self._path).stat().st_ino if Path(self._path).exists() else 0
            if self._watch is None or file != self._file:
                address = f"{Path(self._path).absolute().as_uri()}?mode=ro"
                self._watch, self._file = sqlite3.connect(address, uri=True, check_same_thread=False), file
            return file, int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def answer(self, question: str, count: Callable[[], Any]) -> Kept:
        """The answer to a question, counted when none is known that is fresh enough."""
        state = self.state()
        with self._lock:
            known = self._kept.get(question)
            if known is not None:
                self._kept.move_to_end(question)
        if known is None or (known.state != state and time.monotonic() - known.since > STALE_SECONDS):
            return self._count(question, count)
        if known.state != state and time.monotonic() - known.since > FRESH_SECONDS:
            self._count_behind(question, count)
        return known

    def as_of(self, question: str, state: tuple[int, int], count: Callable[[], Any]) -> Kept:
        """The answer for exactly this state of the database, which is counted where it is not known."""
        with self._lock:
            known = self._kept.get(question)
            if known is not None and known.state == state:
                self._kept.move_to_end(question)
                return known
        since = time.monotonic()
        body, tag = encoded(count())
        return self._keep(question, Kept(body, tag, state, since))

    def forget(self) -> None:
        """Forgets everything: the database was changed from here, and whoever did that wants to see it."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0
            self._changed = time.monotonic()

    def _count(self, question: str, count: Callable[[], Any]) -> Kept:
        state, since = self.state(), time.monotonic()  # before counting: what changes meanwhile is not in it
        body, tag = encoded(count())
        return self._keep(question, Kept(body, tag, state, since))

    def _keep(self, question: str, found: Kept) -> Kept:
        with self._lock:
            if found.since <= self._changed:  # counted while the database was changed from here: it may not hold that
                return found
            self._bytes += len(found.body) - len(old.body if (old := self._kept.pop(question, None)) else b"")
            self._kept[question] = found
            while len(self._kept) > ANSWERS_MAX or self._bytes > BYTES_MAX:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)
        return found

    def _count_behind(self, question: str, count: Callable[[], Any]) -> None:
        with self._lock:
            if question in self._busy:
                return
            self._busy.add(question)

        def again() -> None:
            try:
                self._count(question, count)
            except DragomanError:
                pass  # whoever asks once it is stale is told
            finally:
                with self._lock:
                    self._busy.discard(question)

        threading.Thread(target=again, daemon=True).start()
