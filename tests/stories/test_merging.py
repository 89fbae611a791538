"""Which reports are one event, in whatever order they come; which texts are copies or translations of one another."""

import random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.coder import Coder
from dragoman.intake import document_from
from dragoman.pipeline import Understood
from dragoman.stories.fingerprints import PERMUTATIONS, SEED, _shingles, fingerprint
from dragoman.stories.matching import handles, lookups, same, told, topic
from dragoman.stories.matching import sketch as sketch_of
from dragoman.stories.merging import clusters, grouped
from dragoman.stories.origins import copied, jaccard, near, origins, translated
from dragoman.values.corpus import Fingerprint, Side, Sketch, Source

KEN, UGA = Side("country:KEN", "KEN", "GOV"), Side("country:UGA", "UGA", "GOV")
ODEMBO = Side("person:wanjiru-odembo", "KEN", "GOV", "foreign_minister")
OTHER = Side("person:daudi-barasa", "KEN", "GOV", "head_of_state")
CALL = Sketch(
    id="a", document="d1", language="de", published="2024-03-15", type="CONSULT", mode=("phone",), status="occurred", background=False,
    date="2024-03-15", enddate="2024-03-15", basis="stated", actor=(ODEMBO, UGA), recipient=(), place="", country="", precision="",
    counts=(), marks=("#1200", "@2024-03-15", "geo:184745", "person:wanjiru-odembo"),
)  # fmt: skip
ATTACK = msgspec.structs.replace(
    CALL, type="ASSAULT", mode=("drone",), actor=(Side("role:AZE:MIL", "AZE", "MIL"),), recipient=(Side("country:ARM", "ARM", "GOV"),),
    counts=("killed:7",), place="174895", country="ARM", precision="city",
)  # fmt: skip
ARREST = msgspec.structs.replace(
    CALL, type="COERCE", mode=("arrest",), actor=(Side("role:URY:COP", "URY", "COP"),), recipient=(Side("role:URY:CVL", "URY", "CVL"),),
)  # fmt: skip
PAZ = Side("person:lucia-paz", "BOL", "GOV")
ABROAD = msgspec.structs.replace(ATTACK, mode=(), basis="published", counts=(), place="", country="GEO", precision="country", marks=("#11", "#12"))
ELSEWHERE: dict[str, object] = {"marks": ("#13", "#14")}


def other(sketch: Sketch, **changes: object) -> Sketch:
    return msgspec.structs.replace(sketch, **{"id": "b", "document": "d2", **changes})


