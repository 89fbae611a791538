"""What a corpus is made of: coded documents, what is said in them, stories, origins, disputes, and the ledger."""

from typing import Literal

import msgspec

from dragoman.values.errors import Refusal
from dragoman.values.event import Attribution, Event
from dragoman.values.text import Block, Document, Finding

Outcome = Literal["coded", "no_event", "refused"]


class Fingerprint(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """What tells copies of a document: a MinHash of its words, and what a translation keeps of them, in text order.

    `minhash` is empty for a text too short to compare. `marks` are names, numbers, days and quotations that look the
    same in any language ("KOR", "person:x", "#21", "@2024-06-14", "q").
    """

    minhash: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()
    words: int = 0


class Said(msgspec.Struct, frozen=True):
    """A statement as it is kept: its words, who says it, on whose behalf it was passed on, and whom it is about."""

    start: int
    end: int
    text: str
    kind: Literal["direct", "indirect", "mixed"]
    stance: str
    speaker: Attribution
    about: tuple[str, ...] = ()
    """Ids and codes of everybody named inside the quotation, without the speaker."""
    tone: Literal["", "criticises", "supports"] = ""
    """What the speaker does to somebody in the sentence that gives the statement."""
    toward: tuple[str, ...] = ()
    """Ids and codes of that somebody."""
    events: tuple[str, ...] = ()
    """Ids of the events that are told in it."""


class Settling(msgspec.Struct, frozen=True):
    """A deed that a text says will not take place, or not then: no event, but news for the ledger.

    `type` and `mode` are those of the deed, `codes` the countries and bodies of its sentence, `date` and `enddate` the
    new window where one is named, `outcome` what it means.
    """

    type: str
    mode: tuple[str, ...]
    codes: tuple[str, ...]
    outcome: Literal["cancelled", "postponed"]
    start: int
    end: int
    text: str
    date: str = ""
    enddate: str = ""
    old_date: str = ""
    """The day for which the deed had been planned, where the text names it."""


class Coded(msgspec.Struct, frozen=True):
    """One document with all that was found in it, ready for the store.

    `sha256` is the hash of the input as it came in, which tells whether a document has changed; `coder` names what
    coded it. `document.text` is the stored text.
    """

    document: Document
    sha256: str
    text_sha256: str
    coder: str
    outcome: Outcome
    language: str = ""
    published: str = ""
    agency: str = ""
    origin: str = ""
    anchor: str = ""
    home: str = ""
    rights_text: bool = False
    """Whether a notice restricts the reuse of the text itself."""
    refusal: Refusal | None = None
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Said, ...] = ()
    settlings: tuple[Settling, ...] = ()
    fingerprint: Fingerprint = Fingerprint()


class Side(msgspec.Struct, frozen=True, array_like=True):
    """A participant as merging sees it."""

    entity: str
    code: str
    sector: str
    office: str = ""


class Sketch(msgspec.Struct, frozen=True, array_like=True):
    """What merging compares of an event: small, so that many can be read quickly.

    `marks` are those of the document that tell topics apart (persons, places, numbers, days), sorted.
    """

    id: str
    document: str
    language: str
    published: str
    type: str
    mode: tuple[str, ...]
    status: str
    background: bool
    date: str
    enddate: str
    basis: str
    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    place: str
    country: str
    precision: str
    counts: tuple[str, ...]
    marks: tuple[str, ...]


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a story needs to know of a document beside its events."""

    id: str
    language: str
    published: str
    outlet: str
    agency: str
    fingerprint: Fingerprint
    text_sha256: str = ""


class Report(msgspec.Struct, frozen=True):
    """One article's telling of a story's event; `status` is what this article makes of it."""

    document: str
    event: str
    language: str
    published: str
    outlet: str
    status: str = "occurred"


class Origin(msgspec.Struct, frozen=True):
    """Reports that rest on one text: an agency's, or an outlet's own with its copies and translations.

    `why` says what joined them: "agency", "same text", "near copy", "translation", or "" for a report of its own.
    """

    kind: Literal["agency", "outlet"]
    name: str
    documents: tuple[str, ...]
    why: tuple[str, ...] = ()


class Dispute(msgspec.Struct, frozen=True):
    """Something on which the reports differ: the field, and each value with the documents and sources that give it."""

    field: Literal["status", "counts", "event_loc", "date"]
    what: str
    values: tuple["Claim", ...]


class Claim(msgspec.Struct, frozen=True):
    """One value of a disputed field, who gives it, and in which documents."""

    value: str
    by: tuple[str, ...]
    documents: tuple[str, ...]


class Story(msgspec.Struct, frozen=True):
    """One event over all its reports: `event` is the merged record, whose id is the smallest of its reports' event ids.

    `why` tells, line by line, what joined the reports.
    """

    id: str
    event: Event
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    disputed: tuple[Dispute, ...] = ()
    why: tuple[str, ...] = ()
    first: str = ""
    """Document that reported it first."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of its reports, sorted."""
        return tuple(sorted({r.language for r in self.reports}))


State = Literal["open", "due", "overdue", "happened", "postponed", "cancelled", "denied", "lapsed"]


class Entry(msgspec.Struct, frozen=True):
    """A line of the ledger: what was announced or demanded, for when, and what became of it.

    `story` is the story that opened it, `status` its status; the window is `date` to `enddate`, inclusive. `settled_by`
    is the story or document that closed it and `settled_on` the day of that report; both are "" while it is open.
    """

    story: str
    type: str
    status: str
    opened: str
    date: str
    enddate: str
    codes: tuple[str, ...]
    place: str
    text: str
    outcome: Literal["", "happened", "postponed", "cancelled", "denied"] = ""
    settled_by: str = ""
    settled_on: str = ""
    settled_text: str = ""
    moved_to: str = ""
    why: str = ""
