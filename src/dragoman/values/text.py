"""Documents and articles: bytes as they came in, and the text as it was understood."""

import hashlib
from typing import Literal

import msgspec

Span = tuple[int, int]
"""Half-open interval of Unicode code points of `Article.text`."""

BlockKind = Literal["headline", "dateline", "body", "caption", "credit", "rights", "byline", "quote_box", "furniture"]


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One input as it was handed over: stored text and what its source said about it.

    `text` is the decoded text less BOM (for HTML, PDF and DOCX what the reader gave); a separate title stands before it
    with one blank line. `published` is an ISO date or empty. `reader` names the reader and its version.
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    outlet: str = ""
    author: str = ""
    reader: str = "text"
    printed: str = ""
    """Day on which the file was made, where it says so: the article is of this day or older."""


class Block(msgspec.Struct, frozen=True):
    """A stretch of the text with one function; blocks are ordered, do not overlap and are trimmed of white space.

    A dateline is a block of its own in front of the body block it opens; a rights notice inside a caption likewise.
    """

    kind: BlockKind
    start: int
    end: int


class Dateline(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where and when a report was filed: place as written, day and month as written, agency; spans in the text."""

    place: str = ""
    place_span: Span | None = None
    date_span: Span | None = None
    date: str = ""
    """What the dateline states, as TIMEX3 with X for what it leaves open: 2024-06-14, XXXX-06-14, or empty."""
    agency: str = ""
    agency_span: Span | None = None


class Rights(msgspec.Struct, frozen=True):
    """A notice that restricts reuse: whether it covers the text or only a photo, and its words."""

    scope: Literal["text", "photo"]
    notice: str
    span: Span


FindingKind = Literal[
    "person_spelling",
    "conflicting_office",
    "glued_words",
    "machine_translation",
    "agency_copy",
    "rights_notice",
    "mojibake",
    "repeated_title",
    "untranslated_fragment",
    "inconsistent_title",
]


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something noteworthy about the document itself: its kind, a sentence that says it, and the places that show it."""

    kind: FindingKind
    detail: str
    spans: tuple[Span, ...] = ()


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document as understood by intake: its language, date, source and blocks; nothing in it is resolved yet.

    `published_from` says what gave the date: given | metadata | dateline | caption | text. `agency` is the agency's name
    as the pack lists it; `origin` is the agency where the text is a copy of its report, else the outlet.
    """

    document: Document
    text: str
    text_sha256: str
    language: str
    blocks: tuple[Block, ...]
    dateline: Dateline | None = None
    agency: str = ""
    origin: str = ""
    published: str = ""
    published_from: str = ""
    rights: tuple[Rights, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """Blocks of the given kinds, in text order."""
        return tuple(b for b in self.blocks if b.kind in kinds)

    def at(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span[0] : span[1]]


def text_hash(text: str) -> str:
    """SHA-256 of a stored text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
