"""Errors -> RFC 9457 problem details that name the parameter at fault and say what was expected."""

import re
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from dragoman.values.errors import ConfigError, DragomanError, InputError, StoreError

MEDIA_TYPE = "application/problem+json"
TOO_LONG = "interrupted"
"""SQLite's word for a query that was stopped because its time was up."""
HEADING = re.compile(r"-{0,2}(\w+)")
ABSENT = re.compile(r"Missing required \w+ parameter '(\w+)'")
PARAMETERS = {"cursor": "after", "standing": "state", "order": "sort", "form": "as", "event_type": "type"}
"""Names inside the program -> names in an address."""


class Fault(msgspec.Struct, frozen=True):
    """One parameter at fault and what is wrong with it."""

    name: str
    reason: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Problem details: `status` and `title` of HTTP, `detail` in words, `parameters` that are at fault."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"
    parameters: tuple[Fault, ...] = ()


TITLES = {400: "Bad request", 401: "A token is needed", 403: "Forbidden", 404: "Not found", 405: "Method not allowed",
          413: "Too large", 414: "Address too long", 415: "Wrong media type", 421: "Wrong host", 500: "Internal error",
          503: "Not now"}  # fmt: skip


class Asked(HTTPException):
    """Raised when a parameter cannot be used; `faults` names each."""

    def __init__(self, *faults: Fault, status: int = 400) -> None:
        super().__init__(detail="; ".join(f"{f.name}: {f.reason}" for f in faults), status_code=status)
        self.faults = faults


def missing(what: str, id: str) -> HTTPException:
    """The error for an id that leads nowhere."""
    return HTTPException(detail=f"{what} '{id[:80]}': there is none with this id in this database", status_code=404)


def problem(status: int, detail: str, faults: tuple[Fault, ...] = ()) -> Problem:
    """Problem details for a status."""
    return Problem(status, TITLES.get(status, "Error"), detail, parameters=faults)


def response(found: Problem) -> Response[bytes]:
    """The response that carries a problem."""
    headers = {"WWW-Authenticate": "Bearer"} if found.status == 401 else {}
    return Response(msgspec.json.encode(found), status_code=found.status, media_type=MEDIA_TYPE, headers=headers)


def on_http(_: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Litestar's own errors and ours."""
    faults = error.faults if isinstance(error, Asked) else ()
    if isinstance(error, ValidationException):
        faults = tuple(_fault(e) for e in error.extra or () if isinstance(e, dict))
        if not faults and (absent := ABSENT.match(str(error.detail))):
            faults = (Fault(absent[1], "missing; it is required"),)
        words = "; ".join(f"{f.name}: {f.reason}" for f in faults)
        return response(problem(400, words or str(error.detail), faults))
    return response(problem(error.status_code, str(error.detail), faults))


def _fault(found: dict[str, Any]) -> Fault:
    name = str(found.get("key", ""))
    return Fault(PARAMETERS.get(name, name), str(found.get("message", "")))


def on_ours(_: Request[Any, Any, Any], error: DragomanError) -> Response[bytes]:
    """What the query layer refuses: an unusable value, a query that took too long, a file that cannot be read."""
    words = str(error)
    if isinstance(error, StoreError):
        # the path of the file is nobody's business who asks over the network
        words = words.partition(": ")[2] or words
        if words == TOO_LONG:
            words = "the query took too long; ask for a shorter time or for less"
        return response(problem(503, words))
    if isinstance(error, ConfigError | InputError):
        name = HEADING.match(words)
        first = name[1] if name else ""
        return response(problem(400, words, (Fault(PARAMETERS.get(first, first), words),)))
    return response(problem(500, words))


def on_any(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Anything else: a fault of ours; its words go to the log, not to the one who asks."""
    if request.logger is not None:
        request.logger.error("%s %s: %r", request.method, request.url.path, error)
    return response(problem(500, "this is a fault in Dragoman; the log of the server says more"))
