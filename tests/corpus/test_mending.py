"""Recoding, judging, correcting and forgetting: nothing is lost on the way, and nothing is left of what was forgotten."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora import ROWS, filled, write_rows
from dragoman.corpus import audit
from dragoman.corpus.forgetting import forget
from dragoman.corpus.ingest import ingest
from dragoman.corpus.recode import recode, stale
from dragoman.corpus.sources import Given, parcels
from dragoman.corpus.workers import Options
from dragoman.desk.cli import main
from dragoman.store import Database, queries, upkeep
from dragoman.store.aggregates import dyads
from dragoman.store.database import transaction
from dragoman.store.filters import Filter
from dragoman.values.errors import InputError
from dragoman.values.event import Event

SANCTION = Filter(type=("SANCTION",))


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code, result.output
    return result.output


def expelled(database: Database) -> Event:
    event: Event = queries.events(database, SANCTION).rows[0]
    return event


def aged(database: Database) -> None:
    """Makes the standing coding one of an older version, with a type and an event that it got wrong."""
    with transaction(database) as connection:
        connection.execute("UPDATE document SET coder = 'dragoman 0.0.9 de:0 atlas:0' WHERE outcome <> 'refused'")
        row = connection.execute("SELECT event, record FROM event WHERE type = 'SANCTION'").fetchone()
        connection.execute("UPDATE event SET record = ? WHERE event = ?", (row[1].replace(b'"SANCTION"', b'"COERCE"'), row[0]))


def test_what_the_same_version_coded_is_not_coded_anew(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        assert stale(database, Options()) == []
        assert list(recode(database, Options(), workers=0, kept=True)) == []


def test_another_coding_is_shown_before_it_is_kept(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        right = expelled(database)
        aged(database)
        before = upkeep.content_hash(database)
        shown = list(recode(database, Options(), workers=0, kept=False))
        assert [(d.kind, d.fields) for d in shown] == [("changed", ("event",))]
        assert upkeep.content_hash(database) == before
        assert len(list(recode(database, Options(), workers=0, kept=True))) == 1
        assert expelled(database) == right
        assert stale(database, Options()) == []
        assert upkeep.problems(database) == []


def test_the_command_prints_the_difference_and_says_what_it_did(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        aged(database)
    told = run("recode", "--db", str(tmp_path / "c.db"), "--workers", "0")
    assert "~ post-1 SANCTION occurred [event]" in told
    assert "nothing was changed" in told
    assert "kept" in run("recode", "--db", str(tmp_path / "c.db"), "--workers", "0", "--keep")


@pytest.fixture
def judged(tmp_path: Path) -> Database:
    return filled(tmp_path / "c.db")


def test_an_event_judged_wrong_leaves_the_stories_and_stays_out_through_a_recode(judged: Database) -> None:
    event = expelled(judged)
    assert audit.judge(judged, {event.id: {"event": ("wrong", "nobody was expelled")}}) == 1
    for _ in range(2):
        assert queries.events(judged, SANCTION).rows == ()
        assert queries.stories(judged, SANCTION).rows == ()
        assert not any(d.source == "FRA" for d in dyads(judged, Filter()))
        assert upkeep.problems(judged) == []
        aged(judged)
        list(recode(judged, Options(), workers=0, kept=True))
    wrong = Filter(type=("SANCTION",), wrong=True)
    assert len(queries.events(judged, wrong).rows) == 1


def test_a_corrected_event_stands_as_corrected_through_a_recode(judged: Database) -> None:
    event = expelled(judged)
    audit.judge(judged, {event.id: {"event": ("right", ""), "recipient": ("NER/GOV", ""), "date": ("2024-03-30", "")}})
    for _ in range(2):
        now = queries.event(judged, event.id)
        assert now is not None
        assert ([p.code for p in now.recipient], now.date, now.event) == (["NER"], "2024-03-30", ("SANCTION",))
        assert [s.event.recipient[0].code for s in queries.stories(judged, SANCTION).rows] == ["NER"]
        assert {d.target for d in dyads(judged, Filter(type=("SANCTION",)))} == {"NER"}
        with transaction(judged) as connection:
            connection.execute("UPDATE document SET coder = 'older' WHERE outcome <> 'refused'")
        list(recode(judged, Options(), workers=0, kept=True))
        assert upkeep.problems(judged) == []


def test_an_error_that_was_judged_can_be_taken_back(judged: Database) -> None:
    before = expelled(judged)
    audit.judge(judged, {before.id: {"event": ("wrong", "")}})
    audit.judge(judged, {before.id: {"event": ("right", "")}})
    assert expelled(judged) == before


def test_a_verdict_that_is_taken_back_leaves_what_was_coded(judged: Database) -> None:
    before, content = expelled(judged), upkeep.content_hash(judged)
    for verdict in ({"event": ("wrong", "")}, {"type": ("CONSULT", ""), "recipient": ("NER", "")}):
        audit.judge(judged, {before.id: verdict})
        assert upkeep.content_hash(judged) != content
        audit.judge(judged, {before.id: dict.fromkeys(verdict, ("", ""))})
        assert expelled(judged) == before
        assert [s.event.recipient for s in queries.stories(judged, SANCTION).rows] == [before.recipient]
        assert upkeep.problems(judged) == []


def test_a_second_correction_is_put_on_what_was_coded(judged: Database) -> None:
    before = expelled(judged)
    audit.judge(judged, {before.id: {"recipient": ("NER", "")}})
    audit.judge(judged, {before.id: {"recipient": ("MLI", "")}})
    now = queries.event(judged, before.id)
    assert now is not None
    assert now.recipient == before.recipient


def test_an_event_of_another_type_has_that_types_class_and_scale(judged: Database) -> None:
    before = expelled(judged)
    audit.judge(judged, {before.id: {"type": ("CONSULT", "")}})
    now = queries.event(judged, before.id)
    assert now is not None
    assert (before.quad_code, now.quad_code) == (4, 1)
    assert now.event_scale > 0 > before.event_scale


@pytest.mark.parametrize(
    ("field", "words"),
    [("type", "MEETING"), ("status", "maybe"), ("date", "2024-13-01"), ("date", "2024-03-02..2024-03-01"), ("actor", "Kenya"),
     ("recipient", "KEN/"), ("place", "Nairobi")],
)  # fmt: skip
def test_a_correction_that_cannot_be_used_is_refused_with_its_line(field: str, words: str) -> None:
    with pytest.raises(InputError, match=f"line 2: verdict_{field}"):
        audit.read_back([{"id": "x", f"verdict_{field}": words}])


def test_a_sheet_is_drawn_filled_in_and_read_back(tmp_path: Path, judged: Database) -> None:
    path, sheet = str(tmp_path / "c.db"), tmp_path / "sheet.csv"
    judged.close()
    run("audit", "--db", path, "--n", "3", "--seed", "1", "--out", str(sheet))
    first = sheet.read_bytes()
    run("audit", "--db", path, "--n", "3", "--seed", "1", "--out", str(sheet))
    assert sheet.read_bytes() == first
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 3
    assert all("»" in r["sentence"] and "«" in r["sentence"] for r in rows)
    for n, row in enumerate(rows):
        row["verdict_event"] = "right" if n else "wrong"
        row["verdict_type"] = "r"
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    told = run("audit", "--db", path, "--read", str(sheet))
    assert "all        event            2/3  0.667  [0.208, 0.939]" in told
    assert "all        type             3/3  1.000  [0.439, 1.000]" in told


def test_a_sheet_can_be_a_page_that_shows_no_markup_of_the_texts(tmp_path: Path) -> None:
    filled(tmp_path / "c.db", [{**ROWS[2], "id": "<script>alert(1)</script>"}]).close()
    run("audit", "--db", str(tmp_path / "c.db"), "--out", str(tmp_path / "s.html"))
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_a_wrong_sentence_becomes_a_not_yet_of_its_entry(judged: Database) -> None:
    lines = audit.as_not_yet(expelled(judged))
    assert 'not_yet = ["Frankreich hat am Montag den Botschafter Malis ausgewiesen."]' in lines
    assert 'id = "ausweisen' in lines


def test_all_in_the_first_verdict_says_that_every_empty_field_is_right() -> None:
    told = audit.read_back([{"id": "x", "verdict_event": "all", "verdict_place": "wrong", "verdict_date": ""}])
    assert told["x"].pop("place") == ("wrong", "")
    assert told["x"] == {f: ("right", "") for f in audit.JUDGED if f != "place"}


def test_a_row_shows_what_stands_around_the_sentence_and_where_each_field_comes_from(judged: Database) -> None:
    event = expelled(judged)
    row = next(audit.sheet([event], {event.cite_info.id: f"{event.text} Und dann?"}))
    assert row["after"] == "Und dann?"
    assert row["date_from"] == "stated: Montag"
    assert row["actor"] == "FRA/GOV (Frankreich)"


@pytest.mark.parametrize("rows", [[{"a": "b"}], [{"id": "1", "verdict_event": "vielleicht"}]])
def test_a_sheet_that_is_none_is_refused_in_words(rows: list[dict[str, str]]) -> None:
    with pytest.raises(InputError, match=r"expected"):
        audit.read_back(rows)


@pytest.mark.parametrize(("right", "number", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)])
def test_intervals_are_wilsons(right: int, number: int, low: float, high: float) -> None:
    assert audit.wilson(right, number) == (low, high)


def test_nothing_is_left_of_a_document_that_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    secret = {"id": "geheim-77", "outlet": "Xylophonblatt", "published": "2024-03-16", "lang": "de", "text": ROWS[1]["text"].replace(
        "telefoniert.", "telefoniert, sagte Zacharias Quibble.", 1)}  # fmt: skip
    changed = {**secret, "text": secret["text"] + " Quibble schwieg dazu."}
    with filled(path, [*ROWS, secret]) as database:
        ingest(database, parcels([str(write_rows(tmp_path / "x.jsonl", [changed]))], Given()))
        call = Filter(mode=("phone",))
        assert len(queries.stories(database, call).rows[0].reports) == 3
        assert forget(database, ["geheim-77", "nie-dagewesen"]) == ["geheim-77"]
        assert [r.document for r in queries.stories(database, call).rows[0].reports] == ["nil-1", "see-1"]
        assert queries.document(database, "geheim-77") is None
        assert queries.documents(database, text="Quibble").rows == ()
        assert upkeep.problems(database) == []
        upkeep.vacuum(database)
        again = ingest(database, parcels([str(tmp_path / "x.jsonl")], Given()))
        assert (again["forgotten"], again["new"]) == (1, 0)
    kept = b"".join(f.read_bytes() for f in tmp_path.glob("c.db*") if f.suffix != ".jsonl")
    for word in (b"geheim-77", b"Quibble", b"Xylophonblatt"):
        assert word not in kept
    assert "no such document" in run("forget", "geheim-77", "--db", str(path), code=1)
