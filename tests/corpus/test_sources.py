"""Every kind of source gives its articles, with their fields; broken ones give what is whole and say so."""

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path

import pytest

from corpora import ROWS
from dragoman.corpus.bundles import language
from dragoman.corpus.days import iso_day
from dragoman.corpus.parcels import opened
from dragoman.corpus.sources import Given, parcels
from dragoman.values.errors import InputError, Refusal
from dragoman.values.text import Document

TEXT = "Die kenianische Außenministerin Wanjiru Odembo hat am Freitag mit ihrer ugandischen Amtskollegin telefoniert."
MORE = "Beide Seiten vereinbarten weitere Gespräche. Das teilte das Außenministerium in Nairobi mit."
LINES = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in ROWS[:3]).encode()


def read(path: Path, given: Given | None = None) -> list[Document | Refusal]:
    return [opened(p) for p in parcels([str(path)], given or Given())]


def documents(path: Path, given: Given | None = None) -> list[Document]:
    found = read(path, given)
    assert not [d for d in found if isinstance(d, Refusal)], found
    return [d for d in found if isinstance(d, Document)]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_a_compressed_collection_is_read_like_a_plain_one(tmp_path: Path, suffix: str, pack) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / f"rows.jsonl{suffix}"
    path.write_bytes(pack(LINES))
    assert [d.id for d in documents(path)] == ["nil-1", "see-1", "post-1"]


def test_a_zip_gives_its_members_by_name_and_collections_inside_of_it(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.txt", TEXT)
        archive.writestr("a/rows.jsonl", LINES)
        archive.writestr(".DS_Store", b"\0")
    assert [d.id for d in documents(path)] == ["nil-1", "see-1", "post-1", "all.zip/b.txt"]


def test_a_truncated_gz_gives_what_is_whole_and_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    rows = "".join(json.dumps({"id": str(n), "text": f"{TEXT} {n} {'x' * (n % 97)}"}) + "\n" for n in range(2_000)).encode()
    whole = gzip.compress(rows)
    path.write_bytes(whole[: len(whole) // 2])
    found = read(path)
    assert len([d for d in found if isinstance(d, Document)]) > 100
    assert isinstance(found[-1], Refusal)
    assert "breaks off" in found[-1].detail


BOMB_BYTES = 6_000_000  # of blank lines: a thousand times what they pack to, and read line by line in a zip


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.zip"])
def test_a_bomb_is_refused_and_not_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(b"\n" * BOMB_BYTES, 9))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.jsonl", b"\n" * BOMB_BYTES)
    found = read(path)
    assert ["as a bomb does" in d.detail for d in found if isinstance(d, Refusal)] == [True]
    assert len(found) == 1


def csv_file(path: Path, rows: list[dict[str, str]], separator: str = ",") -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_with_usual_columns_needs_no_options(tmp_path: Path, separator: str) -> None:
    rows = [
        {
            "Headline": "Anruf",
            "Body": f"{TEXT}\n\n{MORE}",
            "Date": "14.03.2024",
            "Source": "Nilbote",
            "link": "https://nilbote.example/1",
        }
    ]
    found = documents(csv_file(tmp_path / "a.csv", rows, separator))
    assert [(d.id, d.title, d.published, d.outlet) for d in found] == [
        ("https://nilbote.example/1", "Anruf", "2024-03-14", "Nilbote")
    ]
    assert found[0].text == f"Anruf\n\n{TEXT}\n\n{MORE}"


def test_columns_are_named_where_their_names_say_nothing(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [{"V1": "7", "V2": TEXT}])
    with pytest.raises(InputError, match="--column text=COLUMN"):
        read(path)
    assert documents(path, Given(columns=(("id", "V1"), ("text", "V2"))))[0].id == "7"
    with pytest.raises(InputError, match="has the columns V1, V2"):
        read(path, Given(columns=(("text", "V9"),)))


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import datetime

    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"doc_id": [1, 2], "text": [TEXT, MORE], "date": [datetime.date(2024, 3, 14), None]}), path)
    assert [(d.id, d.published) for d in documents(path)] == [("1", "2024-03-14"), ("2", "")]


