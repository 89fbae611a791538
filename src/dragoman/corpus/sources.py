"""Names of sources (files, folders, archives, collections, feeds) -> Parcels, one by one, in a fixed order."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels, refusal
from dragoman.values.errors import InputError, Refusal

LINE_BYTES_MAX = 8_000_000  # of one line of a collection, as for `code`
FILE_BYTES_MAX = 60_000_000  # of a PDF, DOCX or bundle
TEXT_BYTES_MAX = 8_000_000


class Given(msgspec.Struct, frozen=True):
    """What the user says of all documents: day of publication, language, outlet, and which columns of a table are what."""

    published: str = ""
    language: str = ""
    outlet: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    fetch: bool = False

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
        if not path.exists():
            raise InputError(f"{source}: no such file or folder; give a file, a folder, an archive or a collection")
    for source in sources:
        path = Path(source)
        if path.is_dir():
            for file in _files(path):
                yield from file_parcels(file, file.relative_to(path).as_posix(), given)
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
    if suffix in (".jsonl", ".ndjson"):
        return lines
    return whole


def whole(path: Path, name: str, given: Given) -> Parcels:
    """A file that is one document."""
    size = path.stat().st_size
    limit = FILE_BYTES_MAX if path.suffix.lower() in (".pdf", ".docx") else TEXT_BYTES_MAX
    if size > limit:
        detail = f"{size:,} bytes; a document may have {limit:,}: split the file, or make it .jsonl"
        yield refusal(name, input_hash(str(size).encode()), Refusal("intake", "too_large", detail=detail))
        return
    yield file_parcel(path.read_bytes(), name, given)


def file_parcel(data: bytes, name: str, given: Given) -> Parcel:
    """The parcel of a file's bytes."""
    return Parcel(name, "file", data, _hash(data, given), given.known, name)


def _hash(data: bytes, given: Given) -> str:
    """The hash of an input; what the user says of it belongs to it."""
    return input_hash(data + msgspec.json.encode(given.known) if given.known else data)


def lines(path: Path, name: str, given: Given) -> Parcels:
    """The rows of a .jsonl collection."""
    with path.open("rb") as stream:
        yield from line_parcels(stream, name, given)


def line_parcels(stream: IO[bytes], name: str, given: Given) -> Parcels:
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
