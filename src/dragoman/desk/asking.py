"""`dragoman events|stories|said|ledger|dyads`: questions to the database, answers as tables, JSON lines or CSV."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec

from dragoman.desk.showing import dyad_table, ledger_table, said_table, stories_table
from dragoman.exports import flat
from dragoman.exports.cells import alone
from dragoman.exports.writing import write_table
from dragoman.store import Database, aggregates, open_database, queries
from dragoman.store.filters import Filter
from dragoman.stories.ledger import state
from dragoman.values.corpus import Entry, Story
from dragoman.values.event import Event

DYAD_COLUMNS = aggregates.DyadCount.__struct_fields__


def run_items(path: str, of: str, asked: Filter, *, sort: str, limit: int, after: str, shape: str) -> None:
    """Prints events ("e") or stories ("s")."""
    with open_database(path, readonly=True) as database:
        if limit == 0:
            rows: Iterator[Any] = (
                queries.all_events(database, asked, sort=sort) if of == "e" else queries.all_stories(database, asked, sort=sort)
            )
            _print(database, rows, shape, asked)
            return
        ask = queries.events if of == "e" else queries.stories
        page = ask(database, asked, sort=sort, limit=limit, after=after)
        _print(database, iter(page.rows), shape, asked)
        if page.next:
            click.echo(f"dragoman: more: --after {page.next}", err=True)


def _print(database: Database, rows: Iterator[Event | Story], shape: str, asked: Filter) -> None:
    if shape == "jsonl":
        for row in rows:
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        sys.stdout.buffer.flush()
        return
    stories = (row if isinstance(row, Story) else alone(row) for row in rows)
    if shape == "csv":
        write_table(sys.stdout, (flat.row(s) for s in stories), tuple(flat.COLUMNS))
        return
    shown = list(stories)
    found = queries.snippets(database, asked.text, tuple({s.event.cite_info.id for s in shown})) if asked.text else {}
    stories_table(shown, found)


def run_said(path: str, options: dict[str, Any], *, shape: str) -> None:
    """Prints who said what."""
    with open_database(path, readonly=True) as database:
        page = queries.statements(database, **options)
    if shape == "jsonl":
        sys.stdout.buffer.write(b"".join(msgspec.json.encode(r) + b"\n" for r in page.rows))
    elif shape == "csv":
        rows = ({**r, **{f: "; ".join(r[f]) for f in queries.LISTED}} for r in page.rows)
        write_table(sys.stdout, rows, queries.STATEMENT_FIELDS[1:])
    else:
        said_table(page.rows)
    if page.next:
        click.echo(f"dragoman: more: --after {page.next}", err=True)


def run_ledger(path: str, *, on: str, codes: Sequence[str], states: Sequence[str], as_of: str, shape: str) -> None:
    """Prints the ledger as it stands on a day; without one, on the day of the latest report."""
    with open_database(path, readonly=True) as database:
        day = on or latest(database)
        entries = [(state(e, day), e) for e in queries.ledger(database, codes=tuple(codes), as_of=as_of)]
    entries = [(s, e) for s, e in entries if e.opened <= day and (not states or s in states)]
    if shape == "table":
        ledger_table(entries, day)
        return
    rows = [_entry(s, e) for s, e in entries]
    if shape == "csv":
        write_table(sys.stdout, ({**r, "codes": "; ".join(r["codes"])} for r in rows), ("state", *Entry.__struct_fields__))
    else:
        sys.stdout.buffer.write(b"".join(msgspec.json.encode(r) + b"\n" for r in rows))


def _entry(state: str, entry: Entry) -> dict[str, Any]:
    return {"state": state, **msgspec.to_builtins(entry)}


def latest(database: Database) -> str:
    """Day of the latest report in the database: "today" for a corpus of the past."""
    row = database.connection.execute("SELECT max(published) FROM document WHERE removed IS NULL").fetchone()
    return str(row[0] or "")


def run_dyads(path: str, asked: Filter, *, of: str, per: str, balanced: bool, shape: str) -> None:
    """Prints counts by pair and period."""
    with open_database(path, readonly=True) as database:
        found = aggregates.dyads(database, asked, of="e" if of == "events" else "s", per=per)
    if balanced:
        found = aggregates.balanced(found, per)
    if shape == "table":
        dyad_table(found)
    elif shape == "csv":
        write_table(sys.stdout, (msgspec.structs.asdict(d) for d in found), DYAD_COLUMNS)
    else:
        sys.stdout.buffer.write(b"".join(msgspec.json.encode(d) + b"\n" for d in found))


def run_explain_story(path: str, id: str) -> None:
    """Prints why the reports of a story are one, where they differ, and whose word they rest on."""
    from dragoman.desk.storytelling import told

    with open_database(path, readonly=True) as database:
        for line in told(database, id):
            click.echo(line)
