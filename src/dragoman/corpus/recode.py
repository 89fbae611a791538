"""A database -> what this program, its packs and its atlas make of its documents now: gained, lost, changed; kept if wanted."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from dragoman.corpus.ingest import keep
from dragoman.corpus.parcels import Parcel
from dragoman.corpus.workers import Options, coded
from dragoman.store.database import Database, begin, finish
from dragoman.store.keys import keyed
from dragoman.values.corpus import Coded
from dragoman.values.event import Event
from dragoman.values.text import Document

BATCH_DOCUMENTS = 256
AGAIN = ("unsupported_language",)
"""Reasons of refusal that another version may not give."""


class Difference(msgspec.Struct, frozen=True):
    """One event that another coding gains, loses or changes; `was` is None for a gained, `now` for a lost one."""

    document: str
    was: Event | None
    now: Event | None

    @property
    def kind(self) -> str:
        """gained, lost or changed."""
        return "gained" if self.was is None else "lost" if self.now is None else "changed"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that changed."""
        if self.was is None or self.now is None:
            return ()
        return tuple(f for f in Event.__struct_fields__ if f not in UNCOMPARED and getattr(self.was, f) != getattr(self.now, f))


UNCOMPARED = ("coder", "trace", "coded_date")
"""Fields that tell how an event was coded and not what it is."""


def stale(database: Database, options: Options) -> list[str]:
    """Ids of the documents that another version of program, pack or atlas coded, and of those that may be read by now."""
    coder = options.coder()
    current = {language: coder.made_by(language) for language in coder.languages}
    rows = database.connection.execute(
        "SELECT id, language, coder, outcome, reason FROM document WHERE removed IS NULL ORDER BY doc"
    )
    found = []
    for id, language, made, outcome, reason in rows:
        if outcome == "refused":
            if reason in AGAIN and (not language or language in current):
                found.append(id)
        elif current.get(language, made) != made:
            found.append(id)
    return found


def recode(database: Database, options: Options, *, workers: int, kept: bool, run_name: str = "") -> Iterator[Difference]:
    """The differences, document by document. With `kept` each batch is stored as it is done; what people judged stays so."""
    run = begin(database, "recode", run_name) if kept else 0
    tally: Counter[str] = Counter()
    batch: list[Coded] = []
    try:
        for one in coded(_parcels(database, stale(database, options)), options, workers=workers):
            yield from differences(database, one)
            batch.append(one)
            if kept and len(batch) >= BATCH_DOCUMENTS:
                keep(database, batch, run, tally, again=True)
                batch = []
        if kept and batch:
            keep(database, batch, run, tally, again=True)
    finally:
        if kept:
            finish(database, run, dict(tally))


def _parcels(database: Database, ids: list[str]) -> Iterator[Parcel]:
    columns = "d.id, coalesce(t.text, ''), d.title, d.url, d.published, d.language, d.outlet, d.author, d.reader, d.sha256"
    sql = (
        f"SELECT {columns} FROM document d LEFT JOIN text t USING (doc) WHERE d.removed IS NULL AND {keyed('d.doc', 'd.id')} = ?"
    )
    for id in ids:
        row = database.connection.execute(sql, (id,)).fetchone()
        if row and row[1]:
            yield Parcel(id, "stored", msgspec.json.encode(Document(*row[:9])), row[9], {}, id)


def differences(database: Database, now: Coded) -> Iterator[Difference]:
    """How a new coding of a document differs from the one that stands."""
    standing = "d.removed IS NULL AND e.removed IS NULL"
    sql = f"SELECT e.record FROM event e JOIN document d USING (doc) WHERE {keyed('d.doc', 'd.id')} = ? AND {standing}"
    rows = database.connection.execute(sql, (now.document.id,)).fetchall()
    old = {e.id: e for e in (msgspec.json.decode(r[0], type=Event) for r in rows)}
    new = {e.id: e for e in now.events}
    for id in sorted(old.keys() | new.keys()):
        found = Difference(now.document.id, old.get(id), new.get(id))
        if found.kind != "changed" or found.fields:
            yield found
