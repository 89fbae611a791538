"""Addresses of feeds -> a database kept up to date: asked in turn, only for what is new, less often where it fails."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.corpus.feeds import feed_parcels, is_feed, opml_addresses
from dragoman.corpus.fetching import Fetched, Fetcher, FetchError
from dragoman.corpus.filing import input_hash
from dragoman.corpus.ingest import ingest
from dragoman.corpus.parcels import Parcel
from dragoman.corpus.workers import Options
from dragoman.store.database import Database, now, transaction
from dragoman.store.keys import keyed
from dragoman.values.errors import InputError

NO_FEED = "this is no RSS or Atom feed; give the address of the feed, or save the page and ingest the file"
ROUNDS_MAX = 96  # that a failing feed is left out: a day of quarters of an hour
Told = Callable[[str, str], None]
"""Called with a feed's address and what came of it."""


class Watch(msgspec.Struct, frozen=True):
    """What is watched and how."""

    feeds: tuple[str, ...]
    fetch: bool = False
    """Whether the linked pages are fetched as well."""
    known: dict[str, str] = {}
    """Fields of documents that hold for all feeds."""
    options: Options = Options()
    workers: int = 0


def addresses(names: Sequence[str]) -> tuple[str, ...]:
    """The addresses that names stand for: themselves, those of an OPML list, or the lines of a text file."""
    found: list[str] = []
    for name in names:
        if name.startswith(("http://", "https://")):
            found.append(name)
            continue
        path = Path(name)
        if not path.is_file():
            raise InputError(f"{name}: expected an http(s) address of a feed, an OPML list, or a file with an address a line")
        data = path.read_bytes()
        if b"<opml" in data[:2_000].lower():
            found += opml_addresses(data, name)
        else:
            found += [line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip().startswith("http")]
    return tuple(dict.fromkeys(found))


def is_feed_list(source: str) -> bool:
    """Whether a source of `ingest` is the address of a feed or an OPML list of such."""
    return source.startswith(("http://", "https://")) or source.lower().endswith(".opml")


def rounds(database: Database, watch: Watch, fetcher: Fetcher, *, every: float, once: bool, told: Told,
           clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> Counter[str]:  # fmt: skip
    """Asks all feeds, again and again every so many seconds, or `once`; the counts of all that came of it."""
    tally: Counter[str] = Counter()
    number = 0
    while True:
        begun = clock()
        for feed in watch.feeds:
            if _due(database, feed, number):
                tally.update(ask(database, feed, watch, fetcher, told))
        number += 1
        if once:
            return tally
        sleep(max(1.0, begun + every - clock()))


def _due(database: Database, feed: str, number: int) -> bool:
    """A feed that failed n times in a row is asked every 2**n-th round."""
    row = database.connection.execute("SELECT failures FROM feed WHERE url = ?", (feed,)).fetchone()
    failures = int(row[0]) if row else 0
    return bool(number % min(1 << min(failures, 10), ROUNDS_MAX) == 0)


def ask(database: Database, feed: str, watch: Watch, fetcher: Fetcher, told: Told) -> Counter[str]:
    """Asks one feed and ingests what is new in it; a fault is told and noted, and never ends the watch."""
    row = database.connection.execute("SELECT etag, modified FROM feed WHERE url = ?", (feed,)).fetchone() or ("", "")
    try:
        answer = fetcher.fetch(feed, etag=row[0], modified=row[1])
    except FetchError as error:
        _note(database, feed, None, str(error))
        told(feed, str(error))
        return Counter({"failed": 1})
    if answer.status == 304:
        _note(database, feed, answer, "")
        told(feed, "nothing new")
        return Counter({"nothing new": 1})
    if not is_feed(answer.data):
        _note(database, feed, None, NO_FEED)
        told(feed, NO_FEED)
        return Counter({"failed": 1})
    parcels = feed_parcels(answer.data, feed, watch.known)
    stream = _pages(database, parcels, fetcher, told) if watch.fetch else parcels
    tally = ingest(database, stream, options=watch.options, workers=watch.workers, command=f"watch {feed}", kind="watch")
    _note(database, feed, answer, "")
    told(feed, f"{tally['new'] + tally['changed']} new or changed of {tally['documents']}, {tally['events']} events")
    return tally


def _pages(database: Database, entries: Iterator[Parcel], fetcher: Fetcher, told: Told) -> Iterator[Parcel]:
    """The linked pages of entries that are not in the database yet; where a page cannot be had, the entry itself."""
    for entry in entries:
        about = msgspec.json.decode(entry.data, type=dict[str, str])
        url = about.get("url", "")
        if not url or database.connection.execute(f"SELECT 1 FROM document WHERE {keyed('doc', 'id')} = ?", (url,)).fetchone():
            continue
        try:
            page = fetcher.fetch(url)
        except FetchError as error:
            told(url, str(error))
            yield entry
            continue
        fields = ("published", "outlet")
        known = {"url": url, **{f: about[f] for f in fields if about.get(f)}, **entry.known}
        if about.get("lang"):
            known.setdefault("language", about["lang"])
        yield Parcel(url, "file", page.data, input_hash(page.data), known, url)


def _note(database: Database, feed: str, answer: Fetched | None, message: str) -> None:
    with transaction(database) as connection:
        connection.execute("INSERT OR IGNORE INTO feed (url) VALUES (?)", (feed,))
        connection.execute("UPDATE feed SET checked = ?, message = ? WHERE url = ?", (now(), message, feed))
        if answer is None:
            connection.execute("UPDATE feed SET failures = failures + 1 WHERE url = ?", (feed,))
        else:
            connection.execute("UPDATE feed SET failures = 0 WHERE url = ?", (feed,))
        if answer is not None and answer.status == 200:
            connection.execute("UPDATE feed SET etag = ?, modified = ? WHERE url = ?", (answer.etag, answer.modified, feed))
