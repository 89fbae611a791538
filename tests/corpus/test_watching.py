"""Feeds and pages of a server of our own: asked politely, within limits, and only for what is new."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dragoman.corpus import fetching
from dragoman.corpus.fetching import Fetcher, FetchError, Limits, resolved
from dragoman.corpus.watching import Watch, addresses, rounds
from dragoman.desk.watching import duration
from dragoman.store import Database, open_database, queries
from dragoman.store.filters import Filter
from dragoman.values.errors import ConfigError, InputError

TEXT = "Frankreich hat am Montag den Botschafter Malis ausgewiesen. Mali verurteilte am Dienstag die französische Regierung."
PAGE = f"<html lang='de'><head><title>Botschafter Malis muss gehen</title></head><body><article><h1>Botschafter Malis muss gehen</h1><p>{TEXT}</p><p>Das teilte das Ministerium in Paris mit.</p></article></body></html>"


class Site:
    """A server whose answers a test sets; it remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {"/robots.txt": (404, {}, b"")}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                answer = site.pages.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer = answer(self)
                if answer is None:
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def feed(self, *items: str) -> bytes:
        listed = "".join(
            f"<item><guid>{i}</guid><link>{self.root}/{i}</link><title>Nr. {i}</title><pubDate>Tue, 02 Apr 2024 08:00:00 GMT</pubDate>"
            f"<description>{TEXT}</description></item>"
            for i in items
        )
        return f"<rss version='2.0'><channel><title>Hafenpost</title><language>de</language>{listed}</channel></rss>".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(str(tmp_path / "w.db"), create=True) as opened:
        yield opened


def fetcher(**limits: Any) -> Fetcher:
    return Fetcher(Limits(**{"private": True, **limits}), sleep=lambda seconds: None)


def watched(database: Database, site: Site, *, fetch: bool = False, with_: Fetcher | None = None, times: int = 1) -> tuple[Any, list[str]]:
    said: list[str] = []

    class OverError(Exception):
        pass

    def sleep(seconds: float) -> None:
        nonlocal times
        times -= 1
        if not times:
            raise OverError

    watch = Watch((f"{site.root}/feed",), fetch)
    told = lambda feed, words: said.append(words)  # noqa: E731
    if times == 1:
        return rounds(database, watch, with_ or fetcher(), every=60, once=True, told=told), said
    with pytest.raises(OverError):
        rounds(database, watch, with_ or fetcher(), every=60, once=False, told=told, sleep=sleep)
    return None, said


def test_the_entries_of_a_feed_are_kept_and_only_new_ones_later(site: Site, database: Database) -> None:
    site.pages["/feed"] = (200, {"ETag": '"1"', "Last-Modified": "Tue, 02 Apr 2024 08:00:00 GMT"}, site.feed("a", "b"))
    tally, _ = watched(database, site)
    assert (tally["new"], tally["documents"]) == (2, 2)
    site.pages["/feed"] = (200, {"ETag": '"2"'}, site.feed("a", "b", "c"))
    tally, _ = watched(database, site)
    assert (tally["new"], tally["unchanged"]) == (1, 2)
    assert {d["id"] for d in queries.documents(database).rows} == {"a", "b", "c"}


def test_a_server_is_asked_with_the_marks_of_its_last_answer(site: Site, database: Database) -> None:
    site.pages["/feed"] = (200, {"ETag": '"7"', "Last-Modified": "Tue, 02 Apr 2024 08:00:00 GMT"}, site.feed("a"))
    watched(database, site)
    site.pages["/feed"] = (304, {}, b"")
    tally, said = watched(database, site)
    path, headers = site.asked[-1]
    assert (path, headers["if-none-match"], headers["if-modified-since"]) == ("/feed", '"7"', "Tue, 02 Apr 2024 08:00:00 GMT")
    assert said == ["nothing new"]
    assert tally["documents"] == 0


def test_linked_pages_are_fetched_once_and_known_by_their_address(site: Site, database: Database) -> None:
    site.pages["/feed"] = (200, {}, site.feed("a", "b"))
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, PAGE.encode())
    for _ in range(2):
        watched(database, site, fetch=True)
    assert sum(path == "/a" for path, _ in site.asked) == 1
    document = queries.document(database, f"{site.root}/a")
    assert document is not None
    assert (document["title"], document["published"], document["outlet"]) == ("Botschafter Malis muss gehen", "2024-04-02", "Hafenpost")
    assert queries.document(database, "b") is not None  # its page is not there: the entry itself
    assert len(queries.events(database, Filter(type=("SANCTION",))).rows) == 2


