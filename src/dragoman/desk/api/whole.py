"""One story, one document -> all that belongs to it; where a notice covers the text, the passages that prove it only."""

import re
from typing import Any

import msgspec

from dragoman.coder import Coder
from dragoman.desk.asking import latest
from dragoman.desk.explaining import explanation
from dragoman.desk.storytelling import told
from dragoman.intake import document_from
from dragoman.pipeline import Understood
from dragoman.store import Database, queries
from dragoman.store.database import translated
from dragoman.store.filters import Filter
from dragoman.store.keys import keyed
from dragoman.store.writing import verdicts
from dragoman.stories.ledger import state
from dragoman.values.corpus import Entry, Story
from dragoman.values.errors import Refusal
from dragoman.values.event import Event
from dragoman.values.text import Document

KEPT = ("id", "version", "outcome", "reason", "detail", "language", "published", "title", "url", "outlet", "agency", "author",
        "origin", "anchor", "home", "reader", "coder", "text_sha256")  # fmt: skip
"""Fields of a document that are shown."""


STOP = re.compile(r"[.!?…]\s+|[。！？]|\n+")
"""Where a sentence ends, for all that one has to know to show it."""


class Passage(msgspec.Struct, frozen=True):
    """A stretch of a document's text; offsets are code points."""

    start: int
    end: int
    text: str


class Whole(msgspec.Struct, frozen=True):
    """A document. `text` is "" and `withheld` true where a notice forbids showing it; `passages` are always there."""

    about: dict[str, Any]
    withheld: bool
    text: str
    passages: tuple[Passage, ...]
    blocks: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    refusals: tuple[dict[str, Any], ...] = ()
    events: tuple[Event, ...] = ()


class StoryWhole(msgspec.Struct, frozen=True):
    """A story with each report's event and document, its lines in the ledger, and why its reports are one."""

    story: Story
    events: tuple[Event, ...]
    documents: tuple[Whole, ...]
    ledger: tuple[dict[str, Any], ...]
    explanation: tuple[str, ...]
    verdicts: dict[str, dict[str, str]] = {}
    """What people say of each event, by its id and the field."""


class SentenceTold(msgspec.Struct, frozen=True):
    """A sentence of a text, where it stands, and what was recognised, coded and refused in it, line by line."""

    start: int
    end: int
    lines: tuple[str, ...]


def document(database: Database, id: str, *, protected: bool) -> Whole | None:
    """The document with this id, None when there is none; `protected` shows texts that a notice covers."""
    found = queries.document(database, id)
    if found is None:
        return None
    events = tuple(e for e in queries.all_events(database, Filter(document=(id,))) if e.cite_info.id == id)
    return whole(found, events, protected=protected)


def whole(found: dict[str, Any], events: tuple[Event, ...], *, protected: bool) -> Whole:
    """What is shown of a document and its events."""
    text, withheld = found["text"], bool(found["rights_text"]) and not protected
    spans = _proving(text, events)
    passages = tuple(Passage(a, b, text[a:b]) for a, b in spans)
    about = {k: found[k] for k in KEPT}
    refusals, findings = found.get("refusals", ()), found.get("findings", ())
    if withheld:
        # findings and refusals quote the text
        return Whole(about, True, "", passages, events=events)
    return Whole(about, False, text, passages, tuple(found["blocks"]), tuple(findings), tuple(refusals), events)


def _proving(text: str, events: tuple[Event, ...]) -> list[tuple[int, int]]:
    """The sentences that prove events, and those that only say on whose word they are told."""
    found = {(i.start, i.end) for e in events for i in e.evidence}
    told = {span for e in events for speaker in e.attribution for span in speaker.spans}
    outside = [s for s in sorted(told) if not any(a <= s[0] and s[1] <= b for a, b in found)]
    return sorted(found | {_around(text, a, b) for a, b in outside})


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, as far as full stops and new lines show it."""
    before = max((m.end() for m in STOP.finditer(text, 0, start)), default=0)
    behind = STOP.search(text, end)
    return before, len(text[: behind.end() if behind else None].rstrip())


def story(database: Database, id: str, *, protected: bool) -> StoryWhole | None:
    """The story with this id, or the one that holds the event with this id; None when there is none."""
    found = queries.story(database, id)
    if found is None:
        return None
    events = tuple(e for r in found.reports if (e := queries.event(database, r.event)) is not None)
    documents: list[Whole] = []
    for report in found.reports:
        text = queries.document(database, report.document)
        mine = tuple(e for e in events if e.cite_info.id == report.document)
        if text is not None and report.document not in [d.about["id"] for d in documents]:
            documents.append(whole(text, mine, protected=protected))
    with translated(database.path):
        said = verdicts(database.connection, [e.id for e in events])
    return StoryWhole(found, events, tuple(documents), _ledger(database, found), tuple(told(database, found.id)), dict(said))


def _ledger(database: Database, found: Story) -> tuple[dict[str, Any], ...]:
    """Its own entry, and those that it settled."""
    sql = f"SELECT record FROM ledger WHERE removed IS NULL AND {keyed('entry', 'story')} = ?"
    rows = database.connection.execute(sql, (found.id,)).fetchall()
    days = sorted(r.published for r in found.reports)
    later = "SELECT record FROM ledger WHERE removed IS NULL AND outcome <> '' AND settled BETWEEN ? AND ? AND story <> ?"
    rows += database.connection.execute(later, (days[0], days[-1], found.id)).fetchall()
    entries = [e for r in rows if (e := msgspec.json.decode(r[0], type=Entry)).story == found.id or e.settled_by == found.id]
    day = latest(database)
    return tuple({"state": state(e, day), "entry": e} for e in entries)


def sentences(coder: Coder, found: Document | Refusal) -> tuple[SentenceTold, ...] | Refusal:
    """Why there is an event in each sentence of a text, and why there is none; a Refusal when it cannot be read."""
    outcome = coder.understand(found)
    if isinstance(outcome, Refusal):
        return outcome
    return told_sentences(outcome)


def told_sentences(outcome: Understood) -> tuple[SentenceTold, ...]:
    """The explanation of what was understood, sentence by sentence."""
    groups: list[list[str]] = []
    for line in explanation(outcome):
        if not line:
            groups.append([])
        elif groups:
            groups[-1].append(line.strip())
    spans = [(r.sentence.start, r.sentence.end) for r in outcome.readings]
    return tuple(SentenceTold(a, b, tuple(lines[1:])) for (a, b), lines in zip(spans, groups, strict=True))


def as_document(found: dict[str, Any]) -> Document | Refusal:
    """The document of a row of the database, to be read again."""
    return document_from(text=found["text"], id=found["id"], published=found["published"], language=found["language"])
