"""Every example sentence of every pack is a case, addressed by entry id and hash of the sentence."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.desk.cli import main
from dragoman.language.pack import Packs
from dragoman.language.reading import PACKS
from dragoman.measure.examples import Example, examples, form_problems, problem
from dragoman.values.errors import PackError

# one that holds by now fails here, and one that ends in another error than a wrong answer fails as well
NOT_YET = pytest.mark.xfail(strict=True, raises=AssertionError, reason="not_yet: move it up when it works")
CASES = [
    pytest.param(language, example, id=f"{language}-{example.address}", marks=[NOT_YET] if example.not_yet else [])
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


@pytest.mark.parametrize(
    ("file", "before", "slip", "said"),
    [
        ("grammar.toml", "[clauses]\n", "opners = []\n", "unknown field `opners` - at `$.clauses`"),
        ("roles.toml", "[[role]]\n", 'secotr = "GOV"\n', "unknown field `secotr` - at `$.role[0]`"),
        ("triggers/agree.toml", "[[trigger]]\n", "lema = []\n", "unknown field `lema` - at `$.trigger[0]`"),
        ("speech.toml", "[told]\n", "any = 3\n", "Expected `array`, got `int` - at `$.told.any`"),
    ],
)
def test_a_slip_in_a_pack_file_is_named_with_file_and_line(tmp_path: Path, file: str, before: str, slip: str, said: str) -> None:
    pack, place = tmp_path / "de", tmp_path / "de" / file
    shutil.copytree(PACKS / "de", pack)
    text = place.read_text(encoding="utf-8")
    kept = re.sub(rf"(?m)^{slip.split(' ')[0]} .*\n", "", text)  # a key stands once
    place.write_text(kept.replace(before, before + slip, 1), encoding="utf-8")
    line = 1 + kept[: kept.index(before) + len(before)].count("\n")
    with pytest.raises(PackError, match=re.escape(f"{place}:{line}: ") + ".*" + re.escape(said)):
        found = Packs(tmp_path)["de"]
        assert not all((found.grammar, found.roles, found.triggers, found.speech))


@pytest.mark.parametrize("like", ["de", "en"])
def test_the_skeleton_of_a_new_pack_can_be_read(tmp_path: Path, like: str) -> None:
    result = CliRunner().invoke(main, ["packs", "new", "xx", "--folder", str(tmp_path), "--like", like])
    assert result.exit_code == 0, result.output
    pack = Packs(tmp_path)["xx"]
    assert pack.grammar.order == Packs()[like].grammar.order
    assert (pack.modality.operators, pack.speech.stance, pack.roles.by_lemma) == ({}, {}, {})
    assert pack.furniture.patterns and pack.times
    assert Packs(tmp_path).codes == ()
