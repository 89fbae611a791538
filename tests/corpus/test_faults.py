"""What goes wrong in a long run: kills, full disks, locks, two writers, readers, old and new versions, odd clocks."""

import json
import multiprocessing
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora import ROWS, filled, write_rows
from dragoman.coder import Coder
from dragoman.corpus import workers
from dragoman.corpus.ingest import Keeper, ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.corpus.workers import Options
from dragoman.desk.cli import main
from dragoman.store import Database, open_database, queries, upkeep
from dragoman.store import database as store
from dragoman.store.database import begin, run_at, transaction
from dragoman.store.filters import Filter
from dragoman.store.migrations import VERSION
from dragoman.values.errors import ConfigError, PackError, StoreError

KILLS = 30
SCRIPT = """
import sys
from dragoman.corpus.ingest import ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.store import open_database
if __name__ == "__main__":
    source, path, workers = sys.argv[1:4]
    with open_database(path, create=True) as database:
        ingest(database, parcels([source], Given()), workers=int(workers), batch=3,
               progress=lambda tally: print(tally["new"], flush=True))
    print("done", flush=True)
"""
MANY = [
    {**row, "id": f"{row['id']}-{n}", "published": f"2024-{3 + n % 2:02}-{10 + n % 19}"}
    for n in range(60)
    for row in (
        *ROWS[:3],
        {
            "id": "egy",
            "published": "",
            "lang": "de",
            "text": "Es wird erwartet, dass der ägyptische Präsident morgen Kampala besuchen wird.",
        },
    )
]


def started(script: Path, source: Path, path: Path, workers: int = 0) -> subprocess.Popen[str]:
    script.write_text(SCRIPT, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), str(source), str(path), str(workers)], stdout=subprocess.PIPE, text=True
    )


def fed(source: Path, path: Path, told: Connection) -> None:
    """What a process that will be killed does."""
    with open_database(str(path), create=True) as database:
        ingest(database, parcels([str(source)], Given()), batch=2, progress=lambda tally: told.send(tally["new"]))
    told.send("done")


def test_thirty_kills_lose_nothing_and_double_nothing(tmp_path: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Options, "coder", lambda self: coder)  # loaded once; a forked process has it from the start
    source, path = write_rows(tmp_path / "many.jsonl", MANY), tmp_path / "killed.db"
    filled(tmp_path / "whole.db", MANY).close()
    context, chance, kills = multiprocessing.get_context("fork"), random.Random(30), 0
    while True:
        ours, theirs = context.Pipe()
        process = context.Process(target=fed, args=(source, path, theirs))
        process.start()
        theirs.close()
        if ours.recv() == "done" or kills >= KILLS:
            process.join(timeout=120)
            assert process.exitcode == 0
            break
        time.sleep(chance.random() * 0.01)
        process.kill()
        process.join()
        kills += 1
        with open_database(str(path)) as database:
            assert upkeep.problems(database) == []
    assert kills == KILLS
    with open_database(str(path)) as killed, open_database(str(tmp_path / "whole.db")) as whole:
        assert upkeep.content_hash(killed) == upkeep.content_hash(whole)


def test_workers_end_when_the_process_that_feeds_them_is_killed(tmp_path: Path) -> None:
    source, path = write_rows(tmp_path / "many.jsonl", MANY * 3), tmp_path / "c.db"
    process = started(tmp_path / "run.py", source, path, workers=2)
    assert process.stdout is not None
    process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list child processes")
    pids = [int(p) for p in children.read_text().split()]
    assert pids
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 15
    while time.monotonic() < until and any(_runs(p) for p in pids):
        time.sleep(0.05)
    assert [p for p in pids if _runs(p)] == []


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_pack_that_cannot_be_read_ends_the_run_and_refuses_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(self: Options) -> Coder:
        raise PackError("modality.toml: line 3")

    monkeypatch.setattr(Options, "coder", unreadable)
    ours, theirs = multiprocessing.Pipe()
    workers.serve(theirs, Options())
    with pytest.raises(PackError, match=r"modality\.toml: line 3"):
        workers._answer(ours.recv_bytes())


def test_ctrl_c_ends_a_run_and_the_same_command_goes_on(tmp_path: Path) -> None:
    source, path = write_rows(tmp_path / "many.jsonl", MANY), tmp_path / "c.db"
    command = [sys.executable, "-c", "from dragoman.desk.cli import main; main()", "ingest", str(source), "--db", str(path)]
    process = subprocess.Popen(
        [*command, "--workers", "1"], stderr=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "80"}
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not path.exists():
        time.sleep(0.05)
    time.sleep(0.6)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    if process.returncode:
        assert "the same command goes on from here" in told
    with open_database(str(path)) as database:
        ingest(database, parcels([str(source)], Given()))
        assert queries.documents(database, limit=10_000).rows
        assert upkeep.problems(database) == []
    with open_database(str(path)) as stopped, filled(tmp_path / "whole.db", MANY) as whole:
        assert upkeep.content_hash(stopped) == upkeep.content_hash(whole)


