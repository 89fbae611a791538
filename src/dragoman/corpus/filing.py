"""What was understood of a document -> the Coded value that the store keeps."""

import hashlib
import re
from collections.abc import Iterator

from dragoman.pipeline import Understood, text_hash
from dragoman.stories.fingerprints import fingerprint
from dragoman.values.corpus import Coded, Said
from dragoman.values.errors import Refusal
from dragoman.values.event import Attribution
from dragoman.values.speech import Statement
from dragoman.values.text import Article, Document, Span
from dragoman.values.world import Mention

_CREDIT = re.compile(r"\(([^()\n]{2,40})\)")
STATEMENT_CHARACTERS_MAX = 4_000  # of the words kept with a statement; the span has all of them


def input_hash(data: bytes) -> str:
    """The hash that tells whether an input has changed: 128 bits of BLAKE2b, hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def refused(id: str, sha256: str, refusal: Refusal, coder: str = "", document: Document | None = None) -> Coded:
    """The Coded of a document that could not be read."""
    document = document or Document(id=id, text="")
    return Coded(
        document, sha256, text_hash(document.text), coder, "refused", document.language, document.published, refusal=refusal
    )


def filed(outcome: Understood, sha256: str, coder: str) -> Coded:
    """The Coded of a document that was read."""
    article = outcome.article
    document = article.document
    return Coded(
        document=document,
        sha256=sha256,
        text_sha256=article.text_sha256,
        coder=coder,
        outcome="coded" if outcome.events else "no_event",
        language=article.language,
        published=article.published,
        agency=article.agency or _credit(article),
        origin=article.origin,
        anchor=outcome.anchor.date,
        home=outcome.home.code,
        rights_text=any(r.scope == "text" for r in article.rights),
        blocks=article.blocks,
        findings=outcome.findings,
        refusals=outcome.refusals,
        events=outcome.events,
        statements=tuple(_said(s, outcome) for s in outcome.statements),
        fingerprint=fingerprint(article, outcome.readings),
    )


def _credit(article: Article) -> str:
    """The agency that a dateline credits, also one that no pack lists."""
    match = next((m for b in article.of("dateline") if (m := _CREDIT.search(article.at((b.start, b.end))))), None)
    return match[1].strip() if match else ""


def _said(statement: Statement, outcome: Understood) -> Said:
    article = outcome.article
    start, end = statement.quote
    return Said(
        start=start,
        end=end,
        text=article.text[start : min(end, start + STATEMENT_CHARACTERS_MAX)],
        kind=statement.kind,
        stance=statement.stance,
        speaker=_speaker(statement, article.at),
        about=tuple(dict.fromkeys(_about(statement, outcome))),
    )


def _speaker(statement: Statement, at) -> Attribution:  # type: ignore[no-untyped-def]
    mention = statement.mention
    words = at(statement.speaker) if statement.speaker else ""
    cue = at(statement.cue) if statement.cue else ""
    chain = tuple(m.entity.name if m.entity else m.text for m in statement.via)
    spans: tuple[Span, ...] = (statement.speaker,) if statement.speaker else ()
    if mention is None:
        return Attribution(words, cue=cue, stance=statement.stance, spans=spans, quote=statement.quote, chain=chain)
    entity = mention.entity
    return Attribution(
        mention.text, entity.id if entity else "", entity.name if entity else "", mention.code, mention.sector, mention.office,
        mention.spans, mention.basis, cue, statement.stance, statement.quote, chain,
    )  # fmt: skip


def _about(statement: Statement, outcome: Understood) -> Iterator[str]:
    """Ids and codes of everybody named inside the quotation but the speaker."""
    start, end = statement.quote
    speaker = statement.mention
    for reading in outcome.readings:
        if reading.sentence.end <= start or reading.sentence.start >= end:
            continue
        for mention in reading.mentions:
            if mention.spans and start <= mention.spans[0][0] < end and not _is(mention, speaker):
                if mention.entity and " " not in mention.entity.id:
                    yield mention.entity.id
                if mention.code:
                    yield mention.code


def _is(mention: Mention, speaker: Mention | None) -> bool:
    return speaker is not None and (
        mention.spans == speaker.spans or (mention.entity is not None and mention.entity == speaker.entity)
    )
