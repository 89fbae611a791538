"""Little articles of several sentences: articles.tsv -> the events told, with sector and country of everybody on both sides."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from conftest import Read
from dragoman.language.reading import read_tsv
from dragoman.values.event import Participant

ARTICLES = read_tsv(Path(__file__).with_name("articles.tsv"), ("lang", "text", "event"))


def _side(people: Iterable[Participant]) -> str:
    return " ".join(sorted({f"{p.sector}:{p.code}" for p in people}))


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: f"{row['lang']}: {row['text']}")
def test_an_article_says_of_which_country_everybody_is(read: Read, row: dict[str, str]) -> None:
    told = [
        f"{e.event[0]} {_side(e.actor)} > {_side(e.recipient)}".rstrip()
        for e in read(row["text"], published="2025-06-14", language=row["lang"]).events
    ]
    assert told == row["event"].split("; ")


def test_a_country_from_elsewhere_shows_the_words_that_told_it(read: Read) -> None:
    text = "Rebels killed two teachers in eastern Congo on Sunday. On Monday rebels burned a school in the region."
    later = read(text, published="2025-06-14", language="en").events[-1]
    assert [text[a:b] for p in later.actor for a, b in p.basis] == ["Rebels"]
