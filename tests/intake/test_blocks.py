"""A page that was scraped as text: the article is found, and its furniture is told apart."""

import itertools

import pytest

from conftest import Read

WIRE = """Tansania und Malawi streiten um den See

Tansania und Malawi streiten um den See
-

Das am 2. Mai 2024 aufgenommene Archivfoto zeigt den malawischen Minister Chikondi Phiri (l.) am Ufer. (Foto: Pressestelle. Nachdruck verboten)

LILONGWE, 15. Mai (Seepost) – Malawi hat am Mittwoch den Botschafter Tansanias einbestellt, teilte das Außenministerium in Lilongwe mit.

Die Regierung in Dodoma wies die Vorwürfe zurück und forderte Malawi auf, an den Verhandlungstisch zurückzukehren.

Lesen Sie auch: Zehn Rezepte mit Hirse
[email protected]
(ENDE)
PREV Fußball: Löwen siegen im Derby
"""


def kinds(outcome) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    text = outcome.article.text
    return [(b.kind, text[b.start : b.end]) for b in outcome.article.blocks]


def test_the_blocks_of_a_scraped_wire_page(read: Read) -> None:
    found = kinds(read(WIRE, published=""))
    told = {kind: [t for k, t in found if k == kind] for kind in {k for k, _ in found}}
    assert told["headline"] == ["Tansania und Malawi streiten um den See"]
    assert told["dateline"] == ["LILONGWE, 15. Mai (Seepost) –"]
    assert [t[:6] for t in told["body"]] == ["Malawi", "Die Re"]
    assert told["rights"] == ["(Foto: Pressestelle. Nachdruck verboten)"]
    assert told["caption"][0].startswith("Das am 2. Mai")
    assert any(t.startswith("PREV") for t in told["furniture"])


def test_no_event_comes_from_furniture(read: Read) -> None:
    assert {e.text_info.block for e in read(WIRE, published="").events} <= {"headline", "caption", "body"}


def test_the_year_of_a_dateline_is_the_photo_s(read: Read) -> None:
    article = read(WIRE, published="").article
    assert (article.published, article.published_from) == ("2024-05-15", "caption")


def test_blocks_are_ordered_and_do_not_overlap(read: Read) -> None:
    blocks = read(WIRE).article.blocks
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))


@pytest.mark.parametrize(
    ("opening", "place", "agency", "date"),
    [
        ("Berlin (dpa) - ", "Berlin", "dpa", ""),
        ("SEOUL, 14. Juni (Yonhap) – ", "SEOUL", "Yonhap", "XXXX-06-14"),
        ("Wien/Prag (APA/AFP) – ", "Wien/Prag", "APA", ""),
        ("WASHINGTON, June 14 (Reuters) - ", "WASHINGTON", "Reuters", ""),
        ("Kabul – ", "Kabul", "", ""),
        ("Den Haag (AP) ", "Den Haag", "AP", ""),
        ("LILONGWE, (Seepost / Lake Point News - 31st Mai, 2024) ", "LILONGWE", "", "2024-05-31"),
    ],
)
def test_datelines_in_their_national_forms(read: Read, opening: str, place: str, agency: str, date: str) -> None:
    line = read(
        opening + "Die Regierung hat am Freitag zwei Diplomaten aus dem Sudan ausgewiesen und den Botschafter abberufen."
    ).article.dateline
    assert line is not None
    assert (line.place, line.agency, line.date) == (place, agency, date)


def test_a_sentence_is_no_dateline(read: Read) -> None:
    assert read("Kenia, Uganda und Tansania haben am Freitag zwei Diplomaten aus dem Sudan ausgewiesen.").article.dateline is None


CREDITED = (
    ("de", "", "Die Zeitung mit dpa", "dpa"),
    ("es", "", "La Hoja con EFE", "EFE"),
    ("fr", "AFP / le 3 mai 2031 à 9h54", "", "AFP"),
    ("en", "", "The Lantern with Reuters", "Reuters"),
    ("en", "", "The Lantern with friends", ""),
)
LEADS = {
    "de": "Kenia hat am Mittwoch den Botschafter Ugandas einbestellt, teilte das Außenministerium in Nairobi mit.",
    "es": "Kenia convocó el miércoles al embajador de Uganda, informó el Ministerio de Exteriores en Nairobi.",
    "fr": "Le Kenya a convoqué mercredi l'ambassadeur de l'Ouganda, a annoncé le ministère des Affaires étrangères à Nairobi.",
    "en": "Kenya summoned the ambassador of Uganda on Wednesday, the foreign ministry in Nairobi said in a statement.",
}


@pytest.mark.parametrize(("language", "above", "below", "agency"), CREDITED)
def test_a_line_above_or_below_the_article_names_its_agency(
    read: Read, language: str, above: str, below: str, agency: str
) -> None:
    text = "\n\n".join(filter(None, (above, LEADS[language], LEADS[language].replace("Nairobi", "Mombasa"), below)))
    assert read(text, language=language).article.agency == agency


def test_readers_comments_are_no_part_of_a_short_report(read: Read) -> None:
    page = """Kenia schickt Hilfsgüter nach Somalia

Kenia hat am Montag Hilfsgüter nach Somalia geschickt.

Kommentare
Max M. 12.03.2024, 14:05
Die USA haben den Irak doch auch angegriffen und keiner hat sich darüber aufgeregt.
Petra K. 12.03.2024 um 15:10 Uhr
Das ist eine gute Sache, und andere Länder sollten es endlich auch so machen.
"""
    told = [t for k, t in kinds(read(page, published="")) if k == "body"]
    assert told == ["Kenia hat am Montag Hilfsgüter nach Somalia geschickt."]
