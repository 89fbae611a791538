"""`dragoman watch`: feeds asked every so often, one line of what came of each."""

import re
from collections.abc import Sequence

import click

from dragoman.corpus.fetching import Fetcher, Limits
from dragoman.corpus.watching import Watch, addresses, rounds
from dragoman.corpus.workers import Options
from dragoman.desk.ingesting import summary
from dragoman.store import open_database
from dragoman.values.errors import ConfigError

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
EVERY_MIN = 60.0  # seconds: no feed is asked more often


def run_watch(feeds: Sequence[str], path: str, options: Options, *, every: str, fetch: bool, once: bool, private: bool) -> None:
    """Watches until Ctrl-C, or asks once."""
    seconds = duration(every)
    known = {"language": options.language} if options.language else {}
    watch = Watch(addresses(feeds), fetch, known, options)
    fetcher = Fetcher(Limits(private=private))
    with open_database(path, create=True) as database:
        try:
            tally = rounds(
                database, watch, fetcher, every=seconds, once=once, told=lambda a, b: click.echo(f"{a}: {b}", err=True)
            )
        except KeyboardInterrupt:
            click.echo("dragoman: stopped", err=True)
            raise SystemExit(130) from None
    click.echo(f"dragoman: {summary(tally)}", err=True)


def duration(words: str) -> float:
    """Seconds of "15m", "1h", "90s"; ConfigError for anything else or less than a minute."""
    match = re.fullmatch(r"(\d+)([smhd])", words)
    seconds = float(int(match[1]) * SECONDS[match[2]]) if match else 0.0
    if seconds < EVERY_MIN:
        raise ConfigError(f"--every '{words}': expected a time of a minute or more, such as 15m or 1h")
    return seconds
