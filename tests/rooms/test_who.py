"""Actors: titles, genitives, pairs, surnames, home country, groups and where they stand."""

from pathlib import Path

import pytest

from conftest import Read
from dragoman.intake import document_from
from dragoman.language.reading import read_tsv
from dragoman.pipeline import Pipeline
from dragoman.values.errors import Refusal


def codes(read: Read, text: str) -> tuple[set[str], set[str]]:
    (event,) = read(text).events
    return {p.code for p in event.actor}, {p.code for p in event.recipient}


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Der kenianische Außenminister kritisierte den Präsidenten Ugandas.", {"KEN"}, {"UGA"}),
        ("Moskau hat Kiew scharf kritisiert.", {"RUS"}, {"UKR"}),
        ("Der US-Präsident kritisierte die EU-Kommission.", {"USA"}, {"EUR"}),
        ("Das Außenministerium in Seoul kritisierte Nordkoreas Führung.", {"KOR"}, {"PRK"}),
        ("Die Regierungen Malis und Nigers kritisierten Frankreich.", {"MLI", "NER"}, {"FRA"}),
        ("Die Außenminister aus Polen und Litauen kritisierten Belarus.", {"POL", "LTU"}, {"BLR"}),
        ("Im Streit haben die Niederlande Russland kritisiert.", {"NLD"}, {"RUS"}),
    ],
)
def test_both_sides_of_a_deed_have_the_countries_that_the_sentence_gives(
    read: Read, text: str, actor: set[str], recipient: set[str]
) -> None:
    assert codes(read, text) == (actor, recipient)


def test_both_sides_are_the_parties_of_the_main_event(read: Read) -> None:
    text = "Der peruanische Außenminister traf in Lima seinen chilenischen Kollegen. Brasilien lobte das. Beide Seiten einigten sich auf neue Grenzposten."
    event = next(e for e in read(text).events if e.event == ("AGREE",))
    assert {p.code for p in event.actor} == {"PER", "CHL"}


def test_a_surname_is_whoever_bore_it_before(read: Read) -> None:
    text = "Die kenianische Ministerin Wanjiru Odembo reiste zu Gesprächen nach Kampala. Odembo kritisierte Ruanda."
    event = next(e for e in read(text).events if e.event == ("ACCUSE",))
    assert (event.actor[0].identifier_text, event.actor[0].code) == ("Wanjiru Odembo", "KEN")


def test_home_is_read_off_the_dateline_and_never_fills_a_plain_group(read: Read) -> None:
    text = "NAIROBI, 14. Juni (Seepost) – Der Außenminister hat den Botschafter Ugandas einbestellt. Mehrere Diplomaten kritisierten Ruanda."
    summons, criticism = read(text).events
    assert summons.actor[0].code == "KEN"
    assert [p.code for p in criticism.actor] == [""]


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("de", "Der Außenminister Chiles, Andrés Pardo, besuchte am Dienstag Bolivien.", "Andrés Pardo"),
        ("en", "Peru's defence minister, Lucía Baquero, visited Ecuador.", "Lucía Baquero"),
        ("es", "La canciller de Ecuador, Lucía Baquero, visitó Perú el martes.", "Lucía Baquero"),
        ("fr", "Le ministre kényan des Affaires étrangères, Daudi Barasa, s'est rendu en Ouganda.", "Daudi Barasa"),
        ("en", "The president of Kenya, Daudi Barasa, visited Uganda.", "Daudi Barasa"),
        ("en", "Russia's foreign minister, Sergei Lavrov, visited Uganda.", "Sergey Lavrov"),
        ("es", "El canciller ruso, Serguéi Lavrov, visitó Uganda.", "Serguéi Lavrov"),
        ("en", "The president of Kenya visited Uganda.", "William Ruto"),
        ("fr", "Le ministre kényan de la Défense Daudi Barasa s'est rendu en Ouganda.", "Daudi Barasa"),
        ("fr", "Le ministre russe des Affaires étrangères Sergueï Lavrov s'est rendu en Ouganda.", "Sergueï Lavrov"),
        ("es", "El ministro peruano de Asuntos Exteriores Julio Barreda visitó Bolivia.", "Julio Barreda"),
        ("fr", "Le ministre russe des Affaires étrangères s'est rendu en Ouganda.", "Sergueï Lavrov"),
    ],
)
def test_a_title_is_whoever_is_named_behind_it(read: Read, language: str, text: str, person: str) -> None:
    (event,) = read(text, published="2024-06-14", language=language).events
    assert event.actor[0].identifier_text == person


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("en", "Kenya's foreign minister phoned his Ugandan counterpart, Grace Nakatto, on Monday.", "Grace Nakatto"),
        ("es", "El canciller peruano conversó con su homóloga boliviana, Teresa Mamani.", "Teresa Mamani"),
        (
            "de",
            "Der chilenische Außenminister telefonierte mit seiner bolivianischen Amtskollegin, Teresa Mamani.",
            "Teresa Mamani",
        ),
    ],
)
def test_a_counterpart_is_whoever_is_named_behind_the_word(read: Read, language: str, text: str, person: str) -> None:
    (event,) = read(text, published="2024-06-14", language=language).events
    assert person in [p.identifier_text for p in (*event.actor, *event.recipient)]


