"""`dragoman.open`: questions with keyword arguments, answers as records and as tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from corpora import filled
from dragoman.exports import flat
from dragoman.view import Corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    path = tmp_path_factory.mktemp("view") / "c.db"
    filled(path).close()
    with dragoman.open(str(path)) as opened:
        yield opened


def test_a_single_value_counts_as_a_list_of_one(corpus: Corpus) -> None:
    assert [e.cite_info.id for e in corpus.events(actor="FRA", type="SANCTION")] == ["post-1"]
    assert len(corpus.events(actor=["FRA", "KEN"])) > len(corpus.events(actor=("FRA",), type="SANCTION"))
    assert len(corpus.events(quad=4)) >= 1


def test_an_answer_is_one_flat_table(corpus: Corpus) -> None:
    pytest.importorskip("pyarrow")
    table = corpus.stories().to_arrow()
    assert table.column_names == list(flat.COLUMNS)
    assert table.num_rows == len(corpus.stories())
    assert max(table["reports"].to_pylist()) == 2
    assert corpus.dyads(per="year").to_arrow().schema.field("scale_mean").type == "double"


def test_the_other_questions_are_answered(corpus: Corpus) -> None:
    assert {r["code"] for r in corpus.said(who="KEN").to_dicts()} == {"KEN"}
    assert list(corpus.ledger()) == []
    document = corpus.document("nil-1")
    assert document is not None
    assert document["text"].startswith("Die kenianische")
    assert corpus.document("niemand") is None


def test_a_question_that_does_not_exist_is_refused_in_words(corpus: Corpus) -> None:
    with pytest.raises(dragoman.ConfigError, match="aktor: no such question; expected actor"):
        corpus.events(aktor="FRA")


def test_a_database_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(dragoman.StoreError, match="no such database"):
        dragoman.open(str(tmp_path / "nothing.db"))
