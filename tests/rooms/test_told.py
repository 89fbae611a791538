"""What is told of articles that speak of no politics: names that are sure, no common nouns in a political sense."""

import pytest

from conftest import Read
from dragoman import intake
from dragoman.pipeline import Pipeline
from dragoman.values.errors import Refusal

GARDEN = (
    "En otoño el huerto pide pocas cosas y mucha calma. Las hojas secas cubren la tierra y la protegen del frío durante el "
    "invierno. Quien riega por la mañana gasta menos agua y evita los hongos en las hojas. Los tomates que quedan se guardan en "
    "una cesta, y las semillas se secan sobre un papel. Con una sierra de doble cámara y dos baterías se podan los frutales. "
)
PRESS = "El ministro de Defensa de Chile visitó la feria. La policía peruana cuidó la entrada. "


def _told(read: Read, text: str) -> list[str]:
    return [m.text for m in read(text, language="es").mentions]


def test_a_camera_is_no_parliament_where_nothing_is_said_of_politics(read: Read) -> None:
    assert not any("cámara" in m or "baterías" in m for m in _told(read, GARDEN))


@pytest.mark.parametrize("name", ["Italia", "la ONU"])
def test_countries_and_bodies_stay(read: Read, name: str) -> None:
    assert any(m in name for m in _told(read, GARDEN + f"El abono viene de {name}."))


def test_a_city_is_only_a_place_there(read: Read) -> None:
    assert "Roma" not in _told(read, GARDEN + "Un tren lleva a los jardineros hasta Roma.")


def test_a_country_inside_a_school_s_name_is_not_named(read: Read) -> None:
    assert "Chile" not in _told(read, GARDEN + "Lo dice un estudio de la Universidad de Chile.")


def test_where_offices_and_police_are_named_nothing_is_left_out(read: Read) -> None:
    assert any("cámara" in m for m in _told(read, GARDEN + PRESS))


def test_a_short_text_is_left_as_it_is(read: Read) -> None:
    assert "La cámara" in _told(read, "La cámara es nueva.")


def test_a_family_name_that_is_a_title_is_the_person_s(read: Read) -> None:
    text = "Bürgermeister Roland Kaiser lud den König von Jordanien ein. Nach der Rede Kaisers sangen die Gäste."
    found = [m for m in read(text).mentions if m.text == "Kaisers"]
    assert [m.office for m in found] == ["mayor"]


def test_a_participle_that_opens_a_clause_whose_subject_is_unsaid_ends(read: Read) -> None:
    text = "Llegados al descanso de la fiesta del barrio, en la plaza aprovecharon para recordar la última vez que bailaron."
    assert read(text, language="es").events == ()


@pytest.mark.parametrize(
    ("text", "home", "code"),
    [
        ("Bruxelles a condamné la Russie.", "BEL", "BEL"),
        ("Bruxelles a condamné la Russie.", "FRA", "EUR"),
        ("L'Union européenne a réagi. Bruxelles a condamné la Russie.", "BEL", "EUR"),
    ],
)
def test_the_capital_is_its_country_s_at_home_unless_the_body_was_named(text: str, home: str, code: str) -> None:
    understood = Pipeline().understand(intake.document_from(text=text, published="2024-06-14", language="fr"), home=home)
    assert not isinstance(understood, Refusal)
    assert [m.code for r in understood.readings for m in r.mentions if m.text == "Bruxelles"] == [code]


def test_a_family_name_that_is_a_title_stays_with_an_unknown_given_name(read: Read) -> None:
    (mention, *_) = read("Der Botschafter Rüdiger König traf den Präsidenten Polens.").mentions
    assert mention.person == "Rüdiger König"