ONE: tuple[tuple[str, Sketch, dict[str, object]], ...] = (
    ("the same again", CALL, {}),
    ("another language", CALL, {"language": "en"}),
    ("a day later by its own day", CALL, {"date": "2024-03-16", "enddate": "2024-03-16", "basis": "published", "published": "2024-03-16"}),
    ("a window around the day", CALL, {"date": "2024-03-11", "enddate": "2024-03-17"}),
    ("the country for its minister", CALL, {"actor": (KEN, UGA)}),
    ("one party more", CALL, {"actor": (ODEMBO, UGA, Side("country:TZA", "TZA", "GOV"))}),
    ("without a mode", CALL, {"mode": ()}),
    ("another spelling of the minister in another language", CALL,
     {"language": "fr", "actor": (Side("person:w-odembo", "KEN", "GOV", "foreign_minister"), UGA)}),
    ("denied by one side", ATTACK, {"status": "denied"}),
    ("other weapons at the same place", ATTACK, {"mode": ("heavy-weapons",)}),
    ("another toll at the same place", ATTACK, {"counts": ("killed:9",)}),
    ("civilians of the country", ATTACK, {"recipient": (Side("role:ARM:CVL", "ARM", "CVL"),)}),
    ("the state for its police", ARREST, {"actor": (Side("country:URY", "URY", "GOV"),)}),
    ("a person to whom it gives another country", ARREST, {"recipient": (PAZ, Side("role:URY:CVL", "URY", "CVL"))}),
    ("two states in a third country on one day, nothing else in common", ABROAD, ELSEWHERE),
    ("an attack in the night between two days, at one place", ATTACK, {"date": "2024-03-14", "enddate": "2024-03-14"}),
)  # fmt: skip
TWO: tuple[tuple[str, Sketch, dict[str, object]], ...] = (
    ("another type", CALL, {"type": "ACCUSE"}),
    ("not yet", CALL, {"status": "expected"}),
    ("demanded", CALL, {"status": "called_for"}),
    ("another mode", CALL, {"mode": ("visit",)}),
    ("a week later", CALL, {"date": "2024-03-22", "enddate": "2024-03-22"}),
    ("another country", CALL, {"actor": (ODEMBO, Side("country:TZA", "TZA", "GOV"))}),
    ("another person of the same country", CALL, {"actor": (OTHER, UGA)}),
    ("another office in another language", CALL, {"language": "fr", "actor": (OTHER, UGA)}),
    ("another city", ATTACK, {"place": "616052"}),
    ("the other way round", ATTACK, {"actor": ATTACK.recipient, "recipient": ATTACK.actor}),
    ("other weapons, elsewhere", ATTACK, {"mode": ("heavy-weapons",), "place": "", "country": "", "counts": (), "marks": ("#5",)}),
    ("the same document", CALL, {"document": "d1"}),
    ("no day", CALL, {"date": "", "enddate": ""}),
    ("an older event without a day of its own", CALL, {"background": True, "basis": "published"}),
    ("a season", CALL, {"date": "2024-03-01", "enddate": "2024-05-31"}),
    ("other people at home, nothing else in common", ARREST, {"marks": ("#77", "geo:1"), "recipient": ()}),
    ("the attack of the next day", ATTACK, {"place": "", "precision": "", "counts": (), "date": "2024-03-16", "enddate": "2024-03-16",
                                            "published": "2024-03-16"}),
    ("what came after the report", ATTACK, {"published": "2024-03-14", "date": "2024-03-14", "enddate": "2024-03-14",
                                            "basis": "published"}),
    ("two states in the land of one, nothing else in common", msgspec.structs.replace(ABROAD, country="ARM"), ELSEWHERE),
    ("two states in a third country, a day later", ABROAD, {**ELSEWHERE, "date": "2024-03-16", "enddate": "2024-03-16",
                                                           "basis": "published"}),
    ("two states of which one speaks in a third country", msgspec.structs.replace(ABROAD, type="ACCUSE"), ELSEWHERE),
    ("the opposition for the police", ARREST, {"actor": (Side("role:URY:OPP", "URY", "OPP"),)}),
)  # fmt: skip


@pytest.mark.parametrize(("what", "sketch", "changes"), ONE, ids=[c[0] for c in ONE])
def test_two_reports_are_one_event(what: str, sketch: Sketch, changes: dict[str, object]) -> None:
    second = other(sketch, **changes)
    assert same(sketch, second)
    assert same(second, sketch) == same(sketch, second)
    assert set(lookups(sketch)) & set(handles(second)), "found by one that looks"
    assert set(lookups(second)) & set(handles(sketch)), "found by the other that looks"


@pytest.mark.parametrize(("what", "sketch", "changes"), TWO, ids=[c[0] for c in TWO])
def test_two_reports_are_two_events(what: str, sketch: Sketch, changes: dict[str, object]) -> None:
    second = other(sketch, **changes)
    assert same(sketch, second) == same(second, sketch) == ""


def test_a_person_is_the_same_whatever_country_a_report_gives() -> None:
    one = msgspec.structs.replace(ARREST, recipient=(msgspec.structs.replace(PAZ, code="URY"),))
    assert same(one, other(one, recipient=(PAZ,)))
    assert not same(one, other(one, recipient=(msgspec.structs.replace(PAZ, entity="person:somebody-else"),)))


def test_reports_that_tell_two_events_in_common_tell_one_thing(coder: Coder) -> None:
    """What else a document tells is a mark of it; an event's own kind is none, since those who may be one share it anyway."""
    text = "Kenia hat am Montag den Botschafter Ugandas ausgewiesen. Uganda hat am Montag Kenia gedroht."
    events = coder.code(text, published="2024-03-15", id="d1")
    assert told(events) == ("!SANCTION|KEN+UGA", "!THREATEN|KEN+UGA")
    marks = {e.event[0]: sketch_of(e, told(events)).marks for e in events}
    assert marks == {"SANCTION": ("!THREATEN|KEN+UGA",), "THREATEN": ("!SANCTION|KEN+UGA",)}


