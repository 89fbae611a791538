"""Time, speakers, status, refusals and counts of single sentences."""

import pytest

from conftest import Read

# published on Friday, 14 June 2024
DATES = [
    ("Am Montag traf der Kanzler den Präsidenten Polens.", ("2024-06-10", "2024-06-10")),
    ("Am Montag wird der Kanzler den Präsidenten Polens treffen.", ("2024-06-17", "2024-06-17")),
    ("Anfang nächster Woche wird der Kanzler den Präsidenten Polens treffen.", ("2024-06-17", "2024-06-19")),
    ("Am 5.6. traf der Kanzler den Präsidenten Polens.", ("2024-06-05", "2024-06-05")),
    ("Vor drei Tagen traf der Kanzler den Präsidenten Polens.", ("2024-06-11", "2024-06-11")),
    ("Im Mai traf der Kanzler den Präsidenten Polens.", ("2024-05-01", "2024-05-31")),
]


@pytest.mark.parametrize(("text", "days"), DATES)
def test_a_day_without_direction_lies_where_the_tense_points(read: Read, text: str, days: tuple[str, str]) -> None:
    (event,) = read(text).events
    assert (event.date, event.enddate) == days


FIRSTS = ("el primero de mayo", "el uno de mayo", "el 1 de mayo", "el 1° de mayo", "el 1º de mayo de 2024")


@pytest.mark.parametrize("day", FIRSTS)
def test_the_first_of_a_month_in_each_writing(read: Read, day: str) -> None:
    (event,) = read(f"El canciller alemán se reunió con el presidente de Polonia {day}.", language="es").events
    assert event.date == "2024-05-01"


def test_without_a_date_an_event_is_coded_and_the_date_refused(read: Read) -> None:
    outcome = read("Am Montag traf der Kanzler den Präsidenten Polens.", published="")
    assert [e.date for e in outcome.events] == [None]
    assert "no_anchor" in {r.reason for r in outcome.refusals}


STATUS = [
    ("Frankreich hat Mali mit Sanktionen belegt.", None),
    ("Frankreich verhängte Sanktionen gegen Mali.", "occurred"),
    ("Frankreich wird Sanktionen gegen Mali verhängen.", "expected"),
    ("Frankreich plant Sanktionen gegen Mali.", "expected"),
    ("Frankreich könnte Sanktionen gegen Mali verhängen.", "conditional"),
    ("Sollte der Putsch andauern, würde Frankreich Sanktionen gegen Mali verhängen.", "conditional"),
    ("Die EU forderte Frankreich auf, Sanktionen gegen Mali zu verhängen.", "called_for"),
    ("Frankreich bestritt, Sanktionen gegen Mali verhängt zu haben.", "denied"),
    ("Frankreich verhängte keine Sanktionen gegen Mali.", None),
    ("Hat Frankreich Sanktionen gegen Mali verhängt?", None),
]


@pytest.mark.parametrize(("text", "status"), STATUS[1:])
def test_a_deed_is_told_from_a_plan_a_threat_and_a_denial(read: Read, text: str, status: str | None) -> None:
    found = [e.status for e in read(text).events if e.event == ("SANCTION",)]
    assert found == ([status] if status else [])


def test_a_flashback_is_background(read: Read) -> None:
    (event,) = read("Im Mai hatte Frankreich Sanktionen gegen Mali verhängt.").events
    assert event.background
    assert event.date == "2024-05-01"


SPEAKERS = [
    ("Frankreich verhängte Sanktionen gegen Mali, teilte das Außenministerium in Paris mit.", "FRA", "asserts"),
    ("Nach Angaben der Regierung in Bamako verhängte Frankreich Sanktionen gegen Niger.", "MLI", "asserts"),
    ("Laut dem UN-Sicherheitsrat verhängte Frankreich Sanktionen gegen Mali.", "UNO", "asserts"),
    ("Der malische Außenminister sagte, Frankreich habe Sanktionen gegen Niger verhängt.", "MLI", "asserts"),
]


@pytest.mark.parametrize(("text", "code", "stance"), SPEAKERS)
def test_a_deed_is_told_on_the_word_of_whoever_says_it(read: Read, text: str, code: str, stance: str) -> None:
    event = next(e for e in read(text).events if e.event == ("SANCTION",))
    assert [(a.code, a.stance) for a in event.attribution] == [(code, stance)]


def test_konjunktiv_carries_the_speaker_on(read: Read) -> None:
    text = "Der malische Außenminister sagte, die Lage sei ernst. Frankreich habe Sanktionen gegen Niger verhängt."
    (event,) = read(text).events
    assert event.attribution[0].code == "MLI"


NOTHING = [
    "Der Stürmer bombardierte das Tor der Gäste mit Schüssen.",
    "Der Film erzählt, wie Soldaten eine Stadt belagern.",
    "Die Aktie geriet unter Beschuss.",
    "Der Konzern greift den Marktführer mit Rabatten an.",
    "Rühren Sie die Butter schaumig und heben Sie das Mehl unter.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_metaphor_sport_fiction_and_business_are_no_events(read: Read, text: str) -> None:
    assert read(text).events == ()


def test_counts_with_whose_figure_it_is(read: Read) -> None:
    text = "Bei einem Angriff der Armee auf Rebellen im Tschad sind nach Angaben der Polizei mindestens zwölf Menschen getötet worden."
    (event,) = read(text).events
    (count,) = event.counts
    assert (count.what, count.min, count.max) == ("killed", 12, None)


def test_ten_tellings_of_one_event_are_one_record(read: Read) -> None:
    text = "Peru weist Diplomaten aus Chile aus\n\nPeru hat am Freitag drei Diplomaten Chiles ausgewiesen. Die Ausweisung der Diplomaten Chiles durch Peru wurde bestätigt."
    events = read(text).events
    assert [e.event[0] for e in events] == ["SANCTION"]
    assert len(events[0].evidence) >= 2


def test_every_span_says_what_the_record_claims(read: Read) -> None:
    outcome = read(
        "Moskau (AFP) - Russlands Präsident hat am Montag in Minsk mit dem belarussischen Staatschef gesprochen, teilte der Kreml mit."
    )
    article = outcome.article
    for event in outcome.events:
        for who in (*event.actor, *event.recipient):
            assert all(article.at(span).split()[0] in who.entity_text for span in who.spans)
        assert " ".join(article.at(s) for s in event.text_info.trigger) in event.event_text
