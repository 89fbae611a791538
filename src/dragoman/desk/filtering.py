"""Options that ask -> a Filter: the same for every command that asks the database."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from dragoman.values.errors import ConfigError

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS: tuple[tuple[str, str, str], ...] = (
    ("actor", "WHO", "Who does it: code (KEN), code and sector (KEN/GOV), entity id, or part of a name."),
    ("recipient", "WHO", "To whom."),
    ("country", "WHO", "Either side."),
    ("speaker", "WHO", "On whose word."),
    ("dyad", "PAIR", "KEN-UGA either way, KEN>UGA who to whom."),
    ("sector", "CODE", "Sector of an actor or recipient: GOV, MIL, ..."),
    ("type", "TYPE", "PLOVER type."),
    ("mode", "MODE", "PLOVER mode."),
    ("context", "CONTEXT", "PLOVER context."),
    ("status", "STATUS", "occurred, expected, conditional, called_for or denied."),
    ("quad", "1-4", "Quad class."),
    ("place", "PLACE", "Country code or part of a place's name."),
    ("outlet", "NAME", "Part of an outlet's name."),
    ("language", "CODE", "Language of a report."),
    ("document", "ID", "Document."),
)
"""Options that may be given several times: values are alternatives."""


def filter_options(command: F) -> F:
    """Adds the options of a filter to a command; `asked` makes a Filter of them."""
    for option in reversed(_options()):
        command = option(command)
    return command


def _options() -> list[Callable[[Any], Any]]:
    many = [click.option(f"--{name}", multiple=True, metavar=metavar, help=words) for name, metavar, words in OPTIONS]
    return [
        *many,
        click.option("--since", default="", metavar="DATE", help="Events of this day or later."),
        click.option("--until", default="", metavar="DATE", help="Events of this day or earlier."),
        click.option(
            "--text", default="", metavar="WORDS", help='Full text of the documents: words, "a phrase", OR, NOT, word*.'
        ),
        click.option("--background/--no-background", default=None, help="Only, or no, older events retold."),
        click.option("--as-of", default="", metavar="DATE", help="As the database stood then."),
    ]


def asked(options: dict[str, Any]):  # type: ignore[no-untyped-def]
    """The Filter of a command's options; ConfigError for a day that is none."""
    from dragoman.store.filters import Filter

    values: dict[str, Any] = {name: tuple(options.pop(name)) for name, _, _ in OPTIONS}
    values["quad"] = tuple(_quad(q) for q in values["quad"])
    values["status"] = tuple(_status(s) for s in values["status"])
    for name in ("since", "until", "text", "background", "as_of"):
        values[name] = options.pop(name)
    for name in ("since", "until"):
        if values[name]:
            day(values[name], f"--{name}")
    return Filter(**values)


def day(value: str, option: str) -> str:
    """The value, if it is an ISO day."""
    import datetime

    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"{option} '{value}': expected a day such as 2024-06-14") from None
    return value


def _quad(value: str) -> int:
    if value not in ("1", "2", "3", "4"):
        raise ConfigError(f"--quad '{value}': expected 1, 2, 3 or 4")
    return int(value)


def _status(value: str) -> str:
    from typing import get_args

    from dragoman.values.event import Status

    if value not in get_args(Status):
        raise ConfigError(f"--status '{value}': expected one of {', '.join(get_args(Status))}")
    return value


def described(filter_: Any) -> str:
    """What a filter asks for, in one line: for the note that goes with an export."""
    import msgspec

    given = msgspec.to_builtins(filter_)
    parts = [
        f"{k}={','.join(map(str, v)) if isinstance(v, Sequence) and not isinstance(v, str) else v}" for k, v in given.items()
    ]
    return " ".join(parts) or "everything"
