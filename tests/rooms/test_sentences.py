"""Sentences as newspapers write them: sentences.tsv -> type, countries of both sides, status of each event told, "; " between.

`yet` marks what the coder does not do yet.
"""

from pathlib import Path

import pytest

from conftest import Read
from dragoman.language.reading import read_tsv

SENTENCES = read_tsv(Path(__file__).with_name("sentences.tsv"), ("lang", "text", "event", "yet"))


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row['lang']}: {row['text']}")
def test_a_sentence_tells_its_events_and_no_other(read: Read, row: dict[str, str], request: pytest.FixtureRequest) -> None:
    if row["yet"]:
        request.node.add_marker(pytest.mark.xfail(strict=True, reason=row["yet"]))
    told = [
        f"{e.event[0]} {'+'.join(sorted({p.code for p in e.actor}))}>{'+'.join(sorted({p.code for p in e.recipient}))} {e.status}"
        for e in read(row["text"], published="2025-06-14", language=row["lang"]).events
    ]
    assert told == (row["event"].split("; ") if row["event"] else [])