def test_a_feed_that_fails_is_asked_less_often_and_never_ends_the_watch(site: Site, database: Database) -> None:
    site.pages["/feed"] = (500, {}, b"")
    watched(database, site, times=9)
    asked = sum(path == "/feed" for path, _ in site.asked)
    assert asked == 4  # rounds 0, 2, 4 and 8
    assert database.connection.execute("SELECT failures FROM feed").fetchone() == (4,)
    site.pages["/feed"] = (200, {}, site.feed("a"))
    assert watched(database, site)[0]["new"] == 1
    assert database.connection.execute("SELECT failures, message FROM feed").fetchone() == (0, "")


def test_robots_txt_is_obeyed_and_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /geheim\n")
    site.pages["/offen"] = (200, {}, b"ja")
    mine = fetcher()
    assert mine.fetch(f"{site.root}/offen").data == b"ja"
    with pytest.raises(FetchError, match=r"robots\.txt does not allow it"):
        mine.fetch(f"{site.root}/geheim/seite")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/offen"]


def test_a_host_that_cannot_give_its_robots_txt_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    site.pages["/offen"] = (200, {}, b"ja")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher().fetch(f"{site.root}/offen")


def test_two_requests_to_a_host_are_apart(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    site.pages["/a"] = (200, {}, b"a")
    slept: list[float] = []
    mine = Fetcher(Limits(private=True), clock=lambda: 100.0, sleep=slept.append)
    for _ in range(2):
        mine.fetch(f"{site.root}/a")
    assert slept == [7.0]


def test_a_feed_that_never_ends_is_cut_off(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"<item>" * 10_000)
        except (BrokenPipeError, ConnectionResetError):
            pass

    site.pages["/feed"] = endless
    with pytest.raises(FetchError, match="more than 1,000,000 bytes"):
        fetcher(bytes=1_000_000).fetch(f"{site.root}/feed")


@pytest.mark.parametrize(("promised", "drop"), [("", b"." * fetching.CHUNK), ("1000000", b".")])
def test_a_server_that_drips_is_given_up(site: Site, promised: str, drop: bytes) -> None:
    over = threading.Event()

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if promised:
            handler.send_header("Content-Length", promised)
        handler.end_headers()
        try:
            while not over.wait(0.01):
                handler.wfile.write(drop)
        except (BrokenPipeError, ConnectionResetError):
            pass

    site.pages["/feed"] = dripping
    with pytest.raises(FetchError, match="took more than"):
        fetcher(seconds=0.3, bytes=10**12).fetch(f"{site.root}/feed")
    over.set()


def test_a_page_that_unpacks_without_end_is_cut_off(site: Site) -> None:
    site.pages["/feed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(FetchError, match="more than 2,000,000 bytes"):
        fetcher(bytes=2_000_000).fetch(f"{site.root}/feed")


@pytest.mark.parametrize("target", ["/feed", "/b"])
def test_redirects_in_a_circle_end(site: Site, target: str) -> None:
    site.pages["/feed"] = (302, {"Location": target}, b"")
    site.pages["/b"] = (301, {"Location": "/feed"}, b"")
    with pytest.raises(FetchError, match="in a circle"):
        fetcher().fetch(f"{site.root}/feed")


def test_a_redirect_to_a_private_host_or_another_scheme_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/feed"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(FetchError, match="only http and https"):
        fetcher().fetch(f"{site.root}/feed")
    site.pages["/feed"] = (302, {"Location": "http://10.1.2.3/latest"}, b"")
    real = fetching.resolved
    monkeypatch.setattr(fetching, "resolved", lambda host, port, *, private: real(host, port, private=host == "127.0.0.1"))
    with pytest.raises(FetchError, match="no public address"):
        fetcher().fetch(f"{site.root}/feed")


PRIVATE = ("127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "::1", "fd00::1", "::ffff:127.0.0.1", "2130706433")


@pytest.mark.parametrize("host", PRIVATE)
def test_hosts_of_the_own_machine_and_network_are_not_asked(host: str) -> None:
    with pytest.raises(FetchError):
        resolved(host, 80, private=False)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/x", "http://", "gopher://a", "http://a.example:99999/", "x"])
def test_addresses_of_other_kinds_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        fetcher().fetch(url)


def test_the_network_card_s_own_addresses_are_never_asked() -> None:
    with pytest.raises(FetchError, match="never asked"):
        fetching.resolved("169.254.169.254", 80, private=True)


def test_feeds_are_named_by_address_list_or_opml(tmp_path: Path) -> None:
    opml = tmp_path / "f.opml"
    opml.write_text(
        "<opml version='2.0'><body><outline text='x'><outline type='rss' xmlUrl='https://a.example/1'/></outline>"
        "<outline xmlUrl='https://a.example/2'/></body></opml>", encoding="utf-8",
    )  # fmt: skip
    plain = tmp_path / "f.txt"
    plain.write_text("# unsere\nhttps://a.example/2\nhttps://a.example/3\n", encoding="utf-8")
    assert addresses([str(opml), str(plain)]) == ("https://a.example/1", "https://a.example/2", "https://a.example/3")
    with pytest.raises(InputError, match="expected an http"):
        addresses(["nirgends.opml"])


def test_an_opml_list_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "f.opml"
    bomb.write_text('<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml><body><outline xmlUrl="&a;"/></body></opml>', encoding="utf-8")
    with pytest.raises(InputError, match="no OPML list"):
        addresses([str(bomb)])


@pytest.mark.parametrize(("words", "seconds"), [("15m", 900), ("1h", 3600), ("90s", 90)])
def test_times_are_read(words: str, seconds: float) -> None:
    assert duration(words) == seconds


@pytest.mark.parametrize("words", ["5s", "bald", "0m", ""])
def test_times_too_short_or_unreadable_are_refused(words: str) -> None:
    with pytest.raises(ConfigError, match="a minute or more"):
        duration(words)


def run(*words: str) -> tuple[int, str]:
    """Exit code of the command line, and what it said on standard error."""
    done = subprocess.run([sys.executable, "-c", "from dragoman.desk.cli import main; main()", *words], capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.fixture
def listed(site: Site, tmp_path: Path) -> Path:
    """An OPML list with a feed that works, one that fails, and a page that is no feed."""
    site.pages |= {"/feed": (200, {"ETag": '"1"'}, site.feed("a", "b")), "/seite": (200, {}, PAGE.encode()), "/kaputt": (500, {}, b"")}
    outlines = "".join(f"<outline type='rss' xmlUrl='{site.root}{path}'/>" for path in ("/kaputt", "/seite", "/feed"))
    path = tmp_path / "feeds.opml"
    path.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", [("ingest",), ("watch", "--once")])
def test_the_command_line_takes_a_list_of_feeds_and_says_what_came_of_each(site: Site, listed: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    database = str(tmp_path / "d.db")
    code, told = run(*command, str(listed), "--db", database, "--allow-private")
    assert code == 0
    assert f"{site.root}/kaputt: {site.root}/kaputt: the server answers 500" in told
    assert f"{site.root}/seite: this is no RSS or Atom feed" in told
    assert f"{site.root}/feed: 2 new or changed of 2" in told
    assert "2 feeds that could not be asked" in told
    site.pages["/feed"] = (304, {}, b"")
    assert f"{site.root}/feed: nothing new" in run(*command, str(listed), "--db", database, "--allow-private")[1]


def test_a_feed_and_a_file_are_ingested_with_one_command(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": (200, {}, site.feed("a")), "/a": (200, {"Content-Type": "text/html"}, PAGE.encode())}
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    words = ("ingest", str(tmp_path / "b.txt"), f"{site.root}/feed", "--db", str(tmp_path / "d.db"), "--published", "2024-04-02", "--workers", "0")
    code, told = run(*words, "--fetch", "--allow-private")
    assert (code, "2 documents, 2 new" in told) == (0, True)
    with open_database(str(tmp_path / "d.db")) as database:
        assert {d["id"] for d in queries.documents(database).rows} == {"b.txt", f"{site.root}/a"}


def test_feeds_of_the_own_machine_need_to_be_allowed(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = (200, {}, site.feed("a"))
    _, told = run("ingest", f"{site.root}/feed", "--db", str(tmp_path / "d.db"))
    assert "127.0.0.1 is no public address; --allow-private permits it" in told
    assert site.asked == []


def test_a_feed_of_five_gigabytes_is_not_begun(site: Site) -> None:
    def huge(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(5_000_000_000))
        handler.end_headers()

    site.pages["/feed"] = huge
    with pytest.raises(FetchError, match="5,000,000,000 bytes; more than 20,000,000 are not fetched"):
        fetcher().fetch(f"{site.root}/feed")


def test_an_atom_feed_is_read_with_the_full_content_of_its_entries(site: Site, database: Database) -> None:
    entry = f"<entry><id>tag:1</id><link href='{site.root}/a'/><title>Nr. 1</title><updated>2024-04-02T08:00:00Z</updated><content type='html'>&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry>"
    site.pages["/feed"] = (200, {}, f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>Hafenpost</title>{entry}</feed>".encode())
    assert watched(database, site)[0]["new"] == 1
    document = queries.document(database, "tag:1")
    assert document is not None
    assert (document["published"], document["outlet"]) == ("2024-04-02", "Hafenpost")
    assert len(queries.events(database, Filter(type=("SANCTION",))).rows) == 1
