"""Stories, statements, entries and counts -> lines and tables for people; colours only on a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.desk.tables import STATUS_STYLE, Paper
from dragoman.store.aggregates import DyadCount
from dragoman.values.corpus import Entry, Story
from dragoman.values.event import Participant

STATE_STYLE = {
    "open": "cyan",
    "due": "bold cyan",
    "overdue": "yellow",
    "lapsed": "dim",
    "happened": "green",
    "postponed": "magenta",
    "cancelled": "red",
    "denied": "red",
}


def _said_under(console: Console, head: Text, words: str) -> None:
    """A line, and under it, set in, the words that prove it."""
    console.print(head)
    console.print(Padding(Text(" ".join(words.split())), (0, 0, 0, 4)))


def stories_table(stories: Sequence[Story], snippets: Mapping[str, str]) -> None:
    """Prints stories: when, what, who to whom, where, how many reports and origins; under it the sentence that proves it."""
    console = Paper()
    for story in stories:
        e = story.event
        kind = e.event[0] + (f" ({', '.join(e.mode)})" if e.mode else "")
        status = e.status + (", background" if e.background else "")
        where = f" in {e.event_loc.name}" if e.event_loc else ""
        people = _who(e.actor) + (f" -> {_who(e.recipient)}" if e.recipient else "")
        head = Text.assemble(
            (e.date or "no date   ", "bold"), "  ", (kind, "bold green"), "  ", (status, STATUS_STYLE[e.status]), "  ",
            people + where, "  ", (_reports(story), "cyan"), "  ", (story.id, "dim"),
        )  # fmt: skip
        _said_under(console, head, snippets.get(e.cite_info.id) or e.text)


def _reports(story: Story) -> str:
    if not story.origins:
        return story.reports[0].document
    number = len({r.document for r in story.reports})
    parts = [
        f"{number} {'report' if number == 1 else 'reports'} in {', '.join(story.languages)}",
        f"{len(story.origins)} independent",
    ]
    return ", ".join(parts) + (", disputed" if story.disputed else "")


def _who(people: Iterable[Participant]) -> str:
    return ", ".join(f"{p.identifier_text or p.entity_text} [{'/'.join(x for x in (p.code, p.sector) if x)}]" for p in people)


def said_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Prints statements: when, who, how, about whom; under it the words."""
    console = Paper()
    for row in rows:
        who = f"{row['name'] or '?'}{' [' + row['code'] + ']' if row['code'] else ''}"
        about, tone = " ".join(row["about"]), f", {row['tone']} {' '.join(row['toward'])}" if row["tone"] else ""
        head = Text.assemble(
            (row["published"] or "no date   ", "bold"), "  ", (who, "bold green"), "  ", row["stance"], (tone, "bold"), "  ",
            (f"about {about}" if about else "", "cyan"), "  ", (row["document"], "dim"),
        )  # fmt: skip
        _said_under(console, head, row["text"])


def ledger_table(entries: Sequence[tuple[str, Entry]], day: str) -> None:
    """Prints the ledger as it stands on a day: state, window, what, by whom; under it what was announced and what settled it."""
    console = Paper()
    console.print(Text(f"as of {day}", style="dim"))
    for state, e in entries:
        due = e.date if e.date == e.enddate else f"{e.date} to {e.enddate}"
        head = Text.assemble(
            (f"{state:<9}", STATE_STYLE[state]), "  ", (due, "bold"), "  ", (e.type, "bold green"),
            f"  {'+'.join(e.codes)}  ",
            (f"{e.status} since {e.opened}", "cyan"), "  ", (e.story, "dim"),
        )  # fmt: skip
        _said_under(console, head, e.text)
        if e.outcome:
            moved = f" (moved to {e.moved_to})" if e.moved_to else ""
            words = f"{e.settled_on}: {' '.join(e.settled_text.split())}{moved}"
            console.print(Padding(Text(words, style="italic"), (0, 0, 0, 4)))


def dyad_table(rows: Sequence[DyadCount]) -> None:
    """Prints counts by pair and period."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in DyadCount.__struct_fields__:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(str(getattr(row, f)) for f in DyadCount.__struct_fields__))
    Paper().print(table)
