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


@pytest.mark.parametrize(
    ("text", "verbs", "objects"),
    [
        ("Der Zoll hat ein Lager durchsucht und zwei Händler festgenommen.", ["durchsuchen", "festnehmen"], ["Lager", "Händler"]),
        ("Die Kanzlerin will Oslo besuchen und den König treffen.", ["besuchen", "treffen"], ["Oslo", "König"]),
        ("Er sagt, dass Rom den Hafen gesperrt, Schiffe beschlagnahmt und Segler verhört habe.", ["sagen", "sperren", "beschlagnahmen", "verhören"], ["Hafen", "Schiffe", "Segler"]),
        ("In Goma wurden zwei Ärzte entführt und drei Fahrer getötet.", ["entführen", "töten"], []),
        ("Die Stadt hat die Brücke gesperrt und geräumt.", ["räumen"], ["Brücke"]),
    ],
)  # fmt: skip
def test_verbs_that_share_an_auxiliary_have_objects_of_their_own(
    read: Read, text: str, verbs: list[str], objects: list[str]
) -> None:
    sentence = read(text).readings[0].sentence
    assert [c.verb.lemma for c in sentence.clauses if c.verb] == verbs
    assert [sentence.tokens[p.head].text for p in sentence.phrases if p.slot == "object"] == objects


def test_a_place_in_front_of_a_colon_is_no_subject_of_what_follows(read: Read) -> None:
    (event,) = read("Wien: Die Vereinten Nationen haben den Angriff der Türkei verurteilt.").events
    assert [(event.event[0], a.code) for a in event.actor] == [("ACCUSE", "UNO")]


def test_a_name_behind_a_genitive_says_who_that_is(read: Read) -> None:
    sentence = read("Zwei Lehrer wurden von Kämpfern der verbotenen Miliz RSF entführt.").readings[0].sentence
    assert "RSF" not in [sentence.tokens[p.head].text for p in sentence.phrases if p.slot in ("subject", "object")]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Der Präsident Kenias wird am 2. April Berlin besuchen.", "Berlin"),
        ("Die Armee hat am 24. August das Dorf geräumt.", "Dorf"),
    ],
)
def test_the_full_stop_of_an_ordinal_ends_no_clause(read: Read, text: str, other: str) -> None:
    sentence = read(text).readings[0].sentence
    assert len(sentence.clauses) == 1
    assert other in [sentence.tokens[p.head].text for p in sentence.phrases if p.slot == "object"]


def test_no_phrase_hangs_on_itself(read: Read) -> None:
    text = "Im Laufe des Streits in Peru und Chiles Rolle in den Gesprächen hat der Minister dem Konzern den Verkauf untersagt."
    for reading in read(text).readings:
        for i, phrase in enumerate(reading.sentence.phrases):
            chain = [i]
            while phrase.parent >= 0:
                assert phrase.parent not in chain
                chain.append(phrase.parent)
                phrase = reading.sentence.phrases[phrase.parent]
