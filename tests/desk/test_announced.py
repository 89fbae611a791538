"""The ledger as the desk asks it: the same states as the record's own, page by page, from the database's columns."""

import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk_corpus import client, corpus, service  # noqa: F401
from litestar.testing import TestClient

from corpora import filled
from dragoman.desk.api import announced
from dragoman.desk.api.announced import Wanted
from dragoman.desk.api.answers import Line
from dragoman.store import open_database, queries
from dragoman.stories.ledger import state

Client = TestClient[Any]
MANY = tuple(
    {"id": f"plan-{n}", "outlet": f"Blatt {n}", "published": f"2024-05-{n + 1:02}", "lang": "de", "title": "Besuch",
     "text": f"Der {a} Präsident wird am Freitag nach {b} reisen, teilte das Außenministerium mit."}
    for n, (a, b) in enumerate((x, y) for x in ("ugandische", "kenianische", "malische") for y in ("Frankreich", "Peru", "Chile"))
)  # fmt: skip

UNDATED = (
    {"id": "offen", "outlet": "Blatt", "published": "2024-05-04", "lang": "de", "title": "Besuch",
     "text": "Der ugandische Präsident wird nach Mali reisen, teilte das Außenministerium mit."},
)  # fmt: skip


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "plans.db"
    filled(path, (*MANY, *UNDATED)).close()
    return path


def days() -> list[str]:
    first = datetime.date(2024, 4, 28)
    return [(first + datetime.timedelta(days=n)).isoformat() for n in range(0, 45, 2)]


@pytest.mark.parametrize("day", days())
def test_the_columns_say_of_every_day_what_the_entries_say(plans: Path, day: str) -> None:
    with open_database(str(plans), readonly=True) as database:
        entries = [e for e in queries.ledger(database) if e.opened <= day]
        told = {e.story: state(e, day) for e in entries}
        found, more = announced.lines(database, Wanted(day), newest=False, limit=500, after="")
        assert more == ""
        assert {line.entry.story: line.state for line in found} == told
        assert sum(announced.counts(database, Wanted(day)).values()) == len(told)
        for word, number in announced.counts(database, Wanted(day)).items():
            some, _ = announced.lines(database, msgspec.structs.replace(Wanted(day), states=(word,)), newest=False, limit=500, after="")
            assert (len(some), {line.state for line in some}) == (number, {word})


def test_an_entry_without_a_day_is_open_until_nothing_more_is_heard(plans: Path) -> None:
    with open_database(str(plans), readonly=True) as database:
        told = {}
        for day in ("2024-05-20", "2024-06-20"):
            found, _ = announced.lines(database, Wanted(day), newest=False, limit=500, after="")
            told[day] = [line.state for line in found if line.entry.opened == "2024-05-04" and line.entry.why]
    assert told == {"2024-05-20": ["open"], "2024-06-20": ["lapsed"]}


@pytest.mark.parametrize("newest", [False, True])
def test_pages_of_two_give_the_same_as_one_page(plans: Path, newest: bool) -> None:
    with open_database(str(plans), readonly=True) as database:
        whole, _ = announced.lines(database, Wanted("2024-06-30"), newest=newest, limit=500, after="")
        got: list[Line] = []
        after = ""
        while True:
            page, after = announced.lines(database, Wanted("2024-06-30"), newest=newest, limit=2, after=after)
            got += page
            if not after:
                break
    assert len(whole) > 6
    assert got == list(whole)


@pytest.mark.parametrize(("query", "name"), [("after=zzz", "after"), ("sort=size", "sort"), ("since=soon", "since"), ("state=lost", "state")])
def test_a_wrong_question_to_the_ledger_is_named(client: Client, query: str, name: str) -> None:
    found = client.get(f"/api/ledger?{query}")
    assert (found.status_code, [p["name"] for p in found.json()["parameters"]]) == (400, [name])


def test_days_and_states_narrow_it(client: Client) -> None:
    whole = client.get("/api/ledger").json()["items"]
    first = whole[0]["entry"]["date"]
    assert {x["entry"]["date"] for x in client.get(f"/api/ledger?until={first}").json()["items"]} == {first}
    counts = client.get("/api/ledger/counts").json()["states"]
    assert sum(counts.values()) == len(whole)
