"""The how-to from ingest to a dyad-month panel does what it says: its commands are run in their order."""

import csv
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import dragoman
from dragoman.desk.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "how-to" / "dyad-month-panel.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("panel")


@pytest.fixture(scope="module")
def panel(folder: Path) -> list[dict[str, str]]:
    """The rows of panel.csv after all commands of the page."""
    for block in re.findall(r"(?ms)^```sh\n(.*?)^```", PAGE):
        for line in block.splitlines():
            command, _, target = line.partition(" > ")
            words = [str(folder / w) if w in ("panel.db", "sheet.csv") else w for w in shlex.split(command)[1:]]
            words = [str(ROOT / w) if w.startswith("src/") else w for w in words]
            result = CliRunner().invoke(main, [*words, *(["--workers", "0"] if words[0] == "ingest" else [])])
            assert result.exit_code == 0, (line, result.output)
            if target:
                (folder / target).write_text(result.stdout, encoding="utf-8")
    with (folder / "panel.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_panel_has_the_columns_of_the_page(panel: list[dict[str, str]]) -> None:
    described = re.findall(r"`(\w+)`", "".join(re.findall(r"(?m)^\| (`.*?) \|", PAGE)))
    assert set(described) <= set(panel[0])
    assert {"period", "source", "target", "events", "quad1", "quad4", "scale_mean"} <= set(panel[0])


def test_the_panel_is_balanced_and_its_sums_are_those_of_its_classes(panel: list[dict[str, str]]) -> None:
    periods, pairs = {r["period"] for r in panel}, {(r["source"], r["target"]) for r in panel}
    assert len(panel) == len(periods) * len(pairs)
    for row in panel:
        assert int(row["events"]) == sum(int(row[f"quad{n}"]) for n in (1, 2, 3, 4))
        assert -10 <= float(row["scale_mean"]) <= 10


def test_a_call_counts_both_ways_and_an_expulsion_one(panel: list[dict[str, str]]) -> None:
    found = {(r["source"], r["target"]): r for r in panel if r["period"] == "2031-09"}
    assert int(found["KEN", "UGA"]["quad1"]) >= 1
    assert int(found["UGA", "KEN"]["quad1"]) >= 1
    assert int(found["FRA", "MLI"]["quad4"]) == 1


def test_python_gives_the_rows_of_the_file(panel: list[dict[str, str]], folder: Path) -> None:
    with dragoman.open(str(folder / "panel.db")) as corpus:
        rows = corpus.dyads(per="month", balanced=True).to_dicts()
    assert [(r["period"], r["source"], r["target"], str(r["events"])) for r in rows] == [
        (r["period"], r["source"], r["target"], r["events"]) for r in panel
    ]
