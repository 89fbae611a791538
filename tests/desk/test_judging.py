"""Marking events right, wrong or different over the API: the same effect as the audit sheet, and only where it is allowed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_corpus import corpus, own, service  # noqa: F401
from litestar.testing import TestClient

from dragoman.corpus import audit
from dragoman.desk.api.app import create_app, served
from dragoman.desk.api.guard import guarded
from dragoman.desk.api.settings import Service, Settings
from dragoman.store import open_database, upkeep

Client = TestClient[Any]


@pytest.fixture
def client(own: Path) -> Iterator[Client]:
    service = Service(Settings(str(own), names=("testserver.local",), judging=True))
    with TestClient(guarded(create_app(service), service)) as opened:
        yield opened


def stories(client: Client, query: str = "type=SANCTION") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/stories?{query}").json()["items"]
    return found


def reported(client: Client, query: str = "type=SANCTION") -> str:
    return str(stories(client, query)[0]["reports"][0]["event"])


def say(client: Client, id: str, note: str = "", **fields: str) -> Any:
    found = client.post("/api/verdicts", json={"event": id, "fields": fields, "note": note})
    assert found.status_code == 200, found.text
    return found.json()


def test_a_desk_that_only_reads_keeps_no_verdict(corpus: Path) -> None:
    with TestClient(served(Settings(str(corpus), names=("testserver.local",)))) as client:
        found = client.post("/api/verdicts", json={"event": reported(client), "fields": {"event": "wrong"}})
        assert found.status_code == 403
        assert "--judge" in found.json()["detail"]
        assert not client.get("/api/overview").json()["judging"]
        assert client.get("/api/verdicts").json() == {"items": [], "precision": []}


def test_a_wrong_event_leaves_the_stories_and_comes_back(client: Client) -> None:
    before = stories(client, "limit=500")
    id = reported(client, "type=CONSULT&document=notice-1")
    assert say(client, id, "nobody met", event="wrong")["story"] == ""
    assert len(stories(client, "limit=500")) == len(before) - 1
    kept = client.get("/api/verdicts").json()["items"]
    assert [(k["event"]["id"], k["fields"], k["note"]) for k in kept] == [(id, {"event": "wrong"}, "nobody met")]
    assert say(client, id, event="")["story"]
    assert stories(client, "limit=500") == before
    assert client.get("/api/verdicts").json()["items"] == []


def test_a_different_event_is_merged_as_it_should_be(client: Client) -> None:
    id = reported(client)
    now = say(client, id, type="CONSULT", status="denied", recipient="NER/GOV")
    event = now["event"]
    assert (event["event"], event["status"], [p["code"] for p in event["recipient"]]) == (["CONSULT"], "denied", ["NER"])
    story = client.get(f"/api/stories/{now['story']}").json()
    assert story["verdicts"] == {id: {"type": "CONSULT", "status": "denied", "recipient": "NER/GOV"}}
    assert [s["id"] for s in stories(client, "type=CONSULT&country=NER")] == [now["story"]]


def test_it_has_the_effect_of_the_audit_sheet(client: Client, own: Path, tmp_path: Path) -> None:
    sheet = Path(shutil.copy(own, tmp_path / "sheet.db"))
    id = reported(client)
    say(client, id, type="COERCE", event="right")
    with open_database(str(sheet)) as database:
        audit.judge(database, audit.read_back([{"id": id, "verdict_type": "COERCE", "verdict_event": "ja"}]))
        by_sheet = upkeep.content_hash(database)
    with open_database(str(own), readonly=True) as database:
        assert upkeep.content_hash(database) == by_sheet
        assert upkeep.problems(database) == []


def test_precision_is_told_with_its_interval(client: Client) -> None:
    say(client, reported(client), event="right", type="COERCE")
    shares = {p["field"]: (p["right"], p["judged"]) for p in client.get("/api/verdicts").json()["precision"]}
    assert shares == {"event": (1, 1), "type": (0, 1)}


def test_a_search_with_a_mark_gives_what_was_written_since(client: Client) -> None:
    mark = client.get("/api/overview").json()["mark"]
    assert stories(client, f"mark={mark}") == []
    now = say(client, reported(client), type="COERCE")["story"]
    assert {s["event"]["event"][0] for s in stories(client, f"mark={mark}")} == {"COERCE", "SANCTION"}  # one lost a report
    assert now in [s["id"] for s in stories(client, f"mark={mark}")]
    weeks = client.get(f"/api/aggregates?by=published&mark={mark}").json()["items"]
    assert sum(w["count"] for w in weeks) == 2


@pytest.mark.parametrize(
    ("fields", "named"),
    [({"type": "MEETING"}, "type"), ({"status": "maybe"}, "status"), ({"actor": "Kenya"}, "actor"), ({"date": "soon"}, "date"),
     ({"place": "Nairobi"}, "place"), ({"event": "perhaps"}, "event"), ({"actor": "KEN\x00"}, "actor")],
)  # fmt: skip
def test_a_verdict_that_cannot_be_used_names_its_field(client: Client, fields: dict[str, str], named: str) -> None:
    found = client.post("/api/verdicts", json={"event": reported(client), "fields": fields})
    assert found.status_code == 400
    assert [p["name"] for p in found.json()["parameters"]] == [named]


@pytest.mark.parametrize("body", [{"event": "x", "fields": {}}, {"event": "x"}, {"event": "x", "fields": {"colour": "right"}}])
def test_a_body_that_is_no_verdict_is_refused(client: Client, body: dict[str, Any]) -> None:
    assert client.post("/api/verdicts", json=body).status_code == 400


def test_an_event_that_is_not_there_is_404(client: Client) -> None:
    assert client.post("/api/verdicts", json={"event": "none", "fields": {"event": "right"}}).status_code == 404


def test_another_sites_page_cannot_judge(client: Client) -> None:
    body = {"event": reported(client), "fields": {"event": "wrong"}}
    assert client.post("/api/verdicts", json=body, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/api/verdicts", json=body, headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert client.post("/api/verdicts", data=body).status_code == 415
    assert stories(client)


def test_where_a_token_is_asked_for_nobody_judges_without_it(own: Path) -> None:
    settings = Settings(str(own), token="geheim", names=("testserver.local",), judging=True)
    with TestClient(served(settings)) as client:
        body = {"event": "x", "fields": {"event": "wrong"}}
        assert client.post("/api/verdicts", json=body).status_code == 401
        assert client.post("/api/verdicts", json=body, headers={"Authorization": "Bearer geheim"}).status_code == 404
