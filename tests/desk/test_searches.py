"""Searches that are kept beside the database: over the API, on the command line, and in each as the other left them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from desk_corpus import corpus, own  # noqa: F401
from litestar.testing import TestClient

from dragoman.desk.api.app import create_app, served
from dragoman.desk.api.guard import guarded
from dragoman.desk.api.settings import Service, Settings
from dragoman.desk.cli import main
from dragoman.desk.searching import FIELDS, filter_of, query_of
from dragoman.store import open_database, searches
from dragoman.store.filters import Filter
from dragoman.store.searches import Kept
from dragoman.values.errors import ConfigError, StoreError

Client = TestClient[Any]


@pytest.fixture
def client(own: Path) -> Iterator[Client]:
    service = Service(Settings(str(own), names=("testserver.local",), judging=True, keeping=True))
    with TestClient(guarded(create_app(service), service)) as opened:
        yield opened


def keep(client: Client, name: str, query: str, **more: Any) -> list[dict[str, Any]]:
    found = client.post("/api/searches", json={"keep": [{"name": name, "query": query, **more}]})
    assert found.status_code == 200, found.text
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def run(own: Path, *words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["searches", *words, "--db", str(own)], input=given)


def deny(client: Client) -> None:
    """Writes a story of Kenya anew."""
    id = client.get("/api/stories?document=ort-1").json()["items"][0]["reports"][0]["event"]
    assert client.post("/api/verdicts", json={"event": id, "fields": {"status": "denied"}}).status_code == 200


def test_a_search_begins_now_and_lies_in_a_file_beside_the_database(client: Client, own: Path) -> None:
    overview = client.get("/api/overview").json()
    expected = [{"name": "Kenya", "query": "country=KEN", "seen": overview["latest"], "mark": overview["mark"]}]
    assert keep(client, "Kenya", "country=KEN") == expected
    assert client.get("/api/searches").json() == {"items": expected, "writable": True}
    assert Path(f"{own}.searches").exists()


def test_the_database_itself_is_not_written(client: Client, own: Path) -> None:
    before = own.read_bytes()
    keep(client, "Kenya", "country=KEN")
    assert own.read_bytes() == before


def test_the_same_filters_in_another_order_are_the_same_search(client: Client) -> None:
    keep(client, "first", "type=CONSULT&country=UGA&country=KEN")
    assert [s["name"] for s in keep(client, "second", "country=KEN&type=CONSULT&country=UGA")] == ["second"]


def test_a_search_is_forgotten_by_its_query(client: Client) -> None:
    keep(client, "Kenya", "country=KEN")
    keep(client, "Mali", "country=MLI")
    found = client.post("/api/searches", json={"forget": ["country=KEN"]}).json()["items"]
    assert [s["name"] for s in found] == ["Mali"]


@pytest.mark.parametrize(
    ("query", "told"),
    [("colour=red", "colour"), ("mark=3", "mark"), ("", "query"), ("nothing", "query"), ("since=soon", "since"), ("status=maybe", "status"),
     ("quad=x", "quad"), ("dyad=KEN", "dyad"), ("text=%22", "text"), ("reports_min=-", "reports_min"), ("country=%00", "country")],
)  # fmt: skip
def test_a_query_that_cannot_be_asked_is_not_kept(client: Client, query: str, told: str) -> None:
    found = client.post("/api/searches", json={"keep": [{"name": "x", "query": query}]})
    assert found.status_code == 400
    assert told in found.json()["detail"]
    assert client.get("/api/searches").json()["items"] == []


def test_a_desk_that_only_reads_shows_them_and_keeps_none(own: Path) -> None:
    searches.change(str(own), [Kept("Kenya", "country=KEN", "2024-04-01", 2)])
    with TestClient(served(Settings(str(own), names=("testserver.local",)))) as client:
        found = client.get("/api/searches").json()
        assert (found["items"][0]["name"], found["writable"]) == ("Kenya", False)
        refused = client.post("/api/searches", json={"forget": ["country=KEN"]})
        assert (refused.status_code, "--keep" in refused.json()["detail"]) == (403, True)


def test_another_sites_page_cannot_keep_one(client: Client) -> None:
    body = {"keep": [{"name": "x", "query": "country=KEN"}]}
    assert client.post("/api/searches", json=body, headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_no_more_are_kept_than_a_page_can_show(own: Path) -> None:
    with pytest.raises(StoreError, match="at most"):
        searches.change(str(own), [Kept(str(n), f"text={n}") for n in range(searches.MOST + 1)])
    assert searches.kept(str(own)) == ()


def test_a_file_that_holds_something_else_is_named(own: Path) -> None:
    Path(f"{own}.searches").write_text("not a database, but some words that somebody wrote there" * 9)
    found = run(own, "list")
    assert found.exit_code == 2
    assert f"{own}.searches" in found.stderr


def test_the_command_line_and_the_page_see_the_same(client: Client, own: Path) -> None:
    assert run(own, "keep", "Kenya talks", "--country", "KEN", "--type", "CONSULT").exit_code == 0
    assert client.get("/api/searches").json()["items"][0]["query"] == "country=KEN&type=CONSULT"
    deny(client)
    listed = json.loads(run(own, "list").stdout)
    assert (listed["name"], listed["new"]) == ("Kenya talks", 1)
    assert listed["stories"] == len(client.get("/api/stories?country=KEN&type=CONSULT").json()["items"]) > 1


def test_what_is_new_is_shown_and_then_no_longer(client: Client, own: Path) -> None:
    keep(client, "Kenya", "country=KEN")
    assert run(own, "show", "Kenya", "--new").stdout == ""
    deny(client)
    new = [json.loads(line) for line in run(own, "show", "Kenya", "--new", "--looked").stdout.splitlines()]
    assert [s["event"]["status"] for s in new] == ["denied"]
    assert run(own, "show", "Kenya", "--new").stdout == ""
    assert len(run(own, "show", "Kenya").stdout.splitlines()) > 1
    assert client.get("/api/searches").json()["items"][0]["mark"] == client.get("/api/overview").json()["mark"]


def test_a_long_answer_goes_on_where_it_ended(client: Client, own: Path) -> None:
    keep(client, "Kenya", "country=KEN")
    whole = run(own, "show", "Kenya").stdout.splitlines()
    first = run(own, "show", "Kenya", "--limit", "1")
    rest = run(own, "show", "Kenya", "--after", first.stderr.split()[-1])
    assert [*first.stdout.splitlines(), *rest.stdout.splitlines()] == whole
    assert len(whole) > 1


def test_a_search_for_nothing_is_not_kept(own: Path) -> None:
    found = run(own, "keep", "all")
    assert found.exit_code == 2
    assert "--country" in found.stderr


def test_in_a_database_that_was_made_anew_everything_is_new(own: Path) -> None:
    searches.change(str(own), [Kept("Kenya", "country=KEN", "2024-04-01", 10**9)])
    found = json.loads(run(own, "list").stdout)
    assert found["new"] == found["stories"] > 0


def test_searches_are_carried_to_another_database_and_begin_there(client: Client, own: Path, tmp_path: Path) -> None:
    keep(client, "Kenya", "country=KEN", seen="2024-01-01", mark=1)
    other = Path(shutil.copy(own, tmp_path / "other.db"))
    content = run(own, "export").stdout
    assert run(other, "import", "-", given=content).exit_code == 0
    with open_database(str(other), readonly=True) as database:
        largest = database.connection.execute("SELECT max(story) FROM story").fetchone()[0]
    assert [(s.name, s.query, s.mark) for s in searches.kept(str(other))] == [("Kenya", "country=KEN", largest)]
    assert run(own, "import", "-", given=client.get("/api/searches").text).exit_code == 0
    assert searches.kept(str(own))[0].mark == 1  # one that is here already goes on


@pytest.mark.parametrize("content", ["", "[]", '{"items": [{"name": 3}]}', '{"items": [{"name": "x", "query": "colour=red"}]}'])
def test_a_file_that_is_no_list_of_searches_is_refused(own: Path, content: str) -> None:
    found = run(own, "import", "-", given=content)
    assert found.exit_code == 2
    assert "expected" in found.stderr
    assert searches.kept(str(own)) == ()


def test_a_name_that_is_not_kept_is_told_with_those_that_are(client: Client, own: Path) -> None:
    keep(client, "Kenya", "country=KEN")
    for command in ("show", "forget"):
        found = run(own, command, "Mali")
        assert found.exit_code == 2
        assert "'Kenya'" in found.stderr


@pytest.mark.parametrize("field", FIELDS)
def test_every_filter_can_be_kept(field: str) -> None:
    values: dict[str, Any] = {"quad": (1, 4), "background": False, "disputed": True, "reports_min": 2, "origins_min": 3, "status": ("denied",)}
    days = dict.fromkeys(("since", "until", "published_since", "published_until", "as_of"), "2024-03-01")
    default: Any = ("A & B", "C=D") if isinstance(getattr(Filter(), field), tuple) else "A & B"
    asked = Filter(**{field: {**values, **days}.get(field, default)})
    assert filter_of(query_of(asked)) == asked


def test_an_unknown_filter_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ConfigError, match="origins_min"):
        filter_of("colour=red")
