"""Other coders' output as predictions."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "peers.py"


def run(path: Path, shape: str, *more: str) -> list[dict[str, object]]:
    done = subprocess.run([sys.executable, SCRIPT, shape, path, *more], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("cameo", "type"),
    [("190", "ASSAULT"), ("0841", "RETREAT"), ("082", "CONCEDE"), ("192", "COERCE"), ("0333", "AGREE"), ("08", "CONCEDE")],
)
def test_cameo_codes_become_types(tmp_path: Path, cameo: str, type: str) -> None:
    (tmp_path / "e.txt").write_text(f"20150101\tUSAGOV\tIRQREB\t{cameo}\tA-1_1;B-2_4\n", encoding="utf-8")
    event = {"type": type, "sources": ["USA"], "targets": ["IRQ"]}
    assert run(tmp_path / "e.txt", "petrarch", "--sentence-suffix") == [
        {"id": "A-1", "events": [event]},
        {"id": "B-2", "events": [event]},
    ]


def test_statements_are_no_events(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_text("20150101\tUSAGOV\tIRQ\t010\tA\n", encoding="utf-8")
    assert run(tmp_path / "e.txt", "petrarch") == []


def test_plover_json_is_read(tmp_path: Path) -> None:
    row = {"event": ["AID"], "actor": [{"code": "DEU"}], "recipient": [{"code": "UKR"}, {"code": ""}], "cite_info": {"id": "x"}}
    (tmp_path / "e.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert run(tmp_path / "e.jsonl", "plover") == [
        {"id": "x", "events": [{"type": "AID", "sources": ["DEU"], "targets": ["UKR"]}]}
    ]
