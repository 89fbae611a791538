"""Names and adjectives as running text writes them, from tables: what they name, in each language."""

from functools import cache
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.knowledge import Knowledge
from dragoman.language.reading import read_tsv

HERE = Path(__file__).parent


@cache
def known(language: str) -> Knowledge:
    return knowledge.load(language)


@pytest.mark.parametrize("row", list(read_tsv(HERE / "names_in_text.tsv", ("lang", "text", "id", "src"))), ids=str)
def test_a_name_is_found_whole_and_names_what_the_table_says(row: dict[str, str]) -> None:
    words = row["text"].split() if row["lang"] not in ("ja", "zh") else row["text"]
    length, names = known(row["lang"]).find(words, 0)
    assert (length, names[0].entity.id if names else "") == (len(words), row["id"])


@pytest.mark.parametrize("row", list(read_tsv(HERE / "adjectives_in_text.tsv", ("lang", "text", "ids", "src"))), ids=str)
def test_an_adjective_names_what_the_table_says(row: dict[str, str]) -> None:
    assert [e.id for e in known(row["lang"]).adjectives(row["text"])] == row["ids"].split()


@pytest.mark.parametrize("row", list(read_tsv(HERE / "demonyms_in_text.tsv", ("lang", "text", "id", "src"))), ids=str)
def test_a_demonym_is_of_the_country_that_the_table_says(row: dict[str, str]) -> None:
    entity = known(row["lang"]).demonym(row["text"])
    assert entity is not None
    assert entity.id == row["id"]


@pytest.mark.parametrize("row", list(read_tsv(HERE / "words_that_name_nothing.tsv", ("lang", "text", "src"))), ids=str)
def test_a_common_word_names_no_place_without_other_evidence(row: dict[str, str]) -> None:
    _, names = known(row["lang"]).find([row["text"]], 0)
    assert [n.entity.id for n in names if not n.support] == []
