"""An address -> the bytes behind it, within limits of time, size, redirects and hosts; robots.txt is obeyed."""

import ipaddress
import socket
import time
import urllib.robotparser
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import msgspec
import urllib3

from dragoman import __version__
from dragoman.values.errors import InputError

AGENT = f"dragoman/{__version__} (news reader; obeys robots.txt)"
REDIRECTS_MAX = 5
SECONDS_MAX = 30.0  # of one fetch, all in all
SILENT_SECONDS_MAX = 10.0  # without a byte
BYTES_MAX = 20_000_000  # unpacked
HOST_SECONDS = 1.0  # between two requests to one host, unless robots.txt asks for more
CRAWL_SECONDS_MAX = 60.0  # more than a robots.txt that asks for hours gets
CHUNK = 65_536


class FetchError(InputError):
    """An address cannot or may not be fetched; the message says why."""


class Fetched(msgspec.Struct, frozen=True):
    """What a server answered: status (200 or 304), the address in the end, its bytes, and the marks for the next question."""

    status: int
    url: str
    data: bytes
    etag: str = ""
    modified: str = ""


class Limits(msgspec.Struct, frozen=True):
    """How far a fetch may go."""

    bytes: int = BYTES_MAX
    seconds: float = SECONDS_MAX
    private: bool = False
    """Whether addresses of the own machine and network may be asked."""


class Fetcher:
    """Fetches politely: one request a host at a time, robots.txt asked once. `clock` and `sleep` are given by tests."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, urllib.robotparser.RobotFileParser | None] = {}

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """The answer; with the marks of the last answer status 304 when nothing has changed. FetchError says what is wrong."""
        parts = _parts(url)
        robots = self._rules(f"{parts.scheme}://{parts.netloc}")
        if robots is not None and not robots.can_fetch(AGENT, url):
            raise FetchError(f"{url}: robots.txt does not allow it")
        delay = float(robots.crawl_delay(AGENT) or 0) if robots is not None else 0.0
        self._wait(parts.netloc, max(HOST_SECONDS, min(delay, CRAWL_SECONDS_MAX)))
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._follow(url, {k: v for k, v in headers.items() if v}, self.limits)

    def _wait(self, host: str, seconds: float) -> None:
        last = self._asked.get(host)
        if last is not None and (rest := last + seconds - self._clock()) > 0:
            self._sleep(rest)
        self._asked[host] = self._clock()

    def _rules(self, root: str) -> urllib.robotparser.RobotFileParser | None:
        """The rules of a host, None when it has none; a host whose own fault keeps us from its robots.txt allows nothing."""
        if root not in self._robots:
            try:
                answer = self._follow(f"{root}/robots.txt", {}, msgspec.structs.replace(self.limits, bytes=500_000))
                lines = answer.data.decode("utf-8", "replace").splitlines()
            except _AnswerError as refused:
                lines = ["User-agent: *", "Disallow: /"] if refused.status >= 500 else []
            parser = urllib.robotparser.RobotFileParser()
            parser.parse(lines)
            self._robots[root] = parser if lines else None
        return self._robots[root]

    def _follow(self, url: str, headers: dict[str, str], limits: Limits) -> Fetched:
        deadline = self._clock() + limits.seconds
        seen: list[str] = []
        while True:
            if url in seen or len(seen) > REDIRECTS_MAX:
                raise FetchError(f"{seen[0]}: it leads in a circle, or further than {REDIRECTS_MAX} times")
            seen.append(url)
            answer = self._ask(url, headers, limits, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)

    def _ask(self, url: str, headers: dict[str, str], limits: Limits, deadline: float) -> Fetched | str:
        """The answer, or where it leads to."""
        parts = _parts(url)
        address = resolved(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), private=limits.private)
        pool = _pool(parts, address)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Accept-Encoding": "gzip", **headers}
        try:
            response = pool.request("GET", target, headers=sent, redirect=False, preload_content=False, retries=False)
            try:
                return self._answer(url, response, limits, deadline)
            finally:
                response.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise FetchError(f"{url}: {type(error).__name__}: {error}") from error
        finally:
            pool.close()

    def _answer(self, url: str, response: urllib3.BaseHTTPResponse, limits: Limits, deadline: float) -> Fetched | str:
        if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
            return response.headers["Location"]
        if response.status not in (200, 304):
            raise _AnswerError(f"{url}: the server answers {response.status}", response.status)
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and int(promised) > limits.bytes:
            raise FetchError(f"{url}: {int(promised):,} bytes; more than {limits.bytes:,} are not fetched")
        data = bytearray()
        while chunk := response.read1(CHUNK, decode_content=True):  # what has come, not a full CHUNK: a drip ends
            data += chunk
            if len(data) > limits.bytes:
                raise FetchError(f"{url}: more than {limits.bytes:,} bytes")
            if self._clock() > deadline:
                raise FetchError(f"{url}: it took more than {limits.seconds:.0f} s")
        marks = response.headers
        return Fetched(response.status, url, bytes(data), marks.get("ETag", ""), marks.get("Last-Modified", ""))


class _AnswerError(FetchError):
    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def _parts(url: str):  # type: ignore[no-untyped-def]
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url[:200]}: only http and https addresses are fetched")
    try:
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"{url[:200]}: {error}") from error
    return parts


def resolved(host: str, port: int, *, private: bool) -> str:
    """The address of a host as digits; FetchError when it has none, or any that is not on the public net.

    The connection is made to the address that was checked, so that a second look-up cannot lead elsewhere.
    """
    try:
        found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: no such host ({error})") from error
    for address in found:
        number = ipaddress.ip_address(str(address).split("%")[0])
        if number.is_link_local:  # where clouds keep what only the machine itself may know
            raise FetchError(f"{host}: {address} is an address of this machine's own network card; it is never asked")
        if not private and not number.is_global:
            raise FetchError(f"{host}: {address} is no public address; --allow-private permits it")
    return str(found[0])


def _pool(parts, address: str) -> urllib3.HTTPConnectionPool:  # type: ignore[no-untyped-def]
    timeout = urllib3.Timeout(connect=SILENT_SECONDS_MAX, read=SILENT_SECONDS_MAX)
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, parts.port or 80, timeout=timeout, maxsize=1)
    import certifi

    return urllib3.HTTPSConnectionPool(
        address, parts.port or 443, timeout=timeout, maxsize=1, server_hostname=parts.hostname, assert_hostname=parts.hostname,
        cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
    )  # fmt: skip
