"""Filters, orders, pages, aggregates, and what the database said before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import ROWS, filled, write_rows
from dragoman.corpus.ingest import ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.store import Database, queries
from dragoman.store.aggregates import counts, dyads
from dragoman.store.filters import Filter, match_query
from dragoman.values.errors import ConfigError
from dragoman.values.event import Event


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with filled(tmp_path_factory.mktemp("queries") / "c.db") as opened:
        yield opened


CASES: tuple[tuple[str, Filter, set[str]], ...] = (
    ("an actor's code", Filter(actor=("FRA",)), {"SANCTION"}),
    ("code and sector", Filter(country=("UGA/GOV",)), {"CONSULT"}),
    ("a recipient", Filter(recipient=("MLI",)), {"SANCTION"}),
    ("an entity's id", Filter(actor=("person:wanjiru-odembo",)), {"CONSULT"}),
    ("a part of a name", Filter(actor=("Odembo",)), {"CONSULT"}),
    ("a name that nobody bears", Filter(actor=("Rumpelstilz",)), set()),
    ("a pair, either way", Filter(dyad=("UGA-KEN",)), {"CONSULT"}),
    ("a pair, one way", Filter(dyad=("FRA>MLI",)), {"SANCTION"}),
    ("two pairs", Filter(dyad=("FRA>MLI", "KEN-UGA")), {"SANCTION", "CONSULT"}),
    ("a type", Filter(type=("sanction",)), {"SANCTION"}),
    ("a mode", Filter(mode=("phone",)), {"CONSULT"}),
    ("a class", Filter(quad=(4,)), {"SANCTION"}),
    ("days", Filter(since="2024-03-01", until="2024-03-31"), {"CONSULT"}),
    ("an outlet", Filter(outlet=("hafen",)), {"SANCTION", "ACCUSE"}),
    ("a language without documents", Filter(language=("fr",)), set()),
    ("a word of the text", Filter(text="Botschafter"), {"SANCTION", "ACCUSE"}),
    ("a phrase and a country", Filter(text='"den Botschafter"', country=("FRA",), type=("SANCTION",)), {"SANCTION"}),
    ("a sector and a country", Filter(sector=("GOV",), country=("KEN",)), {"CONSULT"}),
    ("a speaker", Filter(speaker=("KEN",)), {"CONSULT"}),
    ("a document", Filter(document=("post-1",)), {"SANCTION", "ACCUSE"}),
)


@pytest.mark.parametrize(("what", "asked", "types"), CASES, ids=[c[0] for c in CASES])
def test_a_filter_finds_what_it_says_among_events_and_among_stories(
    database: Database, what: str, asked: Filter, types: set[str]
) -> None:
    assert {e.event[0] for e in queries.events(database, asked).rows} == types
    assert {s.event.event[0] for s in queries.stories(database, asked).rows} == types
    assert queries.count(database, "e", asked) == len(queries.events(database, asked).rows)


@pytest.mark.parametrize("sort", ["date", "-date", "published", "-scale"])
def test_pages_in_a_row_are_the_whole_without_gap_or_repetition(database: Database, sort: str) -> None:
    whole = [e.id for e in queries.events(database, Filter(), sort=sort).rows]
    paged, after = [], ""
    while True:
        page = queries.events(database, Filter(), sort=sort, limit=2, after=after)
        paged += [e.id for e in page.rows]
        after = page.next
        if not after:
            break
    assert len(whole) >= 4
    assert paged == whole


def test_pages_of_a_country_do_not_repeat_an_event_in_which_it_takes_part_twice(database: Database) -> None:
    asked = Filter(country=("KEN", "UGA"))
    first = queries.events(database, asked, limit=1)
    second = queries.events(database, asked, limit=1, after=first.next)
    assert {e.cite_info.id for e in (*first.rows, *second.rows)} == {"nil-1", "see-1"}
    assert second.next == ""


def test_a_cursor_of_another_order_is_refused(database: Database) -> None:
    cursor = queries.events(database, Filter(), limit=1).next
    with pytest.raises(ConfigError, match="made for the order '-date'"):
        queries.events(database, Filter(), sort="scale", after=cursor)


@pytest.mark.parametrize(("asked", "words"), [(Filter(dyad=("KEN+UGA",)), "KEN-UGA"), (Filter(text='"offen'), "a phrase")])
def test_a_filter_that_cannot_be_used_is_refused_in_words(database: Database, asked: Filter, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        queries.events(database, asked)


def test_two_reports_of_one_call_are_one_story(database: Database) -> None:
    story = queries.stories(database, Filter(mode=("phone",))).rows[0]
    assert [r.document for r in story.reports] == ["nil-1", "see-1"]
    assert queries.story(database, story.reports[1].event) == story


def test_a_pair_of_a_month_counts_a_story_once_and_a_mutual_act_each_way(database: Database) -> None:
    found = {(d.period, d.source, d.target): d for d in dyads(database, Filter())}
    assert {k for k in found if k[0] == "2024-03"} == {("2024-03", "KEN", "UGA"), ("2024-03", "UGA", "KEN")}
    call = found["2024-03", "KEN", "UGA"]
    assert (call.events, call.quad1, call.quad4) == (1, 1, 0)
    assert {(d.source, d.target) for d in dyads(database, Filter(), of="e", per="year")} >= {("FRA", "MLI")}
    assert dyads(database, Filter(text="Botschafter", type=("SANCTION",)))[0].target == "MLI"


def test_counts_by_a_column_and_by_a_code(database: Database) -> None:
    assert dict(counts(database, Filter(), by="type"))["CONSULT"] == 1
    assert dict(counts(database, Filter(), of="e", by="type"))["CONSULT"] == 2
    assert dict(counts(database, Filter(), by="code"))["FRA"] >= 1


def test_the_answer_as_of_a_day_is_what_the_database_said_then(tmp_path: Path) -> None:
    with filled(tmp_path / "c.db") as database:
        database.connection.execute("UPDATE run SET started = '2024-05-01T08:00:00.000Z'")
        ingest(
            database,
            parcels([str(write_rows(tmp_path / "x.jsonl", [{**ROWS[2], "text": "Mali hat Frankreich gelobt."}]))], Given()),
        )
        asked = Filter(document=("post-1",), type=("SANCTION",))
        assert queries.events(database, asked).rows == ()
        assert len(queries.events(database, Filter(document=("post-1",), type=("SANCTION",), as_of="2024-05-01")).rows) == 1
        assert len(queries.stories(database, Filter(type=("SANCTION",), as_of="2024-05-01")).rows) == 1
        assert queries.events(database, Filter(as_of="2024-04-30")).rows == ()


def test_who_said_what_is_found_by_speaker_and_by_whom_it_is_about(database: Database) -> None:
    page = queries.statements(database, who="KEN")
    assert page.rows
    assert {row["code"] for row in page.rows} == {"KEN"}
    assert queries.statements(database, who="FRA").rows == ()
    assert {row["document"] for row in queries.statements(database, about="UGA").rows} >= {"nil-1"}


def test_documents_are_found_by_full_text_with_the_words_marked(database: Database) -> None:
    page = queries.documents(database, text="Botschafter")
    assert [d["id"] for d in page.rows] == ["post-1"]
    assert "»Botschafter«" in page.rows[0]["snippet"]


@pytest.mark.parametrize(
    ("typed", "query"), [("Kapan Angriff", '"Kapan" "Angriff"'), ("a OR b", "a OR b"), ("", '""'), ("EU-Gipfel", '"EU" "Gipfel"')]
)
def test_what_a_person_types_is_made_a_query(typed: str, query: str) -> None:
    assert match_query(typed) == query


@pytest.mark.parametrize("sort", ["date", "-date"])
@pytest.mark.parametrize("pair", ["KEN-UGA", "KEN>UGA", "UGA>KEN"])
def test_a_pair_is_read_page_by_page_without_loss_or_repetition(tmp_path: Path, pair: str, sort: str) -> None:
    calls = [{**ROWS[0], "id": f"{n}", "published": f"2024-03-{10 + n:02}"} for n in range(5)]
    visit = "Die ugandische Außenministerin Grace Nakatto hat am Freitag Kenia besucht."
    with filled(tmp_path / "c.db", [*calls, {**ROWS[0], "id": "visit", "published": "2024-03-12", "text": visit}]) as database:
        asked, after = Filter(dyad=(pair,)), ""
        found: list[Event] = []
        while True:
            page = queries.events(database, asked, sort=sort, limit=2, after=after)
            found += page.rows
            after = page.next
            if not after:
                break
        assert len(found) == len({e.id for e in found}) == queries.count(database, "e", asked) >= 5
        assert [e.date for e in found] == sorted((e.date or "" for e in found), reverse=sort == "-date")
