"""Which mentions of one article are one event: an attack and its toll are, the attacks of several days and towns are not."""

import pytest

from dragoman.coder import Coder

Told = list[tuple[str, str, tuple[int, ...]]]
"""Day, place and tolls of each attack of a text."""
ARTICLES: tuple[tuple[str, str, Told], ...] = (
    (
        "An army shelled a town on Monday, and another on Tuesday.",
        "Azeri forces shelled Gyumri on Monday, killing nine people. On Tuesday, Azeri forces shelled Vanadzor, killing six people.",
        [("2024-06-10", "Gyumri", (9,)), ("2024-06-11", "Vanadzor", (6,))],
    ),
    (
        "A toll belongs to the attack of its own sentence.",
        "Boko Haram gunmen attacked a village on Monday, killing twelve soldiers. "
        "A day later, Boko Haram gunmen attacked the town of Bama and killed five soldiers.",
        [("2024-06-10", "", (12,)), ("2024-06-11", "Bama", (5,))],
    ),
    (
        "Three towns of one night are three attacks.",
        "Russian drones struck Odesa overnight, wounding five. Russian drones also struck Kharkiv. "
        "Earlier, Russian drones attacked Sumy.",
        [("2024-06-14", "Odesa", (5,)), ("2024-06-14", "Kharkiv", ()), ("2024-06-14", "Sumy", ())],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("what", "text", "expected"), ARTICLES, ids=[a[0] for a in ARTICLES])
def test_attacks_of_one_article_are_told_apart_by_day_and_place(coder: Coder, what: str, text: str, expected: Told) -> None:
    events = coder.code(text, published="2024-06-14")
    found = [(e.date, e.event_loc.name if e.event_loc else "", tuple(c.min for c in e.counts)) for e in events]
    assert found == expected, what
