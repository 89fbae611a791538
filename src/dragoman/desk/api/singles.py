"""GET /api/.../{id}: one story, event, document or actor with all that belongs to it; POST /api/code: a text that was pasted."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from dragoman.desk.api import dossiers, whole
from dragoman.desk.api.answers import Req, answer
from dragoman.desk.api.lists import gives
from dragoman.desk.api.parameters import only
from dragoman.desk.api.problems import Asked, Fault, missing
from dragoman.desk.api.settings import Service
from dragoman.desk.facts import counting
from dragoman.intake import document_from
from dragoman.store import queries
from dragoman.values.errors import Refusal
from dragoman.values.event import Event

Id = Annotated[str, QueryParameter(max_length=400)]
PathId = Annotated[str, PathParameter(max_length=400)]
TEXT_MAX = 100_000  # characters of a pasted text


class Pasted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to be coded. `published` is an ISO day, `language` BCP 47, `home` is not asked: it is inferred."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_MAX)]
    title: Annotated[str, msgspec.Meta(max_length=1_000)] = ""
    published: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    language: Annotated[str, msgspec.Meta(max_length=12)] = ""


class Tried(msgspec.Struct, frozen=True):
    """What was understood of a pasted text: the stored text, events, an explanation for each sentence, or the refusal."""

    text: str
    language: str
    events: tuple[Event, ...]
    sentences: tuple[whole.SentenceTold, ...]
    refusal: Refusal | None = None


class Sentences(msgspec.Struct, frozen=True):
    """The explanation of each sentence of a document."""

    sentences: tuple[whole.SentenceTold, ...]
    refusal: Refusal | None = None


@get("/stories/{id:str}", responses=gives(whole.StoryWhole, "A story with reports and documents."), sync_to_thread=True)
def story(request: Req, service: NamedDependency[Service], id: PathId) -> Response[bytes]:
    """One story: the merged event, each report's event and document, its lines in the ledger, why its reports are one."""
    only(request, set())
    with service.database() as database:
        found = whole.story(database, id, protected=service.settings.protected)
    if found is None:
        raise missing("story", id)
    return answer(request, found)


@get("/events/{id:str}", responses=gives(Event, "An event."), sync_to_thread=True)
def event(request: Req, service: NamedDependency[Service], id: PathId) -> Response[bytes]:
    """One event as its document tells it."""
    only(request, set())
    with service.database() as database:
        found = queries.event(database, id)
    if found is None:
        raise missing("event", id)
    return answer(request, found)


@get("/documents/{id:path}", responses=gives(whole.Whole, "A document."), sync_to_thread=True)
def document(request: Req, service: NamedDependency[Service], id: PathId) -> Response[bytes]:
    """One document with its text, blocks, findings, refusals and events. Ids may hold slashes."""
    only(request, set())
    with service.database() as database:
        found = whole.document(database, id.removeprefix("/"), protected=service.settings.protected)
    if found is None:
        raise missing("document", id.removeprefix("/"))
    return answer(request, found)


@get("/sentences", responses=gives(Sentences, "Why there is an event in a sentence, and why none."), sync_to_thread=True)
def sentences(request: Req, service: NamedDependency[Service], document: Id) -> Response[bytes]:
    """What is recognised, coded and refused in each sentence of a document, line by line."""
    only(request, {"document"})
    with service.database() as database:
        found = queries.document(database, document)
    if found is None:
        raise missing("document", document)
    if found["rights_text"] and not service.settings.protected:
        raise Asked(Fault("document", "a notice forbids showing this text, and the explanation would quote it"), status=403)
    with service.lock:
        told = whole.sentences(service.coder, whole.as_document(found))
    return answer(request, Sentences((), told) if isinstance(told, Refusal) else Sentences(told))


@get("/actors/{id:str}", responses=gives(dossiers.Dossier, "What is known of an actor."), sync_to_thread=True)
def actor(request: Req, service: NamedDependency[Service], id: PathId) -> Response[bytes]:
    """What the database says of an actor: an entity's id, or the code of a country or body."""
    only(request, set())
    facts = service.keeper.facts() if len(id) == 3 else None
    met = counting.met(facts, id.upper(), dossiers.PARTNERS) if facts else None
    with service.database() as database:
        found = dossiers.dossier(database, id, service.terms, met)
    if found is None:
        raise missing("actor", id)
    return answer(request, found)


@post("/code", responses=gives(Tried, "What was understood of the text."), status_code=200, sync_to_thread=True)
def code(request: Req, service: NamedDependency[Service], data: JSONBody[Pasted]) -> Response[bytes]:
    """Codes a text that is sent along. Nothing is fetched, nothing is kept."""
    found = document_from(text=data.text, title=data.title, published=data.published, language=data.language, id="pasted")
    if isinstance(found, Refusal):
        return answer(request, Tried(data.text, data.language, (), (), found))
    with service.lock:
        outcome = service.coder.understand(found)
    if isinstance(outcome, Refusal):
        return answer(request, Tried(found.text, data.language, (), (), outcome))
    told = whole.told_sentences(outcome)
    return answer(request, Tried(outcome.article.text, outcome.article.language, outcome.events, told))


HANDLERS: tuple[Any, ...] = (story, event, document, sentences, actor, code)
