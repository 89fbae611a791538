"""`dragoman export`: a question to the database, answered in the formats of the field, with a note of what made it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec

from dragoman import __version__
from dragoman.desk.asking import latest
from dragoman.desk.filtering import described
from dragoman.exports import flat, gdelt, geojson, icews, polecat, strict
from dragoman.exports.calendar import calendar
from dragoman.exports.cells import Row, alone
from dragoman.exports.countries import countries
from dragoman.exports.graphml import graph
from dragoman.exports.report import page
from dragoman.exports.writing import TYPES, write_parquet, write_table
from dragoman.language.codebook import read_codebook
from dragoman.store import Database, aggregates, open_database, queries
from dragoman.store.filters import Filter
from dragoman.stories.ledger import state
from dragoman.values.corpus import Story
from dragoman.values.errors import ConfigError

FORMATS = (
    "plover",
    "jsonl",
    "csv",
    "parquet",
    "gdelt",
    "gdelt-mentions",
    "polecat",
    "icews",
    "geojson",
    "ics",
    "graphml",
    "html",
)
FACTUAL = ("gdelt", "gdelt-mentions", "icews")
"""Formats without a word for what has not happened: occurred events only, unless a status is asked for."""


def run_export(path: str, asked: Filter, *, shape: str, of: str, out: str, header: bool) -> None:
    """Writes the answer to a file or standard output, and says what it was made of."""
    if shape in FACTUAL:
        background = False if asked.background is None else asked.background
        asked = msgspec.structs.replace(asked, status=asked.status or ("occurred",), background=background)
    with open_database(path, readonly=True) as database:
        about = note(database, asked, shape, of)
        if shape == "parquet":
            number = _parquet(database, asked, of, out, about)
        else:
            with _opened(out) as stream:
                number = WRITERS[shape](database, asked, of, stream, about, header)
    if out and out != "-":
        _beside(out, about)
    click.echo(f"dragoman: {number:,} rows: {about}", err=True)


def note(database: Database, asked: Filter, shape: str, of: str) -> str:
    """The line that says which program, packs, atlas, filter and state of the database made an export."""
    sql = "SELECT DISTINCT coder FROM event WHERE removed IS NULL ORDER BY coder"
    coders = "; ".join(row[0] for row in database.connection.execute(sql))
    run = database.connection.execute("SELECT max(run) FROM run").fetchone()[0]
    return f"{shape} of {of} by dragoman {__version__}; coded by {coders or 'nothing'}; filter: {described(asked)}; run {run}"


@contextmanager
def _opened(out: str) -> Iterator[TextIO]:
    if not out or out == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with Path(out).open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        raise ConfigError(f"--out {out}: {error.strerror}; expected a file that can be written") from error


def _beside(out: str, about: str) -> None:
    Path(f"{out}.about.txt").write_text(about + "\n", encoding="utf-8")


def _stories(database: Database, asked: Filter, of: str) -> Iterator[Story]:
    if of == "stories":
        return queries.all_stories(database, asked)
    return (alone(event) for event in queries.all_events(database, asked))


Writer = Callable[[Database, Filter, str, TextIO, str, bool], int]


def _table(rows: Callable[[Story], Iterator[Row]], columns: Sequence[str], *, tabs: bool, header: bool | None = None) -> Writer:
    def write(database: Database, asked: Filter, of: str, out: TextIO, about: str, wanted: bool) -> int:
        found = (row for story in _stories(database, asked, of) for row in rows(story))
        return write_table(out, found, columns, tabs=tabs, header=wanted if header is None else header or wanted)

    return write


def _gdelt(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    known = countries()
    found = (row for s in _stories(database, asked, of) for row in gdelt.event_rows(s, known))
    return write_table(out, found, gdelt.EVENT_COLUMNS, tabs=True, header=header)


def _polecat(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    known = countries()
    found = (polecat.row(s, known) for s in _stories(database, asked, of))
    return write_table(out, found, polecat.COLUMNS, tabs=True)


def _icews(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    known = countries()
    found = (row for s in _stories(database, asked, of) for row in icews.rows(s, known))
    return write_table(out, found, icews.COLUMNS, tabs=True)


def _lines(shape: str) -> Writer:
    def write(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
        codebook, number = read_codebook(), 0
        for story in _stories(database, asked, of):
            row: Any = strict(story.event, codebook) if shape == "plover" else story if of == "stories" else story.event
            if row is not None:
                out.write(msgspec.json.encode(row).decode() + "\n")
                number += 1
        return number

    return write


def _geojson(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    out.write('{"type":"FeatureCollection","about":' + msgspec.json.encode(about).decode() + ',"features":[')
    number = 0
    for story in _stories(database, asked, of):
        out.write(("," if number else "") + "\n" + msgspec.json.encode(geojson.feature(story)).decode())
        number += 1
    out.write("\n]}\n")
    return number


def _ics(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    wanted = {s.id for s in queries.all_stories(database, asked)}
    entries = [e for e in queries.ledger(database, as_of=asked.as_of) if e.story in wanted]
    out.write(calendar(entries, about=about))
    return len(entries)


def _html(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    """A page of the stories and of what they announce, as it stands on the day of the latest report."""
    day = latest(database)
    found = list(_stories(database, asked, of))
    wanted = {story.id for story in found}
    entries = [(state(e, day), e) for e in queries.ledger(database, as_of=asked.as_of) if e.story in wanted]
    title = f"Dragoman: {described(asked)}"
    out.writelines(page(found, entries, title=title, about=about, day=day))
    return len(found)


def _graphml(database: Database, asked: Filter, of: str, out: TextIO, about: str, header: bool) -> int:
    found = aggregates.dyads(database, asked, of="s" if of == "stories" else "e", per="all")
    edges = [
        (d.source, d.target, {k: float(v) for k, v in msgspec.structs.asdict(d).items() if not isinstance(v, str)}) for d in found
    ]
    out.write(graph(edges, countries(), about=about))
    return len(edges)


def _parquet(database: Database, asked: Filter, of: str, out: str, about: str) -> int:
    if not out or out == "-":
        raise ConfigError("--as parquet: name a file with --out FILE")
    rows = (flat.row(s) for s in _stories(database, asked, of))
    return write_parquet(out, rows, tuple(flat.COLUMNS), types=TYPES, about=about)


WRITERS: dict[str, Writer] = {
    "plover": _lines("plover"),
    "jsonl": _lines("jsonl"),
    "csv": _table(lambda s: iter((flat.row(s),)), tuple(flat.COLUMNS), tabs=False, header=True),
    "gdelt": _gdelt,
    "gdelt-mentions": _table(gdelt.mention_rows, gdelt.MENTION_COLUMNS, tabs=True),
    "polecat": _polecat,
    "icews": _icews,
    "geojson": _geojson,
    "ics": _ics,
    "graphml": _graphml,
    "html": _html,
}
"""Format -> what writes it; Parquet is written to a path."""
