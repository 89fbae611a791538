"""Bytes of a web page, a PDF or a DOCX -> text and what the file says about itself."""

import io
import re
from importlib.metadata import version

import msgspec

from dragoman.values.errors import Refusal

PAGES_MAX = 300  # a longer PDF is a book
NESTING_MAX = 2_000  # a page nests some dozens deep; a bomb nests a million


class Page(msgspec.Struct, frozen=True):
    """Text of a file and its metadata; `published` is an ISO date or empty."""

    text: str
    reader: str
    title: str = ""
    published: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    printed: str = ""
    """ISO date on which the file was made."""


def is_html(text: str) -> bool:
    """Whether the text is markup of a page."""
    return (
        bool(re.search(r"<(?:!doctype html|html|head|body|article|div|p)\b", text[:4000], re.IGNORECASE)) and text.count("</") > 1
    )


def html(source: str) -> Page | Refusal:
    """The main text of a web page by trafilatura, with headline, date, site and author from its metadata."""
    if _depth(source) > NESTING_MAX:
        return Refusal("intake", "unreadable", detail=f"the page nests more than {NESTING_MAX} elements deep; it is no article")
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            source, include_comments=False, include_tables=False, with_metadata=True, favor_precision=True
        )
    except (ValueError, RecursionError, MemoryError, AttributeError, TypeError) as error:
        return Refusal("intake", "unreadable", detail=f"the page cannot be parsed: {type(error).__name__}")
    if found is None:
        return Refusal("intake", "no_article_text", detail="trafilatura found no article in the page")
    given = found if isinstance(found, dict) else found.as_dict()
    published = str(given.get("date") or "")
    return Page(
        str(given.get("text") or ""), f"trafilatura {version('trafilatura')}", str(given.get("title") or ""), published[:10],
        str(given.get("url") or ""), str(given.get("sitename") or given.get("hostname") or ""), str(given.get("author") or ""),
    )  # fmt: skip


def _depth(source: str) -> int:
    """A cheap upper estimate: the longest excess of opening over closing tags of container elements."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?:div|span|table|ul|ol|li|section|b|i|font|blockquote)\b", source, re.IGNORECASE):
        depth += -1 if match.group(1) else 1
        deepest = max(deepest, depth)
    return deepest


def pdf(data: bytes) -> Page | Refusal:
    """The text layer of a PDF, the lines of a paragraph joined."""
    import pypdf

    try:
        file = pypdf.PdfReader(io.BytesIO(data))
        if len(file.pages) > PAGES_MAX:
            return Refusal("intake", "too_large", detail=f"{len(file.pages)} pages; at most {PAGES_MAX} are read")
        text = "\n\n".join(_unwrapped(page.extract_text()) for page in file.pages)
        about = file.metadata
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError, OSError) as error:
        return Refusal("intake", "unreadable", detail=f"the PDF cannot be read: {error}")
    if not text.strip():
        return Refusal("intake", "no_article_text", detail="the PDF has no text layer; run OCR on it first")
    made = about.creation_date_raw or "" if about is not None else ""
    day = re.match(r"D:(\d{4})(\d\d)(\d\d)", made)
    return Page(
        text,
        f"pypdf {pypdf.__version__}",
        author=str(about.author or "") if about is not None else "",
        printed="-".join(day.groups()) if day else "",
    )


RUNNING_SHARE, FULL_SHARE = 0.6, 0.85  # of a page's usual line: a shorter one ends a paragraph, or may


def _unwrapped(page: str) -> str:
    """The text of a page, a line for each paragraph, with blank lines between them: what runs on to the margin is one."""
    lines = [line.strip() for line in page.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    parts: list[str] = []
    last = ""
    for line in lines:
        if last and line and _runs_on(last, line, usual, first=parts == [last]):
            broken = last.endswith("-") and line[0].islower() and last[-2:-1].isalpha()  # a word that goes on below
            parts[-1] = parts[-1][:-1] + line if broken else f"{parts[-1]} {line}"
        elif line:
            parts.append(line)
        last = line
    return "\n\n".join(parts)


def _runs_on(line: str, below: str, usual: int, *, first: bool) -> bool:
    full = len(line) >= FULL_SHARE * usual
    if not full and (line[-1] in ".!?" or (first and below[0].isupper())):  # the first line is a headline
        return False
    return len(line) >= RUNNING_SHARE * usual or line[-1] == "-" or below[0].islower()


def docx(data: bytes) -> Page | Refusal:
    """The paragraphs of a DOCX, one a line."""
    import zipfile

    import docx as python_docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        file = python_docx.Document(io.BytesIO(data))
        text = "\n\n".join(p.text for p in file.paragraphs if p.text.strip())
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        return Refusal("intake", "unreadable", detail=f"the DOCX cannot be read: {error}")
    about = file.core_properties
    return Page(text, f"python-docx {version('python-docx')}", author=about.author or "")
