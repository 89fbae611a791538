"""What goes into the database, what stays out, and that doing it twice or in parts changes nothing."""

import zipfile
from pathlib import Path

import pytest

from corpora import ROWS, filled, write_rows
from dragoman.corpus.ingest import ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.desk.ingesting import Meter
from dragoman.store import open_database, upkeep
from dragoman.store.filters import Filter
from dragoman.store.queries import document, events
from dragoman.values.errors import InputError


def test_documents_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "rows.jsonl")
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        tally = ingest(database, parcels([str(source)], Given()))
    assert (tally["documents"], tally["new"], tally["refused: empty"], tally["no_event"]) == (5, 5, 1, 1)
    assert tally["coded"] == 3
    assert tally["events"] >= 4


def test_the_same_collection_twice_adds_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        before = upkeep.content_hash(database)
        tally = ingest(database, parcels([str(tmp_path / "c.jsonl")], Given()))
        assert tally["unchanged"] == len(ROWS)
        assert tally["new"] == tally["changed"] == 0
        assert upkeep.content_hash(database) == before


def test_a_changed_document_is_a_new_version_and_the_old_one_is_kept(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        changed = {**ROWS[2], "text": "Frankreich hat am Montag den Botschafter Nigers ausgewiesen."}
        tally = ingest(database, parcels([str(write_rows(tmp_path / "later.jsonl", [changed]))], Given()))
        assert tally["changed"] == 1
        now, then = document(database, "post-1"), document(database, "post-1", version=1)
        assert now is not None
        assert then is not None
        assert (now["version"], "Nigers" in now["text"], "Malis" in then["text"]) == (2, True, True)
        assert [e.actor[0].code for e in events(database, Filter(document=("post-1",))).rows] == ["FRA"]
        assert upkeep.problems(database) == []


def test_rows_of_one_id_are_versions_in_their_order_and_reading_them_again_adds_nothing(tmp_path: Path) -> None:
    rows = [{**ROWS[2]}, {**ROWS[2], "text": "Frankreich hat am Montag den Botschafter Nigers ausgewiesen."}]
    with filled(tmp_path / "c.db", rows) as database:
        tally = ingest(database, parcels([str(tmp_path / "c.jsonl")], Given()))
        assert tally["unchanged"] == 2
        now = document(database, "post-1")
        assert now is not None
        assert (now["version"], "Nigers" in now["text"]) == (2, True)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_give_the_same_database_as_one_process(tmp_path: Path, workers: int) -> None:
    many = [{**r, "id": f"{r['id']}-{n}"} for n in range(6) for r in ROWS]
    with filled(tmp_path / "one.db", many) as one, filled(tmp_path / "many.db", many, workers=workers) as other:
        assert upkeep.content_hash(one) == upkeep.content_hash(other)


def test_a_broken_line_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "rows.jsonl", ROWS[:1])
    source.write_text('{"id": "x", "text"\n' + source.read_text(encoding="utf-8"), encoding="utf-8")
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        tally = ingest(database, parcels([str(source)], Given()))
    assert (tally["refused: broken_json"], tally["coded"]) == (1, 1)


@pytest.mark.parametrize("source", ["https://nilbote.example/feed.xml", "feeds.opml"])
def test_a_feed_is_no_file(source: str) -> None:
    with pytest.raises(InputError, match=r"feeds are asked by `dragoman ingest .* or `dragoman watch`"):
        list(parcels([source], Given()))


def test_a_source_that_is_not_there_is_named_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl: no such file"):
        list(parcels([str(write_rows(tmp_path / "a.jsonl")), str(tmp_path / "nowhere.jsonl")], Given()))


def test_time_left_is_counted_from_what_is_kept_not_from_what_is_read(tmp_path: Path) -> None:
    """All of a small source is read before the first document is kept."""
    source = write_rows(tmp_path / "many.jsonl", [{"id": f"d{n}", "text": "x" * 100, "lang": "de"} for n in range(200)])
    meter = Meter([str(source)])
    assert meter.left(0, 1.0) is None
    assert len(list(meter.count(parcels([str(source)], Given())))) == 200
    assert meter.left(50, 10.0) == pytest.approx(30.0, rel=0.1)
    assert meter.left(200, 40.0) == pytest.approx(0.0, abs=1.0)


def test_a_table_without_text_stops_no_folder_and_no_zip(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.csv").write_text("one,other\n1,2\n", encoding="utf-8")
    write_rows(folder / "c.jsonl")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as packed:
        for file in folder.iterdir():
            packed.write(file, file.name)
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        for source in (folder, tmp_path / "d.zip"):
            ingest(database, parcels([str(source)], Given()))
        rows = database.connection.execute("SELECT id, detail FROM document WHERE reason = 'unreadable' ORDER BY id").fetchall()
        number = database.connection.execute("SELECT count(*) FROM document").fetchone()[0]
    assert [id for id, _ in rows] == ["b.csv:unread", "d.zip/b.csv:unread"]
    assert "no column holds the text among one, other; name it: --column text=COLUMN" in rows[0][1]
    assert number == len(ROWS) + 2


def test_what_was_coded_before_a_source_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "rows.jsonl")
    (tmp_path / "b.csv").write_text("one,other\n1,2\n", encoding="utf-8")
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        with pytest.raises(InputError, match="no column holds the text"):
            ingest(database, parcels([str(source), str(tmp_path / "b.csv")], Given()))
        assert database.connection.execute("SELECT count(*) FROM document").fetchone()[0] == len(ROWS)
