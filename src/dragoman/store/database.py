"""A path -> an open database of a corpus: created, checked, migrated; its errors are StoreErrors that say what to do."""

import datetime
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman import __version__
from dragoman.store import migrations
from dragoman.values.errors import StoreError

APPLICATION = 0x44524147  # "DRAG", in the header of the file: `file corpus.db` shows it
BUSY_SECONDS = 60.0  # how long one writer waits for another; an ingest's transaction takes about a second
CACHE_KIB = 65_536  # of a reader
WRITER_CACHE_KIB = 262_144
CHECKPOINT_PAGES = 16_384  # 64 MB of log between two writes to the file itself: with the usual 4 MB an ingest waits for the disk

SAFE = "what was committed is safe: make room and run the same command again"
DAMAGED = "the file is damaged; restore a backup (`dragoman db backup` makes one)"
ADVICE = (
    ("SQLITE_BUSY", "locked", "another program has been writing for {seconds:.0f} s; wait for it, or stop it"),
    ("SQLITE_FULL", "is full", "the disk is full ({room}); " + SAFE),
    ("SQLITE_IOERR_WRITE", "I/O error", "the disk does not take what is written ({words}, {name}): it is full, a quota or limit "
     "is reached, or it fails; {room}; " + SAFE),
    ("SQLITE_NOTADB", "not a database", "this is no SQLite file; expected a database made by `dragoman ingest`"),
    ("SQLITE_CORRUPT", "malformed", DAMAGED),
    ("SQLITE_READONLY", "unable to open", "{words}; check that the file and its folder can be written"),
)  # fmt: skip
"""Beginning of SQLite's name of an error, words of it -> what happened and what to do; the first that fits speaks."""


class Database:
    """An open corpus. `connection` is sqlite3's; use one Database in each thread and process."""

    def __init__(self, path: str, connection: sqlite3.Connection, *, readonly: bool) -> None:
        self.path = path
        self.connection = connection
        self.readonly = readonly

    def close(self) -> None:
        """Closes the file; a second call does nothing."""
        self.connection.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise StoreError(f"{self.path}: {_advice(error, self.path)}") from error
        if isinstance(error, msgspec.DecodeError) and self.readonly:
            raise StoreError(f"{self.path}: a record in it cannot be read ({error}): {DAMAGED}") from error


def open_database(
    path: str, *, create: bool = False, readonly: bool = False, migrate: bool = True, lent: bool = False
) -> Database:
    """The database at `path`; with `create` a new one where there is none. StoreError says what is wrong and what to do.

    One that is `lent` goes from thread to thread, and is used by one at a time; so does one that is written (`Committing`).
    """
    file = Path(path)
    if not file.exists() and not create:
        raise StoreError(f"{path}: no such database; `dragoman ingest SOURCE --db {path}` makes one")
    if file.is_dir():
        raise StoreError(f"{path}: this is a folder; expected a database file")
    with translated(path):
        connection = _connect(file, readonly, lent)
        try:
            _prepare(connection, path, create=create, readonly=readonly, migrate=migrate)
        except BaseException:
            connection.close()
            raise
    return Database(path, connection, readonly=readonly)


