"""No question reads a whole table where an index serves: looked up in the plans of all statements that are run."""

import re
from pathlib import Path

import pytest

from corpora import ROWS, filled, write_rows
from dragoman.corpus.ingest import ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.store import Database, keys, queries, upkeep
from dragoman.store.filters import Filter

LARGE = ("document", "event", "story", "participant", "dyad", "ledger", "due", "handle", "evidence", "statement", "text")


def scans(database: Database, statements: list[str]) -> list[str]:
    """The statements that read a large table from end to end."""
    found = []
    for sql in dict.fromkeys(statements):
        plan = [row[3] for row in database.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        names = dict(re.findall(r"(?:FROM|JOIN) (\w+) (\w)\b", sql))
        read = [m[1] for step in plan if (m := re.match(r"SCAN (\w+)", step))]
        if any({v: k for k, v in names.items()}.get(name, name) in LARGE for name in read):
            found.append(f"{sql[:300]}: {plan}")
    return found


def test_keeping_documents_reads_no_table_from_end_to_end(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "many.jsonl", ROWS)
    with filled(tmp_path / "c.db", ROWS[:2]) as database:
        said: list[str] = []
        database.connection.set_trace_callback(said.append)
        ingest(database, parcels([str(source)], Given()))
        database.connection.set_trace_callback(None)
        asked = [s for s in said if s.startswith(("SELECT", "UPDATE", "DELETE"))]
        assert scans(database, ["SELECT record FROM event e WHERE e.id = 'x'"]) != []
        assert any("volume" in s for s in asked)
        assert scans(database, [s for s in asked if not re.match(r"SELECT coalesce\(max", s)]) == []


@pytest.mark.parametrize("asked", [Filter(actor=("person:x",)), Filter(dyad=("KEN-UGA",)), Filter(dyad=("KEN>UGA",)), Filter(country=("KEN", "person:x"))])  # fmt: skip
def test_pages_of_a_party_are_read_by_its_index_and_one_party_is_not_sorted(asked: Filter, tmp_path: Path) -> None:
    with filled(tmp_path / "c.db", ROWS[:2]) as database:
        for ask in (queries.events, queries.stories):
            said: list[str] = []
            database.connection.set_trace_callback(said.append)
            ask(database, asked)
            database.connection.set_trace_callback(None)
            assert scans(database, said) == []
            plans = [r[3] for sql in said for r in database.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert any("TEMP B-TREE FOR ORDER BY" in p or "FOR GROUP BY" in p for p in plans) == (len(asked.country) > 1)


def test_a_row_whose_volume_or_stretch_is_not_listed_is_told_by_the_check(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db", ROWS[:2]) as database:
        assert upkeep.problems(database) == []
        database.connection.execute("DELETE FROM volume")
        database.connection.execute("DELETE FROM stretch")
        said = " ".join(upkeep.problems(database))
    assert "a row of story that is not found by its id" in said
    assert "a row of participant that is not found by its day" in said


def test_ids_are_found_in_the_newest_volumes_and_where_they_are_not_in_the_others(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db", ROWS) as database:
        connection = database.connection
        ids = [r[0] for r in connection.execute("SELECT id FROM story WHERE removed IS NULL ORDER BY story")]
        connection.execute("UPDATE story SET story = story + ? WHERE id <> ?", (9 << keys.VOLUME_BITS, ids[0]))
        keys.note_keys(connection, 9 << keys.VOLUME_BITS, 1)
        said: list[str] = []
        connection.set_trace_callback(said.append)
        found = list(keys.named(connection, "story", ("story", "story"), "id", [*ids, "nobody"]))
        connection.set_trace_callback(None)
        assert sorted(id for _, id in found) == sorted(ids)
        assert scans(database, [s for s in said if "max(" not in s.split("FROM")[0]]) == []
        assert list(keys.named(connection, "story", ("story", "story"), "id", [])) == []
