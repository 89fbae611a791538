"""The bundled reports: marked as invented, merged, traced to their origins and settled as their author meant them."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import write_rows
from dragoman.coder import Coder
from dragoman.corpus import ledger
from dragoman.corpus.ingest import ingest
from dragoman.corpus.merging import rebuild
from dragoman.corpus.scoring import SAMPLES, f1, labels, score
from dragoman.corpus.sources import Given, parcels
from dragoman.store import Database, open_database, queries, upkeep
from dragoman.store.database import begin, transaction
from dragoman.store.filters import Filter

ROWS = [json.loads(line) for line in (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
INVENTED = ("(Erfundener Beispieltext)", "(Invented sample text)", "(Texte d'exemple inventé)", "(Texto de ejemplo inventado)")
LAST_DAY = "2031-09-20"
FOUND = {"same": 0.90, "across": 0.80, "origins": 0.80}  # what merging must reach on what was coded


@pytest.fixture(scope="module")
def read_rows(coder: Coder) -> list[dict[str, str]]:
    """The reports in languages whose packs are no drafts."""
    return [r for r in ROWS if r["lang"] in coder.languages]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, read_rows: list[dict[str, str]]) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("samples")
    with open_database(str(folder / "c.db"), create=True) as opened:
        ingest(opened, parcels([str(write_rows(folder / "all.jsonl", read_rows))], Given()))
        yield opened


def test_there_are_sixty_reports_in_four_languages_each_marked_as_invented() -> None:
    assert len(ROWS) >= 60
    assert {r["lang"] for r in ROWS} == {"de", "en", "es", "fr"}
    assert all(r["text"].endswith(INVENTED) for r in ROWS)
    assert len({r["id"] for r in ROWS}) == len(ROWS)


def test_every_labelled_document_is_there_and_has_one_origin() -> None:
    ids = {r["id"] for r in ROWS}
    for label in labels().story:
        assert set(label.documents) <= ids
        assert sorted(d for o in label.origins for d in o) == sorted(label.documents)


def test_the_reports_are_merged_and_traced_as_their_author_meant_them(database: Database) -> None:
    found = score(database, labels(), LAST_DAY)
    assert found.same[2] >= 10
    assert f1(found.same) >= FOUND["same"], found
    assert f1(found.across) >= FOUND["across"], found
    assert found.origins[0] >= FOUND["origins"] * found.origins[1], found


def test_everything_that_was_announced_is_settled_as_written(database: Database) -> None:
    found = score(database, labels(), LAST_DAY)
    assert found.ledger == (len(labels().entry), len(labels().entry))


def test_a_denial_and_differing_numbers_are_kept_as_data(database: Database) -> None:
    attack = next(s for s in queries.all_stories(database, Filter(type=("ASSAULT",), text="Kapan")) if len(s.reports) > 2)
    status = next(d for d in attack.disputed if d.field == "status")
    assert {c.value for c in status.values} == {"occurred", "denied"}
    arrests = next(s for s in queries.all_stories(database, Filter(type=("COERCE",), text="Montevideo")) if s.disputed)
    assert {c.value for d in arrests.disputed if d.what == "arrested" for c in d.values} == {"25", "40"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_reports_in_any_order_give_the_same_stories_and_ledger(
    database: Database, read_rows: list[dict[str, str]], tmp_path: Path, seed: int
) -> None:
    rows = list(read_rows)
    random.Random(seed).shuffle(rows)
    parts = [rows[:9], rows[9:10], rows[10:]]
    with open_database(str(tmp_path / "c.db"), create=True) as other:
        for n, part in enumerate(parts):
            ingest(other, parcels([str(write_rows(tmp_path / f"{n}.jsonl", part))], Given()))
        assert upkeep.content_hash(other) == upkeep.content_hash(database)
        assert upkeep.problems(other) == []


def test_merging_step_by_step_is_merging_anew(database: Database) -> None:
    before = upkeep.content_hash(database)
    run = begin(database, "recode")
    with transaction(database) as connection:
        changed = rebuild(connection, run)
        assert (changed.written, changed.gone) == ((), ())
        assert ledger.rebuild(connection, run) == 0
    assert upkeep.content_hash(database) == before


def test_a_story_says_how_many_reports_languages_and_origins_it_has(database: Database) -> None:
    call = max(queries.stories(database, Filter(mode=("phone",))).rows, key=lambda s: len(s.reports))
    assert len(call.reports) >= 3
    assert call.origins[0].name == "Nilpress"
    assert call.origins[0].kind == "agency"
    assert call.first == "de-01"
    assert call.why
