"""What the founding page taught, shown on other topics: each difficulty with two invented sentences."""

import pytest

from conftest import Read


def finding_kinds(outcome) -> set[str]:  # type: ignore[no-untyped-def]
    return {f.kind for f in outcome.findings}


@pytest.mark.parametrize(
    "text",
    [
        "Gespräche über Kamerun fanden statt. Der Minister traf am Freitag den Präsidenten von Kamerunsagte das Außenministerium in Lagos.",
        "Die Reise nach Bolivien ist lang. Die Ministerin sprach am Freitag mit dem Präsidenten von Bolivienteilte das Außenministerium in Lima mit.",
    ],
)
def test_glued_words_are_found_and_the_speaker_behind_them_too(read: Read, text: str) -> None:
    outcome = read(text)
    assert "glued_words" in finding_kinds(outcome)
    event = next(e for e in outcome.events if e.event == ("CONSULT",))
    assert [a.code for a in event.attribution] in (["NGA"], ["PER"])


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister reiste nach Rom, um the Verhandlungen mit Italien zu führen, und lobte die Gastgeber.",
        "Die Armee zog sich zurück, weil of neue Befehle aus der Hauptstadt kamen, wie es hieß.",
    ],
)
def test_untranslated_words_are_found(read: Read, text: str) -> None:
    assert "untranslated_fragment" in finding_kinds(read(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Der kenianische Minister Daniel Kiplagat", "Kiplaggat"), ("Die finnische Präsidentin Aino Rantanen", "Rantannen")],
)
def test_two_spellings_are_one_person(read: Read, one: str, other: str) -> None:
    outcome = read(
        f"{one} traf am Freitag den Präsidenten Ugandas in Kampala. Danach reiste Minister {other} zu Gesprächen nach Kigali."
    )
    assert "person_spelling" in finding_kinds(outcome)


@pytest.mark.parametrize(
    "text",
    [
        "Kenia unterstützt die Haltung Ugandas im Streit um das Wasser.",
        "Norwegen unterstützt den Kurs Finnlands gegenüber dem Nachbarn.",
    ],
)
def test_to_back_a_position_is_to_back_its_owner(read: Read, text: str) -> None:
    (event,) = read(text).events
    assert (event.event[0], len(event.recipient)) == ("SUPPORT", 1)
    assert event.recipient[0].code in ("UGA", "FIN")


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Es wird erwartet, dass der ägyptische Präsident Ende nächster Woche Khartum besuchen wird.", "EGY", "SDN"),
        ("Beobachter rechnen damit, dass die Präsidentin Moldaus in den kommenden Tagen Rumänien besucht.", "MDA", "ROU"),
    ],
)
def test_an_expected_visit_has_not_happened(read: Read, text: str, actor: str, recipient: str) -> None:
    event = next(e for e in read(text).events if "visit" in e.mode)
    assert (event.status, event.actor[0].code, event.recipient[0].code) == ("expected", actor, recipient)


@pytest.mark.parametrize(
    "text",
    [
        "Die Leitlinien gelten für den Fall eines Angriffs Äthiopiens auf Eritrea.",
        "Im Falle eines Angriffs aus dem Tschad auf Niger soll die Reserve bereitstehen.",
    ],
)
def test_a_hypothetical_attack_has_not_occurred(read: Read, text: str) -> None:
    assert [e.status for e in read(text).events if e.event == ("ASSAULT",)] == ["conditional"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Minister Perus und Chiles tauschten ihre Einschätzungen zur Lage aus letzte Sitzung am Dienstag.",
        "Die Botschafter Ghanas und Togos tauschten ihre Ansichten aus große Runde am Montag.",
    ],
)
def test_a_prefix_that_is_left_standing_is_put_together(read: Read, text: str) -> None:
    (event,) = [e for e in read(text).events if any("aus" in t for t in e.event_text)]
    assert len({p.code for p in event.actor}) == 2


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Vizegouverneur spricht mit Odhiambo",
            "Der stellvertretende Außenminister Kenias, Joseph Baraka, hat am Freitag mit dem ugandischen Außenminister Peter Odhiambo telefoniert.",
        ),
        (
            "Vizepräsident telefoniert mit Rojas",
            "Der stellvertretende Außenminister Perus, Luis Quispe, hat am Freitag mit dem chilenischen Außenminister Pablo Rojas telefoniert.",
        ),
    ],
)
def test_a_headline_may_not_give_the_deputy_another_office(read: Read, headline: str, body: str) -> None:
    outcome = read(f"{headline}\n\n{body}")
    calls = [e for e in outcome.events if e.event == ("CONSULT",)]
    assert len(calls) == 1
    assert "inconsistent_title" in finding_kinds(outcome)
