"""`dragoman recode|forget|audit`: what a corpus says, coded anew, taken out, judged and corrected."""

import csv
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import click

from dragoman.corpus import audit
from dragoman.corpus.forgetting import forget
from dragoman.corpus.recode import Difference, recode
from dragoman.corpus.workers import Options
from dragoman.exports.writing import write_table
from dragoman.store import open_database, queries
from dragoman.store.filters import Filter
from dragoman.values.errors import ConfigError, InputError

SHOWN = ("type", "mode", "status", "background", "date", "date_from", "place", "actor", "recipient", "attribution")
SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def run_recode(path: str, options: Options, *, kept: bool, shown: int, workers: int | None) -> None:
    """Prints what another coding gains, loses and changes; with `kept` stores it."""
    tally: Counter[str] = Counter()
    documents: set[str] = set()
    number = (os.cpu_count() or 1) if workers is None else workers
    with open_database(path) as database:
        for difference in recode(database, options, workers=number, kept=kept, run_name="recode"):
            tally[difference.kind] += 1
            documents.add(difference.document)
            if sum(tally.values()) <= shown:
                click.echo(_line(difference))
    more = sum(tally.values()) - shown
    if more > 0:
        click.echo(f"... and {more} more")
    counts = ", ".join(f"{tally[k]:,} {k}" for k in SIGNS)
    click.echo(
        f"dragoman: {counts} in {len(documents):,} documents; {'kept' if kept else 'nothing was changed: --keep stores it'}",
        err=True,
    )


def _line(d: Difference) -> str:
    event = d.now or d.was
    assert event is not None
    what = f" [{', '.join(d.fields)}]" if d.fields else ""
    return f"{SIGNS[d.kind]} {d.document} {event.event[0]} {event.status}{what}: {' '.join(event.text.split())}"


def run_forget(path: str, documents: Sequence[str]) -> int:
    """Takes documents out; 0 when all were there, else 1."""
    with open_database(path) as database:
        gone = forget(database, documents)
    for id in documents:
        if id not in gone:
            click.echo(f"dragoman: {id}: no such document in {path}", err=True)
    click.echo(f"dragoman: {len(gone)} documents forgotten; `dragoman db vacuum {path}` gives their room back", err=True)
    return 0 if len(gone) == len(set(documents)) else 1


def run_draw(path: str, asked: Filter, *, number: int, seed: int, out: str) -> None:
    """Draws a sample into a sheet."""
    with open_database(path, readonly=True) as database:
        drawn = audit.sample(database, number, seed, asked)
        found = {e.cite_info.id: queries.document(database, e.cite_info.id) for e in drawn}
    rows = list(audit.sheet(drawn, {id: d["text"] for id, d in found.items() if d}))
    target = Path(out)
    try:
        if target.suffix.lower() in (".html", ".htm"):
            target.write_text(_page(rows), encoding="utf-8")
        else:
            with target.open("w", encoding="utf-8-sig", newline="") as stream:
                write_table(stream, rows, audit.COLUMNS)
    except OSError as error:
        raise ConfigError(f"--out {out}: {error.strerror}; expected a file that can be written") from error
    click.echo(
        f"dragoman: {len(rows)} events in {out}: fill in verdict_... with right, wrong, or what it should be; "
        "`all` in verdict_event means that every field left empty is right",
        err=True,
    )


def _page(rows: Sequence[Mapping[str, str]]) -> str:
    """The sheet as a page to read and print: an event a block, the fields below its sentence, room for a verdict beside each."""
    style = (
        "body{font:14px sans-serif;max-width:60em}table{border-collapse:collapse;width:100%}small{color:#555}"
        "td,th{border:1px solid #999;padding:3px;vertical-align:top;text-align:left}th{width:8em}td+td{width:12em}"
        "section{break-inside:avoid}"
    )
    blocks = "".join(_block(number, row) for number, row in enumerate(rows, 1))
    return (
        f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>Dragoman audit</title><style>{style}</style></head>"
        f"<body><h1>{len(rows)} events to judge</h1>\n{blocks}</body></html>\n"
    )


def _block(number: int, row: Mapping[str, str]) -> str:
    """One event of the page; a field that the text leaves open has a dash."""
    line = "".join(f"<tr><th>{escape(f)}</th><td>{escape(row[f]) or '–'}</td><td></td></tr>" for f in SHOWN)
    source = " · ".join(filter(None, (row["document"], row["published"], row["title"])))
    return (
        f"<section><h2>{number}. {escape(row['type'])}</h2><p><small>{escape(source)}</small></p>"
        f"<p><small>… {escape(row['before'])}</small> {escape(row['sentence'])} <small>{escape(row['after'])} …</small></p>"
        f"<table>{line}</table></section>\n"
    )


def run_read_back(path: str, judged: str) -> None:
    """Keeps the verdicts of a filled sheet and prints precision by type and field."""
    try:
        with Path(judged).open(encoding="utf-8-sig", newline="") as stream:
            verdicts = audit.read_back(list(csv.DictReader(stream)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{judged}: {error}; expected a sheet that `dragoman audit --out` wrote, as CSV in UTF-8") from error
    with open_database(path) as database:
        events = {id: e for id in verdicts if (e := queries.event(database, id)) is not None}
        found = audit.precision(events, verdicts)
        number = audit.judge(database, verdicts)
    click.echo(f"{'type':<10} {'field':<11} {'right':>8}  share  95 % interval")
    for row in found:
        share = f"{row.right}/{row.judged}"
        click.echo(f"{row.type:<10} {row.field:<11} {share:>8}  {row.right / row.judged:.3f}  [{row.low:.3f}, {row.high:.3f}]")
    click.echo(f"dragoman: {number} events judged", err=True)


def run_not_yet(path: str, id: str) -> None:
    """Prints a wrongly coded sentence for a pack."""
    with open_database(path, readonly=True) as database:
        event = queries.event(database, id)
    if event is None:
        raise InputError(f"{id}: no event with this id in {path}")
    click.echo(audit.as_not_yet(event))
