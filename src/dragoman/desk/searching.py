"""The query of a kept search -> its Filter, and back; lists of searches -> JSON that another database takes."""

import sys
from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

import click
import msgspec

from dragoman.desk.asking import latest, run_items
from dragoman.desk.filtering import day
from dragoman.store import Database, open_database, queries
from dragoman.store.filters import Filter
from dragoman.store.searches import Kept, change, kept
from dragoman.values.errors import ConfigError, InputError
from dragoman.values.event import Status

FIELDS = tuple(f for f in Filter.__struct_fields__ if f not in ("wrong", "mark"))
"""What a search may ask for: all of a Filter but what changes from day to day."""
DAYS = ("since", "until", "published_since", "published_until", "as_of")


class Named(msgspec.Struct, frozen=True):
    """A search as it is taken from elsewhere: marks of another database would mean nothing here."""

    name: str
    query: str


class Brought(msgspec.Struct, frozen=True):
    """A list of searches from elsewhere; further fields, such as those of GET /api/searches, are passed over."""

    items: tuple[Named, ...]


def filter_of(query: str) -> Filter:
    """The Filter that a query asks for; ConfigError where it names no filter, an unknown one, or a value that cannot be."""
    given: dict[str, Any] = {}
    for name, value in parse_qsl(query):
        if name not in FIELDS:
            raise ConfigError(f"query: '{name[:80]}': no such filter; expected one of {', '.join(sorted(FIELDS))}")
        if "\x00" in value:
            raise ConfigError(f"query: {name}: a NUL character; expected text")
        given.setdefault(name, []).append(value)
    if not given:
        raise ConfigError(f"query '{query[:80]}': expected filters as in an address, such as country=KEN&type=CONSULT")
    listed = {name: values if isinstance(getattr(Filter(), name), tuple) else values[-1] for name, values in given.items()}
    try:
        asked = msgspec.convert(listed, Filter, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"query: {error}") from None
    if wrong := [s for s in asked.status if s not in get_args(Status)]:
        raise ConfigError(f"query: status '{wrong[0][:80]}': expected one of {', '.join(get_args(Status))}")
    for name in DAYS:
        if value := getattr(asked, name):
            day(value, f"query: {name}")
    return asked


def query_of(asked: Filter) -> str:
    """The query that asks for a Filter: the same Filter has one query, whatever the order in which it was given."""
    pairs = []
    for name, value in sorted(msgspec.to_builtins(asked).items()):
        values = sorted(value) if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(v).lower() if isinstance(v, bool) else str(v)) for v in values]
    return urlencode(pairs)


def sound(database: Database, query: str) -> str:
    """The query in its one form; ConfigError where the database could not be asked for it."""
    asked = filter_of(query)
    queries.stories(database, asked, limit=1)
    return query_of(asked)


def brought(database: Database, content: bytes) -> tuple[Kept, ...]:
    """The searches of a file of JSON; those that are not kept yet begin today: what comes from now on is new in them."""
    try:
        given = msgspec.json.decode(content, type=Brought)
    except msgspec.DecodeError as error:
        raise InputError(f'{error}; expected {{"items": [{{"name": "Kenya", "query": "country=KEN"}}]}}') from None
    here = {s.query: s for s in kept(database.path)}
    begun = now(database)
    found = [(s.name, sound(database, s.query)) for s in given.items]
    return tuple(msgspec.structs.replace(here.get(query, begun), name=name, query=query) for name, query in found)


def now(database: Database) -> Kept:
    """A search without name and filters, looked at as the database stands now."""
    largest = database.connection.execute("SELECT coalesce(max(story), 0) FROM story").fetchone()[0]
    return Kept("", "", latest(database), int(largest))


class Tally(msgspec.Struct, frozen=True):
    """A search, how many stories it shows, and how many of them were written since it was last looked at."""

    name: str
    query: str
    seen: str
    stories: int
    new: int


def tallied(database: Database) -> tuple[Tally, ...]:
    """All searches of a database with their numbers."""
    found = []
    for s in kept(database.path):
        asked = filter_of(s.query)
        new = queries.count(database, "s", since(database, asked, s.mark))
        found.append(Tally(s.name, s.query, s.seen, queries.count(database, "s", asked), new))
    return tuple(found)


def since(database: Database, asked: Filter, mark: int) -> Filter:
    """The filter for what was written since a mark; in a database that was made anew since, everything was."""
    return msgspec.structs.replace(asked, mark=mark if mark <= now(database).mark else 0)


def named(path: str, name: str) -> Kept:
    """The search with this name; InputError where none has it."""
    searches = kept(path)
    for search in searches:
        if name == search.name:
            return search
    known = ", ".join(f"'{s.name}'" for s in searches) or "none yet; `dragoman searches keep NAME --db FILE ...` keeps one"
    raise InputError(f"'{name}': no search is kept under this name; there are: {known}")


def run_keep(path: str, name: str, asked: Filter) -> None:
    """Keeps a search under a name, in place of another with this name or these filters."""
    if asked == Filter():
        raise ConfigError("a search asks for something: give one filter at least, such as --country KEN")
    with open_database(path, readonly=True) as database:
        query = sound(database, query_of(asked))
        begun = now(database)
    forget = [s.query for s in kept(path) if s.name == name]
    change(path, [msgspec.structs.replace(begun, name=name, query=query)], forget)


def run_show(path: str, name: str, *, fresh: bool, looked: bool, limit: int, after: str, shape: str) -> None:
    """Prints the stories of a search, and notes that it was looked at if it shall."""
    search = named(path, name)
    asked = filter_of(search.query)
    with open_database(path, readonly=True) as database:
        begun = now(database)
        asked = since(database, asked, search.mark) if fresh else asked
    run_items(path, "s", asked, sort="-published", limit=limit, after=after, shape=shape)
    if looked:
        change(path, [msgspec.structs.replace(begun, name=search.name, query=search.query)])


def run_export(path: str) -> None:
    """Prints the searches of a database as JSON."""
    with open_database(path, readonly=True):
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode({"items": kept(path)})) + b"\n")


def run_import(path: str, content: bytes) -> None:
    """Keeps the searches of a file of JSON."""
    with open_database(path, readonly=True) as database:
        found = brought(database, content)
    change(path, found)
    click.echo(f"dragoman: {len(found)} searches, {len(kept(path))} kept now", err=True)
