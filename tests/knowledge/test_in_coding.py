"""What coding makes of offices and dates: holders of the day, former ones, conflicts between text and atlas."""

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.pipeline import Understood
from dragoman.values.event import Participant


def understood(coder: Coder, text: str, day: str) -> Understood:
    outcome = coder.understand(intake.document_from(text=text, published=day, id="x"))
    assert isinstance(outcome, Understood), outcome
    return outcome


def actor(coder: Coder, text: str, day: str) -> Participant:
    return understood(coder, text, day).events[0].actor[0]


@pytest.mark.parametrize(
    ("text", "day", "id", "sector", "office"),
    [
        ("Die deutsche Außenministerin hat Mali kritisiert.", "2022-05-01", "person:annalena-baerbock", "GOV", "foreign_minister"),
        ("Der deutsche Außenminister hat Mali kritisiert.", "2015-05-01", "person:frank-walter-steinmeier", "GOV", "foreign_minister"),
        ("Angela Merkel hat Mali kritisiert.", "2015-05-01", "person:angela-merkel", "GOV", "head_of_government"),
        ("Angela Merkel hat Mali kritisiert.", "2023-05-01", "person:angela-merkel", "ELI", "head_of_government"),
        ("Die ehemalige Bundeskanzlerin Angela Merkel hat Mali kritisiert.", "2023-05-01", "person:angela-merkel", "ELI", "head_of_government"),
    ],
)  # fmt: skip
def test_an_actor_carries_the_office_of_the_day(coder: Coder, text: str, day: str, id: str, sector: str, office: str) -> None:
    found = actor(coder, text, day)
    assert (found.identifier_id, found.sector, found.office) == (id, sector, office)


@pytest.mark.parametrize(
    "text",
    [
        "Die Sprecherin des russischen Außenministeriums hat Mali kritisiert.",
        "La porte-parole du ministère russe des Affaires étrangères a condamné le Mali.",
        "La porte-parole de la diplomatie russe a condamné le Mali.",
        "A spokeswoman for the Russian Foreign Ministry condemned Mali.",
        "The Russian foreign ministry spokeswoman condemned Mali.",
    ],
)
def test_whose_spokesperson_it_is_may_stand_inside_the_title_and_behind_its_phrase(coder: Coder, text: str) -> None:
    found = actor(coder, text, "2023-05-01")
    assert (found.identifier_id, found.office) == ("person:maria-sacharowa", "foreign_ministry_spokesperson")


def test_a_new_office_that_the_atlas_does_not_have_makes_nobody_a_former_official(coder: Coder) -> None:
    found = actor(coder, "Die Botschafterin Angela Merkel hat Mali kritisiert.", "2023-05-01")
    assert (found.sector, found.office) == ("GOV", "ambassador")


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Außenministerin Annalena Baerbock hat Mali kritisiert.", "2025-09-01", "former foreign_minister, until 2025-05-06"),
        ("Außenministerin Annalena Baerbock hat Mali kritisiert.", "2023-09-01", ""),
        (
            "Vizeaußenministerin Annalena Baerbock hat Mali kritisiert.",
            "2023-09-01",
            "on 2023-09-01 the atlas has foreign_minister",
        ),
    ],
)
def test_an_office_that_the_atlas_does_not_have_on_the_day_is_a_finding(coder: Coder, text: str, day: str, expected: str) -> None:
    found = [f.detail for f in understood(coder, text, day).findings if f.kind == "conflicting_office"]
    assert len(found) == bool(expected)
    assert all(expected in detail for detail in found)
