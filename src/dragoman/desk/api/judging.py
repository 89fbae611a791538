"""/api/verdicts: what people say of the coding. Reading is open; writing only where `dragoman serve --judge` allows it."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from dragoman.corpus import audit
from dragoman.corpus.verdicts import unusable
from dragoman.desk.api.answers import Req, answer
from dragoman.desk.api.lists import gives
from dragoman.desk.api.parameters import Limit, only
from dragoman.desk.api.problems import Asked, Fault, missing
from dragoman.desk.api.settings import LIMIT_MAX, Service
from dragoman.store import Database, queries
from dragoman.store.database import translated
from dragoman.store.keys import keyed
from dragoman.store.writing import verdicts
from dragoman.values.event import Event

Field = Literal["event", "type", "status", "actor", "recipient", "date", "place"]
BUSY_MILLISECONDS = 8_000  # that a verdict waits for an ingest, whose transactions take about a second
NOTE_MAX, VALUE_MAX = 1_000, 200  # characters


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says of an event, by field: right, wrong, what it should be, or "" to take back what was said."""

    event: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    fields: Annotated[dict[Field, Annotated[str, msgspec.Meta(max_length=VALUE_MAX)]], msgspec.Meta(min_length=1)]
    note: Annotated[str, msgspec.Meta(max_length=NOTE_MAX)] = ""


class Judged(msgspec.Struct, frozen=True):
    """An event as it stands, the verdicts on it, their note, and the story that holds it now ("" when judged wrong)."""

    event: Event
    fields: dict[str, str]
    note: str
    story: str


class Judgements(msgspec.Struct, frozen=True):
    """The verdicts that stand, the latest first, and the precision of each field that they give, with its 95 % interval."""

    items: tuple[Judged, ...]
    precision: tuple[audit.Precision, ...]


@get("/verdicts", responses=gives(Judgements, "Verdicts that stand, and the precision that they give."), sync_to_thread=True)
def judgements(request: Req, service: NamedDependency[Service], limit: Limit = LIMIT_MAX) -> Response[bytes]:
    """What people say of the coding, the latest first."""
    only(request, {"limit"})
    with service.database() as database:
        sql = "SELECT event FROM verdict WHERE removed IS NULL GROUP BY event ORDER BY max(verdict) DESC LIMIT ?"
        with translated(database.path):
            ids = [row[0] for row in database.connection.execute(sql, (limit,))]
        items = tuple(found for id in ids if (found := judged(database, id)) is not None)
    told = {i.event.id: {f: (v, i.note) for f, v in i.fields.items()} for i in items}
    shares = audit.precision({}, told)  # not by type: the type is among what is corrected
    return answer(request, Judgements(items, tuple(p for p in shares if p.type == "all")))


@post("/verdicts", responses=gives(Judged, "The event as it stands now."), status_code=200, sync_to_thread=True)
def judge(request: Req, service: NamedDependency[Service], data: JSONBody[Verdict]) -> Response[bytes]:
    """Keeps what somebody says of an event; a wrong one leaves the stories, a corrected one is merged as corrected."""
    only(request, set())
    if not service.settings.judging:
        raise Asked(Fault("event", "this desk only reads; `dragoman serve --judge` lets it keep verdicts"), status=403)
    faults = [Fault(field, f"'{value}': {words}") for field, value in data.fields.items() if (words := _fault(field, value))]
    if faults:
        raise Asked(*faults)
    with service.writing, service.database(readonly=False) as database:
        if queries.event(database, data.event) is None:
            raise missing("event", data.event)
        database.connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        audit.judge(database, {data.event: {field: (value, data.note) for field, value in data.fields.items()}})
        found = judged(database, data.event)
    service.changed()
    if found is None:
        raise missing("event", data.event)
    return answer(request, found)


def _fault(field: str, value: str) -> str:
    if "\x00" in value:
        return "a NUL character; expected text"
    return unusable(field, value) if value else ""


def judged(database: Database, id: str) -> Judged | None:
    """The event with this id and what is said of it; None when none stands."""
    event = queries.event(database, id)
    if event is None:
        return None
    with translated(database.path):
        fields = dict(verdicts(database.connection, [id]).get(id, {}))
        sql = "SELECT note FROM verdict WHERE event = ? AND removed IS NULL AND note <> '' ORDER BY verdict DESC LIMIT 1"
        note = database.connection.execute(sql, (id,)).fetchone()
        story = database.connection.execute(
            f"SELECT story FROM event WHERE {keyed('event', 'id')} = ? AND removed IS NULL", (id,)
        ).fetchone()
    return Judged(event, fields, note[0] if note else "", story[0] if story else "")


HANDLERS: tuple[Any, ...] = (judgements, judge)
