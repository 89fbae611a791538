"""Values -> rows: the columns of events, stories, participants, pairs and evidence, derived from the records."""

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.store.keys import STRETCH_SIGNS
from dragoman.values.corpus import Coded, Entry, Said, Sketch, Story
from dragoman.values.event import Attribution, Event, Participant

Row = tuple[Any, ...]
STATUS_LATER = ("expected", "conditional", "called_for")

EVENT_COLUMNS = (
    "event, id, doc, story, type, mode, context, status, background, quad, scale, date, enddate, date_basis, place, country, "
    "precision, latitude, longitude, language, outlet, published, verdict, coder, sketch, record, added"
)
STORY_COLUMNS = (
    "story, id, cluster, type, mode, context, status, background, quad, scale, date, enddate, date_basis, place, country, "
    "precision, latitude, longitude, language, outlet, published, reports, origins, disputed, record, added"
)
DOCUMENT_COLUMNS = (
    "doc, id, version, sha256, text_sha256, outcome, reason, detail, language, published, title, url, outlet, agency, author, "
    "origin, anchor, home, reader, rights_text, coder, fingerprint, added"
)
PARTICIPANT_COLUMNS = "of, item, n, role, entity, name, code, sector, office, stance, date"
DYAD_COLUMNS = "of, stretch, source, target, date, item, type, status, quad, scale, background, added"
STATEMENT_COLUMNS = (
    "statement, doc, start, stop, kind, stance, tone, toward, events, entity, name, code, sector, about, text, published, added"
)
LEDGER_COLUMNS = "entry, story, type, status, opened, date, enddate, outcome, settled, codes, record, added"


def insert(table: str, columns: str, *, verb: str = "INSERT") -> str:
    """The SQL that inserts a row with these columns."""
    return f"{verb} INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"


def document_row(coded: Coded, doc: int, version: int, run: int) -> Row:
    """The row of a document."""
    d, refusal = coded.document, coded.refusal
    return (
        doc, d.id, version, coded.sha256, coded.text_sha256, coded.outcome, refusal.reason if refusal else "",
        refusal.detail if refusal else "", coded.language, coded.published, d.title, d.url, d.outlet, coded.agency, d.author,
        coded.origin, coded.anchor, coded.home, d.reader, int(coded.rights_text), coded.coder,
        msgspec.json.encode(coded.fingerprint), run,
    )  # fmt: skip


def _columns(event: Event) -> Row:
    place = event.event_loc
    return (
        event.event[0], " ".join(event.mode), " ".join(event.context), event.status, int(event.background), event.quad_code,
        event.event_scale, event.date or "", event.enddate or event.date or "", event.date_info.basis,
        place.name if place else "", place.code if place else "", place.precision if place else "",
        place.latitude if place else None, place.longitude if place else None,
    )  # fmt: skip


def event_row(event: Event, sketch: Sketch, raw: bytes, *, key: int, doc: int, story: str, verdict: str, run: int) -> Row:
    """The row of an event; `raw` is its JSON, `story` the id of the story that merging has found for it."""
    cite = event.cite_info
    return (
        key, event.id, doc, story, *_columns(event), cite.language, cite.outlet, cite.published, verdict, event.coder,
        msgspec.json.encode(sketch), raw, run,
    )  # fmt: skip


def story_row(story: Story, raw: bytes, *, key: int, cluster: str, run: int) -> Row:
    """The row of a story; `raw` is its JSON."""
    return (
        key, story.id, cluster, *_columns(story.event), " ".join(story.languages),
        " | ".join(sorted({r.outlet for r in story.reports if r.outlet})), min(r.published for r in story.reports),
        len(story.reports), len(story.origins), len(story.disputed), raw, run,
    )  # fmt: skip


def participant_rows(event: Event, of: str, item: int) -> list[Row]:
    """A row for each actor, recipient and speaker."""
    date = event.date or ""
    people = [("actor", "", p) for p in event.actor] + [("recipient", "", p) for p in event.recipient]
    all_: list[tuple[str, str, Participant | Attribution]] = [*people, *(("speaker", a.stance, a) for a in event.attribution)]
    return [
        (of, item, n, role, p.identifier_id, p.identifier_text or p.entity_text, p.code, p.sector, p.office, stance, date)
        for n, (role, stance, p) in enumerate(all_)
    ]


def dyads(event: Event) -> list[tuple[str, str]]:
    """Pairs (source, target) of codes: actor to recipient; the parties of a mutual act to one another, each way."""
    actors, recipients = _codes(event.actor), _codes(event.recipient)
    pairs = [(a, b) for a in actors for b in recipients]
    if not recipients:
        pairs = [(a, b) for a in actors for b in actors if a != b]
    return list(dict.fromkeys(pairs))


def _codes(people: tuple[Participant, ...]) -> list[str]:
    return list(dict.fromkeys(p.code for p in people if p.code))


def dyad_rows(event: Event, of: str, item: int, run: int) -> Iterator[Row]:
    """A row for each pair."""
    date = event.date or ""
    for source, target in dyads(event):
        yield (
            of, date[:STRETCH_SIGNS], source, target, date, item, event.event[0], event.status, event.quad_code,
            event.event_scale, int(event.background), run,
        )  # fmt: skip


def evidence_rows(event: Event, key: int) -> set[Row]:
    """A row for each stretch of text that proves something of the event."""
    found: set[Row] = set()
    for info in event.evidence or (event.text_info,):
        found.add((key, info.start, info.end, "sentence"))
        found |= {(key, a, b, "trigger") for a, b in info.trigger}
    for role, people in (("actor", event.actor), ("recipient", event.recipient), ("speaker", event.attribution)):
        found |= {(key, a, b, role) for p in people for a, b in p.spans}
    found |= {(key, a, b, "time") for a, b in event.date_info.spans}
    found |= {(key, a, b, "place") for a, b in (event.event_loc.spans if event.event_loc else ())}
    found |= {(key, *a.quote, "quote") for a in event.attribution if a.quote}
    found |= {(key, a, b, "count") for c in event.counts for a, b in c.spans}
    return found


def entity_rows(event: Event) -> Iterator[Row]:
    """The names under which the event's entities were met."""
    people: tuple[Participant | Attribution, ...] = (*event.actor, *event.recipient, *event.attribution)
    for p in people:
        if p.identifier_id:
            yield (p.identifier_id, p.identifier_text or p.entity_text)


def statement_row(said: Said, *, key: int, doc: int, published: str, run: int) -> Row:
    """The row of a statement."""
    s = said.speaker
    about, toward, events = (f" {' '.join(words)} " if words else "" for words in (said.about, said.toward, said.events))
    return (
        key, doc, said.start, said.end, said.kind, said.stance, said.tone, toward, events, s.identifier_id,
        s.identifier_text or s.entity_text, s.code, s.sector, about, said.text, published, run,
    )  # fmt: skip


def remark_rows(coded: Coded, doc: int) -> Iterator[Row]:
    """Findings and refusals of a document."""
    remarks: list[tuple[str, str, Any]] = [("finding", f.kind, f) for f in coded.findings]
    remarks += [("refusal", r.reason, r) for r in coded.refusals]
    for n, (kind, name, value) in enumerate(remarks):
        yield (doc, n, kind, name, msgspec.json.encode(value).decode())


def ledger_row(entry: Entry, record: bytes, *, key: int, run: int) -> Row:
    """The row of an entry of the ledger."""
    e = entry
    codes = f" {' '.join(e.codes)} "
    return (key, e.story, e.type, e.status, e.opened, e.date, e.enddate, e.outcome, e.settled_on, codes, record, run)
