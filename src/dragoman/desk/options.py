"""Options that several commands share, and what their values must look like."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def date(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The day as given; a usage error where it is none."""
    import datetime

    if value:
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"'{value}' is no day; expected YYYY-MM-DD, e.g. 2024-06-14") from None
    return value


def country(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The country code in capitals; a usage error where it is none."""
    if value and not (len(value) == 3 and value.isalpha()):
        raise click.BadParameter(f"'{value}' is no country code; expected ISO 3166 alpha-3, e.g. KOR")
    return value.upper()


def shape_of(shape: str | None) -> str:
    """The format asked for; else a table on a terminal and JSON lines in a pipe."""
    return shape or ("table" if sys.stdout.isatty() else "jsonl")


def overlays_option(command: F) -> F:
    """The option that says where the user's overlays are."""
    return click.option("--overlays", default=None, metavar="DIR", help="Folder of your overlays; else the user's data folder.")(
        command
    )


def overlay_options(command: F) -> F:
    """The options that name overlays to be used."""
    used = click.option(
        "--overlay", multiple=True, metavar="DIR", help="A folder of tables, or the name of an overlay of yours; may be repeated."
    )
    return overlays_option(used(command))


def overlay_folders(overlay: tuple[str, ...] = (), overlays: str | None = None) -> tuple[Path, ...]:
    """The folders of the overlays that the options name."""
    if not overlay:
        return ()
    from dragoman.desk.overlays import home_of, overlay_paths

    return overlay_paths(overlay, home_of(overlays))
