"""Words for offices as newspapers write them, with the country in the words around them, from a table."""

from functools import cache
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.knowledge.actors import Actors
from dragoman.knowledge.rolenouns import read_role_nouns
from dragoman.language.names import read_names
from dragoman.language.reading import read_tsv

HERE = Path(__file__).parent


@cache
def actors(language: str) -> Actors:
    rules = read_names(language)
    return Actors(knowledge.load(language, rules=rules), read_role_nouns(language, rules), rules)


@pytest.mark.parametrize(
    "row", list(read_tsv(HERE / "titles_in_phrases.tsv", ("lang", "phrase", "on", "id", "office"))), ids=lambda r: r["phrase"]
)
def test_a_phrase_with_a_title_is_its_holder_on_the_day(row: dict[str, str]) -> None:
    best = actors(row["lang"]).who(row["phrase"], on=row["on"])[0]
    assert (best.identifier_id, best.office) == (row["id"], row["office"])


@pytest.mark.parametrize(("text", "is_title"), [("PM", True), ("PMs", True), ("pm", False), ("MEPs", True), ("mps", False)])
def test_an_abbreviated_title_counts_only_in_capitals(text: str, is_title: bool) -> None:
    assert (knowledge.load("en").title(text) is not None) == is_title
