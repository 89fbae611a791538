"""Makes the pictures of the README and the tutorial anew, from the reports that come with Dragoman.

usage: python scripts/pictures.py [--port 8797]      needs Chromium and the package playwright
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium")
WIDE, TALL, PHONE = {"width": 1280, "height": 860}, {"width": 1280, "height": 1180}, {"width": 390, "height": 844}
DRAGOMAN = (sys.executable, "-c", "from dragoman.desk.cli import main; main()")


def answer(address: str, path: str) -> dict[str, list[dict[str, str]]]:
    """What the API answers."""
    with urllib.request.urlopen(address + path) as found:
        told: dict[str, list[dict[str, str]]] = json.load(found)
    return told


def wait(address: str) -> None:
    """Returns once the desk answers."""
    for _ in range(200):
        try:
            answer(address, "api/health")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the desk did not start")


def keep(address: str) -> None:
    """Keeps two searches, as if they had been looked at some days before the last report."""
    asked = {"Kenya and Uganda": "dyad=KEN-UGA", "Attacks and protests": "type=ASSAULT&type=PROTEST"}
    searches = [{"name": name, "query": query, "seen": "2031-09-05", "mark": 12} for name, query in asked.items()]
    headers = {"Content-Type": "application/json"}
    body = json.dumps({"keep": searches}).encode()
    urllib.request.urlopen(urllib.request.Request(address + "api/searches", data=body, headers=headers)).close()


def take(address: str) -> None:
    """Opens each view and keeps what it shows."""
    from playwright.sync_api import sync_playwright

    story = answer(address, "api/stories?disputed=true&sort=-reports&limit=1")["items"][0]["id"]
    views = {
        "desk": f"?view=story&id={story}", "desk-today": "?view=today", "desk-timeline": "?view=timeline",
        "desk-matrix": "?view=matrix", "desk-network": "?view=network", "desk-map": "?view=map",
        "desk-actor": "?view=actor&id=FRA", "desk-search": "?view=search", "desk-announced": "?view=ledger&state=all",
    }  # fmt: skip
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"])
        for name, query in {**views, "desk-phone": "?view=today"}.items():
            size = {"desk-phone": PHONE, "desk": TALL}.get(name, WIDE)
            page = browser.new_page(viewport=size, locale="en-GB", color_scheme="light")
            page.goto(address + query)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=TARGET / f"{name}.png")
            page.close()
        page = browser.new_page(viewport=WIDE, locale="en-GB", color_scheme="light")
        page.goto(address + f"?view=story&id={story}")
        page.get_by_role("button", name="different").first.click()
        page.locator(".judge form").scroll_into_view_if_needed()
        page.locator(".report").first.screenshot(path=TARGET / "desk-correct.png")
        page.goto(address + f"?view=story&id={story}")
        page.get_by_role("button", name="Why is there no event in this sentence?").first.click()
        page.locator(".told").wait_for()
        page.locator(".report").first.screenshot(path=TARGET / "desk-why.png")
        browser.close()


def main(port: int) -> None:
    """Fills a database, opens a desk on it, and takes the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/samples.db"
        subprocess.run([*DRAGOMAN, "ingest", str(ROOT / "src/dragoman/samples/reports.jsonl"), "--db", path], check=True)
        desk = subprocess.Popen([*DRAGOMAN, "serve", "--db", path, "--port", str(port), "--judge"])
        try:
            wait(f"http://127.0.0.1:{port}/")
            keep(f"http://127.0.0.1:{port}/")
            take(f"http://127.0.0.1:{port}/")
        finally:
            desk.terminate()
            desk.wait(20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8797)
    main(parser.parse_args().port)
