"""The facts in memory tell what the database itself would count and list, whatever is asked, and keep up with what is written."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_corpus import ATTACKS, EMOJI, NOTICE, PLACE, PLAN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora import ROWS, filled, write_rows
from dragoman.corpus import audit
from dragoman.corpus.forgetting import forget
from dragoman.corpus.ingest import ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.desk.api import announced, dossiers, found
from dragoman.desk.api.announced import Wanted
from dragoman.desk.api.settings import Service, Settings
from dragoman.desk.facts import counting, keeping, selecting, standing
from dragoman.desk.facts.holding import Facts
from dragoman.desk.facts.loading import Loader
from dragoman.store import Database, aggregates, open_database, queries
from dragoman.store.filters import Filter

SAMPLES = Path(__file__).parents[2] / "src" / "dragoman" / "samples" / "reports.jsonl"
MANY = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
WHO = ("KEN", "uga", "FRA/GOV", "XXX", "country:KEN", "Minister", "präsident", "%", "a_i", "role:UGA:GOV")
DAYS = ("2024-03-01", "2024-03-18", "2024-04-03", "2024-05-30", "2024-06-14", "2025-01-01")
GIVEN = {
    "actor": st.sampled_from(WHO), "recipient": st.sampled_from(WHO), "country": st.sampled_from(WHO), "speaker": st.sampled_from(WHO),
    "dyad": st.sampled_from(("KEN-UGA", "KEN>UGA", "UGA>KEN", "FRA-MLI", "DEU-DEU", "XXX-YYY")), "sector": st.sampled_from(("GOV", "mil", "XXX")),
    "type": st.sampled_from(("CONSULT", "sanction", "COERCE", "AGREE", "NONE")), "mode": st.sampled_from(("meet", "visit", "expel", "me")),
    "context": st.sampled_from(("diplomatic", "executive", "x")), "status": st.sampled_from(("occurred", "expected", "denied")),
    "quad": st.integers(1, 4), "place": st.sampled_from(("KEN", "uga", "Kampala", "kamp", "%", "Île")), "outlet": st.sampled_from(("nil", "Bote", "|", "%a_e")),
    "language": st.sampled_from(("de", "en", "d")), "document": st.sampled_from(("post-1", "emoji-1", "none")),
}  # fmt: skip
ONE = {
    **dict.fromkeys(("since", "until", "published_since", "published_until"), st.sampled_from(DAYS)), "background": st.booleans(),
    "disputed": st.booleans(), "reports_min": st.integers(1, 3), "origins_min": st.integers(1, 3), "mark": st.integers(0, 12),
    "text": st.sampled_from(("Botschafter", "Präsident OR Minister", "nichtdavon")),
}  # fmt: skip
FILTERS = st.builds(
    lambda many, one: Filter(**many, **one),
    st.fixed_dictionaries({}, optional={k: st.lists(v, min_size=1, max_size=2).map(tuple) for k, v in GIVEN.items()}),
    st.fixed_dictionaries({}, optional=ONE),
)
WANTED = st.builds(
    Wanted, on=st.sampled_from(DAYS), codes=st.lists(st.sampled_from(("KEN", "uga")), max_size=1).map(tuple),
    states=st.lists(st.sampled_from(standing.STATES), max_size=3, unique=True).map(tuple), since=st.sampled_from(("", *DAYS)), until=st.sampled_from(("", *DAYS)),
)  # fmt: skip
DRAWS = settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Facts]]:
    path = tmp_path_factory.mktemp("facts") / "c.db"
    filled(path, (*ROWS, *MANY, EMOJI, NOTICE, PLACE, PLAN, *ATTACKS)).close()
    with open_database(str(path), readonly=True) as database:
        yield database, Loader().read(database.connection, (0, 0))


def chosen(both: tuple[Database, Facts], asked: Filter) -> Any:
    return selecting.chosen(both[0].connection, both[1], asked)


def test_there_is_enough_to_tell_apart(both: tuple[Database, Facts]) -> None:
    facts = both[1]
    assert len(facts.key) > 20 and len(facts.pairs.row) > 10 and len(facts.lines.entry) > 0
    assert all(len(set(facts.columns[c].tolist())) > 1 for c in ("type", "status", "date", "language", "outlet", "reports"))


@DRAWS
@given(asked=FILTERS)
def test_numbers_are_those_of_the_database(both: tuple[Database, Facts], asked: Filter) -> None:
    database, facts = both
    mask = chosen(both, asked)
    for by in aggregates.GROUPS:
        assert tuple(counting.counts(facts, mask, by)) == aggregates.counts(database, asked, by=by), by
    for by in aggregates.QUAD_GROUPS:
        assert counting.quads(facts, mask, by) == aggregates.quads(database, asked, by=by), by
    told, known = counting.places(facts, mask, 500), dossiers.places(database, asked, 500)
    assert (sorted(told.items, key=repr), told.without) == (sorted(known.items, key=repr), known.without)


@DRAWS
@given(asked=FILTERS, per=st.sampled_from(tuple(aggregates.PERIODS)), most=st.integers(1, 5))
def test_pairs_are_those_of_the_database(both: tuple[Database, Facts], asked: Filter, per: str, most: int) -> None:
    mask = chosen(both, aggregates.happened(asked))
    told = counting.dyads(both[1], mask, per=per, most=most, since=asked.since, until=asked.until)
    assert told == aggregates.dyads(both[0], asked, per=per, most=most)


@DRAWS
@given(asked=FILTERS, sort=st.sampled_from(tuple(queries.SORTS)), limit=st.integers(1, 4))
def test_pages_are_those_of_the_database(both: tuple[Database, Facts], asked: Filter, sort: str, limit: int) -> None:
    database, facts = both
    after = ""
    for _ in range(4):
        told = found.stories(database, facts, asked, sort=sort, limit=limit, after=after)
        known = queries.stories(database, asked, sort=sort, limit=limit, after=after)
        assert ([s.id for s in told.rows], told.next) == ([s.id for s in known.rows], known.next)
        after = known.next
        if not after:
            return


@DRAWS
@given(wanted=WANTED, newest=st.booleans(), limit=st.integers(1, 3))
def test_the_ledger_is_that_of_the_database(both: tuple[Database, Facts], wanted: Wanted, newest: bool, limit: int) -> None:
    database, facts = both
    assert standing.counts(facts, wanted) == announced.counts(database, wanted)
    after = ""
    for _ in range(4):
        told = found.lines(database, facts, wanted, newest=newest, limit=limit, after=after)
        assert told == announced.lines(database, wanted, newest=newest, limit=limit, after=after)
        after = told[1]
        if not after:
            return


def test_actors_and_countries_are_those_of_the_database(both: tuple[Database, Facts]) -> None:
    database, facts = both
    for limit in (3, 1_000):
        known = dossiers.actors(database, "", limit)
        assert dossiers.described(database, counting.actors(facts, None, limit)) == known
    codes = {a.code for a in known if a.code}
    assert len(codes) > 3
    for code in sorted(codes):
        source = f"FROM participant p JOIN story s ON s.story = p.item WHERE p.of = 's' AND p.code = '{code}' AND s.removed IS NULL"
        number, first, last = database.connection.execute(f"SELECT count(DISTINCT p.item), min(nullif(p.date, '')), max(p.date) {source}").fetchone()
        met = counting.met(facts, code, dossiers.PARTNERS)
        assert met is not None and (met.stories, met.first, met.last) == (number, first or "", last)
        assert met.partners == dossiers._partners(database, source.replace(f"'{code}'", "?"), code, code)
    assert counting.met(facts, "QQQ", 5) is None


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    filled(path, (*ROWS, PLAN)).close()
    return path


def same(told: Facts, path: Path) -> bool:
    """Whether Facts say what those that are read anew say, row by row of what stands."""
    with open_database(str(path), readonly=True) as database:
        anew = Loader().read(database.connection, (0, 0))

    def rows(facts: Facts) -> tuple[Any, ...]:
        stands = facts.standing
        words = {c: [facts.words[c].words[n] for n in facts.columns[c][stands]] for c in ("date", "type", "status", "outlet", "place")}
        people = [(int(facts.key[r]), int(role), facts.words["code"].words[c], facts.words["entity"].words[e], bool(f))
                  for r, role, c, e, f in zip(facts.people.row, facts.people.role, facts.people.code, facts.people.entity, facts.people.first["code"], strict=True) if stands[r]]  # fmt: skip
        pairs = sorted((int(facts.key[r]), facts.words["code"].words[a], facts.words["code"].words[b])
                       for r, a, b in zip(facts.pairs.row, facts.pairs.source, facts.pairs.target, strict=True) if stands[r])  # fmt: skip
        return facts.key[stands].tolist(), words, people, pairs, facts.lines.entry[facts.lines.standing].tolist()

    return rows(told) == rows(anew)


def test_what_is_written_judged_and_forgotten_is_noticed(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "REST_SECONDS", 0.0)
    monkeypatch.setattr(keeping, "REST_FACTOR", 0.0)
    keeper = Service(Settings(str(own))).keeper
    first = keeper.facts()
    assert first is not None and same(first, own) and keeper.facts() is first
    with open_database(str(own)) as database:
        ingest(database, parcels([str(write_rows(tmp_path / "more.jsonl", (*MANY[:12], EMOJI)))], Given()))
        second = keeper.facts()
        assert second is not None and same(second, own) and len(second.key) > len(first.key)
        event = queries.events(database, Filter(type=("SANCTION",))).rows[0]
        audit.judge(database, {event.id: {"event": ("wrong", "")}})
        third = keeper.facts()
        assert third is not None and same(third, own) and third.standing[: len(second.key)].sum() < second.standing.sum()
        forget(database, ["emoji-1", PLAN["id"]])
        last = keeper.facts()
        assert last is not None and same(last, own) and last.lines.standing.sum() < third.lines.standing.sum()
    assert first.standing.all()  # what was given out stays as it was


def test_what_the_desk_changes_while_facts_are_read_is_seen_by_whoever_asks_next(own: Path) -> None:
    service, more = Service(Settings(str(own))), ["CONSULT", "SANCTION"]

    def judge() -> None:
        with open_database(str(own)) as database:
            event = queries.events(database, Filter(type=(more.pop(),))).rows[0]
            audit.judge(database, {event.id: {"event": ("wrong", "")}})
        keeper.outdated()

    @contextmanager
    def changing() -> Iterator[Database]:
        with service.database() as database:
            yield database
        if len(more) == 1:
            judge()

    keeper = keeping.Keeper(changing, service.memory.state)
    assert keeper.facts() is not None
    judge()
    assert keeper.facts() is not None and not more
    told = keeper.facts()
    assert told is not None and same(told, own)


def test_another_file_in_its_place_is_read_anew(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "REST_SECONDS", 0.0)
    keeper = Service(Settings(str(own))).keeper
    assert keeper.facts() is not None
    filled(tmp_path / "other.db", MANY[:8]).close()
    own.unlink()
    shutil.move(tmp_path / "other.db", own)
    monkeypatch.setattr(keeping, "REST_FACTOR", 0.0)
    told = keeper.facts()
    assert told is not None and same(told, own)


def test_a_large_database_is_read_behind_the_scenes(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    keeper = Service(Settings(str(own))).keeper
    assert keeper.facts() is None
    for _ in range(500):
        if keeper.facts() is not None:
            break
        time.sleep(0.01)
    assert keeper.facts() is not None
