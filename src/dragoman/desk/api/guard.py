"""What stands before every request: host, token, length of the address, origin of a POST; and the headers behind every answer."""

import hmac
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from dragoman.desk.api.problems import MEDIA_TYPE, problem
from dragoman.desk.api.settings import BODY_BYTES, LOCAL, QUERY_BYTES, Service

COOKIE = "dragoman"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def guarded(app: ASGIApp, service: Service) -> ASGIApp:
    """The app behind its guard."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        head = scope["method"] == "HEAD"

        async def sending(message: Message) -> None:
            nonlocal status
            if head and message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b"", "more_body": message["more_body"]}
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        refused = _refused(scope, service)
        if refused is not None:
            await _answer(sending, *refused)
        elif (target := _token_given(scope, service)) is not None:
            await _enter(sending, target, service.settings.token)
        else:
            asked: HTTPScope = {**scope, "method": "GET"} if head else scope
            await app(asked, receive, sending)
        service.requests[_family(scope["path"]), status] += 1
        service.seconds += time.perf_counter() - began

    return serve


def _family(path: str) -> str:
    """The first two parts of a path: few enough to count by."""
    parts = path.split("/")
    return "/".join(parts[:3]) if parts[1:2] == ["api"] else "/" + parts[1] if parts[1:2] == ["assets"] else "other"


def _headers(scope: HTTPScope) -> dict[str, str]:
    return {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}


def _refused(scope: HTTPScope, service: Service) -> tuple[int, str] | None:
    """Status and words of a refusal, None when the request may pass. Health is told without a token."""
    headers, settings = _headers(scope), service.settings
    host = _host(headers.get("host", ""))
    named = {*LOCAL, settings.host, *settings.names}
    if host not in named and settings.host not in ("0.0.0.0", "::"):
        return 421, f"host '{host[:80]}': expected one of {', '.join(sorted(named))}; --name adds one"
    if len(scope["query_string"]) > QUERY_BYTES:
        return 414, f"the query is longer than {QUERY_BYTES:,} characters"
    if scope["method"] not in ("GET", "HEAD", "POST"):
        return 405, f"method {scope['method']}: expected GET, or POST of /api/code, /api/verdicts or /api/searches"
    if scope["method"] == "POST" and (refusal := _posted(headers)) is not None:
        return refusal
    if settings.token and scope["path"] != "/api/health" and not _has_token(scope, headers, settings.token):
        return 401, "expected the token that `dragoman serve` printed: Authorization: Bearer TOKEN, or /?token=TOKEN once"
    return None


def _host(header: str) -> str:
    """The name in a Host header without its port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _posted(headers: dict[str, str]) -> tuple[int, str] | None:
    """A POST comes from our own page or from no page at all, and says what it carries."""
    origin = headers.get("origin", "")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") or (
        origin and urlsplit(origin).netloc != headers.get("host", "")
    ):
        return 403, "a page of another site sent this; expected the desk's own page, or a program"
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return 415, "Content-Type: expected application/json"
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > BODY_BYTES:
        return 413, f"the body is longer than {BODY_BYTES:,} bytes"
    return None


def _has_token(scope: HTTPScope, headers: dict[str, str], token: str) -> bool:
    given = [headers.get("authorization", "").removeprefix("Bearer ").strip(), _cookie(headers), _in_query(scope)]
    return any(hmac.compare_digest(g.encode(), token.encode()) for g in given if g)


def _cookie(headers: dict[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _in_query(scope: HTTPScope) -> str:
    """The token in the address, which only the page itself takes."""
    return parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0] if scope["path"] == "/" else ""


def _token_given(scope: HTTPScope, service: Service) -> str | None:
    """Where to go on once the token in the address has become a cookie; None when there is none in it."""
    if not service.settings.token or not _in_query(scope):
        return None
    rest = parse_qs(scope["query_string"].decode("latin-1"))
    rest.pop("token")
    return "/" + ("?" + urlencode(rest, doseq=True) if rest else "")


async def _enter(send: Send, target: str, token: str) -> None:
    cookie = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict"
    headers = [(b"location", target.encode("latin-1")), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _answer(send: Send, status: int, words: str) -> None:
    body = msgspec.json.encode(problem(status, words))
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
