"""New and removed events of the store -> its stories brought up to date; incremental, and the same as a full rebuild."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dragoman.store import rows
from dragoman.stories.matching import lookups, same
from dragoman.stories.merging import Cluster, clusters, stories_of
from dragoman.values.corpus import Fingerprint, Sketch, Source, Story
from dragoman.values.event import Event

_SKETCH = msgspec.json.Decoder(Sketch)
_EVENT = msgspec.json.Decoder(Event)
_FINGERPRINT = msgspec.json.Decoder(Fingerprint)
SOME = 900  # values of one IN list


class Changed(msgspec.Struct, frozen=True):
    """The stories that are new or other than before, and the ids of those that are no more."""

    written: tuple[Story, ...]
    gone: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    """Ids of written stories that were there before, otherwise."""


def merge_new(connection: sqlite3.Connection, added: Sequence[Sketch], removed: Iterable[str], run: int) -> Changed:
    """What became of the stories after events were added and clusters lost members.

    `removed` are ids of stories whose events were taken out. Only clusters that a new event touches, or that lost one,
    are merged again; all others would give what they gave before. Must run inside a transaction.
    """
    touched = set(removed) | _touched(connection, added)
    ids = _cluster_ids(connection, touched)
    members = _members(connection, ids)
    known = {s.id for s in members}
    members += [s for s in added if s.id not in known]
    fresh = [(c.id, story) for c, story in _stories(connection, members)]
    old = _standing(connection, ids)
    return _write(connection, fresh, old, run)


def _touched(connection: sqlite3.Connection, added: Sequence[Sketch]) -> set[str]:
    """Stories that hold an event which one of the new ones is the same as."""
    by_handle: dict[str, list[Sketch]] = {}
    for sketch in added:
        for handle in lookups(sketch):
            by_handle.setdefault(handle, []).append(sketch)
    touched: set[str] = set()
    compared: set[tuple[str, int]] = set()
    decoded: dict[int, Sketch] = {}
    sql = (
        "SELECT h.handle, e.event, e.story, e.sketch FROM handle h JOIN event e USING (event) "
        "WHERE h.handle IN ({}) AND e.removed IS NULL AND e.story <> '' AND e.verdict <> 'wrong'"
    )
    for handle, key, story, raw in _in(connection, sql, by_handle):
        if story in touched:
            continue
        other = decoded.get(key) or decoded.setdefault(key, _SKETCH.decode(raw))
        for sketch in by_handle[handle]:
            if (sketch.id, key) not in compared:
                compared.add((sketch.id, key))
                if same(sketch, other):
                    touched.add(story)
                    break
    return touched


def _in(connection: sqlite3.Connection, sql: str, ids: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    listed = sorted(ids)
    for start in range(0, len(listed), SOME):
        some = listed[start : start + SOME]
        yield from connection.execute(sql.format(", ".join("?" * len(some))), some)


def _cluster_ids(connection: sqlite3.Connection, stories: Iterable[str]) -> set[str]:
    return {str(r[0]) for r in _in(connection, "SELECT cluster FROM story WHERE removed IS NULL AND id IN ({})", stories)}


def _members(connection: sqlite3.Connection, ids: set[str]) -> list[Sketch]:
    """The events that stand of these clusters."""
    sql = (
        "SELECT e.sketch FROM story s JOIN event e ON e.story = s.id AND e.removed IS NULL AND e.verdict <> 'wrong' "
        "WHERE s.removed IS NULL AND s.cluster IN ({})"
    )
    return [_SKETCH.decode(r[0]) for r in _in(connection, sql, ids)]


def _standing(connection: sqlite3.Connection, ids: set[str]) -> dict[str, tuple[int, str, bytes]]:
    """Story id -> (key, cluster, record) of the stories of these clusters."""
    sql = "SELECT id, story, cluster, record FROM story WHERE removed IS NULL AND cluster IN ({})"
    return {r[0]: (r[1], r[2], r[3]) for r in _in(connection, sql, ids)}


def _stories(connection: sqlite3.Connection, members: list[Sketch]) -> Iterator[tuple[Cluster, Story]]:
    events = {e.id: e for e in _events(connection, [s.id for s in members])}
    sources = _sources(connection, sorted({s.document for s in members}))
    known = {s.id: s for s in members}
    for cluster in clusters(members):
        for story in stories_of([(events[i], known[i]) for i in cluster.events], sources):
            yield cluster, story


def _events(connection: sqlite3.Connection, ids: list[str]) -> Iterable[Event]:
    for row in _in(connection, "SELECT record FROM event WHERE removed IS NULL AND id IN ({})", ids):
        yield _EVENT.decode(row[0])


def _sources(connection: sqlite3.Connection, ids: list[str]) -> dict[str, Source]:
    sql = (
        "SELECT id, language, published, outlet, agency, fingerprint, text_sha256 FROM document "
        "WHERE removed IS NULL AND id IN ({})"
    )
    return {
        id: Source(id, language, published, outlet, agency, _FINGERPRINT.decode(raw), text_hash)
        for id, language, published, outlet, agency, raw, text_hash in _in(connection, sql, ids)
    }


def _write(
    connection: sqlite3.Connection, fresh: list[tuple[str, Story]], old: dict[str, tuple[int, str, bytes]], run: int
) -> Changed:
    """Stories that are as they were stay untouched; the others are replaced."""
    encoded = {s.id: (cluster, s, msgspec.json.encode(s)) for cluster, s in fresh}
    same_as_before = {i for i, (cluster, _, raw) in encoded.items() if i in old and old[i][1:] == (cluster, raw)}
    gone = [(run, key) for i, (key, _, _) in old.items() if i not in same_as_before]
    connection.executemany("UPDATE story SET removed = ? WHERE story = ?", gone)
    connection.executemany("UPDATE dyad SET removed = ? WHERE item = ? AND of = 's'", gone)
    changed = [(cluster, s) for i, (cluster, s, _) in encoded.items() if i not in same_as_before]
    first = int(connection.execute("SELECT coalesce(max(story), 0) + 1 FROM story").fetchone()[0])
    numbered = [(first + n, cluster, s) for n, (cluster, s) in enumerate(changed)]
    connection.executemany(
        rows.insert("story", rows.STORY_COLUMNS), [rows.story_row(s, key=k, cluster=c, run=run) for k, c, s in numbered]
    )
    connection.executemany(
        rows.insert("participant", rows.PARTICIPANT_COLUMNS),
        [r for k, _, s in numbered for r in rows.participant_rows(s.event, "s", k)],
    )
    connection.executemany(
        rows.insert("dyad", rows.DYAD_COLUMNS), [r for k, _, s in numbered for r in rows.dyad_rows(s.event, "s", k, run)]
    )
    connection.executemany(
        "UPDATE event SET story = ?1 WHERE id = ?2 AND removed IS NULL AND story <> ?1",
        [(s.id, r.event) for _, s in fresh for r in s.reports],  # also of stories that stay: an event may have been read anew
    )
    fresh_ids = dict.fromkeys(s.id for _, _, s in numbered)
    left = tuple(i for i in old if i not in same_as_before and i not in fresh_ids)
    return Changed(tuple(s for _, _, s in numbered), left, tuple(i for i in fresh_ids if i in old))


def rebuild(connection: sqlite3.Connection, run: int) -> Changed:
    """All stories merged anew from all events that stand: gives what stepwise merging gave."""
    raw = connection.execute("SELECT sketch FROM event WHERE removed IS NULL AND verdict <> 'wrong'")
    members = [_SKETCH.decode(r[0]) for r in raw]
    fresh = [(c.id, story) for c, story in _stories(connection, members)]
    found = connection.execute("SELECT id, story, cluster, record FROM story WHERE removed IS NULL")
    return _write(connection, fresh, {r[0]: (r[1], r[2], r[3]) for r in found}, run)
