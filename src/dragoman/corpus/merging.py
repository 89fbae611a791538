"""New and removed events of the store -> its stories brought up to date; incremental, and the same as a full rebuild."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.store import rows
from dragoman.store.keys import among, keyed, named, note_days, note_keys
from dragoman.store.rows import Telling
from dragoman.stories.matching import same
from dragoman.stories.merging import clusters, stories_of, story_of_one
from dragoman.stories.origins import origins
from dragoman.values.corpus import Dispute, Fingerprint, Origin, Report, Sketch, Source, Story
from dragoman.values.event import Event

_SKETCH = msgspec.json.Decoder(Sketch)
_AN_EVENT = msgspec.json.Decoder(Event)
_A_STORY = msgspec.json.Decoder(Story)
_FINGERPRINT = msgspec.json.Decoder(Fingerprint)
_STORY, _EVENT, _DOCUMENT = ("story", "story"), ("event", "event"), ("document", "doc")
"""Tables and their keys."""


class Changed(msgspec.Struct, frozen=True):
    """The stories that are new or other than before, and those that stood before in that form, or at all."""

    written: tuple[Story, ...]
    gone: tuple[Story, ...]
    homes: Mapping[str, str] = {}
    """Id of a new event -> id of its story."""


class _Old(msgspec.Struct, frozen=True):
    """A story as it stands: its key, its cluster, its JSON."""

    key: int
    cluster: str
    raw: bytes


class _Fresh(msgspec.Struct, frozen=True):
    """A story as merging gives it now, with the id of its cluster, its JSON, and the parts of its rows where they are known."""

    cluster: str
    story: Story
    raw: bytes
    parts: rows.Parts | None = None


class _Spliced(msgspec.Struct, frozen=True):
    """A Story whose event is JSON already: the event of a story of one report is not encoded a second time."""

    id: str
    event: msgspec.Raw
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    disputed: tuple[Dispute, ...]
    why: tuple[str, ...]
    first: str


def merge_new(
    connection: sqlite3.Connection, added: Sequence[Telling], sources: Mapping[str, Source], removed: Iterable[str], run: int
) -> Changed:
    """What became of the stories when events are added and clusters lost members.

    `added` are events that are not in the database yet, `sources` their documents; `homes` of the answer says where they
    belong. `removed` are ids of stories whose events were taken out. Only clusters that a new event touches, or that lost
    one, are merged again; all others would give what they gave before. Must run inside a transaction.
    """
    touched, joined = _links(connection, added)
    ids = _cluster_ids(connection, {*touched, *removed})
    old = _standing(connection, ids)
    members = _members(connection, old)
    own = {id: origins([source]) for id, source in sources.items()}
    alone = [_alone(t, own[t.event.cite_info.id]) for t in added if t.event.id not in joined]
    linked = {t.event.id: t for t in added if t.event.id in joined}
    fresh = [*alone, *_merged(connection, members, linked, sources)]
    return _write(connection, fresh, old, run, {t.event.id for t in added})


def _alone(telling: Telling, its_origins: tuple[Origin, ...]) -> _Fresh:
    """The story of an event that no other is the same as."""
    story = story_of_one(telling.event, its_origins)
    return _Fresh(story.id, story, _encoded(story, telling.raw), telling.parts)


def _encoded(story: Story, event: bytes) -> bytes:
    s = story
    return msgspec.json.encode(_Spliced(s.id, msgspec.Raw(event), s.reports, s.origins, s.disputed, s.why, s.first))


def _links(connection: sqlite3.Connection, added: Sequence[Telling]) -> tuple[set[str], set[str]]:
    """Stories that hold an event which one of the new ones is the same as; ids of the new ones that are the same as any."""
    by_handle: dict[str, list[Telling]] = {}
    for telling in added:
        for handle in telling.lookups:
            by_handle.setdefault(handle, []).append(telling)
    stories, joined = _links_to_old(connection, by_handle)
    for telling in added:
        mine = telling.sketch
        met = {o.event.id: o.sketch for h in telling.handles for o in by_handle.get(h, ()) if o is not telling}
        for id, other in met.items():
            if not (id in joined and mine.id in joined) and same(mine, other):
                joined |= {id, mine.id}
    return stories, joined


def _links_to_old(connection: sqlite3.Connection, by_handle: Mapping[str, Sequence[Telling]]) -> tuple[set[str], set[str]]:
    stories: set[str] = set()
    joined: set[str] = set()
    compared: set[tuple[str, int]] = set()
    decoded: dict[int, Sketch] = {}
    sql = (
        "SELECT h.handle, e.event, e.story, e.sketch FROM handle h JOIN event e USING (event) "
        "WHERE h.handle IN ({}) AND e.removed IS NULL AND e.story <> '' AND e.verdict <> 'wrong'"
    )
    for handle, key, story, raw in among(connection, sql, by_handle):
        for telling in by_handle[handle]:
            id = telling.event.id
            if (id, key) in compared or (story in stories and id in joined):
                continue
            compared.add((id, key))
            other = decoded.get(key) or decoded.setdefault(key, _SKETCH.decode(raw))
            if same(telling.sketch, other):
                stories.add(story)
                joined.add(id)
    return stories, joined


def _cluster_ids(connection: sqlite3.Connection, stories: Iterable[str]) -> set[str]:
    return {str(r[0]) for r in named(connection, "cluster", _STORY, "id", stories)}


def _standing(connection: sqlite3.Connection, ids: set[str]) -> dict[str, _Old]:
    """Story id -> the story, of these clusters: a cluster has the id of one of its stories, and some have others beside it."""
    beside = f"cluster <> id AND {keyed('story', 'cluster')} IN ({{}})"
    sql = f"SELECT story, cluster, record, id FROM story WHERE removed IS NULL AND {beside}"
    first = named(connection, "story, cluster, record", _STORY, "id", ids)
    return {id: _Old(*old) for *old, id in (*first, *among(connection, sql, ids))}


def _members(connection: sqlite3.Connection, stories: Iterable[str]) -> list[Sketch]:
    """The events that stand of these stories: the one that gave the story its id, and others."""
    ids, right = list(stories), "verdict <> 'wrong'"
    more = f"story <> id AND {keyed('event', 'story')} IN ({{}})"
    others = among(connection, f"SELECT sketch FROM event WHERE removed IS NULL AND {right} AND {more}", ids)
    first = named(connection, "sketch", _EVENT, "id", ids, f" AND {right} AND story = id")
    return [_SKETCH.decode(r[0]) for r in (*first, *others)]


def _merged(
    connection: sqlite3.Connection, members: Sequence[Sketch], linked: Mapping[str, Telling], sources: Mapping[str, Source]
) -> Iterator[_Fresh]:
    """The stories of these events: `members` are in the database, `linked` are new."""
    known = {s.id: s for s in members} | {id: t.sketch for id, t in linked.items()}
    raw: dict[str, bytes] = {id: record for record, id in named(connection, "record", _EVENT, "id", [s.id for s in members])}
    raw |= {id: t.raw for id, t in linked.items()}
    here = {*(s.document for s in known.values())}
    documents = {**_sources(connection, sorted(here - sources.keys())), **{d: sources[d] for d in here & sources.keys()}}
    for cluster in clusters(known.values()):
        events = [(linked[i].event if i in linked else _AN_EVENT.decode(raw[i]), known[i]) for i in cluster.events]
        for story in stories_of(events, documents):
            single = raw[story.id] if len(story.reports) == 1 else None
            yield _Fresh(cluster.id, story, msgspec.json.encode(story) if single is None else _encoded(story, single))


def sources_of(connection: sqlite3.Connection, tellings: Iterable[Telling]) -> dict[str, Source]:
    """The documents of events, by id."""
    return _sources(connection, sorted({t.event.cite_info.id for t in tellings}))


def _sources(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Source]:
    columns = "language, published, outlet, agency, fingerprint, text_sha256"
    return {
        id: Source(id, language, published, outlet, agency, _FINGERPRINT.decode(raw), text_hash)
        for language, published, outlet, agency, raw, text_hash, id in named(connection, columns, _DOCUMENT, "id", ids)
    }


def _write(connection: sqlite3.Connection, fresh: Sequence[_Fresh], old: Mapping[str, _Old], run: int, new: set[str]) -> Changed:
    """Stories that are as they were stay untouched; the others are replaced. Events that are `new` get their home later."""
    same_as_before = {f.story.id for f in fresh if (o := old.get(f.story.id)) and (o.cluster, o.raw) == (f.cluster, f.raw)}
    before = {i: o for i, o in old.items() if i not in same_as_before}
    gone = [(run, o.key) for o in before.values()]
    connection.executemany("UPDATE story SET removed = ? WHERE story = ?", gone)
    connection.executemany("UPDATE dyad SET removed = ? WHERE item = ? AND of = 's'", gone)
    changed = [f for f in fresh if f.story.id not in same_as_before]
    _insert(connection, changed, run)
    homes = {r.event: f.story.id for f in fresh for r in f.story.reports}
    connection.executemany(
        f"UPDATE event SET story = ?1 WHERE {keyed('event', 'id')} = ?2 AND removed IS NULL AND story <> ?1",
        [(story, event) for event, story in homes.items() if event not in new],
    )
    return Changed(tuple(f.story for f in changed), tuple(_A_STORY.decode(o.raw) for o in before.values()), homes)


def _insert(connection: sqlite3.Connection, stories: Sequence[_Fresh], run: int) -> None:
    first = int(connection.execute("SELECT coalesce(max(story), 0) + 1 FROM story").fetchone()[0])
    note_keys(connection, first, len(stories))
    note_days(connection, (f.story.event.date or "" for f in stories))
    numbered = [(k, f, f.parts or rows.parts(f.story.event)) for k, f in enumerate(stories, first)]
    connection.executemany(
        rows.insert("story", rows.STORY_COLUMNS),
        [rows.story_row(f.story, own, f.raw, key=k, cluster=f.cluster, run=run) for k, f, own in numbered],
    )
    connection.executemany(
        rows.insert("participant", rows.PARTICIPANT_COLUMNS),
        [r for k, _, own in numbered for r in rows.participant_rows(own, "s", k)],
    )
    connection.executemany(
        rows.insert("dyad", rows.DYAD_COLUMNS), [r for k, _, own in numbered for r in rows.dyad_rows(own, "s", k, run)]
    )


def rebuild(connection: sqlite3.Connection, run: int) -> Changed:
    """All stories merged anew from all events that stand: gives what stepwise merging gave."""
    raw = connection.execute("SELECT sketch FROM event WHERE removed IS NULL AND verdict <> 'wrong'")
    members = [_SKETCH.decode(r[0]) for r in raw]
    fresh = list(_merged(connection, members, {}, {}))
    found = connection.execute("SELECT id, story, cluster, record FROM story WHERE removed IS NULL")
    return _write(connection, fresh, {r[0]: _Old(*r[1:]) for r in found}, run, set())
