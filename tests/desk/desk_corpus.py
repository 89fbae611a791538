"""A database of invented reports for the desk: several reports of one event, an emoji before it, a notice, and attacks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from corpora import ROWS, filled
from dragoman.desk.api.app import create_app
from dragoman.desk.api.guard import guarded
from dragoman.desk.api.settings import Service, Settings

EMOJI = {
    "id": "emoji-1", "outlet": "Hafenpost", "published": "2024-04-03", "lang": "de", "title": "🚢🇫🇷 Neues vom Hafen 🎉",
    "text": "🎉🎉 Meldungen des Tages. Frankreich hat am Dienstag den Botschafter Malis ausgewiesen, teilte das "
    "Außenministerium in Paris mit.",
}  # fmt: skip
NOTICE = {
    "id": "notice-1", "outlet": "Sperrblatt", "published": "2024-05-06", "lang": "de", "url": "https://sperrblatt.example/1",
    "title": "Kenia entsendet Soldaten",
    "text": "Ein Satz, der nichts beweist und nicht gezeigt werden darf.\n\nDer kenianische Präsident hat am Montag den "
    "ugandischen Außenminister getroffen.\n\nAlle Rechte vorbehalten. Weiterverkauf und Archivierung verboten.",
}  # fmt: skip
PLACE = {
    "id": "ort-1", "outlet": "Nilbote", "published": "2024-03-19", "lang": "de", "title": "Treffen in Kampala",
    "text": "Der kenianische Präsident hat am Montag in Kampala den ugandischen Außenminister getroffen.",
}  # fmt: skip
PLAN = {
    "id": "plan-1", "outlet": "Nilbote", "published": "2024-05-28", "lang": "de", "title": "Besuch in Nairobi",
    "text": "Der ugandische Präsident wird am Freitag nach Kenia reisen, teilte das Außenministerium in Kampala mit.",
}  # fmt: skip
BAIT = "<script>window.pwned=1</script>", '"><img src=x onerror="window.pwned=1">', "<svg/onload=window.pwned=1>"
ATTACKS = tuple(
    {
        "id": f"attack-{n}/<b>&\"'", "outlet": bait, "published": f"2024-06-{3 + 7 * n:02}", "lang": "de", "title": bait + " Neues",
        "url": url,
        "text": f"{bait}\n\nDie deutsche Außenministerin hat am Montag den französischen Präsidenten in Berlin getroffen, "
        f"sagte ein Sprecher {bait}. {bait}",
    }
    for n, (bait, url) in enumerate(
        zip(BAIT, ("javascript:window.pwned=1", "data:text/html,<script>window.pwned=1</script>", " JaVaScRiPt:window.pwned=1"),
            strict=True)
    )
)  # fmt: skip


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "c.db"
    filled(path, (*ROWS, EMOJI, NOTICE, PLACE, PLAN, *ATTACKS)).close()
    return path


@pytest.fixture
def own(corpus: Path, tmp_path: Path) -> Path:
    """A copy of the corpus that a test may write to."""
    return Path(shutil.copy(corpus, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def service(corpus: Path) -> Service:
    return Service(Settings(str(corpus), names=("testserver.local",)))


@pytest.fixture(scope="session")
def client(service: Service) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(guarded(create_app(service), service)) as opened:
        yield opened
