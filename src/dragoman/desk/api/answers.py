"""Values -> responses: JSON, an ETag made of the bytes, and 304 for those who have them already."""

import hashlib
from typing import Any

import msgspec
from litestar import Request, Response

from dragoman.store.aggregates import ByQuad, DyadCount
from dragoman.values.corpus import Entry, State, Story
from dragoman.values.event import Event

Req = Request[Any, Any, Any]
JSON = "application/json"


class Events(msgspec.Struct, frozen=True):
    """A page of events; `next` is the cursor to give as `after`, "" behind the last."""

    items: tuple[Event, ...]
    next: str = ""


class Stories(msgspec.Struct, frozen=True):
    """A page of stories; `snippets` holds, for a full-text query, the stretch of each leading document that answers it."""

    items: tuple[Story, ...]
    next: str = ""
    snippets: dict[str, str] = {}


class Rows(msgspec.Struct, frozen=True):
    """A page of objects."""

    items: tuple[dict[str, Any], ...]
    next: str = ""


class Line(msgspec.Struct, frozen=True):
    """An entry of the ledger and how it stands on the day that was asked for."""

    state: State
    entry: Entry


class Lines(msgspec.Struct, frozen=True):
    """A page of the ledger on a day."""

    on: str
    items: tuple[Line, ...]
    next: str = ""


class Standing(msgspec.Struct, frozen=True):
    """How many lines of the ledger stand how on a day."""

    on: str
    states: dict[str, int]


class Number(msgspec.Struct, frozen=True):
    """A value and how many events or stories have it."""

    value: str
    count: int


class Numbers(msgspec.Struct, frozen=True):
    """Counts by a field, or by pair and period."""

    by: str
    items: tuple[Number, ...] = ()
    pairs: tuple[DyadCount, ...] = ()
    quads: tuple[ByQuad, ...] = ()


def answer(request: Req, value: Any) -> Response[bytes]:
    """The response for a value; 304 without a body when the asker's copy is the same."""
    return sent(request, *encoded(value))


def encoded(value: Any) -> tuple[bytes, str]:
    """The JSON of a value and its ETag."""
    body = msgspec.json.encode(value)
    return body, f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'  # weak: gzip may change the bytes


def sent(request: Req, body: bytes, tag: str) -> Response[bytes]:
    """The response for a body with this ETag."""
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding, Cookie, Authorization"}
    known = {t.strip() for t in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(b"", status_code=304, headers=headers, media_type=JSON)
    return Response(body, media_type=JSON, headers=headers)
