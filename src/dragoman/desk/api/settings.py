"""How the desk is served: database, address, token, and the limits on what may be asked."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from threading import Lock

import msgspec

from dragoman.coder import Coder
from dragoman.desk.api.memory import Memory
from dragoman.desk.api.readers import Readers
from dragoman.desk.api.terms import Terms
from dragoman.desk.facts.holding import Facts
from dragoman.desk.facts.keeping import Keeper
from dragoman.desk.facts.selecting import answerable
from dragoman.knowledge.tables import Tables
from dragoman.store import Database, open_database
from dragoman.store.filters import Filter

LIMIT_DEFAULT, LIMIT_MAX = 50, 500
BODY_BYTES = 400_000  # of POST /api/code: about a hundred pages of text
QUERY_BYTES = 8_192  # of the part of an address behind the question mark
SECONDS = 10.0  # of the processor that one query may take
WAITED = 3  # times as long by the clock: for the disk, and for others who have the processor
STEPS = 20_000  # of SQLite's machine between two looks at the watch: about a millisecond
LOCAL = ("127.0.0.1", "localhost", "::1")


class Settings(msgspec.Struct, frozen=True):
    """What `serve` was asked for. `token` "" asks for none; `protected` shows texts whose notice forbids it; `judging` lets
    people say what is right and wrong, which changes the database; `keeping` lets them keep searches in a file beside it."""

    path: str
    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""
    names: tuple[str, ...] = ()
    """Further host names under which it is reached, behind a proxy."""
    protected: bool = False
    judging: bool = False
    keeping: bool = False
    seconds: float = SECONDS


class Service:
    """What the handlers share: settings, counters for the metrics, and a coder that is loaded when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.requests: Counter[tuple[str, int]] = Counter()
        self.seconds = 0.0
        self.lock = Lock()
        self.writing = Lock()
        self.memory = Memory(settings.path)
        self._readers = Readers(settings.path)
        self.keeper = Keeper(self.database, self.memory.state)

    def facts(self, asked: Filter) -> Facts | None:
        """The facts of all stories, None where the database itself has to be asked: they are being loaded, or cannot tell."""
        return self.keeper.facts() if answerable(asked) else None

    def changed(self) -> None:
        """Says that the database was changed from here, and that whoever asks next wants to see it."""
        self.keeper.outdated()
        self.memory.forget()

    @cached_property
    def coder(self) -> Coder:
        """The coder of "try it"."""
        return Coder()

    @cached_property
    def terms(self) -> Terms:
        """The offices of the atlas."""
        return Terms(Tables())

    @contextlib.contextmanager
    def database(self, *, readonly: bool = True) -> Iterator[Database]:
        """The database, open for whoever asks, for reading unless said otherwise; a query that takes too long is stopped."""
        with self._readers.lent() if readonly else open_database(self.settings.path) as database:
            database.connection.set_progress_handler(_late(self.settings.seconds), STEPS)
            yield database


def _late(seconds: float) -> Callable[[], int]:
    """A question whether this thread has had its time."""
    until, at_last = time.thread_time() + seconds, time.monotonic() + WAITED * seconds
    return lambda: int(time.thread_time() > until or time.monotonic() > at_last)
