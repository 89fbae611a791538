"""`dragoman code` and `dragoman read`: documents in, records or tables on standard output, counts on standard error."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from dragoman import intake
from dragoman.coder import Coder
from dragoman.desk.tables import article_table, events_table, statements_table
from dragoman.exports import record, strict
from dragoman.language.codebook import read_codebook
from dragoman.pipeline import Understood
from dragoman.values.errors import ConfigError, Refusal

PROGRESS_EVERY = 200  # documents between two progress lines on a terminal


class Options(NamedTuple):
    """Language, day of publication, home country, folders of the user's tables."""

    language: str = ""
    published: str = ""
    home: str = ""
    overlays: tuple[Path, ...] = ()


def understood(inputs: Sequence[str], options: Options) -> Iterator[tuple[str, Understood | Refusal]]:
    """Each document's name and what was understood of it, in the order of the inputs."""
    language, published, home, overlays = options
    coder = Coder(language=language, home=home, overlay=overlays)
    show = sys.stderr.isatty()
    for number, (name, document) in enumerate(
        intake.documents(inputs, published=published, language=language, stdin=sys.stdin.buffer), 1
    ):
        if show and number % PROGRESS_EVERY == 0:
            click.echo(f"\r{number} documents", nl=False, err=True)
        yield name, document if isinstance(document, Refusal) else coder.understand(document)


def run_code(inputs: Sequence[str], *, shape: str, options: Options, report: str, statements: bool) -> None:
    """Codes the inputs and prints events (or statements); reports what gave none."""
    tally: Counter[str] = Counter()
    codebook = read_codebook()
    out = sys.stdout.buffer
    log = _open_report(report)
    try:
        for name, outcome in understood(inputs, options):
            tally["documents"] += 1
            _log(log, name, outcome, tally)
            if isinstance(outcome, Refusal):
                continue
            if statements:
                _print_statements(name, outcome, shape)
            elif shape == "table":
                events_table(name, outcome)
            else:
                rows = (strict(e, codebook) if shape == "plover" else e for e in outcome.events)
                for row in rows:
                    if row is not None:
                        out.write((msgspec.json.encode(row) if shape == "plover" else record(row)) + b"\n")  # type: ignore[arg-type]
            out.flush()
    finally:
        if log is not None:
            log.close()
        _summary(tally)


def _open_report(report: str):  # type: ignore[no-untyped-def]
    if not report:
        return None
    try:
        return Path(report).open("wb")
    except OSError as error:
        raise ConfigError(f"--report {report}: {error.strerror}; expected a file that can be written") from error


def _log(log, name: str, outcome: Understood | Refusal, tally: Counter[str]) -> None:  # type: ignore[no-untyped-def]
    """Counts a document, and writes it to the report when it was refused or tells no event."""
    if isinstance(outcome, Refusal):
        tally[f"refused: {outcome.reason}"] += 1
        row = {"id": name, "outcome": "refused", "refusals": [outcome]}
        click.echo(f"dragoman: {name}: {outcome.reason}: {outcome.detail}", err=True)
    else:
        tally["events"] += len(outcome.events)
        tally["without event"] += not outcome.events
        row = {"id": name, "outcome": "coded" if outcome.events else "no event", "refusals": list(outcome.refusals)}
    if log is not None and row["outcome"] != "coded":
        log.write(msgspec.json.encode(row) + b"\n")


def _summary(tally: Counter[str]) -> None:
    parts = [f"{tally['documents']} documents", f"{tally['events']} events", f"{tally['without event']} without event"]
    parts += [f"{n} {name}" for name, n in sorted(tally.items()) if name.startswith("refused")]
    click.echo("dragoman: " + ", ".join(parts), err=True)


def _print_statements(name: str, outcome: Understood, shape: str) -> None:
    if shape == "table":
        statements_table(name, outcome)
        return
    rows = [{"id": outcome.article.document.id, **_statement(s)} for s in outcome.statements]
    sys.stdout.buffer.write(b"".join(msgspec.json.encode(r) + b"\n" for r in rows))


def _statement(statement) -> dict[str, object]:  # type: ignore[no-untyped-def]
    mention = statement.mention
    return {
        "quote": statement.quote,
        "speaker": statement.speaker,
        "cue": statement.cue,
        "kind": statement.kind,
        "stance": statement.stance,
        "speaker_text": mention.text if mention else None,
        "code": mention.code if mention else "",
        "rule": statement.rule,
    }


def run_read(inputs: Sequence[str], *, shape: str, options: Options) -> None:
    """Prints the articles as understood."""
    tally: Counter[str] = Counter()
    for name, outcome in understood(inputs, options):
        tally["documents"] += 1
        _log(None, name, outcome, tally)
        if isinstance(outcome, Refusal):
            continue
        if shape == "table":
            article_table(name, outcome)
        else:
            sys.stdout.buffer.write(msgspec.json.encode(article_row(outcome)) + b"\n")
    _summary(tally)


def article_row(outcome: Understood) -> dict[str, object]:
    """The article as understood, as one JSON object; offsets refer to its `text`."""
    article = outcome.article
    headline = next((article.at((b.start, b.end)) for b in article.of("headline")), "")
    return {
        "id": article.document.id,
        "language": article.language,
        "published": article.published,
        "published_from": article.published_from,
        "anchor": outcome.anchor,
        "home": outcome.home,
        "outlet": article.document.outlet,
        "agency": article.agency,
        "dateline": article.dateline,
        "headline": headline,
        "rights": article.rights,
        "origin": article.origin,
        "text_sha256": article.text_sha256,
        "text": article.text,
        "blocks": article.blocks,
        "mentions": [
            {
                "text": m.text,
                "spans": m.spans,
                "basis": m.basis,
                "form": m.form,
                "code": m.code,
                "sector": m.sector,
                "office": m.office,
                "identifier_id": m.entity.id if m.entity else "",
                "identifier_text": m.entity.name if m.entity else "",
                "why": m.why,
            }
            for m in outcome.mentions
        ],
        "times": [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "first": t.first, "last": t.last}
            for t in outcome.times
        ],
        "statements": [_statement(s) for s in outcome.statements],
        "findings": outcome.findings,
    }
