"""Exports of press databases (Nexis, Factiva) as HTML, DOCX, RTF or text, holding many articles -> a Parcel for each."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from dragoman.corpus.days import iso_day
from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels, refusal
from dragoman.language.reading import read_toml
from dragoman.values.errors import Refusal

HEAD_LINES = 12  # title, publication, day, copyright, labels: what stands before the body is no longer than this
SHORT = 25  # characters of an article's text, at least


class Nexis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signs of a Nexis export."""

    start: str
    end: str
    body: str
    stop: str
    copyright: str
    edition: str
    fields: dict[str, str]


class Factiva(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signs of a Factiva export."""

    end: str
    other: tuple[str, ...]
    """Codes of fields that are not kept."""
    codes: dict[str, str]


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """bundles.toml."""

    nexis: Nexis
    factiva: Factiva
    languages: dict[str, str]


@cache
def signs() -> Signs:
    """The signs, read once."""
    return read_toml(Path(__file__).with_suffix(".toml"), Signs)


def _is(pattern: str, line: str) -> re.Match[str] | None:
    return re.match(pattern, line, re.IGNORECASE)


def lines_of(data: bytes, suffix: str) -> list[str] | Refusal:
    """The lines of a bundle's text, trimmed, without their markup; empty lines part paragraphs."""
    try:
        if data.startswith(b"{\\rtf"):
            from striprtf import striprtf

            text = striprtf.rtf_to_text(data.decode("cp1252", "replace"), errors="ignore")  # type: ignore[no-untyped-call]
        elif data.startswith(b"PK\x03\x04"):
            import docx

            text = "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
        elif suffix in (".html", ".htm"):
            text = _html_lines(data)
        else:
            text = data.decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, ValueError, UnicodeError) as error:
        return Refusal("intake", "unreadable", detail=f"the export cannot be read: {error}")
    return [" ".join(line.split()) for line in text.lstrip("\ufeff").splitlines()]


BLOCKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "span.headline")


def _html_lines(data: bytes) -> str:
    """The text of a page, a line for each block; in Factiva's tables a field's code is in front of its value."""
    from lxml import html

    root = html.fromstring(data)
    for element in root.iter(*(b for b in BLOCKS if "." not in b)):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    for cell in root.iter("td"):
        cell.tail = " " + (cell.tail or "")
    for code in root.iter("b"):
        if (code.text or "").strip() in (*signs().factiva.codes, *signs().factiva.other, "AN"):
            code.tail = " " + (code.tail or "").lstrip()
    return str(root.text_content())


def is_bundle(lines: list[str]) -> str:
    """ "nexis" or "factiva" when the lines are such an export, else ""."""
    known = signs()
    if any(_is(known.nexis.end, line) or _is(known.nexis.start, line) for line in lines):
        return "nexis"
    return "factiva" if any(_is(known.factiva.end, line) for line in lines) else ""


def bundle_parcels(lines: list[str], kind: str, name: str, known: dict[str, str]) -> Parcels:
    """A parcel for each article of the export; an article in which no text is found is a Refusal."""
    split = _nexis if kind == "nexis" else _factiva
    for number, article in enumerate(split(lines), 1):
        where = f"{name}#{number}"
        if len(article.get("text", "")) < SHORT:
            why = Refusal("intake", "no_article_text", detail=f"article {number} of the {kind} export has no text that was found")
            yield refusal(where, input_hash(str(sorted(article.items())).encode()), why)
            continue
        id = article.pop("id", "") or where
        row = {"id": id, **article}
        data = msgspec.json.encode(row)
        yield Parcel(id, "row", data, input_hash(data + msgspec.json.encode(known)), known, where)


def _nexis(lines: list[str]) -> Iterator[dict[str, str]]:
    marks = signs().nexis
    article: list[str] = []
    for line in (*lines, None):
        ends = line is None or _is(marks.end, line) or _is(marks.start, line)
        if ends:
            if sum(bool(x) for x in article) > 3:
                yield _nexis_article(article)
            article = []
        elif line is not None:
            article.append(line)


