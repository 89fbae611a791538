"""`dragoman explain --db FILE --story ID`: why the reports of a story are one event, line by line."""

from collections.abc import Iterator

import msgspec

from dragoman.store import Database, queries
from dragoman.store.keys import keyed
from dragoman.stories.matching import explain
from dragoman.stories.origins import common_sequence, copied, jaccard
from dragoman.values.corpus import Fingerprint, Sketch, Source, Story
from dragoman.values.errors import InputError

COMPARED_MAX = 6  # pairs of reports that are compared in full


def told(database: Database, id: str) -> Iterator[str]:
    """The explanation of a story; InputError when there is none with this id."""
    story = queries.story(database, id)
    if story is None:
        raise InputError(f"{id}: no story or event with this id in {database.path}; `dragoman stories` lists them")
    e = story.event
    yield f"story {story.id}: {e.event[0]}{' (' + ', '.join(e.mode) + ')' if e.mode else ''}, {e.status}, {e.date or 'no date'}"
    yield f"  {_side(story, 'actor')} -> {_side(story, 'recipient')}"
    yield f"reports: {len(story.reports)}, first in {story.first}"
    for r in story.reports:
        yield f"  {r.published or '?'} {r.language} {r.outlet or '-'} {r.document} (event {r.event}, {r.status})"
    yield f"independent origins: {len(story.origins)}"
    for o in story.origins:
        yield f"  {o.kind} {o.name}: {', '.join(o.documents)}{' (' + ', '.join(o.why) + ')' if o.why else ''}"
    for d in story.disputed:
        yield f"disputed: {d.field}{' ' + d.what if d.what else ''}"
        for c in d.values:
            yield f"  {c.value}{' by ' + ', '.join(c.by) if c.by else ''}: {', '.join(c.documents)}"
    yield from (f"joined: {line}" for line in story.why)
    yield from _compared(database, story)


def _side(story: Story, side: str) -> str:
    return ", ".join(f"{p.entity_text} [{p.code}/{p.sector}]" for p in getattr(story.event, side)) or "-"


def _compared(database: Database, story: Story) -> Iterator[str]:
    sketches, sources = _sketches(database, story), _sources(database, story)
    pairs = [(a, b) for i, a in enumerate(sketches) for b in sketches[i + 1 :]][:COMPARED_MAX]
    for a, b in pairs:
        yield f"compared: {a.document} and {b.document}"
        yield from (f"  {line}" for line in explain(a, b))
        one, other = sources[a.document], sources[b.document]
        common = common_sequence(one.fingerprint.marks, other.fingerprint.marks)
        same_text = f"overlap of words {jaccard(one.fingerprint, other.fingerprint):.2f}, marks in common order {len(common)}"
        yield f"  texts: {same_text}: {copied(one, other) or 'independent'}"


def _sketches(database: Database, story: Story) -> list[Sketch]:
    marks = ", ".join("?" * len(story.reports))
    sql = f"SELECT sketch FROM event WHERE removed IS NULL AND {keyed('event', 'id')} IN ({marks}) ORDER BY published, id"
    rows = database.connection.execute(sql, tuple(r.event for r in story.reports))
    return [msgspec.json.decode(r[0], type=Sketch) for r in rows]


def _sources(database: Database, story: Story) -> dict[str, Source]:
    marks = ", ".join("?" * len(story.reports))
    columns = "id, language, published, outlet, agency, fingerprint, text_sha256"
    sql = f"SELECT {columns} FROM document WHERE removed IS NULL AND {keyed('doc', 'id')} IN ({marks})"
    rows = database.connection.execute(sql, tuple(r.document for r in story.reports))
    return {r[0]: Source(r[0], r[1], r[2], r[3], r[4], msgspec.json.decode(r[5], type=Fingerprint), r[6]) for r in rows}
