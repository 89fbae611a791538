"""GET /api/...: lists of events, stories, documents, statements, the ledger, numbers. Each a thin cover of the query layer."""

import datetime
from typing import Annotated, Literal

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromQuery, QueryParameter

from dragoman.desk.api import answers, dossiers, found, problems
from dragoman.desk.api.announced import Wanted
from dragoman.desk.api.answers import Req, answer
from dragoman.desk.api.counting import VALUES_MAX, actors_asked, ledger_asked, numbers_asked, places_asked, told
from dragoman.desk.api.parameters import FILTER, PAGE, WORD, After, Limit, Paging, only, searchable
from dragoman.desk.api.settings import LIMIT_DEFAULT, LIMIT_MAX, Service
from dragoman.desk.asking import latest
from dragoman.store import queries
from dragoman.store.filters import Filter
from dragoman.values.corpus import State
from dragoman.values.text import Rights

Text = Annotated[str, QueryParameter(max_length=WORD)]
Of = Annotated[Literal["stories", "events"], QueryParameter(name="of", description="Count each story once, or each report.")]
Most = Annotated[int, QueryParameter(name="limit", ge=1, le=VALUES_MAX, description="At most so many values or pairs.")]
Outcome = Literal["coded", "no_event", "refused", ""]
Stance = Literal["asserts", "denies", "doubts", "demands", "promises", ""]
Date = datetime.date | None
By = Literal[
    "type", "status", "quad", "country", "language", "outlet", "date", "published", "month", "year", "code", "sector", "entity",
    "pair",
]  # fmt: skip


def gives(shape: type, words: str) -> dict[int, ResponseSpec]:
    """What OpenAPI says of an answer."""
    told = {code: problem_of(code) for code in (400, 401, 403, 404, 413, 414, 415, 421, 503)}
    return {200: ResponseSpec(data_container=shape, description=words, generate_examples=False), **told}


def problem_of(code: int) -> ResponseSpec:
    """What OpenAPI says of an error."""
    words, form = problems.TITLES[code], problems.MEDIA_TYPE
    return ResponseSpec(data_container=problems.Problem, description=words, generate_examples=False, media_type=form)


def _iso(value: Date) -> str:
    return value.isoformat() if value else ""


@get("/events", responses=gives(answers.Events, "Events, each as one document tells it."), sync_to_thread=True)
def events(
    request: Req,
    service: NamedDependency[Service],
    asked: NamedDependency[Filter],
    paging: NamedDependency[Paging],
) -> Response[bytes]:
    """Events, each as one document tells it."""
    only(request, FILTER | PAGE)
    with service.database() as database:
        page = queries.events(database, asked, sort=paging.sort, limit=paging.limit, after=paging.after)
    return answer(request, answers.Events(page.rows, page.next))


@get("/stories", responses=gives(answers.Stories, "Stories: events merged over their reports."), sync_to_thread=True)
def stories(
    request: Req,
    service: NamedDependency[Service],
    asked: NamedDependency[Filter],
    paging: NamedDependency[Paging],
) -> Response[bytes]:
    """Stories: events merged over their reports."""
    only(request, FILTER | PAGE)
    with service.database() as database:
        page = found.stories(database, service.facts(asked), asked, sort=paging.sort, limit=paging.limit, after=paging.after)
        leading = tuple(sorted({s.event.cite_info.id for s in page.rows if not _covered(s.event.cite_info.rights)}))
        snippets = queries.snippets(database, asked.text, leading) if asked.text else {}
    return answer(request, answers.Stories(page.rows, page.next, snippets))


def _covered(rights: tuple[Rights, ...]) -> bool:
    return any(r.scope == "text" for r in rights)


@get("/documents", responses=gives(answers.Rows, "Documents without their text."), sync_to_thread=True)
def documents(
    request: Req,
    service: NamedDependency[Service],
    outcome: FromQuery[Outcome] = "",
    text: Text = "",
    limit: Limit = LIMIT_DEFAULT,
    after: After = "",
) -> Response[bytes]:
    """Documents, newest first; for a full-text query with the stretch that answers it."""
    only(request, {"outcome", "text", "limit", "after"})
    with service.database() as database:
        searchable(database, text)
        page = queries.documents(database, outcome=outcome, text=text, limit=limit, after=after)
    rows = tuple({**r, "snippet": "" if r["rights_text"] and not service.settings.protected else r["snippet"]} for r in page.rows)
    return answer(request, answers.Rows(rows, page.next))


