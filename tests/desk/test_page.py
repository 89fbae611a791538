"""The page in a real browser: every view, evidence behind an emoji, filters and deep links, keyboard, rules of access, attacks.

Needs Debian's Chromium (`apt-get install chromium`) and the package playwright; without them one line says that it is skipped.
"""

import contextlib
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from desk_corpus import ATTACKS, BAIT, corpus  # noqa: F401

from dragoman.store import open_database

CHROMIUM = Path(os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("today", "timeline", "matrix", "network", "map", "actors", "search", "ledger", "try", "judged", "api")

playwright = pytest.importorskip("playwright.sync_api", reason="the page is not tested: pip install playwright")
if not CHROMIUM.exists():
    pytest.skip(f"the page is not tested: there is no {CHROMIUM}; apt-get install chromium", allow_module_level=True)


@pytest.fixture(scope="module")
def address(corpus: Path) -> Iterator[str]:
    with serving(corpus) as found:
        yield found


@pytest.fixture
def judged(corpus: Path, tmp_path: Path, browser: Any) -> Iterator["Watched"]:
    """The page on a database of its own that keeps verdicts."""
    with serving(Path(shutil.copy(corpus, tmp_path / "own.db")), judging=True, keeping=True) as address:
        found = Watched(browser, address)
        yield found
        found.context.close()


@contextlib.contextmanager
def serving(path: Path, **options: Any) -> Iterator[str]:
    """The address of a desk on a database."""
    import uvicorn

    from dragoman.desk.api.app import served
    from dragoman.desk.api.settings import Settings

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(served(Settings(str(path), port=port, **options)), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A page, what it complained of, and which hosts it asked."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.address = address
        self.complaints: list[str] = []
        self.asked: set[str] = set()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("request", lambda r: self.asked.add(r.url))

    def open(self, query: str) -> Any:
        self.page.goto(f"{self.address}/{query}")
        self.page.wait_for_selector("main :is(h1, article)", state="attached")
        self.page.wait_for_load_state("networkidle")
        return self.page

    def sound(self) -> None:
        """No complaint of the browser, no request to anybody else."""
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith(self.address)] == []


@pytest.fixture
def watched(browser: Any, address: str) -> Iterator[Watched]:
    found = Watched(browser, address)
    yield found
    found.context.close()


def story(watched: Watched, query: str) -> str:
    found = watched.context.request.get(f"{watched.address}/api/stories?{query}").json()["items"]
    return str(found[0]["id"])


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_without_a_complaint_and_asks_nobody_else(watched: Watched, view: str) -> None:
    page = watched.open(f"?view={view}")
    assert page.locator("main [role=alert]").count() == 0
    assert page.locator("header nav a[aria-current=page]").count() == (view != "api")
    watched.sound()


def test_today_shows_what_happened_and_what_was_announced(watched: Watched) -> None:
    page = watched.open("?view=today")
    assert page.get_by_role("link", name="France to Mali").count() >= 1
    assert page.get_by_role("heading", name="Announced, and not happened").is_visible()


def test_evidence_behind_an_emoji_is_marked_where_it_stands(watched: Watched) -> None:
    page = watched.open(f"?view=story&id={story(watched, 'document=emoji-1')}")
    report = page.locator(".report").filter(has_text="Hafenpost").filter(has=page.locator("mark.time", has_text="Dienstag"))
    words = {role: report.locator(f"mark.{role}").first.inner_text() for role in ("trigger", "actor", "recipient", "time")}
    assert words == {
        "trigger": "deedausgewiesen",
        "actor": "whoFrankreich",
        "recipient": "to whomden Botschafter Malis",
        "time": "whenDienstag",
    }
    page.get_by_role("button", name="Whole text").click()
    assert report.locator("mark.trigger").first.inner_text() == "deedausgewiesen"
    assert "🎉🎉" in report.inner_text()
    watched.sound()


def test_the_story_says_why_there_is_no_event_in_a_sentence(watched: Watched) -> None:
    page = watched.open(f"?view=story&id={story(watched, 'document=emoji-1')}")
    report = page.locator(".report").filter(has_text="Neues vom Hafen")
    report.get_by_role("button", name="Why is there no event in this sentence?").click()
    report.get_by_text("No deed that the codebook knows is told here.").wait_for()
    assert report.get_by_text("Coded: sanction, happened").count() == 1
    report.locator(".told summary").first.click()
    assert report.locator(".told li").first.is_visible()
    watched.sound()


def test_the_sentence_that_says_on_whose_word_is_shown_with_the_evidence(watched: Watched) -> None:
    page = watched.open(f"?view=story&id={story(watched, 'document=see-1')}")
    report = page.locator(".report").filter(has_text="Seekurier")
    assert report.locator("mark.speaker").first.inner_text() == "saysdas ugandische Außenministerium"
    assert report.locator("p.reading").last.inner_text().startswith("Das bestätigte")


def test_a_text_under_a_notice_shows_the_sentence_and_the_link(watched: Watched) -> None:
    page = watched.open(f"?view=story&id={story(watched, 'document=notice-1&type=CONSULT')}")
    text = page.locator("main").inner_text()
    assert "getroffen" in text
    assert "nichts beweist" not in text
    assert page.get_by_role("link", name="Read the original").get_attribute("href") == "https://sperrblatt.example/1"


def test_a_filter_is_in_the_address_holds_in_every_view_and_goes_away(watched: Watched) -> None:
    page = watched.open("?view=search")
    page.get_by_label("Country").fill("Mali")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.wait_for_url("**country=MLI**")
    playwright.expect(page.locator("main")).not_to_contain_text("Uganda")
    page.locator("nav").get_by_role("link", name="Who to whom").click()
    page.get_by_role("link", name="France → Mali", exact=False).first.wait_for()
    assert "country=MLI" in page.url
    page.locator(".chips a").first.click()
    page.wait_for_url(lambda url: "country" not in url)
    page.go_back()
    page.wait_for_url("**country=MLI**")
    watched.sound()


def test_the_network_is_drawn_the_same_twice_and_stands_in_a_table_too(watched: Watched) -> None:
    page = watched.open("?view=network")
    drawn = page.locator("svg.graph").inner_html()
    names = {n.strip() for n in page.locator("svg.graph text").all_text_contents()}
    assert {"Kenya", "Uganda", "France", "Mali"} <= names
    rows = [r.split("\t") for r in page.locator("main tbody tr").all_inner_texts()]
    assert ["France", "Mali"] in [[c.strip() for c in r[:2]] for r in rows]
    page.reload()
    page.locator("svg.graph text").first.wait_for()
    assert page.locator("svg.graph").inner_html() == drawn
    page.locator("svg.graph .node").filter(has_text="Mali").locator(".dot").click()
    page.wait_for_url("**view=network&country=MLI**")
    page.locator("main tbody a").first.click()
    page.wait_for_url("**dyad=FRA%3EMLI**")
    watched.sound()


def test_a_dossier_says_who_is_in_office_whom_it_deals_with_and_what_was_kept(watched: Watched) -> None:
    page = watched.open("?view=actor&id=KEN")
    assert page.locator(".terms").get_by_text("since").first.is_visible()
    for heading in ("In office", "Stories", "Deals with", "Announced and kept", "Statements"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    page.locator(".terms a").first.click()
    page.get_by_role("heading", name="Offices", exact=True).wait_for()
    watched.sound()


def test_a_kept_search_says_what_is_new_and_what_it_would_have_shown(judged: Watched) -> None:
    page = judged.open("?view=search&country=KEN")
    page.get_by_role("group", name="per week on average").wait_for()
    page.get_by_role("button", name="Keep this search").click()
    kept = page.locator(".kept li")
    kept.get_by_text("nothing new since").wait_for()
    assert "Kenya" in kept.inner_text()
    say_denied(judged)
    page.reload()
    with page.expect_response("**/api/searches"):  # that it was looked at is noted behind the scenes
        kept.get_by_text("1 story new or changed since").click()
    page.wait_for_url("**mark=**")
    playwright.expect(page.locator("main article")).to_have_count(1)
    page.reload()
    kept.get_by_text("nothing new since").wait_for()
    kept.get_by_role("button", name="Forget").click()
    playwright.expect(kept).to_have_count(0)
    judged.sound()


def say_denied(watched: Watched) -> None:
    """Changes a story of Kenya."""
    id = watched.context.request.get(f"{watched.address}/api/stories?document=ort-1").json()["items"][0]["reports"][0]["event"]
    found = watched.context.request.post(f"{watched.address}/api/verdicts", data={"event": id, "fields": {"status": "denied"}})
    assert found.ok


def test_a_desk_that_only_reads_keeps_a_search_in_the_browser_and_says_so(corpus: Path, tmp_path: Path, browser: Any) -> None:
    own = Path(shutil.copy(corpus, tmp_path / "own.db"))
    with serving(own) as address:
        watched = Watched(browser, address)
        page = watched.open("?view=search&country=KEN")
        assert "Kept in this browser only" in page.locator(".kept").inner_text()
        page.get_by_role("button", name="Keep this search").click()
        page.reload()
        page.locator(".kept li").get_by_text("nothing new since").wait_for()
        playwright.expect(page.locator(".kept li").get_by_role("group", name="per week on average")).to_have_count(1)
        assert watched.context.request.get(f"{address}/api/searches").json() == {"items": [], "writable": False}
        watched.sound()
        watched.context.close()


def test_another_browser_sees_a_search_that_lies_beside_the_database(judged: Watched, browser: Any) -> None:
    page = judged.open("?view=search&country=KEN&type=CONSULT")
    playwright.expect(page.locator(".kept")).to_contain_text("every browser and the command line")
    page.get_by_role("button", name="Keep this search").click()
    page.locator(".kept li").wait_for()
    say_denied(judged)
    other = Watched(browser, judged.address)
    page = other.open("?view=today")
    with page.expect_response("**/api/searches"):
        page.locator("aside").get_by_text("1 story new or changed since").click()
    page.wait_for_url("**view=search**mark=**")
    playwright.expect(page.get_by_role("button", name="Keep this search")).to_have_count(0)
    other.sound()
    other.context.close()
    judged.page.reload()
    judged.page.locator(".kept li").get_by_text("nothing new since").wait_for()


def test_searches_go_out_to_a_file_and_come_in_from_one(judged: Watched, tmp_path: Path) -> None:
    page = judged.open("?view=search&country=KEN")
    page.get_by_role("button", name="Keep this search").click()
    kept = page.locator(".kept li")
    kept.wait_for()
    with page.expect_download() as found:
        page.get_by_role("button", name="Export").click()
    found.value.save_as(tmp_path / "searches.json")
    kept.get_by_role("button", name="Forget").click()
    playwright.expect(kept).to_have_count(0)
    page.locator("input[type=file]").set_input_files(tmp_path / "searches.json")
    kept.get_by_text("nothing new since").wait_for()
    (tmp_path / "broken.json").write_text("{")
    page.locator("input[type=file]").set_input_files(tmp_path / "broken.json")
    page.locator(".kept [role=alert]").wait_for()
    judged.sound()


def test_what_a_browser_kept_moves_beside_the_database_when_it_may(corpus: Path, tmp_path: Path, browser: Any) -> None:
    with serving(Path(shutil.copy(corpus, tmp_path / "own.db")), keeping=True) as address:
        watched = Watched(browser, address)
        old = '[{"name": "Kenya", "query": "type=CONSULT&country=KEN", "seen": "2024-04-01", "mark": 1}]'
        watched.page.add_init_script(f"if (!localStorage.length) localStorage.setItem('dragoman.searches', {old!r})")
        page = watched.open("?view=search")
        page.locator(".kept li").get_by_text("new or changed since 1 Apr 2024").wait_for()
        items = watched.context.request.get(f"{address}/api/searches").json()["items"]
        assert items == [{"name": "Kenya", "query": "country=KEN&type=CONSULT", "seen": "2024-04-01", "mark": 1}]
        assert page.evaluate("localStorage.getItem('dragoman.searches')") == "[]"
        watched.sound()
        watched.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_database_says_in_every_view_how_to_fill_it(tmp_path: Path, browser: Any, view: str) -> None:
    open_database(str(tmp_path / "empty.db"), create=True).close()
    with serving(tmp_path / "empty.db") as address:
        watched = Watched(browser, address)
        page = watched.open(f"?view={view}")
        assert page.locator("main [role=alert]").count() == 0
        assert page.locator("main [role=status]").count() == 0  # nothing is waited for without end
        assert page.get_by_text("dragoman ingest SOURCE").count() > 0 or view in ("try", "judged", "api")
        watched.sound()
        watched.context.close()


def test_a_desk_that_has_ended_is_told_in_words(corpus: Path, browser: Any) -> None:
    with serving(corpus) as address:
        watched = Watched(browser, address)
        page = watched.open("?view=search")
    page.locator("#words").fill("Mali")
    page.locator("#words").press("Enter")
    page.get_by_text("The desk does not answer.").first.wait_for()
    watched.context.close()


def test_every_filter_has_a_field_and_a_name(watched: Watched) -> None:
    page = watched.open("?view=search")
    page.get_by_role("button", name="All filters").click()
    for name, value in (("type", "SANCTION"), ("origins_min", "2"), ("background", "false")):
        page.locator(f"select[name={name}]").select_option(value)
        page.wait_for_url(f"**{name}={value}**")
    page.locator("input[name=actor]").fill("Frankreich")
    page.locator("input[name=actor]").press("Enter")
    page.wait_for_url("**actor=FRA**")
    chips = page.locator(".chips").inner_text()
    for word in ("sanction", "≥ 2 independent origins", "no older events", "who: France"):
        assert word in chips
    watched.sound()


def test_days_are_chosen_by_drawing_over_the_bars(watched: Watched) -> None:
    page = watched.open("?view=timeline")
    box = page.locator(".bars svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 80, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=2024**until=2024**")
    watched.sound()


def test_the_keyboard_alone_leads_to_a_story(watched: Watched) -> None:
    page = watched.open("?view=today")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('main [data-step]')")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=story**")
    page.get_by_role("heading", name="Why believe it").wait_for()
    page.keyboard.press("/")
    page.wait_for_url("**view=search**")
    page.locator("#words").wait_for()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"


def test_a_pasted_text_is_coded_on_the_page(watched: Watched) -> None:
    page = watched.open("?view=try")
    page.get_by_label("Paste a text").fill("🎉 Frankreich hat den Botschafter Malis ausgewiesen.")
    page.get_by_role("button", name="Code it").click()
    page.get_by_role("heading", name="France to Mali").wait_for()
    assert page.locator("mark.trigger").inner_text() == "deedausgewiesen"
    watched.sound()


def test_an_event_is_marked_wrong_and_that_is_taken_back(judged: Watched) -> None:
    page = judged.open(f"?view=story&id={story(judged, 'document=notice-1&type=CONSULT')}")
    page.get_by_role("button", name="wrong").click()
    page.get_by_text("It has left the stories and the numbers.").wait_for()
    page.goto(f"{judged.address}/?view=judged")
    page.get_by_text("judged wrong").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Is this coded right?").wait_for()
    assert page.get_by_role("link", name="The story as it stands now").count() == 0
    assert story(judged, "document=notice-1&type=CONSULT")
    judged.sound()


def test_an_event_is_judged_and_corrected_by_the_keyboard_alone(judged: Watched) -> None:
    page = judged.open(f"?view=story&id={story(judged, 'document=ort-1')}")
    page.get_by_role("button", name="right", exact=True).focus()
    page.keyboard.press("r")
    page.get_by_text("checked: right").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    page.keyboard.press("d")
    page.locator(".judge select[name=type]").wait_for()
    page.locator(".judge input[name=recipient]").fill("UGA/MIL")
    page.get_by_label("Note").fill("the army")
    page.keyboard.press("Enter")
    page.get_by_text("to whom: UGA/MIL").wait_for()
    page.get_by_role("link", name="The story as it stands now").click()
    page.locator("h1").filter(has_text="William Ruto").wait_for()
    page.get_by_text("to whom: UGA/MIL").wait_for()
    judged.sound()


def test_a_correction_that_cannot_be_is_said_in_place(judged: Watched) -> None:
    page = judged.open(f"?view=story&id={story(judged, 'document=ort-1')}")
    page.get_by_role("button", name="different").click()
    page.locator(".judge input[name=date]").fill("soon")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("alert").filter(has_text="date").wait_for()


def test_a_page_that_only_reads_offers_no_verdict(watched: Watched) -> None:
    page = watched.open(f"?view=story&id={story(watched, 'document=ort-1')}")
    assert page.get_by_role("group", name="Is this coded right?").count() == 0
    assert page.locator("nav").get_by_text("Checked").count() == 0


def test_the_page_speaks_german_too(browser: Any, address: str) -> None:
    watched = Watched(browser, address, locale="de-DE")
    page = watched.open("?view=today")
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.get_by_role("link", name="Angekündigt", exact=True).is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("link", name="Announced", exact=True).is_visible()
    watched.context.close()


def test_errors_and_empty_answers_say_what_to_do(watched: Watched) -> None:
    page = watched.open("?view=search&since=2099-01-01")
    assert page.get_by_text("Nothing fits.").is_visible()
    page.goto(f"{watched.address}/?view=search&since=soon")
    page.get_by_role("alert").wait_for()
    assert "since" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("view", [*VIEWS, "actor&id=KEN", "story"])
def test_nothing_is_wider_than_a_phone(browser: Any, address: str, view: str) -> None:
    watched = Watched(browser, address, viewport={"width": 360, "height": 740})
    query = f"story&id={story(watched, 'type=SANCTION')}" if view == "story" else view
    page = watched.open(f"?view={query}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    watched.context.close()


def serious(page: Any) -> list[Any]:
    """What axe finds that is serious or critical."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10  # it has looked
    bad = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in bad]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [*VIEWS, "actor&id=KEN", "story"])
def test_the_rules_of_access_find_nothing_serious(browser: Any, address: str, view: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: cd web && npm ci")
    watched = Watched(browser, address, color_scheme=scheme, bypass_csp=True)
    query = f"story&id={story(watched, 'type=SANCTION')}" if view == "story" else view
    assert serious(watched.open(f"?view={query}")) == []
    watched.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_do_they_in_what_opens_at_a_click(corpus: Path, tmp_path: Path, browser: Any, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: cd web && npm ci")
    with serving(Path(shutil.copy(corpus, tmp_path / "own.db")), judging=True, keeping=True) as address:
        watched = Watched(browser, address, color_scheme=scheme, bypass_csp=True)
        page = watched.open("?view=search&country=KEN")
        page.get_by_role("button", name="Keep this search").click()
        page.locator(".kept li .bars").wait_for()
        page.get_by_role("button", name="All filters").click()
        assert serious(page) == []
        page = watched.open(f"?view=story&id={story(watched, 'document=emoji-1')}")
        page.get_by_role("button", name="Why is there no event in this sentence?").first.click()
        page.locator(".told summary").first.click()
        page.get_by_role("button", name="different").first.click()
        page.get_by_role("button", name="Whole text").click()
        assert serious(page) == []
        page = watched.open("?view=try")
        page.get_by_role("button", name="Take an example").click()
        page.get_by_role("button", name="Code it").click()
        page.locator("mark.trigger").first.wait_for()
        assert serious(page) == []
        for query, shown in (("search&since=2099-01-01", ".none"), ("search&since=soon", "[role=alert]"), ("story&id=x", "[role=alert]")):
            page.goto(f"{address}/?view={query}")
            page.locator(f"main {shown}").first.wait_for()
            assert serious(page) == []
        watched.context.close()


def test_nothing_hostile_is_executed_and_no_bad_link_is_made(watched: Watched) -> None:
    hostile = "<img src=x onerror=window.pwned=1>"
    drawn = ["view=today", "view=search&text=Neues", "view=actors", "view=map", "view=network", "view=ledger", "view=judged"]
    asked = [f"view={quote(hostile)}", f"view=actor&id={quote(hostile)}", f"view=search&text={quote(hostile)}", f"lang={quote(hostile)}"]
    stories = [f"view=story&id={story(watched, 'document=' + quote(attack['id'], safe=''))}" for attack in ATTACKS]
    links = [examined(watched, query) for query in (*drawn, *asked, *stories)]
    assert len(stories) == len(set(stories)) == 3
    assert min(links) >= 8  # the views in the head at least: a page that did not come has none
    assert [url for url in watched.asked if not url.startswith(watched.address)] == []


def examined(watched: Watched, query: str) -> int:
    """The number of links of a page on which nothing was executed and no link is bad; one of a story shows the bait as it was written."""
    page = watched.page
    page.goto(f"{watched.address}/?{query}")
    page.wait_for_load_state("networkidle")
    if "view=story" in query:
        page.get_by_role("button", name="Whole text").click()
        shown = page.locator(".report").first.inner_text()
        assert [bait for bait in BAIT if shown.count(bait) >= 3], f"the attack is not on the page: {shown[:200]}"
    assert page.evaluate("window.pwned") is None
    assert page.locator("main script, main img, main iframe").count() == 0
    links = page.eval_on_selector_all("a", "all => all.map(a => a.href.baseVal ?? a.href)")
    assert [a for a in links if not a.startswith((watched.address, "https://", "?"))] == []
    return len(links)


def test_the_first_view_is_small(watched: Watched) -> None:
    import gzip

    watched.open("?view=today")
    files = [u for u in watched.asked if "/api/" not in u]
    packed = sum(len(gzip.compress(watched.context.request.get(u).body())) for u in files)
    assert len(files) > 3
    assert packed <= 250_000
