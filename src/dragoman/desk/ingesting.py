"""`dragoman ingest`: sources in, a database out, progress and counts on standard error."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from dragoman.corpus.fetching import Fetcher, Limits
from dragoman.corpus.ingest import ingest
from dragoman.corpus.parcels import Parcel
from dragoman.corpus.sources import Given, parcels
from dragoman.corpus.watching import Watch, addresses, is_feed_list, rounds
from dragoman.corpus.workers import Options
from dragoman.store import open_database

SHOWN_SECONDS = 0.5  # between two progress lines
FINISHED = ("new", "changed", "unchanged", "forgotten")
PLAIN = (".jsonl", ".ndjson", ".txt", ".html", ".htm", ".pdf", ".docx")
"""Kinds of files whose size tells how much is left; what an archive holds is not known beforehand."""


class Meter:
    """Bytes and documents read so far, of bytes in all, and the line that shows rate and time left.

    What is read waits for its turn: time left is counted from the documents that are kept, and from what one has in bytes.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        files = [f for s in sources for f in ([Path(s)] if Path(s).is_file() else Path(s).rglob("*")) if f.is_file()]
        self.total = sum(f.stat().st_size for f in files) if all(f.suffix.lower() in PLAIN for f in files) else 0
        self.read = self.parcels = 0
        self.begun = self.shown = time.monotonic()

    def count(self, stream: Iterator[Parcel]) -> Iterator[Parcel]:
        """The same parcels; their bytes are added up."""
        for parcel in stream:
            self.read += len(parcel.data)
            self.parcels += 1
            yield parcel

    def show(self, tally: Counter[str]) -> None:
        """The line, on a terminal, not more often than twice a second."""
        now = time.monotonic()
        if now - self.shown < SHOWN_SECONDS or not sys.stderr.isatty():
            return
        self.shown = now
        done = sum(tally[n] for n in FINISHED)
        rate = done / (now - self.begun)
        left = self.left(done, now - self.begun)
        more = f", {_clock(left)} left" if left is not None else ""
        line = f"{done:,} documents, {tally['events']:,} events, {rate:,.0f} documents/s{more}"
        click.echo(f"\r{line:<78}", nl=False, err=True)

    def left(self, done: int, seconds: float) -> float | None:
        """Seconds until all is done at the pace so far; None where that cannot be told."""
        if not (self.total and self.read and done):
            return None
        return seconds / done * max(self.total * self.parcels / self.read - done, 0)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(max(seconds, 0)), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def run_ingest(
    sources: Sequence[str], path: str, given: Given, options: Options, workers: int | None, *, private: bool = False
) -> None:
    """Ingests and prints the counts, files first, then feeds; Ctrl-C ends it with what was kept so far.

    `private`: whether feeds and pages of the own machine and network may be asked.
    """
    number = (os.cpu_count() or 1) if workers is None else workers
    files = [s for s in sources if not is_feed_list(s)]
    feeds = addresses([s for s in sources if is_feed_list(s)])
    meter = Meter(files)
    tally: Counter[str] = Counter()

    def shown(now: Counter[str]) -> None:
        tally.update(now - tally)
        meter.show(now)

    stream = parcels(files, given)
    with open_database(path, create=True) as database:
        try:
            command = " ".join(["ingest", *sources])
            if files:
                tally = ingest(database, meter.count(stream), options=options, workers=number, command=command, progress=shown)
            if feeds:
                watch = Watch(feeds, given.fetch, given.known, options)
                tally.update(rounds(database, watch, Fetcher(Limits(private=private)), every=0, once=True, told=_tell))
        except KeyboardInterrupt:
            click.echo(f"\ndragoman: interrupted; {summary(tally)}; the same command goes on from here", err=True)
            raise SystemExit(130) from None
    if sys.stderr.isatty():
        click.echo(f"\r{'':<78}\r", nl=False, err=True)
    seconds = time.monotonic() - meter.begun
    click.echo(
        f"dragoman: {summary(tally)} ({seconds:.1f} s, {tally['documents'] / max(seconds, 0.001):,.0f} documents/s)", err=True
    )


def _tell(feed: str, words: str) -> None:
    click.echo(f"{feed}: {words}", err=True)


def summary(tally: Counter[str]) -> str:
    """The counts of a run, in words."""
    names = ("new", "changed", "unchanged", "forgotten", "coded", "no_event", "events")
    parts = [f"{tally['documents']:,} documents"]
    parts += [f"{tally[n]:,} {n.replace('no_event', 'without event')}" for n in names if tally[n]]
    parts += [f"{n:,} {name}" for name, n in sorted(tally.items()) if name.startswith("refused")]
    parts += [f"{tally['failed']:,} feeds that could not be asked"] if tally["failed"] else []
    return ", ".join(parts)