def test_groups_that_turn_out_to_be_one_event_are_joined() -> None:
    """a and b name two people, c and d nobody: b begins a group of its own, and is one with two of the other three."""
    people = {n: Side(f"person:{n}", "URY", "CVL") for n in "ab"}
    sides = {"a": (people["a"],), "b": (people["b"],), "c": (), "d": ()}
    marks = ("#1200", "@2024-03-15", "geo:184745")
    found = [msgspec.structs.replace(ARREST, id=n, document=f"d-{n}", recipient=side, marks=marks) for n, side in sides.items()]
    assert not same(found[0], found[1])
    assert [sorted(s.id for s in g) for g in grouped(found)] == [["a", "b", "c", "d"]]


def test_an_accusation_needs_more_in_common_than_parties_and_week() -> None:
    accusation = msgspec.structs.replace(CALL, type="ACCUSE", mode=(), actor=(KEN,), recipient=(UGA,), basis="published")
    assert same(accusation, other(accusation))
    assert not same(accusation, other(accusation, marks=("#99", "geo:5", "person:somebody-else")))


SIDES = st.sampled_from([KEN, UGA, ODEMBO, OTHER, Side("role:KEN:CVL", "KEN", "CVL"), Side("", "", "CVL"), Side("country:TZA", "TZA", "GOV")])
DAYS = st.integers(10, 20).map(lambda d: f"2024-03-{d}")


@st.composite
def sketches(draw: st.DrawFn) -> list[Sketch]:
    found = []
    for n in range(draw(st.integers(2, 14))):
        day = draw(DAYS)
        found.append(
            Sketch(
                id=f"e{n:02}", document=f"d{draw(st.integers(0, 8))}", language=draw(st.sampled_from(["de", "en"])), published=day,
                type=draw(st.sampled_from(["CONSULT", "ASSAULT", "AGREE", "COOPERATE"])), mode=(),
                status=draw(st.sampled_from(["occurred", "denied", "expected"])), background=False, date=day,
                enddate=max(day, draw(DAYS)), basis=draw(st.sampled_from(["stated", "published"])),
                actor=tuple(draw(st.lists(SIDES, max_size=2))), recipient=tuple(draw(st.lists(SIDES, max_size=2))),
                place=draw(st.sampled_from(["", "1", "2"])), country="KEN", precision="city", counts=(),
                marks=tuple(sorted(draw(st.sets(st.sampled_from(["#10", "#20", "geo:1", "person:x"]), max_size=3)))),
            )
        )  # fmt: skip
    return found


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(sketches(), st.integers(0, 9))
def test_the_order_of_events_does_not_change_what_is_merged(found: list[Sketch], seed: int) -> None:
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    assert clusters(found) == clusters(shuffled)
    known = {s.id: s for s in found}
    for cluster in clusters(found):
        members = [known[i] for i in cluster.events]
        mixed = list(members)
        random.Random(seed).shuffle(mixed)
        assert grouped(members) == grouped(mixed)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(sketches())
def test_whatever_is_the_same_is_found_by_its_handles_and_lies_in_one_cluster(found: list[Sketch]) -> None:
    where = {id: cluster.id for cluster in clusters(found) for id in cluster.events}
    for a in found:
        for b in found:
            assert bool(same(a, b)) == bool(same(b, a))
            if a.id < b.id and same(a, b):
                assert where[a.id] == where[b.id]
                assert set(lookups(a)) & set(handles(b))
                assert set(lookups(b)) & set(handles(a))


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(sketches())
def test_no_group_holds_two_events_of_one_document_and_status(found: list[Sketch]) -> None:
    for cluster in clusters(found):
        known = {s.id: s for s in found}
        for group in grouped([known[i] for i in cluster.events]):
            told = [(s.document, s.status) for s in group]
            assert len(told) == len(set(told))


# copies -----------------------------------------------------------------------------------------------------------------

