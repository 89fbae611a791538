"""Bad input: a named refusal for the document, and the run goes on."""

import io
from pathlib import Path

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.intake import sources
from dragoman.values.errors import InputError, Refusal
from dragoman.values.text import Document

GERMAN = "Frankreich hat am Montag den Botschafter Malis ausgewiesen, wie das Ministerium in Paris mitteilte."


def only(path: Path) -> Document | Refusal:
    ((_, found),) = intake.documents([str(path)])
    return found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(3000), "binary"),
        (b"%PDF-1.7\nnothing of a PDF", "unreadable"),
        (b"PK\x03\x04word/ but no archive", "unreadable"),
    ],
)
def test_a_file_that_holds_no_text_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    found = only(tmp_path / "a.txt")
    assert isinstance(found, Refusal)
    assert found.reason == reason


def test_a_file_of_200_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    found = only(path)
    assert isinstance(found, Refusal)
    assert found.reason == "too_large"


def test_a_line_of_10_mb_is_refused_and_the_next_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"id": "big", "text": "' + "x" * 10_000_000 + '"}\n' + '{"id": "small", "text": "' + GERMAN + '"}\n', encoding="utf-8"
    )
    found = dict(intake.documents([str(path)]))
    assert [type(d).__name__ for d in found.values()] == ["Refusal", "Document"]
    assert "small" in found


def test_broken_json_lines_are_refused_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1}\nnot json\n{"text": "no id"}\n{"id": 2, "text": "' + GERMAN + '"}\n', encoding="utf-8")
    found = list(intake.documents([str(path)]))
    assert [name for name, d in found if isinstance(d, Refusal) and d.reason == "broken_json"] == ["rows.jsonl:2", "rows.jsonl:3"]
    assert found[-1][0] == "2"


def test_a_source_that_does_not_exist_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        list(intake.documents(["nowhere.txt"]))


@pytest.mark.parametrize(
    "text",
    [
        "Il presidente ha incontrato ieri a Roma il ministro degli esteri francese per parlare della guerra.",
        "대통령은 오늘 서울에서 외교부 장관을 만나 회담을 가졌다고 대변인이 밝혔다.",
    ],
)
def test_a_language_without_a_pack_is_refused_by_name(coder: Coder, text: str) -> None:
    outcome = coder.understand(intake.document_from(text=text))
    assert isinstance(outcome, Refusal)
    assert outcome.reason == "unsupported_language"


def test_a_page_of_menus_has_no_article(coder: Coder) -> None:
    outcome = coder.understand(
        intake.document_from(text="Startseite\nAnmelden\nImpressum\nDatenschutz\nNewsletter abonnieren\n", language="de")
    )
    assert isinstance(outcome, Refusal)
    assert outcome.reason == "no_article_text"


def test_paragraphs_in_a_language_without_a_pack_are_refused_and_the_rest_is_read(coder: Coder) -> None:
    german = (
        "Der französische Außenminister hat am Montag in Berlin mit seinem polnischen Amtskollegen über die Grenze gesprochen. "
        "Die beiden vereinbarten weitere Treffen, teilte das Ministerium in Paris mit."
    )
    finnish = "Ulkoministeri keskusteli maanantaina Berliinissä virkaveljensä kanssa rajan tilanteesta ja turvallisuudesta. " * 3
    outcome = coder.understand(intake.document_from(text=german + "\n\n" + finnish))
    assert not isinstance(outcome, Refusal)
    assert [r.reason for r in outcome.refusals if r.stage == "intake"] == ["mixed_language"]
    assert outcome.refusals[0].span is not None
    assert outcome.article.text[slice(*outcome.refusals[0].span)] == finnish.strip()
    assert outcome.events
    assert max(e.text_info.end for e in outcome.events) <= len(german)


def test_deeply_nested_html_is_refused_quickly() -> None:
    found = intake.document_from(html="<html><body>" + "<div>" * 60_000 + GERMAN + "</div>" * 60_000 + "</body></html>")
    assert isinstance(found, Refusal)
    assert found.reason == "unreadable"


def test_standard_input_is_a_text_or_json_lines() -> None:
    ((_, text),) = intake.documents(["-"], stdin=io.BytesIO(GERMAN.encode()))
    ((name, _),) = intake.documents(["-"], stdin=io.BytesIO(b'{"id": "x", "text": "' + GERMAN.encode() + b'"}\n'))
    assert isinstance(text, Document)
    assert text.text == GERMAN
    assert name == "x"


def test_a_published_day_that_is_no_date_is_refused() -> None:
    found = intake.document_from(text=GERMAN, published="gestern")
    assert isinstance(found, Refusal)
    assert "ISO date" in found.detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    text = "Österreichs Außenministerium bestätigte, dass Gespräche über die Rückführung geführt würden – „bald“.\n" * 3
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    found = only(tmp_path / "a.txt")
    assert isinstance(found, Document)
    assert found.text == text


def test_double_encoding_is_undone_and_said_so() -> None:
    broken = "Die AuÃŸenministerin fÃ¼hrte GesprÃ¤che in Ã–sterreich."
    found = intake.document_from(text=broken)
    assert isinstance(found, Document)
    assert found.text == "Die Außenministerin führte Gespräche in Österreich."
    assert "ftfy" in found.reader


def test_limits_are_what_the_documentation_says() -> None:
    assert (sources.BYTES_MAX, sources.CHARACTERS_MAX) == (8_000_000, 2_000_000)
