"""The commands about the world: `dragoman who`, `dragoman where` and `dragoman atlas`."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from dragoman.desk.options import country, date, overlay_folders, overlay_options, overlays_option, shape_of

F = TypeVar("F", bound=Callable[..., Any])

shape_option = click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl"]), default=None, help="table on a terminal, else jsonl."
)


def naming_options(command: F) -> F:
    """Options that `who` and `where` share."""
    for option in (
        click.option("--lang", default="", metavar="CODE", help="Language of the names (BCP 47); else told by their letters."),
        click.option("--home", default="", metavar="ISO3", callback=country, help="Country of a name or title without one."),
        shape_option,
        click.argument("names", nargs=-1, required=True, metavar="NAME..."),
    ):
        command = option(command)
    return overlay_options(command)


@click.command()
@naming_options
@click.option("--on", default="", metavar="DATE", callback=date, help="Day of the offices, YYYY-MM-DD; else all that are known.")
def who(names: Sequence[str], shape: str | None, home: str, lang: str, on: str, **tables: Any) -> None:
    """Print who NAME may be on a day: names, or whole phrases; '-' reads JSON lines of {name, on?, lang?, home?}.

    \b
    Example:
      dragoman who "Außenministerin Baerbock" "die russische Luftwaffe" --on 2022-05-01
    """
    from dragoman.desk.knowing import Query, run_who

    run_who(names, options=Query("", on=on, lang=lang, home=home), shape=shape_of(shape), overlays=overlay_folders(**tables))


@click.command()
@naming_options
@click.option("--near", default="", metavar="PLACE", help="A country code, or a place nearby.")
def where(names: Sequence[str], shape: str | None, home: str, lang: str, near: str, **tables: Any) -> None:
    """Print which place NAME is, or why it cannot be told; '-' reads JSON lines of {name, lang?, home?, near?}.

    \b
    Example:
      dragoman where "San José" --near CRI
    """
    from dragoman.desk.knowing import Query, run_where

    options = Query("", lang=lang, home=home, near=near)
    run_where(names, options=options, shape=shape_of(shape), overlays=overlay_folders(**tables))


@click.group()
def atlas() -> None:
    """Report what the atlas covers; import dictionaries of yours, list, check and remove them.

    \b
    Example:
      dragoman atlas import actors.txt --as petrarch --name mine
    """


@atlas.command("report")
@shape_option
@overlay_options
def atlas_report(shape: str | None, **tables: Any) -> None:
    """Print coverage by language, office and year, rows that nobody has checked, and the holes.

    \b
    Example:
      dragoman atlas report --format jsonl
    """
    from dragoman.desk.overlays import run_report

    run_report(overlay_folders(**tables), shape=shape_of(shape))


@atlas.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "form", required=True, type=click.Choice(["petrarch", "icews", "wikidata", "ucdp", "csv"]), help="Format.")
@click.option("--name", default="", metavar="NAME", help="Name of the overlay; else the file's.")
@click.option("--lang", default="en", metavar="CODE", help="Language of its names where it does not say; en.")
@click.option("--own-countries", is_flag=True, help="Country codes that nobody knows are countries of the dictionary's own.")
@click.option("--quiet", is_flag=True, help="Only the counts.")
@overlays_option
def atlas_import(
    files: tuple[str, ...], form: str, name: str, lang: str, own_countries: bool, quiet: bool, overlays: str | None
) -> None:
    """Make an overlay of dictionaries: what is malformed is reported with file and line, the rest is taken.

    \b
    Example:
      dragoman atlas import Phoenix.Countries.actors.txt --as petrarch --name phoenix
    """
    from dragoman.desk.overlays import home_of, run_import

    run_import(files, format=form, name=name, home=home_of(overlays), language=lang, quiet=quiet, own_countries=own_countries)


@atlas.command("list")
@overlays_option
def atlas_list(overlays: str | None) -> None:
    """List your overlays.

    \b
    Example:
      dragoman atlas list
    """
    from dragoman.desk.overlays import home_of, run_list

    run_list(home_of(overlays))


@atlas.command("check")
@click.argument("names", nargs=-1, metavar="[NAME|DIR]...")
@shape_option
@click.option("--quiet", is_flag=True, help="Only the counts.")
@overlays_option
def atlas_check(names: tuple[str, ...], shape: str | None, quiet: bool, overlays: str | None) -> None:
    """Check overlays, or the atlas itself. Exit code 1 when a line has to be left out.

    \b
    Example:
      dragoman atlas check phoenix
    """
    from dragoman.desk.overlays import home_of, run_check

    sys.exit(run_check(names, home_of(overlays), shape=shape or "table", quiet=quiet))


@atlas.command("remove")
@click.argument("name")
@overlays_option
def atlas_remove(name: str, overlays: str | None) -> None:
    """Remove the overlay NAME.

    \b
    Example:
      dragoman atlas remove phoenix
    """
    from dragoman.desk.overlays import home_of, run_remove

    run_remove(name, home_of(overlays))
