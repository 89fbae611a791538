"""Text, HTML, PDF and DOCX give the article; offsets refer to the stored text."""

import textwrap
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from dragoman import intake
from dragoman.coder import Coder
from dragoman.pipeline import Understood
from dragoman.values.errors import Refusal
from dragoman.values.text import Document

SENTENCE = "Kenia hat am Dienstag zwei Diplomaten aus dem Sudan ausgewiesen, teilte das Außenministerium in Nairobi mit."
PAGE = f"""<!DOCTYPE html><html lang="de"><head><title>Kenia weist Diplomaten aus</title>
<meta property="og:site_name" content="Nilbote"><meta name="author" content="Wambui Otieno">
<meta property="article:published_time" content="2024-05-14T09:30:00+03:00"></head>
<body><nav><a href="/">Startseite</a><a href="/abo">Abo</a></nav><article><h1>Kenia weist Diplomaten aus</h1>
<p>{SENTENCE}</p><p>Die Regierung in Khartum sprach von einem unfreundlichen Akt und kündigte eine Antwort an.</p>
<p>Beide Länder streiten seit Monaten über den Grenzverlauf und über die Rechte der Hirten in der Region.</p></article>
<footer>Impressum Datenschutz</footer></body></html>"""


def only(path: Path) -> Document:
    ((_, found),) = intake.documents([str(path)])
    assert not isinstance(found, Refusal), found
    return found


def test_html_keeps_headline_date_site_and_author(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    found = only(tmp_path / "a.html")
    assert (found.title, found.published, found.outlet, found.author) == (
        "Kenia weist Diplomaten aus",
        "2024-05-14",
        "Nilbote",
        "Wambui Otieno",
    )
    assert found.text.startswith("Kenia weist Diplomaten aus\n\n")
    assert SENTENCE in found.text
    assert "Impressum" not in found.text
    assert found.reader.startswith("trafilatura ")


def test_a_pdf_with_a_text_layer_is_read(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    sheet.drawString(40, 700, "Kenia hat am Dienstag zwei Diplomaten aus dem Sudan ausgewiesen.")
    sheet.save()
    assert "Diplomaten aus dem Sudan ausgewiesen" in only(tmp_path / "a.pdf").text


def test_a_pdf_is_of_the_day_of_its_dateline_not_of_its_printing_and_its_headline_stands_alone(tmp_path: Path, coder: Coder) -> None:
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    lines = ["Kenia weist Diplomaten aus", *textwrap.wrap(f"Nairobi, 14. Mai 2024 - {SENTENCE} {SENTENCE} {SENTENCE}", 90)]
    for n, line in enumerate(lines):
        sheet.drawString(40, 700 - 14 * n, line)
    sheet.save()
    read = coder.understand(only(tmp_path / "a.pdf"))
    assert isinstance(read, Understood)
    assert (read.article.published, read.article.published_from) == ("2024-05-14", "dateline")
    assert [read.article.at((b.start, b.end)) for b in read.article.of("headline")] == [lines[0]]
    assert read.article.text.count(SENTENCE) == 3


def test_a_word_that_is_parted_at_the_end_of_a_line_of_a_pdf_is_one_word(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    lines = ("Kenia hat am Dienstag zwei Diplomaten aus dem Sudan aus-", "gewiesen, teilte das Ministerium in Nairobi mit. Die Bot-",
             "schaft schwieg dazu. Auch die EU-", "Kommission schwieg.")  # fmt: skip
    for n, line in enumerate(lines):
        sheet.drawString(40, 700 - 14 * n, line)
    sheet.save()
    text = only(tmp_path / "a.pdf").text
    assert "Sudan ausgewiesen, teilte" in text
    assert "Die Botschaft schwieg dazu. Auch die EU- Kommission schwieg." in text


def test_a_pdf_without_a_day_is_of_the_day_on_which_it_was_made(tmp_path: Path, coder: Coder) -> None:
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), invariant=1)
    sheet.drawString(40, 700, SENTENCE)
    sheet.save()
    read = coder.understand(only(tmp_path / "a.pdf"))
    assert isinstance(read, Understood)
    assert (read.article.published, read.article.published_from) == ("2000-01-01", "metadata")


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    sheet.rect(10, 10, 100, 100)
    sheet.save()
    ((_, found),) = intake.documents([str(tmp_path / "a.pdf")])
    assert isinstance(found, Refusal)
    assert "OCR" in found.detail


def test_a_docx_is_read(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Kenia weist Diplomaten aus")
    file.add_paragraph(SENTENCE)
    file.save(str(tmp_path / "a.docx"))
    assert SENTENCE in only(tmp_path / "a.docx").text


def test_a_folder_is_read_file_by_file_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    assert [name for name, _ in intake.documents([str(tmp_path)])] == ["a.txt", "b/c.txt", "z.txt"]


@pytest.mark.parametrize("text", ["\ufeff" + SENTENCE, SENTENCE + "\r\n\r\n" + SENTENCE])
def test_stored_text_is_not_normalised(text: str) -> None:
    found = intake.document_from(text=text)
    assert isinstance(found, Document)
    assert found.text == text.removeprefix("\ufeff")


def test_what_is_expected_of_the_texts_of_a_folder_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Es regnet.", encoding="utf-8")
    (tmp_path / "expected.toml").write_text("[a]\nevents = []\n", encoding="utf-8")
    assert [name for name, _ in intake.documents([str(tmp_path)])] == ["a.txt"]
