"""German clauses: verb clusters, voice, tense, negation, and which phrase fills which slot."""

import pytest

from conftest import Read


@pytest.mark.parametrize(
    ("text", "lemma", "voice", "tense"),
    [
        ("Die Polizei nahm am Abend zwei Abgeordnete fest.", "festnehmen", "active", "past"),
        ("Zwei Abgeordnete wurden am Abend von der Polizei festgenommen.", "festnehmen", "passive", "past"),
        ("Zwei Abgeordnete sind am Abend festgenommen worden.", "festnehmen", "passive", "perfect"),
        ("Der Minister ist nach Rom gereist.", "reisen", "active", "perfect"),
        ("Die Truppen hatten das Dorf verlassen.", "verlassen", "active", "pluperfect"),
        ("Der Minister wird nach Rom reisen.", "reisen", "active", "future"),
        ("Die Botschaft führte gestern Gespräche durch.", "durchführen", "active", "past"),
        ("Die Rebellen trafen in Genf ein.", "eintreffen", "active", "past"),
    ],
)
def test_the_verb_of_a_main_clause(read: Read, text: str, lemma: str, voice: str, tense: str) -> None:
    verb = read(text).readings[0].sentence.clauses[0].verb
    assert verb is not None
    assert (verb.lemma, verb.voice, verb.tense) == (lemma, voice, tense)


def slots(outcome) -> dict[str, str]:  # type: ignore[no-untyped-def]
    sentence = outcome.readings[0].sentence
    return {p.slot: sentence.tokens[p.head].text for p in sentence.phrases if p.slot != "adp"}


@pytest.mark.parametrize(
    ("text", "subject", "other", "slot"),
    [
        ("Den Botschafter hat die Regierung gestern ausgewiesen.", "Regierung", "Botschafter", "object"),
        ("Der Opposition drohte der Präsident mit Haft.", "Präsident", "Opposition", "dative"),
        ("Die Mitglieder des Rates billigten den Plan.", "Mitglieder", "Plan", "object"),
    ],
)
def test_cases_tell_the_slots_not_the_order(read: Read, text: str, subject: str, other: str, slot: str) -> None:
    found = slots(read(text))
    assert found["subject"] == subject
    assert found[slot] == other


def test_a_main_clause_that_is_interrupted_is_one_clause(read: Read) -> None:
    clauses = read("Der Präsident, der gestern ankam, hat den Vertrag unterzeichnet.").readings[0].sentence.clauses
    assert [c.kind for c in clauses] == ["main", "relative"]
    assert clauses[0].verb is not None
    assert clauses[0].verb.lemma == "unterzeichnen"


def test_what_follows_und_shares_the_subject(read: Read) -> None:
    events = read("Frankreich verurteilte Mali scharf und forderte von Niger Aufklärung.").events
    assert [(e.event[0], e.actor[0].code) for e in events] == [("ACCUSE", "FRA"), ("REQUEST", "FRA")]


def test_a_bare_word_in_front_of_the_finite_verb_is_no_subject(read: Read) -> None:
    (event,) = read("Ausdrücklich hat Norwegen den Einsatz der kenianischen Polizei verurteilt.").events
    assert event.actor[0].code == "NOR"
