"""The query part of an address -> a Filter; names, kinds and limits of all parameters, as OpenAPI shows them."""

import datetime
import sqlite3
from typing import Annotated, Any

import msgspec
from litestar import Request
from litestar.params import QueryParameter

from dragoman.desk.api.problems import Asked, Fault
from dragoman.desk.api.settings import LIMIT_DEFAULT, LIMIT_MAX
from dragoman.store import Database
from dragoman.store.filters import Filter, match_query
from dragoman.values.event import Status

WORD = 200  # characters of one value
MANY = 50  # values of one parameter


def _many(name: str, words: str) -> Any:
    return QueryParameter(name=name, description=words, max_items=MANY)


Who = list[Annotated[str, msgspec.Meta(min_length=1, max_length=WORD)]] | None
Words = list[Annotated[str, msgspec.Meta(min_length=1, max_length=WORD)]] | None
Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=LIMIT_MAX, description="At most so many.")]
After = Annotated[str, QueryParameter(name="after", max_length=WORD, description="`next` of the page before.")]
Day = Annotated[datetime.date | None, QueryParameter(description="ISO day.")]
Sort = Annotated[
    str, QueryParameter(name="sort", max_length=20, description="date, published, scale or reports; minus: descending")
]


class Paging(msgspec.Struct, frozen=True):
    """Which page of a list, in which order."""

    sort: str
    limit: int
    after: str


def asked_page(sort: Sort = "-date", limit: Limit = LIMIT_DEFAULT, after: After = "") -> Paging:
    """The page that a request asks for."""
    return Paging(sort, limit, after)


PAGE = {"limit", "after", "sort"}
FILTER = {"actor", "recipient", "country", "speaker", "dyad", "sector", "type", "mode", "context", "status", "quad",
          "place", "outlet", "language", "document", "since", "until", "published_since", "published_until", "text",
          "background", "disputed", "reports_min", "origins_min", "as_of", "mark"}  # fmt: skip


def asked_filter(
    actor: Annotated[Who, _many("actor", "Who does it: code (KEN), code/sector (KEN/GOV), entity id, or part of a name.")] = None,
    recipient: Annotated[Who, _many("recipient", "To whom.")] = None,
    country: Annotated[Who, _many("country", "Either side.")] = None,
    speaker: Annotated[Who, _many("speaker", "On whose word.")] = None,
    dyad: Annotated[Words, _many("dyad", "KEN-UGA either way, KEN>UGA who to whom.")] = None,
    sector: Annotated[Words, _many("sector", "Sector of an actor or recipient.")] = None,
    event_type: Annotated[Words, _many("type", "PLOVER type.")] = None,
    mode: Annotated[Words, _many("mode", "PLOVER mode.")] = None,
    context: Annotated[Words, _many("context", "PLOVER context.")] = None,
    status: Annotated[list[Status] | None, _many("status", "Status of the event.")] = None,
    quad: Annotated[list[Annotated[int, msgspec.Meta(ge=1, le=4)]] | None, _many("quad", "Quad class, 1 to 4.")] = None,
    place: Annotated[Words, _many("place", "Country code or part of a place's name.")] = None,
    outlet: Annotated[Words, _many("outlet", "Part of an outlet's name.")] = None,
    language: Annotated[Words, _many("language", "Language of a report.")] = None,
    document: Annotated[Words, _many("document", "Document.")] = None,
    since: Annotated[datetime.date | None, QueryParameter(description="Events of this day or later.")] = None,
    until: Annotated[datetime.date | None, QueryParameter(description="Events of this day or earlier.")] = None,
    published_since: Annotated[datetime.date | None, QueryParameter(description="Published on this day or later.")] = None,
    published_until: Annotated[datetime.date | None, QueryParameter(description="Published on this day or earlier.")] = None,
    text: Annotated[str, QueryParameter(max_length=WORD, description="Full text: words, \"a phrase\", OR, NOT, word*.")] = "",
    background: Annotated[bool | None, QueryParameter(description="Only, or no, older events retold.")] = None,
    disputed: Annotated[bool | None, QueryParameter(description="Stories whose reports differ, or agree.")] = None,
    reports_min: Annotated[int, QueryParameter(ge=0, le=1_000_000, description="Stories with at least so many reports.")] = 0,
    origins_min: Annotated[int, QueryParameter(ge=0, le=1_000_000, description="... so many independent origins.")] = 0,
    as_of: Annotated[datetime.date | None, QueryParameter(description="As the database stood at the end of that day.")] = None,
    mark: Annotated[int, QueryParameter(ge=0, le=2**62, description="Stories written since this `mark` of /api/overview.")] = 0,
) -> Filter:  # fmt: skip
    """The Filter that a request asks for."""
    return Filter(
        actor=tuple(actor or ()), recipient=tuple(recipient or ()), country=tuple(country or ()), speaker=tuple(speaker or ()),
        dyad=tuple(dyad or ()), sector=tuple(sector or ()), type=tuple(event_type or ()), mode=tuple(mode or ()),
        context=tuple(context or ()), status=tuple(status or ()), quad=tuple(quad or ()), place=tuple(place or ()),
        outlet=tuple(outlet or ()), language=tuple(language or ()), document=tuple(document or ()), since=_day(since),
        until=_day(until), published_since=_day(published_since), published_until=_day(published_until), text=text,
        background=background, disputed=disputed, reports_min=reports_min, origins_min=origins_min, as_of=_day(as_of), mark=mark,
    )  # fmt: skip


def _day(value: datetime.date | None) -> str:
    return value.isoformat() if value else ""


def searchable(database: Database, text: str) -> None:
    """Refuses a full-text query that cannot be read."""
    if not text:
        return
    try:
        database.connection.execute("SELECT rowid FROM search WHERE search MATCH ? LIMIT 1", (match_query(text),)).fetchone()
    except sqlite3.OperationalError as error:
        raise Asked(Fault("text", f'{error}; expected words, "a phrase", AND, OR, NOT, word*')) from error


def only(request: Request[Any, Any, Any], known: set[str]) -> None:
    """Refuses a request with a parameter that is not among the known ones, or with a character that no value has."""
    given = request.query_params
    wrong = [Fault(k, f"no such parameter; expected one of {', '.join(sorted(known))}") for k in given if k not in known]
    wrong += [Fault(k, "a NUL character; expected text") for k, v in given.multi_items() if "\x00" in v]
    if wrong:
        raise Asked(*wrong)
