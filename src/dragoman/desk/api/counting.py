"""Questions about all of a database -> numbers, remembered by what was asked; and those that the page asks first."""

import contextlib
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from litestar import Response

from dragoman.desk.api import answers, dossiers
from dragoman.desk.api.answers import Req, sent
from dragoman.desk.api.memory import Kept
from dragoman.desk.api.settings import LIMIT_MAX, Service
from dragoman.store import Database, aggregates
from dragoman.store.filters import Filter
from dragoman.values.errors import DragomanError

VALUES_MAX = 20_000  # fifty years by day
PAIRS_MAX = 2_000  # each is two values of a query


class Question(msgspec.Struct, frozen=True):
    """What is asked of all of a database, as a name by which the answer is remembered, and how it is counted."""

    name: str
    count: Callable[[Database], Any]


def question(of: tuple[Any, ...], count: Callable[[Database], Any]) -> Question:
    """The question with these parts."""
    return Question(msgspec.json.encode(of).decode(), count)


def actors_asked(name: str, limit: int) -> Question:
    """Who takes part."""
    return question(("actors", name, limit), lambda d: dossiers.Actors(dossiers.actors(d, name, limit)))


def places_asked(asked: Filter, limit: int) -> Question:
    """Where it happened."""
    return question(("places", asked, limit), lambda d: dossiers.places(d, asked, limit))


def numbers_asked(
    asked: Filter, by: str, *, of: str = "stories", per: str = "month", split: str = "", limit: int = VALUES_MAX
) -> Question:
    """How many there are."""
    kind: Literal["e", "s"] = "e" if of == "events" else "s"

    def count(database: Database) -> answers.Numbers:
        if by == "pair":
            pairs = aggregates.dyads(database, asked, of=kind, per=per, most=min(limit, PAIRS_MAX))
            return answers.Numbers(by, pairs=pairs)
        if split:
            return answers.Numbers(by, quads=aggregates.quads(database, asked, of=kind, by=by)[:limit])
        found = aggregates.counts(database, asked, of=kind, by=by, limit=limit)
        return answers.Numbers(by, tuple(answers.Number(v, n) for v, n in found))

    return question(("numbers", asked, by, of, per, split, limit), count)


def counted(service: Service, asked: Question) -> Kept:
    """The answer to a question, which is remembered for a while."""

    def now() -> Any:
        with service.database() as database:
            return asked.count(database)

    return service.memory.answer(asked.name, now)


def told(request: Req, service: Service, asked: Question) -> Response[bytes]:
    """The response to a question."""
    found = counted(service, asked)
    return sent(request, found.body, found.tag)


def warm(service: Service) -> None:
    """Counts what the page asks without a filter, so that its first reader need not wait."""
    everything = Filter()
    for asked in (
        numbers_asked(everything, "date", split="quad"),
        numbers_asked(everything, "pair", per="all", limit=400),
        *(numbers_asked(everything, "pair", per=per, limit=24) for per in ("day", "month")),
        places_asked(everything, LIMIT_MAX),
        numbers_asked(everything, "quad"),
        numbers_asked(everything, "published"),
        actors_asked("", 200),
    ):
        with contextlib.suppress(DragomanError):  # whoever asks is told
            counted(service, asked)
