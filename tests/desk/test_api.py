"""The API: every question of the command line, errors that name the parameter, rights, limits, and who may ask."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from desk_corpus import ATTACKS, EMOJI, client, corpus, service  # noqa: F401
from litestar.testing import TestClient

from dragoman.desk.api.app import create_app, served
from dragoman.desk.api.guard import guarded
from dragoman.desk.api.settings import Service, Settings

Client = TestClient[Any]


def asked(client: Client, path: str, status: int = 200) -> Any:
    found = client.get(path)
    assert found.status_code == status, found.text
    return found.json()


LISTS = ("/api/events", "/api/stories", "/api/documents", "/api/actors", "/api/places", "/api/ledger", "/api/statements")


@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_items(client: Client, path: str) -> None:
    assert asked(client, path)["items"]


FILTERS: tuple[tuple[str, set[str]], ...] = (
    ("type=SANCTION&country=MLI", {"SANCTION"}),
    ("dyad=KEN-UGA&until=2024-03-31", {"CONSULT"}),
    ("type=sanction&type=accuse&published_until=2024-04-02&outlet=hafen", {"SANCTION", "ACCUSE"}),
    ("since=2030-01-01", set()),
    ("text=Botschafter&type=SANCTION", {"SANCTION"}),
)


@pytest.mark.parametrize(("query", "types"), FILTERS)
def test_a_filter_means_what_it_means_on_the_command_line(client: Client, query: str, types: set[str]) -> None:
    assert {e["event"][0] for e in asked(client, f"/api/events?{query}")["items"]} == types
    assert {s["event"]["event"][0] for s in asked(client, f"/api/stories?{query}")["items"]} == types


@pytest.mark.parametrize("what", ["events", "stories", "documents", "statements"])
def test_pages_of_one_give_the_same_as_one_page(client: Client, what: str) -> None:
    whole = asked(client, f"/api/{what}?limit=500")["items"]
    got, after = [], ""
    while True:
        page = asked(client, f"/api/{what}?limit=1&after={after}")
        got += page["items"]
        after = page["next"]
        if not after:
            break
    assert len(whole) > 1
    assert got == whole


WRONG = (
    ("/api/stories?limit=0", "limit"),
    ("/api/stories?limit=501", "limit"),
    ("/api/stories?stauts=occurred", "stauts"),
    ("/api/stories?status=gone", "status"),
    ("/api/stories?quad=7", "quad"),
    ("/api/stories?since=2024-13-01", "since"),
    ("/api/stories?sort=size", "sort"),
    ("/api/stories?after=zzz", "after"),
    ("/api/stories?dyad=Kenya", "dyad"),
    ("/api/stories?text=%22open", "text"),
    ("/api/stories?actor=%00", "actor"),
    ("/api/aggregates?by=colour", "by"),
    ("/api/ledger?state=lost", "state"),
    ("/api/export?as=xls", "as"),
    ("/api/sentences", "document"),
    ("/api/documents?text=%22open", "text"),
)


@pytest.mark.parametrize(("path", "name"), WRONG)
def test_a_wrong_parameter_is_named(client: Client, path: str, name: str) -> None:
    found = client.get(path)
    assert found.status_code == 400
    assert found.headers["content-type"].startswith("application/problem+json")
    assert [p["name"] for p in found.json()["parameters"]] == [name]


MISSING = ("/api/stories/0", "/api/events/0", "/api/documents/none", "/api/actors/none", "/api/none", "/assets/none.js",
           "/assets/..%2f..%2fapi%2fapp.py", "/assets/%2e%2e/app.py", "/../../etc/passwd")  # fmt: skip


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_a_problem_of_404(client: Client, path: str) -> None:
    found = client.get(path)
    assert found.status_code == 404
    assert found.json()["status"] == 404


def test_an_answer_that_is_known_already_is_not_sent_again(client: Client) -> None:
    first = client.get("/api/stories")
    again = client.get("/api/stories", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/stories?limit=1", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_head_gives_the_headers_of_get(client: Client) -> None:
    found = client.head("/api/stories")
    assert (found.status_code, found.content) == (200, b"")
    assert found.headers["etag"] == client.get("/api/stories").headers["etag"]


def test_answers_are_compressed(client: Client) -> None:
    assert client.get("/api/stories", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_a_story_comes_with_its_reports_their_texts_and_what_proves_it(client: Client) -> None:
    id = next(s["id"] for s in asked(client, "/api/stories?type=SANCTION")["items"])
    found = asked(client, f"/api/stories/{id}")
    assert {d["about"]["id"] for d in found["documents"]} == {r["document"] for r in found["story"]["reports"]}
    texts = {d["about"]["id"]: d["text"] for d in found["documents"]}
    for event in found["events"]:
        text = texts[event["cite_info"]["id"]]
        words = " ".join(text[a:b] for a, b in event["text_info"]["trigger"])
        assert words in event["event_text"]
        assert [text[a:b] for p in event["actor"] for a, b in p["spans"]]
    assert EMOJI["id"] in texts
    assert any("compared" in line or "reports" in line for line in found["explanation"])


def test_a_text_that_a_notice_covers_shows_only_what_proves(client: Client) -> None:
    found = asked(client, "/api/documents/notice-1")
    assert found["withheld"]
    assert found["text"] == ""
    assert any("getroffen" in p["text"] for p in found["passages"])
    assert found["about"]["url"] == "https://sperrblatt.example/1"
    assert "nichts beweist" not in json.dumps(found, ensure_ascii=False)
    assert asked(client, "/api/sentences?document=notice-1", 403)["status"] == 403
    assert [d["snippet"] for d in asked(client, "/api/documents?text=beweist")["items"]] == [""]


def test_the_owner_may_say_that_it_is_shown(corpus: Path) -> None:
    service = Service(Settings(str(corpus), names=("testserver.local",), protected=True))
    with TestClient(guarded(create_app(service), service)) as client:
        assert "nichts beweist" in asked(client, "/api/documents/notice-1")["text"]


def test_a_document_with_a_strange_id_is_found(client: Client) -> None:
    id = ATTACKS[0]["id"]
    assert asked(client, f"/api/documents/{quote(id, safe='')}")["about"]["id"] == id


def test_it_is_said_why_there_is_no_event_in_a_sentence(client: Client) -> None:
    found = asked(client, "/api/sentences?document=sport-1")["sentences"]
    assert any(line.startswith("refused") for s in found for line in s["lines"])


def test_a_pasted_text_is_coded_and_explained(client: Client) -> None:
    body = {"text": "🎉 Frankreich hat den Botschafter Malis ausgewiesen.", "published": "2024-05-02"}
    found = client.post("/api/code", json=body).json()
    event = found["events"][0]
    assert event["event"] == ["SANCTION"]
    assert [found["text"][a:b] for a, b in event["evidence"][0]["trigger"]] == ["ausgewiesen"]
    assert found["sentences"][0]["lines"]


def test_a_pasted_text_that_cannot_be_read_is_a_refusal_and_no_error(client: Client) -> None:
    found = client.post("/api/code", json={"text": "   "})
    assert found.status_code == 200
    assert found.json()["refusal"]["reason"] == "empty"


@pytest.mark.parametrize(
    ("body", "status"),
    [({"text": ""}, 400), ({"texts": "x"}, 400), ({"text": "x" * 100_001}, 400), ({"text": "x" * 400_001}, 413)],
)
def test_a_body_that_cannot_be_used_is_refused(client: Client, body: dict[str, str], status: int) -> None:
    assert client.post("/api/code", json=body).status_code == status


def test_only_our_own_page_and_programs_may_post(client: Client) -> None:
    body = {"text": "Frankreich hat den Botschafter Malis ausgewiesen."}
    assert client.post("/api/code", json=body, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/api/code", json=body, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/api/code", content=json.dumps(body), headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.request("DELETE", "/api/stories").status_code == 405


def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/api/health", headers={"Host": "rebound.example"}).status_code == 421


def test_every_answer_forbids_what_the_page_does_not_need(client: Client) -> None:
    for path in ("/api/stories", "/api/none", "/"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_with_a_token_nobody_asks_without_it(corpus: Path) -> None:
    settings = Settings(str(corpus), token="geheim", names=("testserver.local",))
    with TestClient(served(settings)) as client:
        assert client.get("/api/stories").status_code == 401
        assert client.get("/api/stories?token=geheim").status_code == 401
        assert client.get("/api/health").status_code == 200
        assert client.get("/api/stories", headers={"Authorization": "Bearer geheim"}).status_code == 200
        assert client.get("/api/stories", headers={"Authorization": "Bearer falsch"}).status_code == 401
        entered = client.get("/?token=geheim&view=ledger", follow_redirects=False)
        assert (entered.status_code, entered.headers["location"]) == (303, "/?view=ledger")
        assert "HttpOnly" in entered.headers["set-cookie"]
        assert client.get("/api/stories").status_code == 200


def test_a_query_that_takes_too_long_is_stopped_and_says_so(corpus: Path) -> None:
    from dragoman.store.database import translated
    from dragoman.values.errors import StoreError

    service = Service(Settings(str(corpus), seconds=0.05))
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with service.database() as database, pytest.raises(StoreError, match="interrupted"), translated("c.db"):
        database.connection.execute(endless).fetchone()


def test_an_export_as_lines_holds_every_story(client: Client) -> None:
    lines = [json.loads(line) for line in client.get("/api/export?as=jsonl").text.splitlines()]
    assert {s["id"] for s in lines} == {s["id"] for s in asked(client, "/api/stories?limit=500")["items"]}


def test_an_export_as_a_table_has_a_row_for_each_event(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/export?as=csv&of=events").text)))
    assert sorted(r["id"] for r in rows) == sorted(e["id"] for e in asked(client, "/api/events?limit=500")["items"])


@pytest.mark.parametrize("form", ["parquet", "plover", "gdelt", "polecat", "icews", "geojson", "ics", "graphml"])
def test_every_format_of_the_field_is_sent(client: Client, form: str) -> None:
    found = client.get(f"/api/export?as={form}")
    assert found.status_code == 200
    assert found.content
    assert f".{form}" in found.headers["content-disposition"]


def test_numbers_add_up(client: Client) -> None:
    types = asked(client, "/api/aggregates?by=type")["items"]
    assert sum(t["count"] for t in types) == len(asked(client, "/api/stories?limit=500")["items"])
    pairs = {(p["source"], p["target"]) for p in asked(client, "/api/aggregates?by=pair&per=all")["pairs"]}
    assert ("FRA", "MLI") in pairs


def test_a_dossier_knows_names_and_partners(client: Client) -> None:
    found = asked(client, "/api/actors/person:wanjiru-odembo")
    assert found["names"] == ["Wanjiru Odembo"]
    assert found["partners"][0]["code"] == "UGA"
    assert asked(client, "/api/actors/UGA")["stories"] >= found["stories"]


def test_a_dossier_tells_offices_with_their_dates_and_what_was_kept(client: Client) -> None:
    found = asked(client, "/api/actors/UGA")
    assert sum(found["announced"].values()) == len(found["lines"]) > 0
    assert all(line["entry"]["opened"] for line in found["lines"])
    ruto = asked(client, "/api/actors/person:william-ruto")
    assert next((t["office"], t["body"], t["start"][:4], t["end"]) for t in ruto["terms"]) == ("head_of_state", "KEN", "2022", "")
    assert "person:william-ruto" in [t["person"] for t in asked(client, "/api/actors/KEN")["terms"]]


def test_the_metrics_count_requests(client: Client) -> None:
    client.get("/api/stories?limit=0")
    assert 'dragoman_requests_total{route="/api/stories",status="400"}' in client.get("/api/metrics").text


def test_the_openapi_document_describes_every_path(client: Client) -> None:
    found = asked(client, "/openapi.json")
    assert found["openapi"].startswith("3.1")
    assert {*LISTS, "/api/aggregates", "/api/code", "/api/export", "/api/health", "/api/metrics"} <= set(found["paths"])
    assert all("400" in way["responses"] for path, ways in found["paths"].items() for way in ways.values() if path != "/api/metrics")
    parameters = {p["name"] for p in found["paths"]["/api/stories"]["get"]["parameters"]}
    assert {"actor", "dyad", "since", "text", "limit", "after", "sort"} <= parameters
