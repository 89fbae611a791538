"""WARC files -> Parcels of their pages; one that breaks off gives what is whole, and says so."""

import re
import zlib
from typing import Any, cast

from dragoman.corpus.archives import BROKEN, MEMBER_BYTES_MAX, Stream
from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels, refusal
from dragoman.values.errors import ConfigError, Refusal

ENDING_BYTES = 1_000_000  # in which the last record is looked for
MAGIC, FIRST = b"\x1f\x8b\x08", b"WARC/1."
"""How a packed record begins, and a plain one."""
GZIP = 16 + zlib.MAX_WBITS
_HEADER = re.compile(rb"(?:\A|\n)(WARC/1\.\d\r?\n(?:[^\r\n]+\r?\n)*)(\r?\n|\Z)?")
_LENGTH = re.compile(rb"(?im)^content-length:\s*(\d+)")


def warc_parcels(stream: Stream, name: str, known: dict[str, str]) -> Parcels:
    """The pages of a WARC file: its successful responses of HTML; their addresses are the ids. Needs the extra `archives`."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ConfigError("WARC needs fastwarc: pip install 'dragoman[archives]'") from error
    try:
        ending = _Ending(stream)
        for record in ArchiveIterator(cast(Any, ending), record_types=WarcRecordType.response, parse_http=True):
            http = record.http_headers
            kind = (record.http_content_type or "").lower()
            if http is None or http.status_code != 200 or "html" not in kind:
                continue
            address = (record.headers.get("WARC-Target-URI") or str(record.record_id)).strip("<>")
            data = record.reader.read(MEMBER_BYTES_MAX + 1)
            if len(data) < min(record.content_length, MEMBER_BYTES_MAX):  # its reader ends without a word
                raise EOFError(f"{address} has {len(data):,} of {record.content_length:,} bytes")
            if len(data) > MEMBER_BYTES_MAX:
                detail = f"more than {MEMBER_BYTES_MAX:,} bytes"
                yield refusal(address, input_hash(data), Refusal("intake", "too_large", detail=detail))
                continue
            yield Parcel(address, "file", data, input_hash(data), {"url": address, **known}, name)
        if ending.cut():
            raise EOFError("its last record is cut off")
    except (ValueError, *BROKEN) as error:
        detail = f"the archive breaks off or is damaged ({error}); what came before was read"
        yield refusal(f"{name}:broken", input_hash(str(error).encode()), Refusal("intake", "unreadable", detail=detail))


class _Ending:
    """A stream that keeps the end of what was read from it: the reader of records passes over a last one without its header."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.kept = b""
        self.at = 0

    def tell(self) -> int:
        return self.at

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.at += len(data)
        self.kept = (self.kept + data)[-ENDING_BYTES:]
        return data

    def cut(self) -> bool:
        """Whether the last record is not whole."""
        return _packed_cut(self.kept) if MAGIC in self.kept and FIRST not in self.kept else _plain_cut(self.kept)


def _plain_cut(data: bytes) -> bool:
    """Whether plain records end inside a header, or before all that the last header promises is there."""
    rest = data[data.rfind(b"\n") + 1 :]
    if rest and FIRST.startswith(rest[: len(FIRST)]):
        return True
    found = list(_HEADER.finditer(data))
    if not found:
        return False  # the last record is longer than what was kept: its own length was compared already
    last = found[-1]
    length = _LENGTH.search(last[1])
    return not last[2] or length is None or len(data) - last.end() < int(length[1])


def _packed_cut(data: bytes) -> bool:
    """Whether packed records end inside one of them, or the last of them holds one that is cut."""
    at, last = _first_packed(data), b""
    while at >= 0 and data[at:].strip(b"\0"):
        if not data.startswith(MAGIC, at):
            return True
        one = zlib.decompressobj(GZIP)
        try:
            last = one.decompress(data[at:])
        except zlib.error:
            return True
        if not one.eof:
            return True
        at = len(data) - len(one.unused_data)
    return _plain_cut(last[-ENDING_BYTES:])


def _first_packed(data: bytes) -> int:
    """Where the first packed record begins of what was kept; -1 where none does."""
    at = data.find(MAGIC)
    while at >= 0:
        try:
            if zlib.decompressobj(GZIP).decompress(data[at : at + 4_096], len(FIRST)) == FIRST:
                return at
        except zlib.error:
            pass
        at = data.find(MAGIC, at + 1)
    return -1