def test_a_full_disk_is_said_and_what_was_kept_is_whole(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "many.jsonl", MANY)
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
        database.connection.execute(f"PRAGMA max_page_count = {pages + 60}")
        with pytest.raises(StoreError, match=r"the disk is full \([\d,]+ MB are free there\); what was committed is safe"):
            ingest(database, parcels([str(source)], Given()), batch=20)
        assert upkeep.problems(database) == []
        database.connection.execute("PRAGMA max_page_count = 1000000")
        ingest(database, parcels([str(source)], Given()))
        with filled(tmp_path / "whole.db", MANY) as whole:
            assert upkeep.content_hash(database) == upkeep.content_hash(whole)


class _Full:
    """A connection of a database whose disk is full whenever something is to be committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return self._connection.execute(sql, values)


def test_what_cannot_be_committed_is_said_by_the_next_batch_and_is_neither_kept_nor_counted(tmp_path: Path) -> None:
    coded = list(workers.coded(parcels([str(write_rows(tmp_path / "rows.jsonl", ROWS[:3]))], Given()), Options(), workers=0))
    tally: Counter[str] = Counter()
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        run, connection = begin(database, "ingest"), database.connection
        database.connection = _Full(connection)  # type: ignore[assignment]
        keeper = Keeper(database, run, tally)
        keeper.add(coded[:1])
        with pytest.raises(StoreError, match="the disk is full"):
            keeper.add(coded[1:2])
        assert not connection.in_transaction
        database.connection = connection
        assert (queries.documents(database).rows, tally) == ((), Counter())
        with Keeper(database, run, tally) as keeper:
            for one in coded:
                keeper.add([one])
            keeper.wait()
            assert tally["new"] == len(coded)
        with filled(tmp_path / "whole.db", ROWS[:3]) as whole:
            assert upkeep.content_hash(database) == upkeep.content_hash(whole)


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
from dragoman.desk.cli import main
main(["ingest", sys.argv[1], "--db", sys.argv[2], "--workers", "0"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_a_limit_on_the_size_of_files_is_said_with_what_is_free_and_nothing_is_lost(tmp_path: Path) -> None:
    source, path = write_rows(tmp_path / "many.jsonl", MANY), tmp_path / "c.db"
    done = subprocess.run([sys.executable, "-c", LIMITED, str(source), str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert re.search(r"a quota or limit is reached, or it fails; [\d,]+ MB are free there, and a file may have 1 MB", done.stderr)
    assert "run the same command again" in done.stderr
    with open_database(str(path)) as database:
        ingest(database, parcels([str(source)], Given()))
        with filled(tmp_path / "whole.db", MANY) as whole:
            assert upkeep.content_hash(database) == upkeep.content_hash(whole)


@pytest.mark.parametrize(
    "command",
    ["stories --db", "events --db", "export --as csv --db", "recode --db", "db stats", "db vacuum", "dyads --db", "said --db"],
)
def test_a_damaged_file_is_said_to_be_damaged_by_every_command(tmp_path: Path, command: str) -> None:
    path = tmp_path / "c.db"
    filled(path, MANY).close()
    with path.open("r+b") as file:
        for at in range(8_192, path.stat().st_size - 4_096, 4_096):
            file.seek(at)
            file.write(b"\xaa" * 2_000)
    told = CliRunner().invoke(main, [*command.split(), str(path)])
    assert (told.exit_code, "the file is damaged; restore a backup" in told.output) == (2, True), told.output


def test_half_a_backup_is_taken_away(tmp_path: Path) -> None:
    path, target = tmp_path / "c.db", tmp_path / "b.db"
    filled(path, MANY).close()
    with path.open("r+b") as file:
        file.seek(8_192)
        file.write(b"\xaa" * (path.stat().st_size - 8_192))
    told = CliRunner().invoke(main, ["db", "backup", str(path), str(target)])
    assert (told.exit_code, target.exists()) == (2, False), told.output


def test_a_lock_that_does_not_end_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "c.db").close()
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(tmp_path / "c.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_database(str(tmp_path / "c.db")) as database, pytest.raises(StoreError, match="another program has been writing"):
        begin(database, "ingest")
    other.execute("ROLLBACK")
    other.close()


def test_two_ingests_at_once_wait_for_one_another(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    halves = [write_rows(tmp_path / "a.jsonl", MANY[:60]), write_rows(tmp_path / "b.jsonl", MANY[40:])]
    runs = [started(tmp_path / f"run{n}.py", half, path) for n, half in enumerate(halves)]
    assert [r.wait(timeout=120) for r in runs] == [0, 0]
    for r in runs:
        assert r.stdout is not None
        r.stdout.close()
    with open_database(str(path)) as database, filled(tmp_path / "whole.db", MANY) as whole:
        assert upkeep.problems(database) == []
        assert upkeep.content_hash(database) == upkeep.content_hash(whole)


def test_readers_and_a_backup_during_an_ingest_never_fail(tmp_path: Path) -> None:
    path, source = tmp_path / "c.db", write_rows(tmp_path / "many.jsonl", MANY)
    filled(path, MANY[:4]).close()
    faults: list[str] = []
    asked = [0]
    over = threading.Event()

    def read() -> None:
        with open_database(str(path), readonly=True) as mine:
            while not over.is_set():
                try:
                    queries.stories(mine, Filter(country=("KEN",)))
                    queries.documents(mine, text="Botschafter")
                    asked[0] += 1
                except StoreError as error:
                    faults.append(str(error))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    with open_database(str(path)) as database:
        stream = parcels([str(source)], Given())
        copies: list[tuple[str, set[str]]] = []

        def copy(tally: object) -> None:
            if len(copies) < 3:
                with open_database(str(path), readonly=True) as other:
                    before = upkeep.content_hash(other)
                    copied = upkeep.backup(other, str(tmp_path / f"copy{len(copies)}.db"))
                    copies.append((copied, {before, upkeep.content_hash(other)}))  # a batch may be committed meanwhile

        ingest(database, stream, batch=20, progress=copy)
    over.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert asked[0] > 5
    assert len(copies) == 3
    assert all(copied in there for copied, there in copies)
    with open_database(str(tmp_path / "copy1.db")) as copied:
        assert upkeep.problems(copied) == []


def test_a_backup_does_not_overwrite(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database, pytest.raises(StoreError, match="exists already"):
        upkeep.backup(database, str(tmp_path / "c.db"))


@pytest.mark.parametrize(("content", "words"), [(b"", "this is no Dragoman database"), (b"kein SQLite" * 99, "no SQLite file")])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "c.db").write_bytes(content)
    with pytest.raises(StoreError, match=words):
        open_database(str(tmp_path / "c.db"))


def test_a_database_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="`dragoman ingest SOURCE --db"):
        open_database(str(tmp_path / "c.db"))
    assert not (tmp_path / "c.db").exists()


def test_a_newer_database_is_refused_and_an_older_one_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "c.db")
    with filled(tmp_path / "c.db") as database:
        database.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="schema version 99"):
        open_database(path)
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION}")
    raw.close()
    monkeypatch.setattr("dragoman.store.migrations.VERSION", VERSION + 1)
    steps = ((VERSION + 1, "a column more", lambda c: c.execute("ALTER TABLE feed ADD COLUMN extra TEXT")),)
    monkeypatch.setattr("dragoman.store.migrations.STEPS", steps)
    with pytest.raises(StoreError, match="run `dragoman db check"):
        open_database(path, readonly=True)
    with open_database(path) as database:
        assert database.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION + 1
        assert "extra" in [r[1] for r in database.connection.execute("PRAGMA table_info(feed)")]
        assert queries.events(database, Filter()).rows


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "c.db").close()
    monkeypatch.setattr("dragoman.store.migrations.VERSION", VERSION + 1)

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM event")
        connection.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr("dragoman.store.migrations.STEPS", ((VERSION + 1, "", broken),))
    with pytest.raises(StoreError):
        open_database(str(tmp_path / "c.db"))
    monkeypatch.undo()
    with open_database(str(tmp_path / "c.db")) as database:
        assert queries.events(database, Filter()).rows


def test_a_clock_that_jumps_back_keeps_runs_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(tmp_path / "c.db") as database:
        moments = iter(("2030-01-02T00:00:00.000Z", "2029-12-31T00:00:00.000Z"))
        monkeypatch.setattr(store, "now", lambda: next(moments))
        first, second = begin(database, "ingest"), begin(database, "ingest")
        assert second > first
        assert run_at(database, "2030-01-01") == second
        assert run_at(database, "2030-06-01") == second


def test_damage_is_found(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        with transaction(database) as connection:
            connection.execute("UPDATE event SET doc = 4711 WHERE type = 'SANCTION'")
        assert any("without their document" in p for p in upkeep.problems(database))


def test_one_document_that_kills_its_worker_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os\nfrom dragoman.corpus import workers\nreal = workers.code\n"
        "def code(parcel, coder):\n    if parcel.id == 'gift':\n        os._exit(9)\n    return real(parcel, coder)\n"
        "workers.code = code\n",
        encoding="utf-8",
    )
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    rows = [*ROWS[:3], {"id": "gift", "text": "x"}, *({**r, "id": f"{r['id']}-2"} for r in ROWS[:3])]
    source = write_rows(tmp_path / "r.jsonl", rows)
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        tally = ingest(database, parcels([str(source)], Given()), workers=1)
    assert (tally["coded"], tally["refused: unreadable"]) == (6, 1)


def test_workers_that_never_start_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import os, sys\nif '--multiprocessing-fork' in sys.orig_argv:\n    os._exit(3)\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)]))
    source = write_rows(tmp_path / "in.jsonl", list(ROWS[:3]))
    with open_database(str(tmp_path / "n.db"), create=True) as database, pytest.raises(ConfigError, match="--workers 0"):
        ingest(database, parcels([str(source)], Given()), workers=2)


def test_lines_of_json_that_hold_no_text_are_refused_one_by_one(tmp_path: Path) -> None:
    odd = [
        "null",
        "[]",
        "{}",
        '{"id": 1}',
        '{"id": "a", "text": 7}',
        '{"id": "b", "text": null}',
        '{"id": {}, "text": "x"}',
        '{"id": "c", "published": "gestern", "text": "x"}',
    ]
    source = tmp_path / "odd.jsonl"
    source.write_text("\n".join([*odd, json.dumps(ROWS[0])]) + "\n", encoding="utf-8")
    with open_database(str(tmp_path / "c.db"), create=True) as database:
        tally = ingest(database, parcels([str(source)], Given()))
    assert tally["documents"] == len(odd) + 1
    assert tally["coded"] == 1
    assert sum(n for name, n in tally.items() if name.startswith("refused")) == len(odd)


def described(database: Database) -> list[tuple[str, str]]:
    """Indexes with what makes them, tables with the names of their columns."""
    made = database.connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    columns = {
        n: sorted(r[1] for r in database.connection.execute(f"PRAGMA table_info({n})")) for t, n, _ in made if t == "table"
    }
    return [(name, " ".join(columns.get(name, [" ".join(sql.split())]))) for _, name, sql in made]


def older(path: Path) -> sqlite3.Connection:
    """The database at `path` as version 7 would have written it: its schema with the same rows."""
    newer = path.rename(path.with_suffix(".newer"))
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript((Path(__file__).parent / "schema-7.sql").read_text(encoding="utf-8"))
    raw.execute("ATTACH ? AS newer", (str(newer),))
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'search*'").fetchall():
        columns = ", ".join(r[1] for r in raw.execute(f"PRAGMA table_info({table})"))
        raw.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")
    raw.execute("INSERT INTO search (search) VALUES ('rebuild')")
    raw.execute(f"PRAGMA application_id = {store.APPLICATION}")
    raw.execute("PRAGMA user_version = 7")
    return raw


def test_a_database_of_version_7_is_brought_up_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    filled(path, MANY[:40]).close()
    older(path).close()
    with pytest.raises(StoreError, match="schema version 7; this program needs"):
        open_database(str(path), readonly=True)
    goes_on(path, tmp_path)


def test_a_database_of_the_first_version_is_brought_up_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    filled(path, MANY[:40]).close()
    raw = older(path)
    for column in ("tone", "toward", "events"):
        raw.execute(f"ALTER TABLE statement DROP COLUMN {column}")
    for index in ("story_facts", "event_more", "story_more", "ledger_done", "story_gone", "ledger_gone"):
        raw.execute(f"DROP INDEX {index}")
    raw.execute("CREATE INDEX event_story ON event (story) WHERE removed IS NULL")
    raw.execute("CREATE INDEX story_cluster ON story (cluster) WHERE removed IS NULL")
    raw.execute("CREATE INDEX due_item ON due (item)")
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    goes_on(path, tmp_path)


def goes_on(path: Path, tmp_path: Path) -> None:
    """An older database takes what is new, and is then like one that was made now."""
    with open_database(str(path)) as database, filled(tmp_path / "whole.db", MANY) as whole:
        ingest(database, parcels([str(write_rows(tmp_path / "many.jsonl", MANY))], Given()))
        assert upkeep.problems(database) == []
        assert upkeep.content_hash(database) == upkeep.content_hash(whole)
        assert described(database) == described(whole)
