"""Sources -> Parcels: documents as they came in, with a hash, not yet read; what cannot be opened is a Refusal in a parcel."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from dragoman import intake
from dragoman.values.errors import Refusal
from dragoman.values.text import Document

Kind = Literal["row", "file", "stored", "refused"]


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """One document before it is read: its id, its bytes, what kind they are, and what the source says of it.

    `row`: a JSON object with id and text or html. `file`: the bytes of a text, HTML, PDF or DOCX file. `stored`: the JSON of
    a Document as the database holds it. `refused`: the JSON of a Refusal. `known` are fields of Document that the source
    gives.
    """

    id: str
    kind: Kind
    data: bytes
    sha256: str
    known: dict[str, str] = {}
    name: str = ""
    """Where it came from, for messages."""


def opened(parcel: Parcel) -> Document | Refusal:
    """The Document that a parcel holds, or why it holds none."""
    known: dict[str, Any] = {k: v for k, v in parcel.known.items() if v}
    if parcel.kind == "refused":
        return msgspec.json.decode(parcel.data, type=Refusal)
    if parcel.kind == "stored":
        return msgspec.json.decode(parcel.data, type=Document)
    if parcel.kind == "row":
        return _from_row(parcel, known)
    found = intake.document_of(parcel.data, parcel.id)
    if isinstance(found, Refusal):
        return found
    if found.outlet:
        known.pop("outlet", None)  # what the page says of itself goes first
    return msgspec.structs.replace(found, **{k: v for k, v in known.items() if k in Document.__struct_fields__})


class Row(msgspec.Struct, frozen=True):
    """A row of a collection, as far as it is read."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    lang: str | None = None
    outlet: str | None = None
    author: str | None = None


_ROW = msgspec.json.Decoder(Row)


def _from_row(parcel: Parcel, known: dict[str, Any]) -> Document | Refusal:
    try:
        row = _ROW.decode(parcel.data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        detail = f"{error}; expected text, html, title, url, published, lang, outlet and author to be texts"
        return Refusal("intake", "broken_json", detail=detail)
    fields: dict[str, str] = {f: getattr(row, f) or "" for f in ("text", "html", "title", "url", "published", "outlet")}
    fields["language"] = row.lang or ""
    if known.get("outlet") and row.outlet:
        known.pop("outlet")  # "where they do not say"
    return _with(intake.document_from(id=parcel.id, **{**fields, **known}), row.author)


def _with(document: Document | Refusal, author: str | None) -> Document | Refusal:
    return msgspec.structs.replace(document, author=author) if author and isinstance(document, Document) else document


def refusal(id: str, sha256: str, why: Refusal, name: str = "") -> Parcel:
    """A parcel that says why there is no document."""
    return Parcel(id, "refused", msgspec.json.encode(why), sha256, {}, name or id)


Parcels = Iterator[Parcel]
