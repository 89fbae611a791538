"""The formats of the field: their columns, what is left empty, and that nothing in a cell is run."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpora import ROWS, filled
from dragoman.desk.cli import main
from dragoman.exports import flat, gdelt, icews, polecat
from dragoman.exports.calendar import folded
from dragoman.exports.cells import safe

DOCS = Path(__file__).resolve().parent.parent / "docs" / "reference" / "exports.md"
EVIL = {
    "id": "=cmd|' /C calc'!A0", "outlet": "+1-2", "published": "2024-04-03", "lang": "de",
    "title": "@SUM(A1)", "text": "Mali hat am Mittwoch den Botschafter Frankreichs\tausgewiesen.",
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    where = tmp_path_factory.mktemp("exports") / "c.db"
    announced = {"id": "egy-1", "published": "2024-03-15", "lang": "de",
                 "text": "Es wird erwartet, dass der ägyptische Präsident Anfang nächster Woche Kampala besuchen wird."}  # fmt: skip
    filled(where, [*ROWS, EVIL, announced]).close()
    yield str(where)


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def table(text: str, *, tabs: bool = True) -> list[dict[str, str]]:
    kind = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if tabs else {}
    return list(csv.DictReader(io.StringIO(text), **kind))  # type: ignore[call-overload]


def test_the_flat_table_has_a_row_a_story_and_the_documented_columns(path: str) -> None:
    rows = table(run("export", "--db", path, "--as", "csv"), tabs=False)
    assert list(rows[0]) == list(flat.COLUMNS)
    call = next(r for r in rows if r["mode"] == "phone")
    assert (call["reports"], call["origins"], call["actor_codes"], call["languages"]) == ("2", "2", "KEN; UGA", "de")


def test_gdelt_has_61_columns_and_a_row_for_each_pair_that_happened(path: str) -> None:
    rows = table(run("export", "--db", path, "--as", "gdelt", "--header"))
    assert list(rows[0]) == list(gdelt.EVENT_COLUMNS)
    assert len(gdelt.EVENT_COLUMNS) == 61
    assert not any("EGY" in r["Actor1Code"] for r in rows)
    call = next(r for r in rows if {r["Actor1CountryCode"], r["Actor2CountryCode"]} == {"KEN", "UGA"})
    assert (call["SQLDATE"], call["MonthYear"], call["NumArticles"], call["EventRootCode"]) == ("20240315", "202403", "2", "04")
    assert call["GoldsteinScale"] == call["AvgTone"] == ""
    assert len({r["GLOBALEVENTID"] for r in rows}) == len(rows)
    assert all(0 < int(r["GLOBALEVENTID"]) < 2**63 for r in rows)


def test_gdelt_without_header_begins_with_the_first_event(path: str) -> None:
    assert run("export", "--db", path, "--as", "gdelt").split("\t")[0].isdigit()


def test_each_report_is_a_mention_of_an_event_that_the_event_table_has(path: str) -> None:
    events = {r["GLOBALEVENTID"] for r in table(run("export", "--db", path, "--as", "gdelt", "--header"))}
    mentions = table(run("export", "--db", path, "--as", "gdelt-mentions", "--header"))
    assert list(mentions[0]) == list(gdelt.MENTION_COLUMNS)
    assert {r["GLOBALEVENTID"] for r in mentions} == events
    assert {r["MentionIdentifier"] for r in mentions} >= {"nil-1", "see-1"}


def test_polecat_has_its_columns_and_marks_what_has_not_happened(path: str) -> None:
    rows = table(run("export", "--db", path, "--as", "polecat"))
    assert list(rows[0]) == list(polecat.COLUMNS)
    visit = next(r for r in rows if r["Actor Country"] == "EGY")
    assert (visit["Event Type"], visit["Contexts"], visit["Quad Code"]) == ("CONSULT", "future", "VERBAL COOPERATION")
    assert visit["Actor COW"] == "651"


def test_icews_names_countries_in_english(path: str) -> None:
    rows = table(run("export", "--db", path, "--as", "icews"))
    assert list(rows[0]) == list(icews.COLUMNS)
    assert ("France", "Mali") in {(r["Source Country"], r["Target Country"]) for r in rows}


def test_no_cell_of_a_table_is_a_formula(path: str) -> None:
    for shape in ("csv", "polecat", "icews", "gdelt", "gdelt-mentions"):
        for row in table(
            run("export", "--db", path, "--as", shape, *(["--header"] if "gdelt" in shape else [])), tabs=shape != "csv"
        ):
            bad = [c for c in row.values() if re.match(r"[\s]*[=+\-@]", c) and not re.fullmatch(r"-?[\d.]+", c)]
            assert bad == [], shape


@given(st.text())
def test_a_safe_cell_never_begins_like_a_formula_and_has_no_breaks(text: str) -> None:
    cell = safe(text)
    assert not re.match(r"[\s\ufeff]*[=+\-@]", cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell)
    assert not re.search(r"[\t\r\n]", cell)


@pytest.mark.parametrize(("cell", "text"), [(-3.5, "-3.5"), (None, ""), (True, "1"), ("-12", "-12"), ("-12a", "'-12a"), (0, "0")])
def test_a_number_of_a_row_is_exported_as_a_number(cell: object, text: str) -> None:
    assert safe(cell) == text


def test_geojson_gives_a_point_only_to_what_has_one(path: str) -> None:
    found = json.loads(run("export", "--db", path, "--as", "geojson"))
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        precise = feature["properties"]["place_precision"] == "city"
        assert (feature["geometry"] is not None) == precise
    kampala = next(f for f in found["features"] if f["properties"]["place"] == "Kampala")
    assert [round(x) for x in kampala["geometry"]["coordinates"]] == [33, 0]


def test_the_calendar_holds_what_is_announced_in_lines_of_75_octets(path: str) -> None:
    text = run("export", "--db", path, "--as", "ics")
    assert "DTSTART;VALUE=DATE:20240318" in text
    assert "DTEND;VALUE=DATE:20240321" in text
    assert text.count("BEGIN:VEVENT") == 1


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_a_folded_line_is_the_line_again_when_unfolded(line: str) -> None:
    parts = folded(line).split("\r\n")
    assert all(len(p.encode()) <= 75 for p in parts)
    assert parts[0] + "".join(p[1:] for p in parts[1:]) == line


def test_graphml_is_xml_with_a_node_for_each_code(path: str) -> None:
    root = ElementTree.fromstring(run("export", "--db", path, "--as", "graphml"))  # our own text
    spaces = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {n.get("id") for n in root.findall(".//g:node", spaces)}
    assert {"KEN", "UGA", "FRA", "MLI"} <= nodes
    assert all(e.get("source") in nodes and e.get("target") in nodes for e in root.findall(".//g:edge", spaces))


def test_parquet_has_typed_columns_and_says_what_made_it(path: str, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    target = tmp_path / "c.parquet"
    run("export", "--db", path, "--as", "parquet", "--out", str(target))
    found = pq.read_table(target)
    assert found.column_names == list(flat.COLUMNS)
    assert str(found.schema.field("event_scale").type) == "double"
    assert b"filter: everything" in found.schema.metadata[b"dragoman"]
    assert Path(f"{target}.about.txt").read_text(encoding="utf-8").startswith("parquet of stories by dragoman")


def test_plover_is_the_strict_form_of_each_story(path: str) -> None:
    rows = [json.loads(line) for line in run("export", "--db", path, "--as", "plover").splitlines()]
    assert {"id", "event", "actor", "recipient"} <= set(rows[0])
    visit = next(r for r in rows if r["actor"][0]["code"] == "EGY")
    assert visit["event"] == ["AGREE"]


def test_every_format_has_a_row_in_the_reference_and_its_columns_in_a_table() -> None:
    text = DOCS.read_text(encoding="utf-8")
    parts = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", text))
    tables = {"CSV and Parquet": flat.COLUMNS, "GDELT": gdelt.EVENT_COLUMNS, "GDELT mentions": gdelt.MENTION_COLUMNS,
              "POLECAT": polecat.COLUMNS, "ICEWS": icews.COLUMNS}  # fmt: skip
    for heading, columns in tables.items():
        assert re.findall(r"(?m)^\| `([^`]+)` \|", parts[heading]) == list(columns), heading
    from dragoman.desk.corpora import SHAPES
    from dragoman.desk.exporting import FORMATS

    head = text.split("## ")[0]
    assert SHAPES == FORMATS
    assert re.findall(r"(?m)^\| `([\w-]+)` \|", head) == list(SHAPES)


def test_columns_said_to_be_empty_are_empty(path: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    empty = set(re.findall(r"(?m)^\| `([^`]+)` \| empty", text))
    for shape in ("polecat", "icews", "gdelt", "gdelt-mentions"):
        rows = table(run("export", "--db", path, "--as", shape, *(["--header"] if "gdelt" in shape else [])))
        skip = {"Intensity"} if shape == "polecat" else set()
        assert {c for r in rows for c in r if c in empty - skip and r[c]} == set(), shape


def test_the_commands_that_ask_answer_in_all_their_shapes(path: str) -> None:
    for words in (("events",), ("stories", "--reports", "1"), ("said",), ("ledger",), ("dyads", "--balanced")):
        for shape in ("table", "jsonl", "csv"):
            assert run(*words, "--db", path, "--format", shape), (words, shape)
    assert [
        json.loads(x)["state"] for x in run("ledger", "--db", path, "--on", "2024-03-19", "--format", "jsonl").splitlines()
    ] == ["due"]
    shown = run("stories", "--db", path, "--text", "Botschafter", "--country", "MLI", "--format", "table")
    assert "»Botschafter«" in shown


def test_a_story_is_explained_by_any_of_its_events(path: str) -> None:
    story = msgspec.json.decode(run("stories", "--db", path, "--mode", "phone", "--format", "jsonl").splitlines()[0])
    told = run("explain", "--db", path, "--story", story["reports"][1]["event"])
    assert "reports: 2, first in nil-1" in told
    assert "independent origins: 2" in told
    assert "joined: " in told
    assert "verdict: same " in told


def test_a_page_holds_no_script_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    hostile = {
        "id": "<img src=x onerror=alert(1)>", "outlet": "\"><script>alert(2)</script>", "url": "javascript:alert(3)", "published": "2024-04-03",
        "lang": "de", "text": "Frankreich hat am Montag den Botschafter Malis ausgewiesen, teilte <b onclick=alert(4)>Paris</b> mit.",
    }  # fmt: skip
    filled(tmp_path / "c.db", [hostile, ROWS[0]]).close()
    page = run("export", "--db", str(tmp_path / "c.db"), "--as", "html")
    tags = {t.lower() for t in re.findall(r"<\s*/?\s*([a-zA-Z!]+)", page)}
    assert tags <= {"!doctype", "html", "head", "meta", "title", "style", "body", "main", "h", "article", "time", "span", "div",
                    "blockquote", "mark", "dl", "dt", "dd", "p", "footer", "small", "table", "tr", "th", "td", "br", "a"}  # fmt: skip
    assert not re.search(r"<[^>]*\son\w+\s*=", page)
    assert "javascript:" not in page
    assert not re.search(r"(?:\bsrc\s*=|@import|url\()", page.replace("&lt;img src", ""))
    assert "<mark>ausgewiesen</mark>" in page
    assert "Content-Security-Policy" in page


def test_a_page_shows_what_was_announced(path: str) -> None:
    page = run("export", "--db", path, "--as", "html", "--country", "EGY")
    assert "Announced, and what became of it" in page
    assert "Anfang nächster Woche" in page
    assert "filter: country=EGY" in page
