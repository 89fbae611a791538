"""The coded event: PLOVER's record with the fields of provenance that Dragoman adds (DESIGN: one record)."""

from typing import Literal

import msgspec

from dragoman.values.text import Rights, Span
from dragoman.values.world import Place

Type = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
DateBasis = Literal["stated", "inherited", "published", "none"]
DISAPPROVAL = "disapprove"  # mode of blame for a deed, which may be of things
TALKS: tuple[Type, ...] = ("CONSULT", "AGREE")  # held on whose ground it may be
Status = Literal["occurred", "expected", "conditional", "called_for", "denied"]


class Participant(msgspec.Struct, frozen=True, gc=False):
    """An actor or recipient of an event; `code` and `sector` as in Entity,
    `spans` where it stands, `basis` what it was inferred from."""

    entity_text: str
    identifier_id: str = ""
    identifier_text: str = ""
    code: str = ""
    sector: str = ""
    office: str = ""
    spans: tuple[Span, ...] = ()
    basis: tuple[Span, ...] = ()

    def of_country(self, code: str, basis: tuple[Span, ...]) -> "Participant":
        """The participant with a country that was found elsewhere, and where; a person keeps the identifier."""
        own = self.identifier_id.startswith("person:")
        identifier = self.identifier_id if own else f"role:{code}:{self.sector}"
        return msgspec.structs.replace(self, code=code, identifier_id=identifier, basis=basis)


class Attribution(msgspec.Struct, frozen=True, gc=False):
    """On whose word an event is told: the speaker, the cue word, the stance, the quoted span and the chain of sources."""

    entity_text: str
    identifier_id: str = ""
    identifier_text: str = ""
    code: str = ""
    sector: str = ""
    office: str = ""
    spans: tuple[Span, ...] = ()
    basis: tuple[Span, ...] = ()
    cue: str = ""
    stance: str = "asserts"
    quote: Span | None = None
    chain: tuple[str, ...] = ()


class DateInfo(msgspec.Struct, frozen=True, gc=False):
    """How an event's date was found: TIMEX3 value, granularity, the anchor day, the basis and the characters."""

    value: str = ""
    granularity: str = ""
    anchor: str = ""
    basis: DateBasis = "none"
    spans: tuple[Span, ...] = ()


class Count(msgspec.Struct, frozen=True, gc=False):
    """A number of people or things: `what` it counts, least and most, its unit, where it stands and whose figure it is."""

    what: Literal["killed", "wounded", "arrested", "participants", "missing", "abducted", "released", "displaced"]
    min: int
    max: int | None
    unit: str = ""
    source: str = ""
    spans: tuple[Span, ...] = ()


class TextInfo(msgspec.Struct, frozen=True, gc=False):
    """One evidence: number of the sentence, its span, the trigger's spans, and the block it stands in."""

    sequence: int
    start: int
    end: int
    trigger: tuple[Span, ...]
    block: str = "body"


class CiteInfo(msgspec.Struct, frozen=True):
    """The document an event was read in."""

    id: str
    url: str = ""
    title: str = ""
    outlet: str = ""
    agency: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    rights: tuple[Rights, ...] = ()
    origin: str = ""
    text_sha256: str = ""
    reader: str = ""


class Trace(msgspec.Struct, frozen=True, gc=False):
    """Why an event was coded: the trigger entry, the frame in words, and the rules that spoke, in order."""

    entry: str
    frame: str = ""
    rules: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, gc=False):
    """One event of one article, in PLOVER's field names.

    `date` and `enddate` are inclusive ISO dates or None. `text` is the sentence of the best evidence, `text_info` its
    place; `evidence` lists every place where the article tells the event, the best one first. Spans are half-open code
    points of the stored text with hash `cite_info.text_sha256`.
    """

    id: str
    date: str | None
    enddate: str | None
    event: tuple[Type, ...]
    mode: tuple[str, ...]
    context: tuple[str, ...]
    quad_code: int
    event_scale: float
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    event_loc: Place | None
    event_text: tuple[str, ...]
    text: str
    text_info: TextInfo
    cite_info: CiteInfo
    coder: str
    status: Status
    background: bool
    date_info: DateInfo
    attribution: tuple[Attribution, ...]
    counts: tuple[Count, ...]
    cameo: str
    evidence: tuple[TextInfo, ...]
    trace: Trace
    coded_date: str | msgspec.UnsetType = msgspec.UNSET
