"""What was understood of a document -> tables for people; colours only on a terminal."""

import contextlib

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.pipeline import Understood
from dragoman.values.event import Event, Participant

STATUS_STYLE = {"occurred": "bold", "expected": "cyan", "conditional": "yellow", "called_for": "magenta", "denied": "red"}


class Paper(Console):
    """What tables are printed on; a reader who closes the pipe early ends the command quietly."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> None:
        """Ends the command with 0 (a plain Console: with 1)."""
        with contextlib.suppress(SystemExit):
            super().on_broken_pipe()
        raise SystemExit(0)


def events_table(name: str, outcome: Understood) -> None:
    """Prints the events of a document, each with status, participants, date, place, speaker and evidence."""
    console = Paper()
    article = outcome.article
    title = next((article.at((b.start, b.end)) for b in article.of("headline")), name)
    console.print(
        Text(f"{name}  {article.published or 'no date'}  {article.origin or article.document.outlet}".rstrip(), style="dim")
    )
    console.print(Text(title, style="bold underline"))
    for event in outcome.events:
        _event(console, event, article.text)
    if not outcome.events:
        console.print(Text("  no event", style="dim"))
    console.print()


def _event(console: Console, event: Event, text: str) -> None:
    kind = event.event[0] + (f" ({', '.join(event.mode)})" if event.mode else "")
    status = event.status + (", background" if event.background else "")
    console.print(Text.assemble("  ", (kind, "bold green"), "  ", (status, STATUS_STYLE[event.status]), "  ", (event.id, "dim")))
    table = Table.grid(padding=(0, 2))
    table.add_column(width=12, justify="right", style="dim")
    table.add_column()
    for label, value in _rows(event):
        table.add_row(label, value)
    for info in event.evidence:
        table.add_row("evidence" if info == event.evidence[0] else "also", _marked(text, info.start, info.end, info.trigger))
    console.print(table)


def _rows(event: Event) -> list[tuple[str, str]]:
    rows = [("who", "; ".join(map(_who, event.actor)) or "-")]
    if event.recipient:
        rows.append(("to whom", "; ".join(map(_who, event.recipient))))
    when = event.date if event.date == event.enddate else f"{event.date} to {event.enddate}"
    rows.append(("when", f"{when or 'not known'} ({event.date_info.basis})"))
    if event.event_loc is not None:
        rows.append(("where", f"{event.event_loc.name} [{event.event_loc.code}]"))
    if event.attribution:
        rows.append(("says", "; ".join(f"{a.entity_text} ({a.stance})" for a in event.attribution)))
    rows += [
        ("count", f"{c.what}: {c.min}" + ("+" if c.max is None else f" to {c.max}" if c.max != c.min else ""))
        for c in event.counts
    ]
    return rows


def _who(p: Participant) -> str:
    code = "/".join(x for x in (p.code, p.sector) if x)
    name = (
        p.entity_text if not p.identifier_text or p.identifier_text in p.entity_text else f"{p.entity_text} = {p.identifier_text}"
    )
    return f"{name} [{code}]" if code else name


def _marked(text: str, start: int, end: int, trigger: tuple[tuple[int, int], ...]) -> Text:
    shown = Text()
    at = start
    for first, last in trigger:
        shown.append(" ".join(text[at:first].split("\n")))
        shown.append("»" + text[first:last] + "«", style="bold red")
        at = last
    shown.append(" ".join(text[at:end].split("\n")))
    return shown


def statements_table(name: str, outcome: Understood) -> None:
    """Prints who said what."""
    console = Paper()
    console.print(Text(name, style="bold underline"))
    for s in outcome.statements:
        who = outcome.article.at(s.speaker) if s.speaker else "?"
        console.print(
            Text.assemble(
                "  ",
                (who, "bold"),
                (f" [{s.mention.code}]" if s.mention and s.mention.code else "", "dim"),
                f" {s.stance}, {s.kind}: ",
                (outcome.article.at(s.quote).replace("\n", " "), "italic"),
            )
        )
    console.print()


def article_table(name: str, outcome: Understood) -> None:
    """Prints the article as understood."""
    console, article = Paper(), outcome.article
    console.print(Text(name, style="bold underline"))
    for label, value in (
        ("language", article.language),
        ("published", f"{article.published} ({article.published_from})"),
        ("anchor", f"{outcome.anchor.date} ({outcome.anchor.basis})"),
        ("home", f"{outcome.home.code} ({outcome.home.why})"),
        ("agency", article.agency),
        ("origin", article.origin),
        ("outlet", article.document.outlet),
    ):
        console.print(Text.assemble((f"  {label:>10}  ", "dim"), value))
    for block in article.blocks:
        console.print(Text.assemble((f"  {block.kind:>10}  ", "cyan"), article.at((block.start, block.end)).replace("\n", " ")))
    for m in outcome.mentions:
        console.print(
            Text.assemble(
                ("     mention  ", "dim"), f"{m.text} [{'/'.join(x for x in (m.code, m.sector, m.office) if x)}] ", (m.why, "dim")
            )
        )
    for t in outcome.times:
        console.print(
            Text.assemble(("        time  ", "dim"), f"{article.text[t.start : t.end]} = {t.value} {t.first}..{t.last}")
        )
    for f in outcome.findings:
        console.print(Text.assemble(("     finding  ", "yellow"), f"{f.kind}: {f.detail}"))
    console.print()
