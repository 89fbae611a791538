"""Files, folders, standard input and .jsonl collections -> Documents, one by one; what cannot be read is a Refusal."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from dragoman.intake import readers
from dragoman.intake.decoding import decode, repaired
from dragoman.values.errors import InputError, Refusal
from dragoman.values.text import Document

BYTES_MAX = 8_000_000  # of one document; the longest newspaper page is under one
FILE_BYTES_MAX = 60_000_000  # of a PDF or DOCX, whose bytes are mostly pictures
CHARACTERS_MAX = 2_000_000
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Found = tuple[str, Document | Refusal]


class Row(msgspec.Struct, frozen=True):
    """A line of a .jsonl collection."""

    id: str | int
    text: str = ""
    html: str = ""
    title: str | None = None
    url: str | None = None
    published: str | None = None
    lang: str | None = None
    outlet: str | None = None


_ROW = msgspec.json.Decoder(Row)


def documents(
    sources: Sequence[str], *, published: str = "", language: str = "", stdin: IO[bytes] | None = None
) -> Iterator[Found]:
    """Each document's name and the Document or the Refusal; InputError for a source that does not exist."""
    for source in sources:
        if source == "-":
            if stdin is None:
                raise InputError("'-' reads standard input, and there is none here")
            yield from _stream(stdin, published, language)
            continue
        path = Path(source)
        if not path.exists():
            raise InputError(f"{source}: no such file or folder; give a text, HTML, PDF, DOCX or .jsonl file, a folder, or '-'")
        files = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path)) if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            yield from _file(file, name, published, language)


def _hidden(path: Path, root: Path) -> bool:
    """Hidden files, and the tables that say what is expected of the texts beside them."""
    return path.suffix == ".toml" or any(part.startswith(".") for part in path.relative_to(root).parts)


def _file(path: Path, name: str, published: str, language: str) -> Iterator[Found]:
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        with path.open("rb") as stream:
            yield from _rows(stream, name, published, language)
        return
    limit = FILE_BYTES_MAX if path.suffix.lower() in (".pdf", ".docx") else BYTES_MAX
    if path.stat().st_size > limit:
        yield (
            name,
            Refusal(
                "intake",
                "too_large",
                detail=f"{path.stat().st_size:,} bytes; a document may have {limit:,}: split the file, or make it .jsonl",
            ),
        )
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield name, Refusal("intake", "unreadable", detail=str(error.strerror))
        return
    yield name, document_of(data, name, published=published, language=language)


def _stream(stream: IO[bytes], published: str, language: str) -> Iterator[Found]:
    """Standard input: JSON lines when it starts with a brace, else one document."""
    head = stream.read(1)
    while head.isspace():
        head = stream.read(1)
    if head == b"{":
        yield from _rows(stream, "-", published, language, head)
        return
    data = head + stream.read(BYTES_MAX)
    if stream.read(1):
        yield (
            "-",
            Refusal(
                "intake",
                "too_large",
                detail=f"more than {BYTES_MAX:,} bytes on standard input; send .jsonl with one article a line",
            ),
        )
        return
    yield "-", document_of(data, "-", published=published, language=language)


def _rows(stream: IO[bytes], name: str, published: str, language: str, head: bytes = b"") -> Iterator[Found]:
    number = 0
    while line := head + stream.readline(BYTES_MAX):
        head = b""
        number += 1
        where = f"{name}:{number}"
        if len(line) >= BYTES_MAX and not line.endswith(b"\n"):
            while (rest := stream.readline(BYTES_MAX)) and not rest.endswith(b"\n"):
                pass
            yield where, Refusal("intake", "too_large", detail=f"the line has more than {BYTES_MAX:,} bytes")
            continue
        if line.strip():
            yield _row(line, where, published, language)


def _row(line: bytes, where: str, published: str, language: str) -> Found:
    try:
        row = _ROW.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return where, Refusal(
            "intake",
            "broken_json",
            detail=f"{error}; expected an object with id, text or html, and optionally title, url, published, lang, outlet",
        )
    document = document_from(
        text=row.text, html=row.html, id=str(row.id), title=row.title or "", url=row.url or "",
        published=published or row.published or "", language=row.lang or language, outlet=row.outlet or "",
    )  # fmt: skip
    return str(row.id), document


def document_of(data: bytes, name: str, *, published: str = "", language: str = "") -> Document | Refusal:
    """The Document that a file's bytes hold; its id is the file's name."""
    if not data.strip():
        return Refusal("intake", "empty", detail="the file has no characters")
    page: readers.Page | Refusal | None = None
    if data.startswith(b"%PDF-"):
        page = readers.pdf(data)
    elif data.startswith(b"PK\x03\x04") and b"word/" in data:
        page = readers.docx(data)
    if page is None:
        text = decode(data)
        if isinstance(text, Refusal):
            return text
        if readers.is_html(text):
            return document_from(html=text, id=name, published=published, language=language)
        return document_from(text=text, id=name, published=published, language=language)
    return (
        page
        if isinstance(page, Refusal)
        else _from_page(page, Document(id=name, text="", published=published, language=language))
    )


def document_from(
    *,
    text: str = "",
    html: str = "",
    id: str = "",
    title: str = "",
    url: str = "",
    published: str = "",
    language: str = "",
    outlet: str = "",
) -> Document | Refusal:
    """A Document from text or from the HTML of a page, with what the caller knows of it; the caller's word goes first."""
    if published and not _DATE.match(published):
        return Refusal("intake", "unreadable", detail=f"published is '{published[:40]}'; expected an ISO date such as 2024-06-14")
    known = Document(
        id=id or "text", text="", title=title.strip(), url=url, published=published[:10], language=language, outlet=outlet
    )
    if max(len(text), len(html)) > BYTES_MAX:
        return Refusal(
            "intake", "too_large", detail=f"{max(len(text), len(html)):,} characters; a document may have {CHARACTERS_MAX:,}"
        )
    if html or readers.is_html(text):
        page = readers.html(html or text)
        return page if isinstance(page, Refusal) else _from_page(page, known)
    return _from_page(readers.Page(text.removeprefix("\ufeff"), "text"), known)


def _from_page(page: readers.Page, known: Document) -> Document | Refusal:
    title = known.title or page.title
    body = repaired(page.text)
    reader = page.reader if body == page.text else f"{page.reader}, ftfy"
    if not body.strip():
        return Refusal("intake", "empty", detail="the document has no characters")
    if len(body) > CHARACTERS_MAX:
        return Refusal("intake", "too_large", detail=f"{len(body):,} characters; a document may have {CHARACTERS_MAX:,}")
    stored = f"{repaired(title)}\n\n{body}" if title else body
    return msgspec.structs.replace(
        known, text=stored, title=repaired(title), url=known.url or page.url, published=known.published or page.published,
        printed=page.printed, outlet=known.outlet or page.outlet, author=page.author, reader=reader,
    )  # fmt: skip
