"""Questions about all of a database -> numbers, counted from the facts in memory, or by the database where these cannot tell."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec
from litestar import Response

from dragoman.desk.api import announced, answers, dossiers
from dragoman.desk.api.announced import Wanted
from dragoman.desk.api.answers import Req, sent
from dragoman.desk.api.memory import Kept
from dragoman.desk.api.settings import Service
from dragoman.desk.facts import counting, standing
from dragoman.desk.facts.holding import Facts
from dragoman.desk.facts.selecting import chosen
from dragoman.store import Database, aggregates
from dragoman.store.database import translated
from dragoman.store.filters import Filter

VALUES_MAX = 20_000  # fifty years by day
PAIRS_MAX = 2_000  # each is two values of a query
Count = Callable[[Database], Any]
Told = Callable[[Database, Facts], Any]


class Question(msgspec.Struct, frozen=True):
    """What is asked, as a name by which the answer is remembered, how the database counts it, and how it is told from Facts."""

    name: str
    count: Count
    tell: Told | None = None


def question(of: tuple[Any, ...], count: Count, tell: Told | None = None) -> Question:
    """The question with these parts."""
    return Question(msgspec.json.encode(of).decode(), count, tell)


def actors_asked(name: str, limit: int) -> Question:
    """Who takes part."""

    def count(database: Database) -> dossiers.Actors:
        return dossiers.Actors(dossiers.actors(database, name, limit))

    def tell(database: Database, facts: Facts) -> dossiers.Actors:
        ids = dossiers.ids_named(database, name) if name else None
        if ids is not None:
            ids |= counting.ids_of_code(facts, name.upper())
        return dossiers.Actors(dossiers.described(database, counting.actors(facts, ids, limit)))

    return question(("actors", name, limit), count, tell)


def places_asked(asked: Filter, limit: int) -> Question:
    """Where it happened."""

    def tell(database: Database, facts: Facts) -> dossiers.Places:
        return counting.places(facts, _chosen(database, facts, asked), limit)

    return question(("places", asked, limit), lambda d: dossiers.places(d, asked, limit), _known(asked, tell))


def ledger_asked(on: Callable[[Database], str], wanted: Wanted) -> Question:
    """How many lines of the ledger stand how."""

    def count(database: Database) -> answers.Standing:
        meant = msgspec.structs.replace(wanted, on=on(database))
        return answers.Standing(meant.on, announced.counts(database, meant))

    def tell(database: Database, facts: Facts) -> answers.Standing:
        meant = msgspec.structs.replace(wanted, on=on(database))
        return answers.Standing(meant.on, standing.counts(facts, meant))

    return question(("ledger", wanted), count, None if wanted.as_of else tell)


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
        return _valued(by, aggregates.counts(database, asked, of=kind, by=by, limit=limit))

    def tell(database: Database, facts: Facts) -> answers.Numbers:
        if by == "pair":
            meant = aggregates.happened(asked)
            found = _chosen(database, facts, meant)
            most = min(limit, PAIRS_MAX)
            return answers.Numbers(
                by, pairs=counting.dyads(facts, found, per=per, most=most, since=asked.since, until=asked.until)
            )
        if split:
            aggregates.splittable(by)
            return answers.Numbers(by, quads=counting.quads(facts, _chosen(database, facts, asked), by)[:limit])
        return _valued(by, tuple(counting.counts(facts, _chosen(database, facts, asked), by)[:limit]))

    return question(("numbers", asked, by, of, per, split, limit), count, _known(asked, tell) if kind == "s" else None)


def _valued(by: str, found: tuple[tuple[str, int], ...]) -> answers.Numbers:
    return answers.Numbers(by, tuple(answers.Number(v, n) for v, n in found))


def _known(asked: Filter, tell: Told) -> Told | None:
    """How it is told, where Facts can."""
    return None if asked.as_of else tell


def _chosen(database: Database, facts: Facts, asked: Filter) -> Any:
    with translated(database.path):
        return chosen(database.connection, facts, asked)


def counted(service: Service, asked: Question) -> Kept:
    """The answer to a question, which is remembered for a while."""
    facts = service.keeper.facts() if asked.tell else None
    if facts is not None and asked.tell is not None:
        tell = asked.tell

        def at_once() -> Any:
            with service.database() as database:
                return tell(database, facts)

        return service.memory.as_of(asked.name, facts.state, at_once)

    def now() -> Any:
        with service.database() as database:
            return asked.count(database)

    return service.memory.answer(asked.name, now)


def told(request: Req, service: Service, asked: Question) -> Response[bytes]:
    """The response to a question."""
    found = counted(service, asked)
    return sent(request, found.body, found.tag)
