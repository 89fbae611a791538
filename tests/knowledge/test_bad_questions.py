"""`dragoman who`, `where` and `atlas import` asked badly: what was found, what was expected, and the rest goes on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.desk.cli import main

NOISE = b'\xea\x00,\rno table\n"half a cell,\r\n\xff\xfe;;\n'


def run(*words: str, input: str = "") -> tuple[int, str]:
    outcome = CliRunner().invoke(main, words, input=input)
    return outcome.exit_code, outcome.output


@pytest.mark.parametrize("command", ["who", "where"])
@pytest.mark.parametrize(("words", "told"), [(("  ",), "an empty name"), (("Seoul", "--home", "ZZZ"), "no country 'ZZZ'")])
def test_a_name_or_country_that_is_none_is_named(command: str, words: tuple[str, ...], told: str) -> None:
    code, output = run(command, *words)
    assert code != 0 and told in output


def test_a_bad_line_does_not_end_the_run() -> None:
    lines = [
        '{"name": "Seoul", "lang": "xx"}',
        '{"name": "Seoul", "home": "ZZZ"}',
        '{"name": "Seoul", "lang": "de"}',
    ]
    code, output = run("who", "-", input="\n".join(lines))
    answers = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert code == 0
    assert [a["query"] for a in answers] == ["Seoul"]
    assert all(f"line {n}" in output for n in (1, 2))


@pytest.mark.parametrize("form", ["csv", "petrarch", "icews", "ucdp", "wikidata"])
def test_a_file_with_nothing_to_take_makes_no_overlay(tmp_path: Path, form: str) -> None:
    (tmp_path / "noise").write_bytes(NOISE)
    code, output = run("atlas", "import", str(tmp_path / "noise"), "--as", form, "--name", "n", "--overlays", str(tmp_path / "o"))
    assert code != 0 and "no overlay is written" in output
    assert not (tmp_path / "o" / "n").exists()


def test_a_capital_inside_another_town_s_name_is_nobody() -> None:
    assert json.loads(run("who", "New Bern", "--lang", "en")[1])["candidates"] == []


def test_a_family_name_that_is_a_title_is_no_monarch() -> None:
    assert json.loads(run("who", "Rüdiger König", "--lang", "de")[1])["candidates"] == []
    assert json.loads(run("who", "Herr Präsident", "--lang", "de")[1])["candidates"] != []
