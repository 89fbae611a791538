"""Every example sentence of every pack is a case, addressed by entry id and hash of the sentence."""

import pytest

from dragoman.language.pack import Packs
from dragoman.measure.examples import Example, examples, form_problems, problem

CASES = [
    pytest.param(
        language, example, id=f"{language}-{example.address}", marks=[pytest.mark.xfail(strict=True)] if example.not_yet else []
    )
    for language in Packs().codes
    for entry in Packs()[language].triggers.entries
    for example in examples(entry)
]


@pytest.mark.parametrize(("language", "example"), CASES)
def test_an_example_sentence_does_what_its_entry_says(language: str, example: Example) -> None:
    assert problem(example, language) == ""


@pytest.mark.parametrize("language", Packs().codes)
def test_every_entry_is_well_formed(language: str) -> None:
    wrong = {e.id: p for e in Packs()[language].triggers.entries if (p := form_problems(e, language))}
    assert wrong == {}


@pytest.mark.parametrize("language", Packs().codes)
def test_no_two_example_sentences_of_an_entry_are_the_same(language: str) -> None:
    for entry in Packs()[language].triggers.entries:
        assert len(set(entry.codes)) == len(entry.codes)
