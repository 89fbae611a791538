"""What a speaker does to somebody in the sentence that gives his words, and which events are told in them."""

from pathlib import Path
from typing import Any

import pytest

from corpora import filled
from dragoman.store import queries
from dragoman.store.filters import Filter

BLAMES = "Mali's foreign minister Oumar Diakité condemned France on Tuesday and said that French troops had attacked a village in Mali."
BACKS = "Der kenianische Präsident Daudi Barasa unterstützte am Dienstag Uganda. „Die Haltung Ugandas ist richtig“, sagte Barasa."
NEITHER = "The Malian government said on Tuesday that France had expelled Mali's ambassador."
ROWS = [
    {"id": "blames", "published": "2031-09-03", "lang": "en", "text": BLAMES},
    {"id": "backs", "published": "2031-09-03", "lang": "de", "text": BACKS},
    {"id": "neither", "published": "2031-09-03", "lang": "en", "text": NEITHER},
]


@pytest.mark.parametrize(
    ("asked", "documents"),
    [
        ({"stance": "criticises"}, {"blames"}),
        ({"stance": "criticises", "about": "FRA"}, {"blames"}),
        ({"stance": "criticises", "about": "MLI"}, set()),
        ({"stance": "asserts", "who": "MLI"}, {"blames", "neither"}),
        ({"stance": "supports"}, set()),
    ],
)
def test_statements_are_found_by_what_the_speaker_does_to_whom(tmp_path: Path, asked: dict[str, Any], documents: set[str]) -> None:
    with filled(tmp_path / "c.db", ROWS) as database:
        assert {row["document"] for row in queries.statements(database, **asked).rows} == documents


def test_a_statement_leads_to_the_events_that_are_told_in_it(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db", ROWS) as database:
        (said,) = queries.statements(database, text="expelled").rows
        (event,) = queries.events(database, Filter(type=("SANCTION",))).rows
        assert said["events"] == [event.id]
        assert (said["tone"], said["toward"]) == ("", [])