WORDS = [f"wort{n}" for n in range(400)]


def printed(words: list[str]) -> Fingerprint:
    import rensa

    shingles = sorted(set(_shingles(" ".join(words))))
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(shingles)
    return Fingerprint(tuple(minhash.digest()), (), len(shingles))


def source(id: str, **more: object) -> Source:
    return Source(**{"id": id, "language": "de", "published": "2024-03-15", "outlet": id, "agency": "", "fingerprint": Fingerprint(), **more})  # type: ignore[arg-type]


def test_a_near_copy_and_a_shortened_copy_are_copies_and_another_text_is_none() -> None:
    text = printed(WORDS)
    assert near(text, printed([*WORDS[:200], "anders", *WORDS[201:]]))
    assert near(text, printed(WORDS[:180]))
    assert not near(text, printed([f"neu{n}" for n in range(400)]))
    assert not near(text, printed([*WORDS[:60], *(f"neu{n}" for n in range(340))]))
    assert jaccard(text, text) == 1.0
    assert jaccard(text, Fingerprint()) == 0.0


MARKS = ("KEN", "person:a", "@2024-03-15", "UGA", "#12", "geo:1", "KEN", "#300", "q")
TRANSLATIONS = (
    ("the same marks", MARKS, True),
    ("days and numbers of other sentences", ("@2024-03-15", "KEN", "#12", "person:a", "UGA", "#300", "geo:1", "KEN"), False),
    ("the last sentence cut", MARKS[:6], True),
    ("other numbers", tuple(m.replace("#", "#9") for m in MARKS), False),
    ("countries only", ("KEN", "UGA", "KEN"), False),
    ("another story of the same countries", ("UGA", "KEN", "person:b", "#77", "geo:9", "UGA"), False),
    ("the same marks the other way round", MARKS[::-1], False),
    ("nothing", (), False),
)


@pytest.mark.parametrize(("what", "marks", "expected"), TRANSLATIONS, ids=[c[0] for c in TRANSLATIONS])
def test_a_translation_keeps_names_numbers_and_days(what: str, marks: tuple[str, ...], expected: bool) -> None:
    assert translated(Fingerprint((), MARKS, 90), Fingerprint((), marks, 90)) == expected


def test_a_shortened_translation_without_numbers_has_nothing_of_its_own() -> None:
    whole = ("@2024-03-15", "person:a", "UGA", "person:b", "person:c", "KEN", "UGA", "geo:1", "KEN")
    assert not translated(Fingerprint((), whole, 90), Fingerprint((), whole[:5], 40))
    assert translated(Fingerprint((), whole, 90), Fingerprint((), (*whole[:6], "geo:1"), 40))
    assert not translated(Fingerprint((), whole, 90), Fingerprint((), (*whole[:6], "geo:2"), 40))


def test_two_who_are_named_in_turn_do_not_make_a_translation() -> None:
    one = ("@2023-09-13", "RUS", *("person:k", "person:p") * 4, "PRK")
    other_ = ("@2023-09-13", "PRK", *("RUS", "person:k", "person:p") * 3)
    assert not translated(Fingerprint((), one, 90), Fingerprint((), other_, 90))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der malische Außenminister Oumar Diakité wird am 9. September 2031 Frankreich besuchen."),
        ("fr", "Le 9 septembre 2031, le ministre malien des Affaires étrangères Oumar Diakité visitera la France."),
        ("en", "On 9 September 2031 the foreign minister of Mali, Oumar Diakité, will visit France."),
    ],
)
def test_marks_are_in_the_order_of_sentences_not_of_words(coder: Coder, language: str, text: str) -> None:
    """Each language puts a day and a doer where it likes; and an office's holder who is not named is in no text."""
    read = coder.understand(document_from(text=text, id=language))
    assert isinstance(read, Understood)
    marks = fingerprint(read.article, read.readings).marks
    assert [m for m in dict.fromkeys(marks) if m != "MLI"] == ["@2031-09-09", "FRA", "person:oumar-diakite"]


