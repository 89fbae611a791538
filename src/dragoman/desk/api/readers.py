"""A path -> databases open for reading that go from one request to the next: to open one costs as much as a small answer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.store import Database, open_database

IDLE_MAX = 6  # that are kept open; more are opened when more ask at once


class Readers:
    """Lends open databases, each to one asker at a time."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._idle: list[tuple[tuple[int, int], Database]] = []
        self._lock = threading.Lock()

    def _file(self) -> tuple[int, int]:
        """Which file stands under the path."""
        try:
            found = Path(self._path).stat()
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)

    @contextmanager
    def lent(self) -> Iterator[Database]:
        """An open database, of the file that stands there now; one whose asker met an error is not lent again."""
        file = self._file()
        database = self._take(file) or open_database(self._path, readonly=True, lent=True)
        try:
            yield database
            database.connection.set_progress_handler(None, 0)
        except BaseException:
            database.close()
            raise
        self._give(file, database)

    def _take(self, file: tuple[int, int]) -> Database | None:
        with self._lock:
            while self._idle:
                its_file, database = self._idle.pop()
                if its_file == file:
                    return database
                database.close()
        return None

    def _give(self, file: tuple[int, int], database: Database) -> None:
        with self._lock:
            if len(self._idle) < IDLE_MAX and not database.connection.in_transaction:
                self._idle.append((file, database))
                return
        database.close()

    def close(self) -> None:
        """Closes those that nobody has."""
        with self._lock:
            while self._idle:
                self._idle.pop()[1].close()
