"""Parcels -> the database: coded by workers, kept batch by batch, stories merged; what is there already is passed over."""

import gc
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

import msgspec

from dragoman.corpus.ledger import add_settlings, refresh, remove_settlings
from dragoman.corpus.merging import merge_new
from dragoman.corpus.parcels import Parcel
from dragoman.corpus.verdicts import WRONG, judged
from dragoman.corpus.workers import Options, coded
from dragoman.store.database import Committing, Database, begin, finish
from dragoman.store.rows import Telling, evidence, parts
from dragoman.store.writing import add_documents, events_of, hashes, known_inputs, remove_documents, verdicts
from dragoman.stories.matching import about, keys, sketch, told, topic
from dragoman.values.corpus import Coded, Fingerprint, Source
from dragoman.values.errors import InputError
from dragoman.values.event import Event

BATCH_DOCUMENTS = 2_048  # of one transaction, at most: a large one writes each page of an index once instead of many times
BATCH_SECONDS = 3.0  # of coding that a kill can cost
LOOKUP_DOCUMENTS = 1_000

Progress = Callable[[Counter[str]], None]


def ingest(
    database: Database,
    parcels: Iterator[Parcel],
    *,
    options: Options | None = None,
    workers: int = 0,
    command: str = "",
    progress: Progress | None = None,
    kind: str = "ingest",
    batch: int = BATCH_DOCUMENTS,
) -> Counter[str]:
    """Counts of what became of the documents. Each `batch` is one transaction: a kill at any point loses nothing that was kept.

    Ctrl-C ends the run; the same command goes on where it stopped. The InputError of a source that is not what it should be
    comes when what was read before it is kept.
    """
    tally: Counter[str] = Counter()
    faults: list[InputError] = []
    run = begin(database, kind, command)
    keeper = Keeper(database, run, tally)
    stream = coded(_new(keeper, _until_fault(parcels, faults), tally), options or Options(), workers=workers)
    try:
        with keeper:
            for some in _batches(stream, batch):
                keeper.add(some)
                if progress is not None:
                    progress(tally)
        if progress is not None:
            progress(tally)
    finally:
        stream.close()  # type: ignore[attr-defined]
        finish(database, run, dict(tally))
    if faults:
        raise faults[0]
    return tally


def _until_fault(parcels: Iterator[Parcel], faults: list[InputError]) -> Iterator[Parcel]:
    try:
        yield from parcels
    except InputError as fault:
        faults.append(fault)


def _new(keeper: "Keeper", parcels: Iterator[Parcel], tally: Counter[str]) -> Iterator[Parcel]:
    """The parcels that the database does not hold yet, neither as it stands nor as an older version."""
    seen: set[tuple[str, str]] = set()
    while some := list(islice(parcels, LOOKUP_DOCUMENTS)):
        keeper.wait()
        known, forgotten = known_inputs(keeper.connection, [p.id for p in some])
        for parcel in some:
            tally["documents"] += 1
            key = (parcel.id, parcel.sha256)
            if parcel.id in forgotten:
                tally["forgotten"] += 1
            elif key in known or key in seen:
                tally["unchanged"] += 1
            else:
                seen.add(key)
                yield parcel


def _batches(stream: Iterator[Coded], size: int) -> Iterator[list[Coded]]:
    """Batches to be kept at once; a second document of the same id begins a new one."""
    batch: dict[str, Coded] = {}
    since = time.monotonic()
    for one in stream:
        if one.document.id in batch or len(batch) >= size or (batch and time.monotonic() - since > BATCH_SECONDS):
            yield list(batch.values())
            batch, since = {}, time.monotonic()
        batch[one.document.id] = one
    if batch:
        yield list(batch.values())


class Keeper:
    """Keeps batches of coded documents with their events, stories and ledger entries, each in one transaction.

    While one is committed, in a thread, the next is made ready. A batch is kept, and counted, when the next one is
    added, when `wait` has returned, or when the Keeper is left.
    """

    def __init__(self, database: Database, run: int, tally: Counter[str], *, again: bool = False) -> None:
        self.connection = database.connection
        self._committing = Committing(database)
        self._run, self._tally, self._again = run, tally, again
        self._counted: Counter[str] = Counter()

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def add(self, batch: Sequence[Coded]) -> None:
        """Keeps a batch; what another ingest has kept meanwhile is passed over, unless it is to be kept `again`."""
        with _uncollected():
            told = [_tellings(one.events, one.fingerprint, {}) for one in batch]
            self.wait()
            with self._committing.transaction() as connection:
                known, _ = known_inputs(connection, [c.document.id for c in batch])
                fresh = [
                    (c, t) for c, t in zip(batch, told, strict=True) if self._again or (c.document.id, c.sha256) not in known
                ]
                counted = _keep(connection, fresh, self._run) if fresh else Counter[str]()
                counted["unchanged"] += len(batch) - len(fresh)
            self._counted = counted

    def wait(self) -> None:
        """Returns when what was added is kept, and counts it. StoreError when it cannot be."""
        counted, self._counted = self._counted, Counter()
        self._committing.wait()
        self._tally.update(counted)


