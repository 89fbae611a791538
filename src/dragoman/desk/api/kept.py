"""/api/searches: the searches that are kept beside the database. Writing only where `dragoman serve` allows it."""

import datetime
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from dragoman.desk.api.answers import Req, answer
from dragoman.desk.api.lists import gives
from dragoman.desk.api.parameters import only
from dragoman.desk.api.problems import Asked, Fault
from dragoman.desk.api.settings import QUERY_BYTES, Service
from dragoman.desk.searching import now, sound
from dragoman.store import Database, searches
from dragoman.store.searches import MOST, Kept

NAME_MAX = 200  # characters
Query = Annotated[str, msgspec.Meta(min_length=1, max_length=QUERY_BYTES, description="Filters, as behind the ? of an address.")]


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A search to be kept; without `seen` and `mark` it begins now: what comes from now on is new in it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_MAX)]
    query: Query
    seen: datetime.date | None = None
    mark: Annotated[int, msgspec.Meta(ge=0, le=2**62)] | None = None


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Searches to keep, in place of those with the same filters, and filters whose searches to forget."""

    keep: Annotated[tuple[Search, ...], msgspec.Meta(max_length=MOST)] = ()
    forget: Annotated[tuple[Query, ...], msgspec.Meta(max_length=MOST)] = ()


class Searches(msgspec.Struct, frozen=True):
    """The searches that are kept beside the database, and whether this desk may change them."""

    items: tuple[Kept, ...]
    writable: bool


@get("/searches", responses=gives(Searches, "The searches that are kept."), sync_to_thread=True)
def listed(request: Req, service: NamedDependency[Service]) -> Response[bytes]:
    """The searches that are kept beside the database, in the order in which they were first kept."""
    only(request, set())
    return answer(request, Searches(searches.kept(service.settings.path), service.settings.keeping))


@post("/searches", responses=gives(Searches, "The searches as they are kept now."), status_code=200, sync_to_thread=True)
def changed(request: Req, service: NamedDependency[Service], data: JSONBody[Change]) -> Response[bytes]:
    """Keeps searches, notes up to where they were looked at, forgets others."""
    only(request, set())
    if not service.settings.keeping:
        raise Asked(Fault("keep", "this desk only reads; `dragoman serve --keep` lets it keep searches"), status=403)
    with service.database() as database:
        keep = [_kept(database, given) for given in data.keep]
    with service.writing:
        items = searches.change(service.settings.path, keep, data.forget)
    return answer(request, Searches(items, writable=True))


def _kept(database: Database, given: Search) -> Kept:
    if "\x00" in given.name:
        raise Asked(Fault("name", "a NUL character; expected text"))
    begun = now(database)
    seen = given.seen.isoformat() if given.seen else begun.seen
    return Kept(given.name, sound(database, given.query), seen, begun.mark if given.mark is None else given.mark)


HANDLERS: tuple[Any, ...] = (listed, changed)
