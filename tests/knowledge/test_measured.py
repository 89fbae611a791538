"""Floors of what was measured on lists of our own: places, actor phrases, adjectives of countries."""

from collections import Counter
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.language.reading import read_tsv
from dragoman.measure.naming import actor_cases
from dragoman.measure.placing import place_cases

HERE = Path(__file__).parent
ADJECTIVES = read_tsv(HERE / "adjectives.tsv", ("lang", "code", "kind", "text"))


def test_place_names_are_found_exactly_or_refused() -> None:
    cases = place_cases(HERE / "places.tsv")
    tally = Counter(c.outcome for c in cases)
    assert tally["exact"] >= 0.90 * len(cases)
    assert tally["wrong"] <= 0.03 * len(cases)


def test_actor_phrases_are_understood_in_twelve_languages() -> None:
    cases = actor_cases(HERE / "actors.tsv")
    assert len({c.lang for c in cases}) == 12
    assert sum(c.outcome == "exact" for c in cases) >= 0.80 * len(cases)


def test_phrases_written_before_the_program_saw_them_are_understood() -> None:
    cases = actor_cases(HERE / "actors_second.tsv")
    assert len({c.lang for c in cases}) == 12
    assert sum(c.outcome == "exact" for c in cases) >= 0.95 * len(cases)


@pytest.mark.parametrize("language", dict.fromkeys(r["lang"] for r in ADJECTIVES))
def test_adjectives_of_countries_are_known_inflected(language: str) -> None:
    known = knowledge.load(language)
    rows = [r for r in ADJECTIVES if r["lang"] == language]
    missed = [r["text"] for r in rows if r["code"] not in _codes(known, r["text"])]
    assert len(missed) <= 0.05 * len(rows), missed


def _codes(known: knowledge.Knowledge, text: str) -> set[str]:
    words = text.split()
    named = known.find(words, 0)[1] if known.find(words, 0)[0] == len(words) else ()
    return {e.code for e in (*known.adjectives(text), known.demonym(text), *(n.entity for n in named)) if e is not None}