def warc(*pages: tuple[str, int, str, bytes]) -> bytes:
    out = b""
    for address, status, kind, body in pages:
        http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-15T00:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(out):012}>\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        out += head.encode() + http + b"\r\n\r\n"
    return out


PAGE = (
    f"<html lang='de'><head><title>Anruf</title><meta charset='utf-8'></head><body><article><h1>Anruf</h1><p>{TEXT}</p><p>{MORE}</p>"
    f"<p>{TEXT}</p></article></body></html>"
).encode()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_the_pages_of_a_warc_are_documents_by_their_address(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    data = warc(
        ("https://nilbote.example/1", 200, "text/html; charset=utf-8", PAGE),
        ("https://nilbote.example/2", 404, "text/html", b"nichts"),
        ("https://nilbote.example/3.png", 200, "image/png", b"\x89PNG"),
    )
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = documents(path)
    assert [(d.id, d.url) for d in found] == [("https://nilbote.example/1",) * 2]
    assert TEXT in found[0].text


def test_a_truncated_warc_gives_its_whole_pages(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    data = warc(*((f"https://nilbote.example/{n}", 200, "text/html", PAGE) for n in range(20)))
    packed = gzip.compress(data, 1)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed[: len(packed) * 2 // 3])
    assert sum(isinstance(d, Document) and TEXT in d.text for d in read(path)) >= 1


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_that_is_cut_off_with_its_warc_is_none_and_is_said(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    data = warc(*((f"https://nilbote.example/{n}", 200, "text/html", PAGE) for n in range(3)))[:-200]
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    *whole, last = read(tmp_path / name)
    assert len(whole) == 2
    assert all(isinstance(d, Document) for d in whole)
    assert isinstance(last, Refusal)
    assert "the archive breaks off or is damaged (https://nilbote.example/2 has" in last.detail


def packed_each(data: bytes) -> bytes:
    """Records packed one by one, as WARC files are."""
    return b"".join(gzip.compress(b"WARC/1.0" + one) for one in data.split(b"WARC/1.0")[1:])


@pytest.mark.parametrize("cut", [3, 30, 120, 250, 280])
@pytest.mark.parametrize("name", ["a.warc", "whole.warc.gz", "each.warc.gz"])
def test_a_warc_whose_last_record_is_cut_inside_its_header_is_said_to_break_off(tmp_path: Path, name: str, cut: int) -> None:
    pytest.importorskip("fastwarc")
    two, third = (
        warc(*((f"https://nilbote.example/{n}", 200, "text/html", PAGE) for n in range(2))),
        warc(("https://nilbote.example/2", 200, "text/html", PAGE)),
    )
    data = two + third[:cut]
    packed = {
        "a.warc": data,
        "whole.warc.gz": gzip.compress(data),
        "each.warc.gz": packed_each(two) + packed_each(third)[: cut // 2],
    }
    (tmp_path / name).write_bytes(packed[name])
    *whole, last = read(tmp_path / name)
    assert len(whole) == 2
    assert all(isinstance(d, Document) for d in whole)
    assert isinstance(last, Refusal)
    assert "the archive breaks off or is damaged" in last.detail


@pytest.mark.parametrize("ending", ["bz2", "xz"])
def test_a_warc_may_be_packed_otherwise(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("fastwarc")
    data = warc(*((f"https://nilbote.example/{n}", 200, "text/html", PAGE) for n in range(2)))
    path = tmp_path / f"a.warc.{ending}"
    path.write_bytes({"bz2": bz2, "xz": lzma}[ending].compress(data))
    assert [type(d) for d in read(path)] == [Document, Document]


@pytest.mark.parametrize("tail", [b"", b"\r\n", b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"])
@pytest.mark.parametrize("name", ["a.warc", "whole.warc.gz", "each.warc.gz"])
def test_a_whole_warc_is_not_said_to_break_off(tmp_path: Path, name: str, tail: bytes) -> None:
    pytest.importorskip("fastwarc")
    data = (
        warc(
            *(
                (
                    f"https://nilbote.example/{n}",
                    200,
                    "text/html",
                    PAGE.replace(b"</h1>", b"</h1><p>WARC/1.0 ist ein Format</p>\n"),
                )
                for n in range(2)
            )
        )
        + tail
    )
    packed = {
        "a.warc": data,
        "whole.warc.gz": gzip.compress(data),
        "each.warc.gz": packed_each(data.replace(b"<p>WARC/1.0", b"<p>WARC")),
    }
    (tmp_path / name).write_bytes(packed[name])
    assert [type(d) for d in read(tmp_path / name)] == [Document, Document]


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Nilbote</title><language>de-DE</language>
<item><guid>n-1</guid><link>https://nilbote.example/1</link><title>Anruf</title><pubDate>Fri, 15 Mar 2024 10:00:00 GMT</pubDate>
<description>kurz</description><content:encoded><![CDATA[<p>{TEXT}</p><p>{MORE}</p>]]></content:encoded></item>
<item><link>https://nilbote.example/2</link><title>Ohne Inhalt</title><description>{MORE}</description></item></channel></rss>"""


def test_the_entries_of_a_feed_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    first, second = documents(path)
    assert (first.id, first.published, first.outlet, first.language) == ("n-1", "2024-03-15", "Nilbote", "de")
    assert TEXT in first.text
    assert "kurz" not in first.text
    assert second.id == "https://nilbote.example/2"


# exports of press databases ---------------------------------------------------------------------------------------------

NEXIS = f"""Anruf zwischen Nairobi und Kampala

Nilbote (Deutsch)

March 15, 2024 Friday

Copyright 2024 Nilbote Verlag All Rights Reserved

Section: POLITIK; S. 4
Length: 31 words
Byline: Von Ada Kern
Dateline: NAIROBI
Body

{TEXT}

{MORE}

Load-Date: March 16, 2024

End of Document

Zweite Meldung

Hafenpost

16. März 2024 Samstag

Copyright 2024 Hafenpost

Length: 12 words

Body

{MORE} {MORE}

Load-Date: March 17, 2024

End of Document
"""
FACTIVA = f"""HD Anruf zwischen Nairobi und Kampala
BY Ada Kern
WC 31 words
PD 15 March 2024
SN Nilbote
SC NILB
LA German
CY (c) 2024 Nilbote
LP {TEXT}

TD {MORE}

IN ignored
AN Document NILB000020240315ek3f0001x

HD Zweite Meldung
WC 12 words
PD 16 March 2024
SN Hafenpost
LA German
LP {MORE}
TD {MORE}
AN Document HAFP000020240316ek3f0002x
"""
ARTICLES = [("Anruf zwischen Nairobi und Kampala", "Nilbote", "2024-03-15"), ("Zweite Meldung", "Hafenpost", "2024-03-16")]


def as_html(text: str) -> bytes:
    body = "".join(f"<p>{line}</p>" if line else "<p>&nbsp;</p>" for line in text.splitlines())
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def as_factiva_html() -> bytes:
    articles = ""
    for article in FACTIVA.strip().split("\n\nHD ")[0:]:
        rows = ""
        for line in article.splitlines():
            code, _, value = line.partition(" ")
            if line:
                rows += f"<tr><td><b>{code if len(code) == 2 else 'HD'}</b></td><td>{value if len(code) == 2 else line}</td></tr>"
        articles += f"<div class='article deArticle'><table>{rows}</table></div>"
    return f"<html><head><meta charset='utf-8'></head><body>{articles}</body></html>".encode()


def as_rtf(text: str) -> bytes:
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1\\ansi " + escaped.replace("\n", "\\par\n") + "}").encode("ascii")


def as_docx(text: str) -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


BUNDLES = {
    "nexis.txt": NEXIS.encode(), "nexis.html": as_html(NEXIS), "nexis.rtf": as_rtf(NEXIS), "nexis.docx": as_docx(NEXIS),
    "factiva.txt": FACTIVA.encode(), "factiva.rtf": as_rtf(FACTIVA), "factiva.html": as_factiva_html(),
    "factiva.docx": as_docx(FACTIVA),
}  # fmt: skip


@pytest.mark.parametrize("name", BUNDLES)
def test_each_article_of_an_export_is_a_document_with_its_fields(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BUNDLES[name])
    found = documents(path)
    assert [(d.title, d.outlet.removesuffix(" (Deutsch)"), d.published) for d in found] == ARTICLES
    assert TEXT in found[0].text
    assert MORE in found[0].text
    assert "Copyright" not in found[0].text
    assert "Load-Date" not in found[0].text
    assert "ignored" not in found[0].text
    assert "Ada Kern" in found[0].author
    if name.startswith("factiva"):
        assert (found[0].id, found[0].language) == ("NILB000020240315ek3f0001x", "de")
    else:
        assert "NAIROBI - " in found[0].text
    assert len({d.id for d in found}) == 2


OLD_NEXIS = f"""1 of 2 DOCUMENTS

Nilbote

March 15, 2024 Friday
Late Edition - Final

Anruf zwischen Nairobi und Kampala

BYLINE: Ada Kern

SECTION: Politik; Pg. 3

LENGTH: 31 words

{TEXT}

LOAD-DATE: March 16, 2024

LANGUAGE: GERMAN

2 of 2 DOCUMENTS

Hafenpost

March 16, 2024 Saturday

Zweite Meldung

LENGTH: 12 words

{MORE} {MORE}

LANGUAGE: GERMAN
"""


def test_in_an_older_export_of_nexis_the_headline_follows_the_day(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_bytes(as_html(OLD_NEXIS))
    found = documents(tmp_path / "old.html")
    assert [(d.title, d.outlet, d.published) for d in found] == ARTICLES
    assert "Edition" not in found[0].text


def test_an_article_format_of_factiva_without_codes_is_read(tmp_path: Path) -> None:
    text = f"Anruf zwischen Nairobi und Kampala\nAda Kern\n31 words\n15 March 2024\nNilbote\nNILB\nGerman\n(c) 2024 Nilbote\n\n{TEXT}\n\n{MORE}\n\nDocument NILB000020240315ek3f0001x\n"
    path = tmp_path / "f.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = documents(path)
    assert (found.title, found.outlet, found.published, found.language) == (*ARTICLES[0], "de")
    assert found.text.endswith(f"{TEXT}\n\n{MORE}")


def test_a_plain_text_is_no_export(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TEXT}\n\n{MORE}", encoding="utf-8")
    assert [d.id for d in documents(path)] == ["a.txt"]


@pytest.mark.parametrize(
    ("words", "day"),
    [("March 14, 2024 Thursday", "2024-03-14"), ("14. März 2024", "2024-03-14"), ("14 mars 2024", "2024-03-14"),
     ("14 de marzo de 2024", "2024-03-14"), ("2024-03-14T10:00:00Z", "2024-03-14"), ("20240314", "2024-03-14"),
     ("Nilbote", ""), ("", ""), ("Section: POLITIK; S. 4", "")],
)  # fmt: skip
def test_dates_as_exports_write_them(words: str, day: str) -> None:
    assert iso_day(words) == day


@pytest.mark.parametrize(("words", "code"), [("ENGLISH; ENGLISH", "en"), ("Deutsch", "de"), ("Nilbote", "")])
def test_languages_as_exports_name_them(words: str, code: str) -> None:
    assert language(words) == code
