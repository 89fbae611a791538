"""One deed in four languages: parallel.tsv -> the same type, countries of both sides and status in all of them.

`not_yet` lists the languages, a blank between, that are known to differ.
"""

from pathlib import Path

import pytest

from conftest import Read
from dragoman.language.reading import read_tsv

LANGUAGES = ("en", "de", "es", "fr")
DEEDS = read_tsv(Path(__file__).with_name("parallel.tsv"), ("event", *LANGUAGES, "not_yet"))
DIFFERS = pytest.mark.xfail(reason="not yet as in the other languages")
CASES = [
    pytest.param(
        language,
        row[language],
        row["event"],
        id=f"{language}: {row[language]}",
        marks=DIFFERS if language in row["not_yet"].split() else (),
    )
    for row in DEEDS
    for language in LANGUAGES
]


@pytest.mark.parametrize(("language", "text", "event"), CASES)
def test_a_deed_is_the_same_in_every_language(read: Read, language: str, text: str, event: str) -> None:
    told = [
        f"{e.event[0]} {'+'.join(sorted({p.code for p in e.actor if p.code}))}>"
        f"{'+'.join(sorted({p.code for p in e.recipient if p.code}))} {e.status}"
        for e in read(text, published="2024-05-15", language=language).events
    ]
    assert "; ".join(told) == event
