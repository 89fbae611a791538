"""The how-to from ingest to a dyad-month panel does what it says: its commands are run in their order."""

import csv
import re
import shlex
import shutil
import subprocess
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


needs_r = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed: Rscript was not found")


def in_r(script: str, folder: Path) -> str:
    """What a script prints in R, begun in a folder."""
    done = subprocess.run(["Rscript", "--vanilla", "-e", script], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_r
def test_r_reads_the_panel_adds_it_up_and_fills_it_as_the_page_says(panel: list[dict[str, str]], folder: Path) -> None:
    (block,) = re.findall(r"(?ms)^```r\n(.*?)^```", PAGE)
    shown = in_r(block + "write.csv(months, row.names = FALSE)\nwrite.csv(full, row.names = FALSE)\n", folder)
    first, _, second = shown.partition('"period",')
    months = {r["month"]: (int(r["quad1"]), int(r["quad4"])) for r in csv.DictReader(first.splitlines())}
    abroad = [r for r in panel if r["source"] != r["target"]]
    assert months == {
        f"{p}-01": tuple(sum(int(r[q]) for r in abroad if r["period"] == p) for q in ("quad1", "quad4"))
        for p in {r["period"] for r in panel}
    }
    full = list(csv.DictReader(f'"period",{second}'.splitlines()))
    known = {(r["period"], r["source"], r["target"]): r for r in panel}
    assert len(full) == len(months) * 4 * 3
    for row in full:
        mine = known.get((row["period"], row["source"], row["target"]), {})
        assert {q: float(row[q]) for q in ("events", "quad1", "quad4", "scale_sum")} == {
            q: float(mine.get(q, 0)) for q in ("events", "quad1", "quad4", "scale_sum")
        }
    assert any(row["month"] == f"{row['period']}-01" and row["events"] != "0" for row in full)


READ_CSV = 'read.csv("FILE", na.strings = "")'
READ_TSV = 'read.delim("FILE", quote = "", na.strings = "", colClasses = c("character", rep(NA, COLUMNS - 1)), header = HEADER)'


@needs_r
@pytest.mark.parametrize(("kind", "reader", "header"), [("csv", READ_CSV, True), ("polecat", READ_TSV, True), ("icews", READ_TSV, True), ("gdelt", READ_TSV, False), ("gdelt-mentions", READ_TSV, False)])  # fmt: skip
def test_r_reads_every_table_of_an_export(
    kind: str, reader: str, header: bool, panel: list[dict[str, str]], folder: Path
) -> None:
    out = folder / kind
    result = CliRunner().invoke(main, ["export", "--db", str(folder / "panel.db"), "--as", kind, "--out", str(out)])
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8", newline="") as stream:
        tabs = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = list(csv.reader(stream) if reader is READ_CSV else tabs)
    call = reader.replace("FILE", kind).replace("COLUMNS", str(len(rows[0]))).replace("HEADER", str(header).upper())
    shown = in_r(f"x <- {call}\ncat(nrow(x), ncol(x), as.character(x[, 1]))\n", folder).split()
    body = rows[1:] if header else rows
    assert len(body) > 10
    assert shown == [str(len(body)), str(len(rows[0])), *(row[0] for row in body)]
