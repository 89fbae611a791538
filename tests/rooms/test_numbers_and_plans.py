"""Crowds, tolls, and whose plan an infinitive tells, in the four languages: what is a property of news, not of one of them."""

import pytest

from conftest import Read

COUNTS = [
    ("de", "Tausende demonstrierten in Warschau.", ("participants", 2000)),
    ("de", "Rebellen haben in Mali mehr als 200 Schulkinder entführt.", ("abducted", 200)),
    ("en", "Thousands marched through Belgrade against the government.", ("participants", 2000)),
    ("en", "Six soldiers were killed when rebels attacked an army base in Mali.", ("killed", 6)),
    ("en", "The army killed 1,200 rebels in Mali.", ("killed", 1200)),
    ("es", "Miles salieron a las calles de Lima contra el Gobierno.", ("participants", 2000)),
    ("fr", "Des hommes armés ont enlevé une vingtaine de villageois au Nigeria.", ("abducted", 20)),
    ("fr", "Les rebelles ont tué 1 200 civils à Goma.", ("killed", 1200)),
]


@pytest.mark.parametrize(("language", "text", "count"), COUNTS)
def test_a_number_of_people_is_counted(read: Read, language: str, text: str, count: tuple[str, int]) -> None:
    (event,) = read(text, language=language).events
    assert count in [(c.what, c.min) for c in event.counts]


PLANS = [
    ("de", "Der Iran kritisierte die Entscheidung der Türkei, Truppen in den Irak zu schicken."),
    ("en", "Iran criticised Turkey's decision to send troops to Iraq."),
    ("es", "Irán criticó la decisión de Turquía de enviar tropas a Irak."),
    ("fr", "L'Iran a critiqué la décision de la Turquie d'envoyer des troupes en Irak."),
]


@pytest.mark.parametrize(("language", "text"), PLANS)
def test_a_plan_is_its_owners_and_no_deed_yet(read: Read, language: str, text: str) -> None:
    events = {e.event[0]: e for e in read(text, language=language).events}
    assert [p.code for p in events["ACCUSE"].actor] == ["IRN"]
    assert [p.code for p in events["MOBILIZE"].actor] == ["TUR"]
    assert events["MOBILIZE"].status == "expected"


REFUSALS = [
    ("de", "Der Irak verurteilte die Weigerung der Türkei, Syriens Außenminister zu treffen."),
    ("en", "Iraq condemned Turkey's refusal to meet the Syrian foreign minister."),
    ("fr", "L'Irak a condamné le refus de la Turquie de rencontrer le ministre syrien."),
]


@pytest.mark.parametrize(("language", "text"), REFUSALS)
def test_what_is_refused_has_not_been_done(read: Read, language: str, text: str) -> None:
    assert "CONSULT" not in [e.event[0] for e in read(text, language=language).events]


def test_the_victims_of_a_foreign_strike_are_of_the_place_struck(read: Read) -> None:
    text = "Bei einem russischen Raketenangriff auf die ukrainische Stadt Odessa sind fünf Menschen getötet worden."
    (event,) = read(text).events
    assert {p.code for p in event.recipient} == {"UKR"}
    assert event.event_loc is not None and event.event_loc.name == "Odessa"


def test_an_attack_and_its_toll_are_one_event_and_the_attack_is_no_actor(read: Read) -> None:
    text = "A drone attack by the army of Azerbaijan on the Armenian city of Kapan killed at least 7 people."
    (event,) = read(text, language="en").events
    assert [p.code for p in event.actor] == ["AZE"]
    assert [(c.what, c.min) for c in event.counts] == [("killed", 7)]


def test_a_headline_alone_is_read(read: Read) -> None:
    (event,) = read("Russland weist zwei deutsche Diplomaten aus").events
    assert (event.event[0], event.text_info.block) == ("SANCTION", "headline")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kenyan president met the Omani prime minister in Germany to discuss the situation in Chad."),
        ("en", "The leaders of Kenya and Oman held talks in Germany on Chad."),
    ],
)
def test_talks_are_held_where_they_are_held_not_in_the_country_they_are_about(read: Read, language: str, text: str) -> None:
    talks = [e for e in read(text, language=language).events if e.event[0] == "CONSULT"]
    assert [e.event_loc.name for e in talks if e.event_loc is not None] == ["Germany"]