def _connect(file: Path, readonly: bool, lent: bool) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=512,
        check_same_thread=readonly and not lent,
    )  # fmt: skip
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB if readonly else WRITER_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _prepare(connection: sqlite3.Connection, path: str, *, create: bool, readonly: bool, migrate: bool) -> None:
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and create and not readonly:
        _create(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION:
        raise StoreError(f"{path}: this is no Dragoman database; expected one made by `dragoman ingest`")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.VERSION:
        raise StoreError(
            f"{path}: schema version {version}, and this program ({__version__}) knows {migrations.VERSION}: use a newer Dragoman"
        )
    if version < migrations.VERSION:
        _migrate(connection, path, version, may=migrate and not readonly)
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a kill loses nothing; a power cut the last transaction
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute("PRAGMA foreign_keys = OFF")  # `db check` checks them


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:  # nobody was quicker
        for statement in statements(migrations.schema()):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {migrations.VERSION}")
    connection.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one by one, so that all of them can run inside one transaction."""
    current = ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            yield current
            current = ""


def _migrate(connection: sqlite3.Connection, path: str, version: int, *, may: bool) -> None:
    if not may:
        raise StoreError(
            f"{path}: schema version {version}; this program needs {migrations.VERSION}: run `dragoman db check {path}` once"
        )
    for reached, _, step in migrations.pending(version):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute(f"PRAGMA user_version = {reached}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turns errors of SQLite into StoreErrors that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {_advice(error, path)}") from error


def _advice(error: sqlite3.DatabaseError, path: str) -> str:
    """What happened, and what to do: by the name that SQLite gives the error, else by its words."""
    words, name = str(error), getattr(error, "sqlite_errorname", None) or ""
    for begins, word, advice in ADVICE:
        if name.startswith(begins) or word in words:
            return advice.format(words=words, name=name, room=_room(path), seconds=BUSY_SECONDS)
    return words


def _room(path: str) -> str:
    """How much can be written beside a file: what is free on the disk, and the largest file that this process may make."""
    free = shutil.disk_usage(Path(path).absolute().parent).free if Path(path).absolute().parent.is_dir() else 0
    most = _largest_file()
    return f"{free / 1e6:,.0f} MB are free there" + (f", and a file may have {most / 1e6:,.0f} MB (ulimit -f)" if most else "")


def _largest_file() -> int:
    """Bytes that a file of this process may have; 0 where there is no limit, or a system that knows none."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return 0 if most == resource.RLIM_INFINITY else most


@contextmanager
def transaction(database: Database) -> Iterator[sqlite3.Connection]:
    """The connection inside one transaction: all of it is kept, or, on any error, nothing."""
    with translated(database.path), _rolled_back(database.connection) as connection:
        yield connection
        connection.execute("COMMIT")


class Committing:
    """Transactions one after the other, each committed in a thread of its own: who writes makes the next one ready meanwhile.

    What is committed is safe when `wait` has returned; it raises what went wrong, and then nothing of the transaction is kept.
    Nothing else may use the connection before.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._thread: threading.Thread | None = None
        self._error: sqlite3.Error | None = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction, after the one before is committed; begins to commit at its end."""
        self.wait()
        with translated(self.database.path), _rolled_back(self.database.connection) as connection:
            yield connection
        self._thread = threading.Thread(target=self._commit)
        self._thread.start()

    def _commit(self) -> None:
        try:
            self.database.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._error = error

    def wait(self) -> None:
        """Returns when nothing is left to commit. StoreError when it cannot be committed."""
        if self._thread is None:
            return
        self._thread.join()
        self._thread, error = None, self._error
        if error is not None:
            self._error = None
            with translated(self.database.path), _rolled_back(self.database.connection, begun=True):
                raise error


@contextmanager
def _rolled_back(connection: sqlite3.Connection, *, begun: bool = False) -> Iterator[sqlite3.Connection]:
    """The connection inside a transaction that is still to be committed; on any error it is rolled back."""
    if not begun:
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def begin(database: Database, kind: str, command: str = "") -> int:
    """The number of a new run. `finish` closes it; a run that was killed stays open, and what it committed holds."""
    with transaction(database) as connection:
        row = connection.execute(
            "INSERT INTO run (kind, started, coder, command) VALUES (?, ?, ?, ?) RETURNING run",
            (kind, now(), f"dragoman {__version__}", command),
        ).fetchone()
    return int(row[0])


def finish(database: Database, run: int, counts: dict[str, int]) -> None:
    """Notes that a run is done, and what came of it."""
    with transaction(database) as connection:
        connection.execute(
            "UPDATE run SET finished = ?, counts = ? WHERE run = ?", (now(), msgspec.json.encode(counts).decode(), run)
        )


def now() -> str:
    """This moment, UTC, ISO 8601 with milliseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def run_at(database: Database, moment: str) -> int:
    """The last run begun at or before a moment (an ISO day counts to its end); 0 when there is none."""
    until = moment + "T23:59:59.999Z" if len(moment) == 10 else moment
    row = database.connection.execute("SELECT max(run) FROM run WHERE started <= ?", (until,)).fetchone()
    return int(row[0] or 0)
