"""Prints how fast the desk answers on a large database: pages, aggregates, and what each view asks, while an ingest writes.

usage: python scripts/measure_desk.py DB [--minutes 1] [--ingest] [--browser] [--port 8799]
  --minutes  how long pages and aggregates are asked for
  --ingest   made documents are added all the while (the database grows: give a copy)
  --browser  changes the filter in every view in Chromium and waits until it stands

What was not answered with 200, or not in a minute, is counted as an error, and so is whatever the page complains of.
"""

import argparse
import contextlib
import http.client
import json
import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium")
TICKS = os.sysconf("SC_CLK_TCK")
PAUSE_SECONDS = 0.5  # between two batches of the ingest: what coding them would take
BATCH = 64  # documents of one transaction of the ingest
PAGES = ("/api/events?limit=100", "/api/stories?limit=100", "/api/stories?limit=100&sort=-published")
OTHERS = ("/api/actors?limit=200", "/api/ledger/counts", "/api/overview")
AGGREGATES = ("/api/aggregates?by=type", "/api/aggregates?by=date", "/api/aggregates?by=pair&per=all&limit=400",
              "/api/aggregates?by=pair&per=month&limit=24", "/api/places?limit=500", "/api/aggregates?by=published")  # fmt: skip


class Desk:
    """A desk on a port, asked over one connection; `times` holds milliseconds by the clock and of its processor, by kind."""

    def __init__(self, db: str, port: int) -> None:
        self.port = port
        serve = ["-c", "from dragoman.desk.cli import main; main()", "serve", "--db", db, "--port", str(port)]
        self.process = subprocess.Popen([sys.executable, *serve], stderr=subprocess.DEVNULL)
        self.times: dict[str, list[tuple[float, float]]] = {}
        self.errors: list[str] = []
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.get("/api/health")
                return
            self.connection.close()
            time.sleep(0.2)
        raise SystemExit("the desk did not start")

    def processor(self) -> float:
        """Milliseconds of processor that the desk has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / TICKS

    def get(self, path: str, kind: str = "") -> bytes:
        """The body of an answer; its time is noted under `kind`."""
        before, begun = self.processor(), time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        body = answer.read()
        if kind:
            self.note(kind, (time.perf_counter() - begun) * 1000, self.processor() - before)
            if answer.status != 200:
                self.errors.append(f"{answer.status} {path} {body[:200]!r}")
        return body

    def note(self, kind: str, clock: float, processor: float = 0.0) -> None:
        """Notes milliseconds by the clock and of the desk's processor."""
        self.times.setdefault(kind, []).append((clock, processor))

    def tried(self, path: str, kind: str) -> None:
        """Asks, and counts it as an error when no answer comes."""
        try:
            self.get(path, kind)
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{type(error).__name__} {path}")
            self.connection.close()

    def json(self, path: str) -> dict[str, list[dict[str, str]]]:
        """An answer as it is; on a cold and busy machine the first may take too long."""
        for _ in range(20):
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            found: dict[str, list[dict[str, str]]] = json.loads(answer.read())
            if answer.status == 200:
                return found
        raise SystemExit(f"{path}: {found}")


def filters(desk: Desk, chance: random.Random) -> Iterator[str]:
    """Filters as an editor sets them, without end: none, a country, a pair, a type, days, a status."""
    types = [i["value"] for i in desk.json("/api/aggregates?by=type")["items"]]
    days = sorted(i["value"] for i in desk.json("/api/aggregates?by=date&limit=20000")["items"] if i["value"])
    pairs = [(p["source"], p["target"]) for p in desk.json("/api/aggregates?by=pair&per=all&limit=60")["pairs"]]
    codes = sorted({code for pair in pairs for code in pair})
    while True:
        first = chance.randrange(len(days))
        some = {"since": days[first], "until": days[min(len(days) - 1, first + 30)]}
        yield ""
        yield urlencode({"country": chance.choice(codes)})
        yield urlencode({"dyad": "-".join(chance.choice(pairs))})
        yield urlencode({"type": chance.choice(types)})
        yield urlencode(some)
        yield urlencode({"country": chance.choice(codes), "type": chance.choice(types)})
        yield urlencode({"country": chance.choice(codes), **some})


def joined(path: str, query: str) -> str:
    """A path with a filter added to it."""
    return path + ("" if not query or path.endswith("?") else "&") + query


