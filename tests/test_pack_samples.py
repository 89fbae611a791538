"""The invented articles of the packs: enough of them, coded as written down, and one event told in every language is one record."""

import tomllib

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.language.codebook import read_codebook
from dragoman.language.pack import Packs
from dragoman.language.reading import PACKS
from dragoman.measure.floors import fallen, read_floors
from dragoman.measure.golds import STORY_FILE, read_gold
from dragoman.measure.running import measure
from dragoman.measure.stories import expected, judge
from dragoman.values.errors import Refusal
from dragoman.values.event import Event

LANGUAGES = Packs().codes
SAMPLES_MIN = 20
SHARED = ("shared-1", "shared-2", "shared-3", "shared-4", "shared-5")
FLOORS = PACKS.parents[2] / "tests" / "floors.toml"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_brings_invented_articles_some_of_them_without_an_event(language: str) -> None:
    table = tomllib.loads((PACKS / language / "samples" / STORY_FILE).read_text(encoding="utf-8"))
    assert len(table) >= SAMPLES_MIN
    assert sum(not entry["events"] for entry in table.values()) >= 4
    assert set(SHARED) <= set(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_samples_do_not_fall_below_their_floors(language: str) -> None:
    report = measure(read_gold(PACKS / language / "samples"), Coder().understand, read_codebook())
    floors = read_floors(FLOORS)
    assert report.gold in floors
    assert fallen([report], floors) == []


def leading(coder: Coder, language: str, name: str) -> Event:
    """The coded event that is the one written down first."""
    table = tomllib.loads((PACKS / language / "samples" / STORY_FILE).read_text(encoding="utf-8"))[name]
    text = (PACKS / language / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    outcome = coder.understand(intake.document_from(text=text, id=f"{language}-{name}", published=table["published"]))
    assert not isinstance(outcome, Refusal), outcome
    assert outcome.article.language == language
    wanted = expected(table["events"], name)
    return next(event for want, event in judge(wanted, outcome.events).pairs if want == wanted[0])


@pytest.mark.parametrize("name", SHARED)
def test_one_event_told_in_every_language_is_one_record(coder: Coder, name: str) -> None:
    told = {language: leading(coder, language, name) for language in LANGUAGES}
    records = {
        language: (
            e.event,
            e.status,
            sorted({p.code for p in e.actor}),
            sorted({p.code for p in e.recipient}),
            e.date,
            e.enddate,
            e.event_loc.code if e.event_loc else "",
        )
        for language, e in told.items()
    }
    assert len({str(r) for r in records.values()}) == 1, records
