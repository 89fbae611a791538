"""Gold files in, figures out: events, stories, floors, another coder's predictions."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.desk.cli import main

SENTENCE = "Frankreich hat den Botschafter Malis ausgewiesen."
GOLD: dict[str, object] = {
    "id": "1",
    "lang": "de",
    "text": SENTENCE,
    "date": "2024-05-02",
    "events": [{"event_root": "SANCTION", "sources": [{"code": "FRA"}], "targets": [{"code": "MLI"}]}],
}


def lines(path: Path, *rows: Mapping[str, object]) -> str:
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return str(path)


def figures(output: str) -> dict[str, float]:
    rows = [json.loads(line) for line in output.splitlines()]
    return {r["level"]: r["f1"] for r in rows if "level" in r and not r.get("type")}


def test_our_own_events_are_scored_in_strict_form(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["measure", lines(tmp_path / "gold.jsonl", GOLD), "--format", "jsonl"])
    assert result.exit_code == 0
    assert figures(result.output) == {"type": 1.0, "actor": 1.0, "dyad": 1.0}


def test_another_coder_stands_beside_us(tmp_path: Path) -> None:
    theirs = lines(tmp_path / "peer.jsonl", {"id": "1", "events": [{"type": "SANCTION", "sources": ["FRA"], "targets": ["DZA"]}]})
    gold = lines(tmp_path / "gold.jsonl", GOLD)
    result = CliRunner().invoke(main, ["measure", gold, "--against", theirs, "--format", "jsonl", "--errors", "5"])
    assert figures(result.output) == {"type": 1.0, "actor": 1.0, "dyad": 0.0}
    assert '"kind":"wrong recipient"' in result.output


def test_a_fallen_figure_ends_with_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text('["gold.jsonl"]\ndyad = 1.0\n', encoding="utf-8")
    gold = lines(tmp_path / "gold.jsonl", GOLD | {"events": [{"event_root": "AID", "sources": [], "targets": []}]})
    result = CliRunner().invoke(main, ["measure", gold, "--floors", str(tmp_path / "floors.toml")])
    assert result.exit_code == 1
    assert "dyad 0.000 is below its floor 1.000" in result.stderr


def test_a_folder_of_stories_is_judged_field_by_field(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"PARIS, 2. Mai (AFP) - {SENTENCE}\n", encoding="utf-8")
    expected = '[one]\npublished = "2024-05-02"\nevents = [{type = "SANCTION", actor = ["FRA"], recipient = ["MLI"], date = "2024-05-02", status = "occurred"}]\n'
    (tmp_path / "expected.toml").write_text(expected, encoding="utf-8")
    result = CliRunner().invoke(main, ["measure", str(tmp_path), "--lang", "de", "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    assert figures(result.output) == {"main events": 1.0, "status": 1.0, "date": 1.0}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", "{broken", "a.jsonl:1: no JSON"),
        ("b.jsonl", '{"id": "1", "text": "x"}', "expected lines with 'events', 'times' or 'quotes'"),
    ],
)
def test_a_bad_gold_file_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["measure", str(tmp_path / name)])
    assert result.exit_code == 2
    assert message in result.stderr
