"""Dates, places, sources, modes and status of single sentences: fields.tsv -> one field of the event of that type.

`expected` has the values that are right, "|" between: days, the name of a place or none ("-"), words of whose word it is with
":" before the stance, a status with "+bg" for background, "refused" for no event. `yet` marks what the coder does not do yet.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Read
from dragoman.language.reading import read_tsv
from dragoman.values.event import Event

ROWS = read_tsv(Path(__file__).with_name("fields.tsv"), ("lang", "field", "type", "expected", "text", "yet"))
PUBLISHED = "2024-05-15"


def _date(event: Event) -> str:
    return f"{event.date}..{event.enddate}" if event.enddate != event.date else event.date or ""


def _place(event: Event) -> str:
    return event.event_loc.name if event.event_loc else "-"


def _said(event: Event) -> str:
    return "; ".join(f"{s.entity_text}:{s.stance}" for s in event.attribution) or "-"


def _status(event: Event) -> str:
    return event.status + ("+bg" if event.background else "")


def _mode(event: Event) -> str:
    return " ".join(event.mode) or "-"


FIELDS: dict[str, Callable[[Event], str]] = {"date": _date, "place": _place, "said": _said, "status": _status, "mode": _mode}


def _right(field: str, expected: str, told: str) -> bool:
    if "-" in (expected, told) or field in ("date", "status", "mode"):
        return expected == told
    words, _, stance = expected.partition(":")
    return words.lower() in told.lower() and stance in told


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lang']} {row['field']}: {row['text']}")
def test_a_field_of_the_event_is_what_the_sentence_says(read: Read, row: dict[str, str], request: pytest.FixtureRequest) -> None:
    if row["yet"]:
        request.node.add_marker(pytest.mark.xfail(strict=True, reason=row["yet"]))
    events = [e for e in read(row["text"], published=PUBLISHED, language=row["lang"]).events if e.event[0] == row["type"]]
    if row["expected"] == "refused":
        assert not events
        return
    told = [FIELDS[row["field"]](e) for e in events]
    assert any(_right(row["field"], right, t) for t in told for right in row["expected"].split("|")), told


HEADED = (
    (
        "en",
        "Gunmen attack Congo army camp",
        "Gunmen attacked a camp of the Congolese army in Goma on Sunday. The town was calm again.",
    ),
    (
        "es",
        "El ELN libera a tres soldados",
        "El ELN liberó el domingo a tres soldados colombianos en Cúcuta. El gobierno lo celebró.",
    ),
)


@pytest.mark.parametrize(("language", "title", "text"), HEADED, ids=[title for _, title, _ in HEADED])
def test_a_headline_has_the_day_of_what_it_heads(read: Read, language: str, title: str, text: str) -> None:
    events = read(text, title=title, published=PUBLISHED, language=language).events
    assert {e.date for e in events} == {"2024-05-12"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenyan Foreign Minister Ali Deng met his Togolese counterpart on Monday, Deng's office said."),
        ("de", "Der kenianische Außenminister Ali Deng traf seine togoische Amtskollegin, teilte Dengs Büro mit."),
        ("fr", "Le ministre kényan Ali Deng a rencontré lundi son homologue togolaise, a annoncé le bureau de Deng."),
    ],
)
def test_an_office_that_speaks_is_of_the_land_of_whoever_it_serves(read: Read, language: str, text: str) -> None:
    (event,) = read(text, published=PUBLISHED, language=language).events
    assert [a.code for a in event.attribution] == ["KEN"]
