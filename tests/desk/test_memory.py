"""What was counted is told again while the database stands as it did, and is counted anew when it does not."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from desk_corpus import corpus, own, service  # noqa: F401
from litestar.testing import TestClient

from dragoman.corpus import audit
from dragoman.desk.api import dossiers, memory
from dragoman.desk.api.app import create_app, served
from dragoman.desk.api.guard import guarded
from dragoman.desk.api.memory import Memory
from dragoman.desk.api.settings import Service, Settings
from dragoman.store import aggregates, open_database, queries
from dragoman.store.filters import Filter


class Counter:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def change(path: Path) -> None:
    with open_database(str(path)) as database:
        event = queries.events(database, Filter(type=("SANCTION",))).rows[0]
        audit.judge(database, {event.id: {"event": ("wrong", "")}})


def test_a_question_is_counted_once_while_nothing_changes(own: Path) -> None:
    kept, count = Memory(str(own)), Counter()
    assert [kept.answer("q", count).body for _ in range(3)] == [b"1"] * 3
    assert kept.answer("other", count).body == b"2"


def test_after_a_change_an_old_answer_is_counted_anew(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, count = Memory(str(own)), Counter()
    kept.answer("q", count)
    change(own)
    assert kept.answer("q", count).body == b"1"  # a few seconds old
    monkeypatch.setattr(memory, "STALE_SECONDS", 0.0)
    assert kept.answer("q", count).body == b"2"
    kept.forget()
    assert kept.answer("q", count).body == b"3"


def test_what_was_being_counted_while_the_desk_changed_the_database_is_not_remembered(own: Path) -> None:
    kept = Memory(str(own))

    def while_it_changes() -> str:
        change(own)
        kept.forget()
        return "before"

    assert kept.answer("q", while_it_changes).body == b'"before"'
    assert kept.answer("q", lambda: "after").body == b'"after"'


def test_another_file_in_its_place_is_noticed(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, count = Memory(str(own)), Counter()
    kept.answer("q", count)
    other = Path(shutil.copy(own, own.with_suffix(".new")))
    own.unlink()
    other.rename(own)
    monkeypatch.setattr(memory, "STALE_SECONDS", 0.0)
    assert kept.answer("q", count).body == b"2"


def test_it_remembers_no_more_than_it_may(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "ANSWERS_MAX", 2)
    kept, count = Memory(str(own)), Counter()
    for question in ("a", "b", "a", "c"):
        kept.answer(question, count)
    assert kept.answer("a", count).body == b"1"
    assert kept.answer("b", count).body == b"4"


PAGE = ("/api/aggregates?&by=date&split=quad", "/api/aggregates?&by=pair&per=all&limit=400", "/api/aggregates?by=pair&per=day&limit=24",
        "/api/aggregates?by=quad", "/api/aggregates?by=published", "/api/places?", "/api/actors?name=&limit=200")  # fmt: skip


def test_what_the_page_asks_is_told_from_memory(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(Settings(str(corpus), names=("testserver.local",)))
    service.keeper.load()
    for module, count in ((aggregates, "counts"), (aggregates, "quads"), (aggregates, "dyads"), (dossiers, "places"), (dossiers, "actors")):
        monkeypatch.setattr(module, count, None)  # the database counts nothing any more
    with TestClient(guarded(create_app(service), service)) as client:
        assert {path: client.get(path).status_code for path in PAGE} == dict.fromkeys(PAGE, 200)


FILTERS = ("", "country=KEN", "type=SANCTION&status=occurred", "since=2024-04-01&until=2024-04-30", "place=Kampala", "language=de",
           "text=Botschafter", "document=post-1", "dyad=KEN-UGA", "reports_min=2", "as_of=2200-01-01", "outlet=Nil", "mark=1", "speaker=nobody", "actor=nobody&place=KEN", "text=Botschafter&country=KEN", "sector=GOV&since=2024-01-01")  # fmt: skip


@pytest.mark.parametrize("query", FILTERS)
def test_what_is_counted_is_what_is_listed(corpus: Path, query: str) -> None:
    with TestClient(served(Settings(str(corpus), names=("testserver.local",)))) as client:
        def asked(path: str) -> Any:
            found = client.get(f"{path}{query}")
            assert found.status_code == 200, found.text
            return found.json()

        listed = len(asked("/api/stories?limit=500&")["items"])
        for by in ("quad", "type", "date", "published", "country", "outlet"):
            assert sum(i["count"] for i in asked(f"/api/aggregates?by={by}&")["items"]) == listed, by
        assert sum(sum(q["quads"]) for q in asked("/api/aggregates?by=date&split=quad&")["quads"]) == listed
        places = asked("/api/places?")
        assert places["without"] + sum(p["stories"] for p in places["items"]) == listed


def test_a_split_by_a_field_that_an_item_has_several_times_is_refused(corpus: Path) -> None:
    with TestClient(served(Settings(str(corpus), names=("testserver.local",)))) as client:
        found = client.get("/api/aggregates?by=entity&split=quad")
        assert (found.status_code, found.json()["parameters"][0]["name"]) == (400, "by")
