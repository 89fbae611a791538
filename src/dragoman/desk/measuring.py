"""`dragoman measure`: gold files in, a table of figures or JSON lines on standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from dragoman.desk.options import overlay_folders, overlay_options

if TYPE_CHECKING:
    from dragoman.measure.running import Figure, Report


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("measure")
@click.argument("golds", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="GOLD...")
@click.option(
    "--against",
    type=FILE,
    default=None,
    metavar="PREDICTIONS",
    help="Score another coder's events instead of ours: {id, events: [{type, sources, targets}]} a line.",
)
@click.option("--lang", default="", metavar="CODE", help="Language of texts that do not say; else it is identified.")
@click.option("--errors", default=0, metavar="N", help="Also list the first N texts that are not right.")
@click.option(
    "--floors",
    type=FILE,
    default=None,
    metavar="FILE",
    help="Exit with 1 when a figure is below its floor in FILE (TOML: a table a gold, level = least F1).",
)
@overlay_options
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default=None, help="table on a terminal, else jsonl.")
def command(
    golds: Sequence[Path], against: Path | None, lang: str, errors: int, floors: Path | None, shape: str | None, **tables: Any
) -> None:
    """Print how right the coder is on GOLD, with intervals, by type and language, and its errors by kind.

    GOLD is a .jsonl of {id, text, events | times | quotes}, or a folder of texts with expected.toml.

    \b
    Example:
      dragoman measure gold/events.jsonl --errors 20
      dragoman measure gold/events.jsonl --against petrarch2.jsonl
      dragoman measure gold/events.jsonl --overlay phoenix
      dragoman measure src/dragoman/packs/de/samples --floors tests/floors.toml
    """
    from dragoman.coder import Coder
    from dragoman.language.codebook import read_codebook
    from dragoman.measure.floors import fallen, read_floors
    from dragoman.measure.golds import read_gold, read_predictions
    from dragoman.measure.running import measure

    coder, codebook = Coder(language=lang, overlay=overlay_folders(**tables)), read_codebook()
    others = read_predictions(against) if against is not None else None
    table = shape == "table" or (shape is None and sys.stdout.isatty())
    reports = []
    for path in golds:
        reports.append(measure(read_gold(path), coder.understand, codebook, against=others))
        print_report(reports[-1], table=table, errors=errors)
    wrong = fallen(reports, read_floors(floors)) if floors is not None else []
    for line in wrong:
        click.echo(f"dragoman: {line}", err=True)
    if wrong:
        raise SystemExit(1)


def print_report(report: "Report", *, table: bool, errors: int) -> None:
    """Prints the figures of a report, its errors by kind, and its first errors."""
    from dragoman.measure.running import kinds

    if not table:
        for figure in report.figures:
            click.echo(msgspec.json.encode(figure).decode())
        for fault in report.faults[:errors]:
            click.echo(msgspec.json.encode({"gold": report.gold, "error": fault}).decode())
        return
    click.echo(f"{report.gold}: {report.texts} texts")
    for figure in report.figures:
        click.echo("  " + _line(figure))
    for kind, number in kinds(report.faults):
        click.echo(f"  error: {kind}: {number}")
    for fault in report.faults[:errors]:
        click.echo(f"  {fault.id} {fault.kind}\n    expected {fault.expected}\n    found    {fault.found}\n    {fault.text}")


def _line(figure: "Figure") -> str:
    name = " ".join(p for p in (figure.language, figure.type or figure.level) if p)
    spread = f"  F1 95 % [{figure.low:.3f}, {figure.high:.3f}]" if figure.high else ""
    return f"{name:<22} n {figure.n:>4}  P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}{spread}"
