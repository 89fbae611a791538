"""Compressed files and zip archives -> Parcels; a truncated one gives what is whole, and says so."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels, refusal
from dragoman.values.errors import InputError, Refusal

MEMBER_BYTES_MAX = 60_000_000  # of one document in an archive
RATIO_MAX = 200  # of what comes out to what went in: text packs to a fifth or a tenth, a bomb to a thousandth
MEMBERS_MAX = 1_000_000
BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
"""Ending of a compressed file -> what opens it."""


class Stream(Protocol):
    """What is read from: a file, or what is inside an archive."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""

    def readline(self, size: int = -1, /) -> bytes:
        """A line, or its first `size` bytes."""


Inside = Callable[[Stream, str], Iterator[Parcel]]


def unpacked(path: Path, name: str, inside: Inside) -> Parcels:
    """The parcels of a compressed file, whose name without the ending tells its kind."""
    inner = name[: -len(path.suffix)]
    with OPENERS[path.suffix.lower()](path, "rb") as stream:
        yield from _whole(inside(_Limited(stream, path.stat().st_size), inner), inner)


def _whole(parcels: Iterator[Parcel], name: str) -> Parcels:
    """The parcels; where the archive breaks off, a Refusal behind them."""
    try:
        yield from parcels
    except BROKEN as error:
        detail = f"the archive breaks off or is damaged ({error}); what came before was read"
        yield refusal(f"{name}:broken", input_hash(str(error).encode()), Refusal("intake", "unreadable", detail=detail))


def refusing(parcels: Iterator[Parcel], name: str) -> Parcels:
    """The parcels of one file among many; where it is not what it should be, a Refusal: the others are read all the same."""
    try:
        yield from parcels
    except InputError as error:
        yield refusal(f"{name}:unread", input_hash(str(error).encode()), Refusal("intake", "unreadable", detail=str(error)))


class _Limited:
    """A stream that refuses to become more than RATIO_MAX times the bytes that it is made from."""

    def __init__(self, stream: Stream, packed: int) -> None:
        self.stream = stream
        self.left = max(packed * RATIO_MAX, 1_000_000)

    def _take(self, data: bytes) -> bytes:
        self.left -= len(data)
        if self.left < 0:
            raise OSError(f"it becomes more than {RATIO_MAX} times its size, as a bomb does")
        return data

    def read(self, size: int = -1) -> bytes:
        return self._take(self.stream.read(size if size >= 0 else self.left + 1))

    def readline(self, size: int = -1) -> bytes:
        return self._take(self.stream.readline(size))

    def readable(self) -> bool:
        return True

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line


def zipped(path: Path, name: str, inside: Inside) -> Parcels:
    """The parcels of a zip archive's members, sorted by name; each has an id inside the archive's name."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        yield refusal(name, input_hash(str(error).encode()), Refusal("intake", "unreadable", detail=f"no zip archive: {error}"))
        return
    with archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename)[:MEMBERS_MAX]:
            inner = f"{name}/{member.filename}"
            if member.is_dir() or any(part.startswith(".") for part in member.filename.split("/")):
                continue
            if member.flag_bits & 1:
                yield refusal(inner, "encrypted", Refusal("intake", "unreadable", detail="the member is encrypted"))
                continue
            with archive.open(member) as stream:
                yield from refusing(_whole(inside(_Limited(stream, member.compress_size), inner), inner), inner)
