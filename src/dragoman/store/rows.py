"""Values -> rows: the columns of events, stories, participants, pairs and evidence, derived from the records."""

from collections.abc import Iterator, Sequence
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


class Parts(msgspec.Struct, frozen=True):
    """What the rows of an event have in common with those of a story that it alone tells, all but keys and runs."""

    columns: Row
    people: tuple[Row, ...]
    pairs: tuple[Row, ...]


def parts(event: Event) -> Parts:
    """The Parts of an event."""
    date = event.date or ""
    told = (event.event[0], event.status, event.quad_code, event.event_scale, int(event.background))
    pairs = tuple([(date[:STRETCH_SIGNS], source, target, date, told) for source, target in dyads(event)])
    return Parts(_columns(event), _people(event, date), pairs)


def _columns(event: Event) -> Row:
    place = event.event_loc
    return (
        event.event[0], " ".join(event.mode), " ".join(event.context), event.status, int(event.background), event.quad_code,
        event.event_scale, event.date or "", event.enddate or event.date or "", event.date_info.basis,
        place.name if place else "", place.code if place else "", place.precision if place else "",
        place.latitude if place else None, place.longitude if place else None,
    )  # fmt: skip


def _people(event: Event, date: str) -> tuple[Row, ...]:
    people: list[tuple[str, str, Participant | Attribution]] = [("actor", "", p) for p in event.actor]
    people += [("recipient", "", p) for p in event.recipient]
    people += [("speaker", a.stance, a) for a in event.attribution]
    return tuple([
        (n, role, p.identifier_id, p.identifier_text or p.entity_text, p.code, p.sector, p.office, stance, date)
        for n, (role, stance, p) in enumerate(people)
    ])  # fmt: skip


class Telling(msgspec.Struct, frozen=True):
    """An event with all that can be said of its rows before its key is known, and with what merging needs of it.

    That is its sketch, the handles by which it is found, and those that it looks up. `raw` and `drawn` are the JSON of the
    event and of its sketch.
    """

    event: Event
    sketch: Sketch
    handles: tuple[str, ...]
    lookups: tuple[str, ...]
    raw: bytes
    drawn: bytes
    parts: Parts
    evidence: Sequence[Row]
    verdict: str = ""


def event_row(told: Telling, *, key: int, doc: int, story: str, run: int) -> Row:
    """The row of an event; `story` is the id of the story that merging has found for it."""
    event, cite = told.event, told.event.cite_info
    return (
        key, event.id, doc, story, *told.parts.columns, cite.language, cite.outlet, cite.published, told.verdict, event.coder,
        told.drawn, told.raw, run,
    )  # fmt: skip


def story_row(story: Story, own: Parts, raw: bytes, *, key: int, cluster: str, run: int) -> Row:
    """The row of a story; `raw` is its JSON."""
    reports = story.reports
    if len(reports) == 1:
        languages, outlets, published = reports[0].language, reports[0].outlet, reports[0].published
    else:
        languages, outlets = " ".join(story.languages), " | ".join(sorted({r.outlet for r in reports if r.outlet}))
        published = min(r.published for r in reports)
    return (
        key, story.id, cluster, *own.columns, languages, outlets, published, len(reports), len(story.origins),
        len(story.disputed), raw, run,
    )  # fmt: skip


def participant_rows(own: Parts, of: str, item: int) -> list[Row]:
    """A row for each actor, recipient and speaker."""
    return [(of, item, *who) for who in own.people]


def dyad_rows(own: Parts, of: str, item: int, run: int) -> list[Row]:
    """A row for each pair."""
    return [(of, stretch, source, target, date, item, *told, run) for stretch, source, target, date, told in own.pairs]


def dyads(event: Event) -> list[tuple[str, str]]:
    """Pairs (source, target) of codes: actor to recipient; the parties of a mutual act to one another, each way."""
    actors, recipients = _codes(event.actor), _codes(event.recipient)
    if recipients:
        return [(a, b) for a in actors for b in recipients]
    return [(a, b) for a in actors for b in actors if a != b]


def _codes(people: tuple[Participant, ...]) -> dict[str, None]:
    return dict.fromkeys([p.code for p in people if p.code])


def evidence(event: Event) -> list[Row]:
    """Each stretch of text that proves something of the event, and what: rows without the key, sorted."""
    found: set[Row] = set()
    for info in event.evidence or (event.text_info,):
        found.add((info.start, info.end, "sentence"))
        found.update([(a, b, "trigger") for a, b in info.trigger])
    for role, people in (("actor", event.actor), ("recipient", event.recipient), ("speaker", event.attribution)):
        found.update([(a, b, role) for p in people for a, b in p.spans])
    found.update([(a, b, "time") for a, b in event.date_info.spans])
    if event.event_loc:
        found.update([(a, b, "place") for a, b in event.event_loc.spans])
    found.update([(*a.quote, "quote") for a in event.attribution if a.quote])
    found.update([(a, b, "count") for c in event.counts for a, b in c.spans])
    return sorted(found)


def entity_rows(own: Parts) -> list[Row]:
    """The names under which the event's entities were met."""
    return [(who[2], who[3]) for who in own.people if who[2]]


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