def test_whoever_an_article_has_named_in_an_office_holds_it_there(read: Read) -> None:
    text = "Kenyan President Daudi Barasa visited Uganda on Monday. The president of Kenya met the Ugandan foreign minister."
    last = read(text, published="2031-09-08", language="en").events[-1]
    assert "Daudi Barasa" in [p.identifier_text for p in last.actor]


def test_the_minister_is_the_one_of_any_field_who_was_named_last(read: Read) -> None:
    text = "Peru's foreign minister, Julio Barreda, visited Bolivia on Monday. The minister condemned Chile."
    (accusing,) = [e for e in read(text, published="2024-06-14", language="en").events if e.event == ("ACCUSE",)]
    assert [(p.identifier_text, p.code, p.office) for p in accusing.actor] == [("Julio Barreda", "PER", "foreign_minister")]


def test_without_support_a_title_stays_open(read: Read) -> None:
    (event,) = read("Der Außenminister hat den Botschafter Ugandas einbestellt.").events
    assert event.actor[0].code == ""


def test_police_and_crowd_are_of_the_place(read: Read) -> None:
    (event,) = read("In Tiflis hat die Polizei vierzig Demonstranten festgenommen.").events
    assert {p.code for p in (*event.actor, *event.recipient)} == {"GEO"}


def test_a_definite_group_is_the_one_named_before(read: Read) -> None:
    events = read(
        "Die Hamas warf Israel Vertragsbruch vor. Der US-Präsident drohte der Terrororganisation mit Vergeltung."
    ).events
    threat = next(e for e in events if e.event == ("THREATEN",))
    assert threat.recipient[0].identifier_text == "Hamas"


def test_a_point_of_the_compass_is_no_country_of_its_own(read: Read) -> None:
    (event,) = read("Soldaten haben im Norden Malis zwei Rebellen getötet.").events
    assert "PRK" not in {p.code for p in (*event.actor, *event.recipient)}


def test_a_headline_of_one_word_is_read(read: Read) -> None:
    outcome = read("Ausweisung\n\nFrankreich hat am Montag den Botschafter Malis ausgewiesen.")
    assert [e.event[0] for e in outcome.events] == ["SANCTION"]


def test_the_north_of_a_country_is_that_country(read: Read) -> None:
    events = read("Bei einem Anschlag auf eine Kaserne im Norden Nigerias starben zwei Soldaten.").events
    assert {p.code for e in events for p in (*e.actor, *e.recipient) if p.code} == {"NGA"}


def test_holders_of_one_office_from_several_countries_are_several(read: Read) -> None:
    (event,) = read("Ankara zitierte Diplomaten aus Norwegen, Dänemark und Kanada ins Außenministerium.").events
    assert [p.code for p in event.recipient] == ["NOR", "DNK", "CAN"]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


NO_ACTORS = read_tsv(Path(__file__).with_name("no_actors.tsv"), ("lang", "text", "word", "code"))


@pytest.mark.parametrize("row", NO_ACTORS, ids=lambda row: f"{row['lang']}: {row['text']}")
def test_a_part_of_a_strangers_name_or_a_sum_of_money_is_no_actor(pipeline: Pipeline, row: dict[str, str]) -> None:
    understood = pipeline.understand(document_from(text=row["text"], id="x", published="2012-05-01"), language=row["lang"])
    assert not isinstance(understood, Refusal)
    assert not [m for m in understood.mentions if m.text == row["word"] and (m.code or m.sector)]


def test_of_an_article_about_sport_only_countries_and_office_holders_are_told(pipeline: Pipeline) -> None:
    text = (
        "Stoneford win the cup\n\nThe striker scored in the first match of the league and the coach thanked the fans. "
        "Berlin lost. The goalkeeper saved a penalty before halftime, and the midfielder left the stadium. "
        "President Emmanuel Macron watched the match. Norway plays next."
    )
    understood = pipeline.understand(document_from(text=text, id="x", published="2023-05-01"), language="en")
    assert not isinstance(understood, Refusal)
    assert {m.code for m in understood.mentions if m.code} == {"FRA", "NOR"}


def test_they_are_the_two_who_have_agreed_also_where_the_word_may_be_one(pipeline: Pipeline) -> None:
    text = (
        "Der kenianische Außenminister hat am Montag mit dem Außenminister Ghanas telefoniert. Beide Seiten einigten sich auf ein "
        "Abkommen. In ihrem Gespräch tauschten sie ihre Einschätzungen zur Lage aus."
    )
    understood = pipeline.understand(document_from(text=text, id="x", published="2023-05-01"), language="de")
    assert not isinstance(understood, Refusal)
    they = next(m for m in understood.mentions if m.text == "sie")
    assert {m.code for m in they.members} == {"KEN", "GHA"}
