"""Names of sources (files, folders, archives, collections, feeds) -> Parcels, one by one, in a fixed order."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.corpus.archives import OPENERS, Stream, refusing, unpacked, zipped
from dragoman.corpus.bundles import bundle_parcels, is_bundle, lines_of
from dragoman.corpus.feeds import feed_parcels, is_feed
from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels, refusal
from dragoman.corpus.tables import csv_parcels, parquet_parcels
from dragoman.corpus.warcs import warc_parcels
from dragoman.values.errors import InputError, Refusal

LINE_BYTES_MAX = 8_000_000  # of one line of a collection, as for `code`
FILE_BYTES_MAX = 60_000_000  # of a PDF, DOCX or bundle
TEXT_BYTES_MAX = 8_000_000
BINARY = (".pdf", ".docx")
BUNDLED = (".html", ".htm", ".docx", ".rtf", ".txt")
FEEDS = (".xml", ".rss", ".atom", ".rdf")


class Given(msgspec.Struct, frozen=True):
    """What the user says of all documents: day of publication, language, outlet, and which columns of a table are what."""

    published: str = ""
    language: str = ""
    outlet: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    fetch: bool = False
    """Whether the pages that feeds link to are fetched."""

    @property
    def known(self) -> dict[str, str]:
        """The fields of a Document that are given."""
        return {k: v for k, v in (("published", self.published), ("language", self.language), ("outlet", self.outlet)) if v}


class Row(msgspec.Struct, frozen=True):
    """The head of a line of a .jsonl collection; the rest is read by the worker."""

    id: str | int


_HEAD = msgspec.json.Decoder(Row)
Reader = Callable[[Path, str, Given], Parcels]


def parcels(sources: Sequence[str], given: Given) -> Parcels:
    """The parcels of all sources in the order given; InputError for a source that does not exist."""
    for source in sources:
        path = Path(source)
        if source.startswith(("http://", "https://")) or path.suffix.lower() == ".opml":
            asked = f"`dragoman ingest {source} --db FILE` or `dragoman watch`"
            raise InputError(f"{source}: feeds are asked by {asked}, with --fetch for the linked pages")
        if not path.exists():
            raise InputError(f"{source}: no such file or folder; give a file, a folder, an archive or a collection")
    for source in sources:
        path = Path(source)
        if path.is_dir():
            for file in _files(path):
                name = file.relative_to(path).as_posix()
                yield from refusing(file_parcels(file, name, given), name)
        else:
            yield from file_parcels(path, path.name, given)


def _files(folder: Path) -> Iterator[Path]:
    """All files of a folder and below, sorted; names that begin with a dot are passed over."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def file_parcels(path: Path, name: str, given: Given) -> Parcels:
    """The parcels of one file, by its kind; a file that cannot be read is one parcel with a Refusal."""
    try:
        yield from _reader(path)(path, name, given)
    except OSError as error:
        why = Refusal("intake", "unreadable", detail=f"{error.strerror or error}")
        yield refusal(name, input_hash(str(error).encode()), why)


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    if path.name.lower().endswith(".warc.gz"):
        return _plain  # its reader unpacks record by record
    if suffix in OPENERS:
        return _unpacked
    if suffix == ".zip":
        return _zipped
    if suffix == ".parquet":
        return lambda path, name, given: parquet_parcels(path, name, dict(given.columns), given.known)
    return _plain


def _plain(path: Path, name: str, given: Given) -> Parcels:
    with path.open("rb") as stream:
        yield from inside(stream, name, given, size=path.stat().st_size)


def _unpacked(path: Path, name: str, given: Given) -> Parcels:
    yield from unpacked(path, name, lambda stream, inner: inside(stream, inner, given))


def _zipped(path: Path, name: str, given: Given) -> Parcels:
    yield from zipped(path, name, lambda stream, inner: inside(stream, inner, given))


def inside(stream: Stream, name: str, given: Given, *, size: int = 0) -> Parcels:
    """The parcels of one file, whose name tells its kind; of an archive's member likewise."""
    suffix = Path(name.removesuffix(".gz")).suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        yield from line_parcels(stream, name, given)
    elif suffix in (".csv", ".tsv"):
        with io.TextIOWrapper(io.BufferedReader(_Readable(stream)), encoding="utf-8", errors="replace", newline="") as text:
            yield from csv_parcels(text, name, dict(given.columns), given.known)
    elif suffix == ".warc":
        yield from warc_parcels(stream, name, given.known)
    else:
        yield from _document(stream, name, suffix, given, size)


class _Readable(io.RawIOBase):
    """A stream of an archive as the standard library wants it."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _document(stream: Stream, name: str, suffix: str, given: Given, size: int) -> Parcels:
    """A file that is one document, a feed, or a bundle of articles."""
    limit = FILE_BYTES_MAX if suffix in BINARY else TEXT_BYTES_MAX
    if suffix in BUNDLED:
        limit = FILE_BYTES_MAX
    data = stream.read(limit + 1)
    if len(data) > limit:
        bytes_ = f"{size:,} bytes" if size else f"more than {limit:,} bytes"
        detail = f"{bytes_}; a document may have {limit:,}: split the file, or make it .jsonl"
        yield refusal(name, input_hash(data), Refusal("intake", "too_large", detail=detail))
    elif is_feed(data) and suffix in FEEDS:
        yield from feed_parcels(data, name, given.known)
    elif suffix in BUNDLED and (found := _bundle(data, suffix)):
        yield from bundle_parcels(*found, name, given.known)
    else:
        yield file_parcel(data, name, given)


def _bundle(data: bytes, suffix: str) -> tuple[list[str], str] | None:
    """The lines and the kind of an export of a press database; None for any other file."""
    lines = lines_of(data, suffix)
    if isinstance(lines, Refusal):
        return None
    kind = is_bundle(lines)
    return (lines, kind) if kind else None


def file_parcel(data: bytes, name: str, given: Given) -> Parcel:
    """The parcel of a file's bytes."""
    return Parcel(name, "file", data, _hash(data, given), given.known, name)


def _hash(data: bytes, given: Given) -> str:
    """The hash of an input; what the user says of it belongs to it."""
    return input_hash(data + msgspec.json.encode(given.known) if given.known else data)


def line_parcels(stream: Stream, name: str, given: Given) -> Parcels:
    """One parcel a line; a broken or endless line is a Refusal, and the next one is read."""
    number = 0
    while line := stream.readline(LINE_BYTES_MAX):
        number += 1
        where = f"{name}:{number}"
        if len(line) >= LINE_BYTES_MAX and not line.endswith(b"\n"):
            while (rest := stream.readline(LINE_BYTES_MAX)) and not rest.endswith(b"\n"):
                pass
            yield refusal(
                where, input_hash(line), Refusal("intake", "too_large", detail=f"the line has more than {LINE_BYTES_MAX:,} bytes")
            )
        elif line.strip():
            yield row_parcel(line.removeprefix(b"\xef\xbb\xbf"), where, given)


def row_parcel(line: bytes, where: str, given: Given) -> Parcel:
    """The parcel of one JSON object."""
    try:
        head = _HEAD.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        detail = f"{error}; expected an object with id, text or html, and optionally title, url, published, lang, outlet"
        return refusal(where, input_hash(line), Refusal("intake", "broken_json", detail=detail))
    return Parcel(str(head.id), "row", line, _hash(line, given), given.known, where)
