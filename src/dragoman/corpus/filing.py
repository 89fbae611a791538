"""What was understood of a document -> the Coded value that the store keeps."""

import hashlib
import re

from dragoman.corpus.statements import said
from dragoman.pipeline import Understood
from dragoman.stories.fingerprints import fingerprint
from dragoman.values.corpus import Coded
from dragoman.values.errors import Refusal
from dragoman.values.text import Article, Document, text_hash

_CREDIT = re.compile(r"\(([^()\n]{2,40})\)")


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
        statements=tuple(said(s, outcome) for s in outcome.statements),
        fingerprint=fingerprint(article, outcome.readings),
    )


def _credit(article: Article) -> str:
    """The agency that a dateline credits, also one that no pack lists."""
    match = next((m for b in article.of("dateline") if (m := _CREDIT.search(article.at((b.start, b.end))))), None)
    return match[1].strip() if match else ""
