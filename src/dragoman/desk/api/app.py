"""Settings -> the application: routes, errors, OpenAPI document, the page and its files."""

import mimetypes
import threading
from pathlib import Path

import msgspec
from litestar import Litestar, Response, Router, get
from litestar.config.compression import CompressionConfig
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath
from litestar.types import ASGIApp

from dragoman import __version__
from dragoman.desk.api import counting, dossiers, judging, kept, lists, problems, sending, singles
from dragoman.desk.api.answers import Req, answer
from dragoman.desk.api.guard import guarded
from dragoman.desk.api.parameters import asked_filter, asked_page, only
from dragoman.desk.api.settings import BODY_BYTES, Service, Settings
from dragoman.desk.asking import latest
from dragoman.store import Database
from dragoman.values.errors import DragomanError

PAGE = Path(__file__).parent.parent / "page"
YEAR = 31_536_000  # seconds; the names of the files under assets/ change with their content


class Health(msgspec.Struct, frozen=True):
    """Whether the database can be read, which program reads it, and the day of its latest report."""

    status: str
    version: str
    latest: str


class Overview(msgspec.Struct, frozen=True):
    """What is in the database, and the day of its latest report, which is "today" for the page."""

    version: str
    latest: str
    stats: dict[str, int]
    languages: tuple[str, ...]
    protected: bool
    judging: bool
    mark: int
    """A search asked with it gives what was written since."""


@get("/health", responses=lists.gives(Health, "The database can be read."), sync_to_thread=True)
def health(request: Req, service: NamedDependency[Service]) -> Response[bytes]:
    """Whether the database can be read."""
    only(request, set())
    with service.database() as database:
        return answer(request, Health("ok", __version__, latest(database)))


@get("/overview", responses=lists.gives(Overview, "What is in the database."), sync_to_thread=True)
def overview(request: Req, service: NamedDependency[Service]) -> Response[bytes]:
    """What is in the database."""
    only(request, set())
    settings = service.settings

    def count(database: Database) -> Overview:
        return Overview(
            __version__, latest(database), dossiers.totals(database), dossiers.languages(database), settings.protected,
            settings.judging, dossiers.mark(database),
        )  # fmt: skip

    return counting.told(request, service, counting.question(("overview",), count))


@get("/metrics", media_type="text/plain", sync_to_thread=True)
def metrics(service: NamedDependency[Service]) -> Response[str]:
    """Requests by part of the API and status, and the seconds they took, in the form of Prometheus."""
    lines = ["# TYPE dragoman_requests_total counter"]
    counted = sorted(service.requests.items())
    lines += [f'dragoman_requests_total{{route="{_label(route)}",status="{status}"}} {n}' for (route, status), n in counted]
    lines += ["# TYPE dragoman_request_seconds_total counter", f"dragoman_request_seconds_total {service.seconds:.6f}"]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4; charset=utf-8")


def _label(route: str) -> str:
    return "".join(c for c in route if c.isalnum() or c in "/_-")[:60]


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def openapi(request: Req) -> Response[bytes]:
    """The OpenAPI document."""
    return answer(request, request.app.openapi_schema.to_schema())


@get("/", include_in_schema=False, sync_to_thread=True)
def page() -> Response[bytes]:
    """The page."""
    return _file(PAGE / "index.html", "no-cache")


@get("/licences.txt", include_in_schema=False, sync_to_thread=True)
def licences() -> Response[bytes]:
    """What the page is built from."""
    return _file(PAGE / "licences.txt", "no-cache")


@get("/assets/{name:str}", include_in_schema=False, sync_to_thread=True)
def asset(name: FromPath[str]) -> Response[bytes]:
    """A file of the page; only names that are in its folder."""
    known = {p.name: p for p in (PAGE / "assets").iterdir()} if (PAGE / "assets").is_dir() else {}
    if name not in known:
        raise NotFoundException(detail=f"assets/{name[:80]}: there is no such file")
    return _file(known[name], f"public, max-age={YEAR}, immutable")


def _file(path: Path, cache: str) -> Response[bytes]:
    if not path.is_file():
        raise NotFoundException(detail="the page is not in this copy of Dragoman; the API is described in /openapi.json")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(path.read_bytes(), media_type=kind, headers={"Cache-Control": cache})


def create_app(service: Service) -> Litestar:
    """The application without its guard."""
    handlers = [*lists.HANDLERS, *singles.HANDLERS, *judging.HANDLERS, *kept.HANDLERS, sending.export, health, overview, metrics]
    return Litestar(
        [Router("/api", route_handlers=handlers), openapi, page, licences, asset],
        dependencies={
            "service": Provide(lambda: service, sync_to_thread=False, use_cache=True),
            "asked": Provide(asked_filter, sync_to_thread=False),
            "paging": Provide(asked_page, sync_to_thread=False),
        },
        exception_handlers={HTTPException: problems.on_http, DragomanError: problems.on_ours, Exception: problems.on_any},
        compression_config=CompressionConfig(backend="gzip", minimum_size=600, gzip_compress_level=5),
        openapi_config=OpenAPIConfig(
            title="Dragoman's desk",
            version=__version__,
            description="Who did what to whom, when, where, on whose word, and whether it has happened. Read-only.",
            path="/api/schema",
            render_plugins=[JsonRenderPlugin()],
            use_handler_docstrings=True,
        ),
        request_max_body_size=BODY_BYTES,
        signature_types=[Service],
    )


def served(settings: Settings, *, warmed: bool = False) -> ASGIApp:
    """The application behind its guard: what a server runs; `warmed` loads behind the scenes what will be counted."""
    service = Service(settings)
    if warmed:
        threading.Thread(target=service.keeper.load, daemon=True).start()
    return guarded(create_app(service), service)