def ask(desk: Desk, seconds: float) -> None:
    """Asks pages and aggregates, each with the next filter, and now and then what has none, until the time is over."""
    chance = random.Random(1)
    asked = filters(desk, chance)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        query = next(asked)
        desk.tried(joined(chance.choice(PAGES), query), "page of 100")
        desk.tried(joined(chance.choice(AGGREGATES), query), "aggregate" + (" with a filter" if query else " of everything"))
        if not query:
            desk.tried(chance.choice(OTHERS), "actors, ledger, overview")


def write(db: str, written: "multiprocessing.sharedctypes.Synchronized[int]", stop: "multiprocessing.synchronize.Event") -> None:
    """Adds made documents until it is told to stop."""
    from measure_corpus import made, store_and_merge

    from dragoman.store import open_database

    with open_database(db) as database:
        last = database.connection.execute("SELECT max(doc) FROM document").fetchone()[0]
        chance, first = random.Random(last), 50_000_000 + last
        while not stop.is_set():
            store_and_merge(database, first, first + BATCH, lambda n: made(n, chance))
            first += BATCH
            written.value += BATCH
            stop.wait(PAUSE_SECONDS)


@contextlib.contextmanager
def ingesting(db: str, wanted: bool) -> Iterator[None]:
    """An ingest beside, which is said when it is over."""
    if not wanted:
        yield
        return
    written, stop = multiprocessing.Value("q", 0), multiprocessing.Event()
    worker = multiprocessing.Process(target=write, args=(db, written, stop))
    worker.start()
    begun = time.monotonic()
    try:
        yield
    finally:
        rate = written.value / (time.monotonic() - begun)
        stop.set()
        worker.join(60)
    print(f"; ingested meanwhile: {written.value:,} documents, {rate:.0f} a second", end="")


def look(desk: Desk, changes: int) -> None:
    """Changes the filter of every view in a browser; the time runs until all that it asked has come and is drawn."""
    from playwright.sync_api import sync_playwright

    asked = filters(desk, random.Random(2))
    script = """async (query) => {
        const begun = performance.now();
        history.pushState({}, "", query);
        dispatchEvent(new PopStateEvent("popstate"));
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        await frame();
        while (document.querySelector("[aria-busy=true]")) await new Promise((done) => setTimeout(done, 2));
        await frame();
        return performance.now() - begun;
    }"""
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("pageerror", lambda error: desk.errors.append(f"page: {error}"))
        page.on("console", lambda said: desk.errors.append(f"page: {said.text}") if said.type == "error" else None)
        for view in ("today", "timeline", "matrix", "network", "map", "search"):
            begun = time.perf_counter()
            page.goto(f"http://127.0.0.1:{desk.port}/?view={view}")
            page.wait_for_selector("[aria-busy=false]")
            desk.note(f"first view: {view}", (time.perf_counter() - begun) * 1000)
            page.wait_for_load_state("networkidle")
            for _ in range(changes):
                before = desk.processor()
                spent = float(page.evaluate(script, f"?view={view}&{next(asked)}"))
                for kind in (f"filter change: {view}", "filter change: all views"):
                    desk.note(kind, spent, desk.processor() - before)
        browser.close()


def share(values: list[float], part: float) -> float:
    """The value below which this part of the values lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def table(desk: Desk) -> None:
    """Prints the times, milliseconds."""
    print(f"{'':<28}{'n':>6}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}{'cpu mean':>10}")
    for kind, spent in desk.times.items():
        clock, own = [s[0] for s in spent], [s[1] for s in spent]
        parts = "".join(f"{share(clock, part):>9.1f}" for part in (0.5, 0.95, 0.99))
        line = f"{kind:<28}{len(spent):>6}{parts}{max(clock):>9.1f}"
        print(line + f"{sum(own) / len(own):>10.1f}")
    print(f"errors: {len(desk.errors)}", *desk.errors[:5], sep="\n  ")


def main(given: argparse.Namespace) -> None:
    """Runs the measurements."""
    size = Path(given.db).stat().st_size / 1e6
    print(f"{given.db}: {size:,.0f} MB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", end="")
    desk = Desk(given.db, given.port)
    try:
        with ingesting(given.db, given.ingest):
            if given.minutes:
                ask(desk, 60 * given.minutes)
            if given.browser:
                look(desk, given.changes)
        print(f" before, {os.getloadavg()[0]:.1f} after; milliseconds")
        table(desk)
    finally:
        desk.process.terminate()
        desk.process.wait(20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--ingest", action="store_true")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--changes", type=int, default=21, help="of the filter in each view")
    parser.add_argument("--port", type=int, default=8799)
    main(parser.parse_args())