def test_a_name_marks_the_same_person_with_its_accents_and_without(coder: Coder) -> None:
    marks = []
    for language, text in (
        ("es", "La exministra Berta Gálvez llegó a Lima. Perú rompió relaciones diplomáticas con México."),
        ("en", "Former minister Berta Galvez arrived in Lima. Peru broke off diplomatic relations with Mexico."),
    ):
        read = coder.understand(document_from(text=text, id=language))
        assert isinstance(read, Understood)
        marks.append({m for m in fingerprint(read.article, read.readings).marks if m.startswith("person:")})
    assert marks[0] == marks[1] == {"person:berta-galvez"}


def test_reports_of_one_agency_or_one_text_are_one_origin_named_by_it() -> None:
    reports = [
        source("b", published="2024-03-16", agency="Nilpress"), source("a", agency="Nilpress"), source("c", text_sha256="x"),
        source("d", text_sha256="x", published="2024-03-14"), source("e", language="en"),
    ]  # fmt: skip
    found = origins(reports)
    assert [(o.kind, o.name, o.documents) for o in found] == [
        ("outlet", "d", ("d", "c")), ("agency", "Nilpress", ("a", "b")), ("outlet", "e", ("e",)),
    ]  # fmt: skip
    assert origins(reports[::-1]) == found
    assert copied(reports[0], reports[1]) == "agency"


def test_a_report_that_is_a_copy_of_two_joins_them() -> None:
    a, b, c = source("a", agency="X"), source("b", text_sha256="t"), source("c", agency="X", text_sha256="t")
    assert [o.documents for o in origins([a, b, c])] == [("a", "b", "c")]


def test_the_topic_of_a_text_leaves_out_countries_and_single_digits() -> None:
    assert topic(Fingerprint((), ("KEN", "#3", "#12", "q", "@2024-03-15", "org:NATO", "#12"))) == ("#12", "@2024-03-15", "org:NATO")


def test_a_copy_with_sentences_written_anew_keeps_half_its_words_and_its_names() -> None:
    whole = printed(WORDS)
    anew = printed([w for n in range(0, 400, 20) for w in (*WORDS[n : n + 14], *(f"neu{m}" for m in range(n, n + 6)))])
    assert 0.3 <= jaccard(whole, anew) < 0.5
    named = ("KEN", "person:a", "UGA", "#12", "geo:1")
    assert near(marked(whole, named), marked(anew, (*named[::-1], "TZA")))
    assert not near(marked(whole, named), marked(anew, ("KEN", "person:b", "UGA", "#14", "geo:1")))
    assert not near(whole, anew)


def test_an_outlet_that_brings_its_report_up_to_date_has_written_no_second_one() -> None:
    whole = printed(WORDS)
    later = printed([*WORDS[:110], *(f"neu{n}" for n in range(290))])
    assert 0.1 <= jaccard(whole, later) < 0.2
    marks = ("KEN", "person:a", "UGA", "#12", "geo:1")
    first, second = marked(whole, marks), marked(later, (*marks[::-1], "TZA"))
    a, b = source("a", outlet="Hafenpost", fingerprint=first), source("b", outlet="Hafenpost", fingerprint=second)
    assert copied(a, b) == copied(b, a) == "near copy"
    assert not copied(a, source("b", outlet="Nilbote", fingerprint=second))
    assert not copied(a, source("b", outlet="Hafenpost", fingerprint=marked(later, ("KEN", "person:b", "UGA", "#14", "geo:1"))))


def test_two_translations_of_one_text_into_one_language_are_one_origin_and_two_reports_are_not() -> None:
    first, second = printed(WORDS), printed([*WORDS[:130], *(f"neu{n}" for n in range(270))])
    assert 0.1 <= jaccard(first, second) < 0.3
    one, other_ = source("a", fingerprint=marked(first, MARKS)), source("b", fingerprint=marked(second, MARKS))
    assert copied(one, other_) == "translation"
    apart = printed([f"neu{n}" for n in range(400)])
    assert copied(one, source("c", fingerprint=marked(apart, MARKS))) == ""
    assert copied(one, source("d", fingerprint=marked(second, MARKS[::-1]))) == ""


def marked(print_: Fingerprint, marks: tuple[str, ...]) -> Fingerprint:
    return Fingerprint(print_.minhash, marks, print_.words)
