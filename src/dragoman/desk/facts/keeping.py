"""A service's database -> its Facts, loaded behind the scenes and kept up to date while others write."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from dragoman.desk.facts.holding import Facts
from dragoman.desk.facts.loading import Loader
from dragoman.store import Database
from dragoman.store.database import translated
from dragoman.values.errors import DragomanError

AT_ONCE = 20_000  # stories: so many are loaded while the asker waits, some tenths of a second
REST_SECONDS = 1.0  # between two looks at what has changed, while somebody writes
REST_FACTOR = 10.0  # and so many times as long as the last look took
OLD_SECONDS = 10.0  # Facts that were not looked after for so long are brought up first

Open = Callable[[], AbstractContextManager[Database]]


class Keeper:
    """Gives the Facts of a database, or None while they are being loaded."""

    def __init__(self, open_: Open, state: Callable[[], tuple[int, int]]) -> None:
        self._open, self._state = open_, state
        self._loader = Loader()
        self._facts: Facts | None = None
        self._lock = threading.Lock()
        self._loading = False
        self._begun = self._looked = self._took = 0.0
        self._changed = -1.0
        self._file = 0

    def facts(self) -> Facts | None:
        """The Facts as the database stands, or stood a moment ago; None while they are not there yet."""
        held = self._facts
        if held is None:
            return self._first()
        state = self._state()
        if held.state == state:
            return held
        since = time.monotonic() - self._looked
        if since < max(REST_SECONDS, REST_FACTOR * self._took) and not self._missed():
            return held
        if self._lock.acquire(blocking=since > OLD_SECONDS or self._missed()):
            try:
                return self._read(gently=False) if held is self._facts or self._missed() else self._facts
            finally:
                self._lock.release()
        return held

    def outdated(self) -> None:
        """Says that the database was changed from here: whoever asks next wants to see it."""
        self._changed = time.monotonic()

    def _missed(self) -> bool:
        """Whether the last look at the database began before it was changed from here."""
        return self._begun <= self._changed

    def load(self) -> None:
        """Loads them in this thread, leaving time for others, who are told that they are not there yet."""
        with self._lock:
            if self._loading or self._facts is not None:
                return
            self._loading = True
        try:
            self._read(gently=True)
        finally:
            self._loading = False

    def _first(self) -> Facts | None:
        with self._lock:
            if self._loading or self._facts is not None:
                return self._facts
            with self._open() as database, translated(database.path):
                number = database.connection.execute("SELECT coalesce(max(story), 0) FROM story").fetchone()[0]
            if number <= AT_ONCE:
                return self._read(gently=False)
        threading.Thread(target=self._behind, daemon=True).start()
        return None

    def _behind(self) -> None:
        with suppress(DragomanError):  # whoever asks next begins anew, and is told by the database itself
            self.load()

    def _read(self, *, gently: bool) -> Facts:
        begun = time.monotonic()
        state = self._state()  # before reading: what changes meanwhile is not in it
        if state[0] != self._file:
            self._loader.forget()
            self._file = state[0]
        with self._open() as database, _unhurried(database.connection), translated(database.path):
            found = self._loader.read(database.connection, state, gently=gently)
        self._facts, self._begun = found, begun
        self._looked = time.monotonic()
        self._took = self._looked - begun if not gently else 0.0
        return found


@contextmanager
def _unhurried(connection: sqlite3.Connection) -> Iterator[None]:
    """Lifts the limit on the time of one query: loading a million stories takes longer."""
    connection.set_progress_handler(None, 0)
    yield