def keep(database: Database, batch: Sequence[Coded], run: int, tally: Counter[str], *, again: bool = False) -> None:
    """Keeps one batch, as a Keeper does."""
    with Keeper(database, run, tally, again=again) as keeper:
        keeper.add(batch)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leaves cycles of garbage for later: a batch makes none, and looking for them costs a tenth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _keep(connection: sqlite3.Connection, fresh: Sequence[tuple[Coded, list[Telling]]], run: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    batch = [one for one, _ in fresh]
    told = _corrected(connection, fresh)
    ids = [c.document.id for c in batch]
    before, old = events_of(connection, ids), [row[2] for row in hashes(connection, ids).values()]
    lost = remove_settlings(connection, old)
    remove_documents(connection, old, run)
    gone = {story for stories in before.values() for story in stories if story}
    changed = merge_new(connection, [t for group in told for t in group if t.verdict != WRONG], _sources(batch), gone, run)
    docs = add_documents(connection, list(zip(batch, told, strict=True)), changed.homes, run)
    for one in batch:
        counted["changed" if one.document.id in before else "new"] += 1
        counted[one.outcome if one.refusal is None else f"refused: {one.refusal.reason}"] += 1
        counted["events"] += len(one.events)
    lost |= add_settlings(connection, list(zip(docs, batch, strict=True)))
    refresh(connection, changed, lost, run)
    return counted


def _sources(batch: Sequence[Coded]) -> dict[str, Source]:
    return {
        c.document.id: Source(
            c.document.id, c.language, c.published, c.document.outlet, c.agency, c.fingerprint, c.text_sha256
        )
        for c in batch
    }  # fmt: skip


def _corrected(connection: sqlite3.Connection, told: Sequence[tuple[Coded, list[Telling]]]) -> list[list[Telling]]:
    """The events of each document with what merging needs, corrected where somebody has judged one of them."""
    known = verdicts(connection, [t.event.id for _, tellings in told for t in tellings])
    if not known:
        return [tellings for _, tellings in told]
    return [
        _tellings(one.events, one.fingerprint, known) if any(t.event.id in known for t in tellings) else tellings
        for one, tellings in told
    ]


def _tellings(events: Sequence[Event], fingerprint: Fingerprint, known: Mapping[str, Mapping[str, str]]) -> list[Telling]:
    marks, country = (*topic(fingerprint), *told(events)), about(fingerprint)
    return [_telling(e, marks, country, known.get(e.id, {})) for e in events]


def _telling(event: Event, marks: tuple[str, ...], country: str, verdict: Mapping[str, str]) -> Telling:
    corrected, word = judged(event, verdict)
    drawn = sketch(corrected, marks, country)
    found_by, looks_up = ((), ()) if word == WRONG else keys(drawn)
    raw, draft = msgspec.json.encode(corrected), msgspec.json.encode(drawn)
    return Telling(corrected, drawn, found_by, looks_up, raw, draft, parts(corrected), evidence(corrected), word)


_AS_CODED = (
    "SELECT coalesce((SELECT o.record FROM event o JOIN run r ON r.run = o.added WHERE o.id = e.id AND o.doc = e.doc "
    "AND r.kind <> 'audit' ORDER BY o.event DESC LIMIT 1), e.record) "
    "FROM event e WHERE e.doc = ? AND e.removed IS NULL ORDER BY e.event"
)
"""A correction is put on what was coded, not on an earlier correction; one that is taken back leaves what was coded."""


def tellings_of(connection: sqlite3.Connection, doc: int) -> list[Telling]:
    """The standing events of a document as they were coded, judged anew from the verdicts that stand."""
    rows = connection.execute(_AS_CODED, (doc,)).fetchall()
    raw = connection.execute("SELECT fingerprint FROM document WHERE doc = ?", (doc,)).fetchone()[0]
    events = [msgspec.json.decode(row[0], type=Event) for row in rows]
    known = verdicts(connection, [e.id for e in events])
    return _tellings(events, msgspec.json.decode(raw, type=Fingerprint), known)


def decoded(raw: bytes) -> Coded:
    """A Coded from its MessagePack form."""
    return msgspec.msgpack.decode(raw, type=Coded)