def _nexis_article(lines: list[str]) -> dict[str, str]:
    marks = signs().nexis
    found, rest, last_field = _fields(lines, marks)
    body = next((i for i, line in rest if _is(marks.body, line)), -1)
    first = body if body >= 0 else last_field
    text = [line for i, line in rest if i > first and not _is(marks.stop, line) and not _is(marks.copyright, line)]
    head = [line for i, line in rest if i < first and line and not _is(marks.copyright, line)][:HEAD_LINES]
    day = next((d for line in head if (d := iso_day(line))), "") or iso_day(found.get("load", ""))
    title, outlet = _named(head, found.get("headline", ""), marks)
    dateline = f"{found['dateline']} - " if found.get("dateline") else ""
    return {
        "title": title, "outlet": outlet, "published": day, "author": found.get("byline", ""),
        "lang": language(found.get("language", "")), "text": dateline + _paragraphs(text),
    }  # fmt: skip


def _named(head: list[str], headline: str, marks: Nexis) -> tuple[str, str]:
    """Headline and publication: in this order, or, where only one line stands before the day, the other way round."""
    plain = [line for line in head if not iso_day(line) and not _is(marks.edition, line)]
    before = next((n for n, line in enumerate(head) if iso_day(line)), len(head))
    if headline or (before == 1 and len(plain) > 1):
        return headline or plain[1], plain[0] if plain else ""
    return (plain[0] if plain else ""), (plain[1] if len(plain) > 1 else "")


def _fields(lines: list[str], marks: Nexis) -> tuple[dict[str, str], list[tuple[int, str]], int]:
    """The labelled fields, the other lines with their numbers, and the number of the last label before the body."""
    found: dict[str, str] = {}
    rest: list[tuple[int, str]] = []
    last = -1
    for i, line in enumerate(lines):
        label = next((name for name, pattern in marks.fields.items() if _is(pattern, line)), "")
        if not label:
            rest.append((i, line))
            continue
        match = _is(marks.fields[label], line)
        found.setdefault(label, match[1].strip() if match else "")
        if label not in ("load", "language"):
            last = i
    return found, rest, last


def _factiva(lines: list[str]) -> Iterator[dict[str, str]]:
    marks = signs().factiva
    article: list[str] = []
    for line in lines:
        match = _is(marks.end, line)
        if match:
            yield {**_factiva_article(article), "id": match[1]}
            article = []
        else:
            article.append(line)


def _factiva_article(lines: list[str]) -> dict[str, str]:
    codes = signs().factiva.codes
    if sum(line[:2] in codes and line[2:3] in ("", " ") for line in lines) >= 3:
        return _coded(lines, codes)
    plain = [line for line in lines if line]
    length = next((i for i, line in enumerate(plain) if re.match(r"^[\d.,]+ \w+$", line)), -1)
    if length < 0:
        return {"text": ""}
    head = plain[length + 1 : length + 8]
    day = next((d for line in head if (d := iso_day(line))), "")
    at = next((i for i, line in enumerate(head) if iso_day(line)), 0)
    rights = next((i for i, line in enumerate(head) if _is(signs().nexis.copyright, line)), at + 3)
    spoken = next((code for line in head if (code := language(line))), "")
    text = plain[length + 1 + rights + 1 :]
    return {
        "title": plain[0] if length else "", "author": plain[1] if length > 1 else "", "published": day,
        "outlet": head[at + 1] if at + 1 < len(head) else "", "lang": spoken, "text": "\n\n".join(text),
    }  # fmt: skip


def _coded(lines: list[str], codes: dict[str, str]) -> dict[str, str]:
    """An article whose lines begin with field codes of two letters."""
    values: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        first, _, rest = line.partition(" ")
        if first in codes or first in signs().factiva.other:
            current, line = codes.get(first, "-"), rest
        if current and current != "-":
            values.setdefault(current, []).append(line)
    found = {field: _paragraphs(v) if field == "text" else " ".join(x for x in v if x) for field, v in values.items()}
    found["published"] = iso_day(found.get("published", ""))
    found["lang"] = language(found.pop("language", ""))
    return found


def language(words: str) -> str:
    """The code of a language by its name, "" for another text."""
    first = words.split(";")[0].strip().lower()
    return signs().languages.get(first, "")


def _paragraphs(lines: list[str]) -> str:
    """The lines, with a blank line between paragraphs; where nothing parts them, each line is one."""
    text = "\n".join(lines).strip()
    return re.sub(r"\n{2,}", "\n\n", text) if "\n\n" in text else text.replace("\n", "\n\n")
