"""GET /api/export: any question as a file: JSON lines and CSV page by page as they are read, the other formats when whole."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import QueryParameter
from litestar.response import File, Stream

from dragoman.desk.api import lists
from dragoman.desk.api.answers import Req
from dragoman.desk.api.parameters import FILTER, only
from dragoman.desk.api.settings import Service
from dragoman.desk.exporting import run_export
from dragoman.exports import flat
from dragoman.exports.cells import alone
from dragoman.store import queries
from dragoman.store.filters import Filter

PAGE = 500  # rows of one read: a connection is held no longer than for these
Form = Literal["jsonl", "csv", "parquet", "plover", "gdelt", "gdelt-mentions", "polecat", "icews", "geojson", "ics", "graphml"]
Of = Literal["stories", "events"]


A_FILE = ResponseSpec(data_container=bytes, description="The file.", generate_examples=False, media_type="*/*")


@get("/export", responses={200: A_FILE, **{c: lists.problem_of(c) for c in (400, 401, 414, 421, 503)}}, sync_to_thread=True)
def export(
    request: Req,
    service: NamedDependency[Service],
    asked: NamedDependency[Filter],
    form: Annotated[Form, QueryParameter(name="as", description="The format.")] = "jsonl",
    of: Annotated[Of, QueryParameter(name="of", description="Merged events, or each report's own.")] = "stories",
) -> Response[Any]:
    """All stories or events that are asked for, as a file."""
    only(request, FILTER | {"as", "of"})
    name = f"dragoman-{of}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form in ("jsonl", "csv"):
        first, after = _read(service, asked, of, "")  # a wrong question is told before the first byte is sent
        chunks = _chunks(service, asked, of, form, first, after)
        media = "application/x-ndjson" if form == "jsonl" else "text/csv; charset=utf-8"
        return Stream(chunks, media_type=media, headers=headers)
    with tempfile.NamedTemporaryFile(prefix="dragoman-", delete=False) as made:
        path = Path(made.name)
    beside = Path(f"{path}.about.txt")
    run_export(service.settings.path, asked, shape=form, of=of, out=str(path), header=True)
    beside.unlink(missing_ok=True)
    return File(path, filename=name, background=BackgroundTask(path.unlink))


def _read(service: Service, asked: Filter, of: Of, after: str) -> tuple[tuple[Any, ...], str]:
    ask = queries.stories if of == "stories" else queries.events
    with service.database() as database:
        page = ask(database, asked, sort="date", limit=PAGE, after=after)
    return page.rows, page.next


def _chunks(service: Service, asked: Filter, of: Of, form: Form, rows: tuple[Any, ...], after: str) -> Iterator[bytes]:
    if form == "csv":
        yield _table([dict(zip(flat.COLUMNS, flat.COLUMNS, strict=True))])
    while True:
        if form == "csv":
            yield _table([flat.row(r if of == "stories" else alone(r)) for r in rows])
        else:
            yield b"".join(msgspec.json.encode(r) + b"\n" for r in rows)
        if not after:
            return
        rows, after = _read(service, asked, of, after)


def _table(rows: list[Any]) -> bytes:
    out = io.StringIO()
    csv.DictWriter(out, tuple(flat.COLUMNS), lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