@get("/statements", responses=gives(answers.Rows, "Who said what."), sync_to_thread=True)
def statements(
    request: Req,
    service: NamedDependency[Service],
    who: Text = "",
    about: Text = "",
    stance: FromQuery[Stance] = "",
    since: FromQuery[Date] = None,
    until: FromQuery[Date] = None,
    text: Text = "",
    limit: Limit = LIMIT_DEFAULT,
    after: After = "",
) -> Response[bytes]:
    """Who said what about whom, newest first."""
    only(request, {"who", "about", "stance", "since", "until", "text", "limit", "after"})
    with service.database() as database:
        page = queries.statements(
            database,
            who=who,
            about=about,
            stance=stance,
            since=_iso(since),
            until=_iso(until),
            text=text,
            limit=limit,
            after=after,
        )
    return answer(request, answers.Rows(page.rows, page.next))


@get("/ledger", responses=gives(answers.Lines, "What was announced or demanded, and what became of it."), sync_to_thread=True)
def ledger(
    request: Req,
    service: NamedDependency[Service],
    on: FromQuery[Date] = None,
    country: Annotated[list[str] | None, QueryParameter(max_items=10)] = None,
    standing: Annotated[list[State] | None, QueryParameter(name="state", description="How it stands on the day.")] = None,
    since: Annotated[Date, QueryParameter(description="Its window begins on this day or later.")] = None,
    until: Annotated[Date, QueryParameter(description="Its window begins on this day or earlier.")] = None,
    as_of: FromQuery[Date] = None,
    order: Annotated[Literal["date", "-date"], QueryParameter(name="sort", description="minus: the latest first")] = "date",
    limit: Limit = LIMIT_MAX,
    after: After = "",
) -> Response[bytes]:
    """The ledger as it stands on a day; without one, on the day of the latest report."""
    only(request, {"on", "country", "state", "since", "until", "as_of", "sort", "limit", "after"})
    with service.database() as database:
        day = _iso(on) or latest(database)
        wanted = Wanted(day, tuple(country or ()), tuple(standing or ()), _iso(since), _iso(until), _iso(as_of))
        facts = None if wanted.as_of else service.keeper.facts()
        items, more = found.lines(database, facts, wanted, newest=order == "-date", limit=limit, after=after)
    return answer(request, answers.Lines(day, items, more))


@get("/ledger/counts", responses=gives(answers.Standing, "How many lines of the ledger stand how."), sync_to_thread=True)
def standings(
    request: Req,
    service: NamedDependency[Service],
    on: FromQuery[Date] = None,
    country: Annotated[list[str] | None, QueryParameter(max_items=10)] = None,
    as_of: FromQuery[Date] = None,
) -> Response[bytes]:
    """How many lines of the ledger stand how on a day; without one, on the day of the latest report."""
    only(request, {"on", "country", "as_of"})
    wanted = Wanted(_iso(on), tuple(country or ()), as_of=_iso(as_of))
    return told(request, service, ledger_asked(lambda database: _iso(on) or latest(database), wanted))


@get("/actors", responses=gives(dossiers.Actors, "Who takes part in stories."), sync_to_thread=True)
def actors(request: Req, service: NamedDependency[Service], name: Text = "", limit: Limit = LIMIT_DEFAULT) -> Response[bytes]:
    """Who takes part in stories, those of the most stories first."""
    only(request, {"name", "limit"})
    return told(request, service, actors_asked(name, limit))


@get("/places", responses=gives(dossiers.Places, "Where stories take place."), sync_to_thread=True)
def places(
    request: Req, service: NamedDependency[Service], asked: NamedDependency[Filter], limit: Limit = LIMIT_MAX
) -> Response[bytes]:
    """Where stories take place, as precise as it is known."""
    only(request, FILTER | {"limit"})
    return told(request, service, places_asked(asked, limit))


@get("/aggregates", responses=gives(answers.Numbers, "Counts by a field, or by pair and period."), sync_to_thread=True)
def numbers(
    request: Req,
    service: NamedDependency[Service],
    asked: NamedDependency[Filter],
    by: FromQuery[By] = "type",
    of: Of = "stories",
    per: FromQuery[Literal["day", "month", "year", "all"]] = "month",
    split: FromQuery[Literal["quad", ""]] = "",
    limit: Most = VALUES_MAX,
) -> Response[bytes]:
    """Counts by a field; with `by=pair` counts and scale by pair and period, of occurred events unless a status is given.

    `split=quad` counts each quad class apart, for the fields that an item has once.
    """
    only(request, FILTER | {"by", "of", "per", "split", "limit"})
    return told(request, service, numbers_asked(asked, by, of=of, per=per, split=split, limit=limit))


HANDLERS = (events, stories, documents, statements, ledger, standings, actors, places, numbers)
