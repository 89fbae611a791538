"""What is announced, and what becomes of it: settled by the reports that came later, and in whatever order they are read."""

from pathlib import Path

import pytest

from corpora import filled
from dragoman.corpus import ledger as keeping
from dragoman.corpus.merging import rebuild
from dragoman.store import queries, upkeep
from dragoman.store.database import begin, transaction
from dragoman.stories.ledger import state

ANNOUNCED = {
    "id": "a", "published": "2024-03-15", "lang": "de",
    "text": "Es wird erwartet, dass der ägyptische Präsident Anfang nächster Woche Kampala besuchen wird.",
}  # fmt: skip
LATER = (
    ("happened", "2024-03-20", "Der ägyptische Präsident hat am Dienstag Kampala besucht."),
    ("cancelled", "2024-03-17", "Der Besuch des ägyptischen Präsidenten in Kampala wurde abgesagt."),
    (
        "postponed",
        "2024-03-17",
        "Der Besuch des ägyptischen Präsidenten in Kampala ist auf die kommende Woche verschoben worden.",
    ),
    ("", "2024-04-20", "Der ägyptische Präsident hat am Freitag Kampala besucht."),
    ("", "2024-03-10", "Der ägyptische Präsident hat am Samstag Kampala besucht."),
    ("", "2024-03-20", "Der ägyptische Präsident hat am Dienstag Nairobi besucht."),
    ("", "2024-03-17", "Der Besuch des kenianischen Präsidenten in Kampala wurde abgesagt."),
    ("", "2024-03-17", "Der ägyptische Präsident hat Kampala bisher nicht besucht."),
    ("", "2024-03-17", "Der Besuch des kenianischen Präsidenten bei dem ägyptischen Präsidenten in Kampala wurde abgesagt."),
)


@pytest.mark.parametrize("late", [False, True], ids=["in order", "the other way round"])
@pytest.mark.parametrize(("outcome", "published", "text"), LATER, ids=[x[2][:50] for x in LATER])
def test_a_later_report_settles_what_was_announced_or_does_not(
    tmp_path: Path, outcome: str, published: str, text: str, late: bool
) -> None:
    rows = [ANNOUNCED, {"id": "b", "published": published, "lang": "de", "text": text}]
    with filled(tmp_path / "c.db", rows[::-1] if late else rows) as database:
        entry = next(e for e in queries.ledger(database) if e.opened == "2024-03-15")
        assert (entry.date, entry.enddate, entry.codes) == ("2024-03-18", "2024-03-20", ("EGY", "UGA"))
        assert entry.outcome == outcome
        assert entry.settled_on == (published if outcome else "")


def test_the_ledger_brought_up_to_date_step_by_step_is_the_one_made_anew(tmp_path: Path) -> None:
    rows = [ANNOUNCED, *({"id": f"b{n}", "published": p, "lang": "de", "text": t} for n, (_, p, t) in enumerate(LATER))]
    with filled(tmp_path / "c.db", rows) as database:
        before = upkeep.content_hash(database)
        run = begin(database, "recode")
        with transaction(database) as connection:
            changed = rebuild(connection, run)
            entries = keeping.rebuild(connection, run)
        assert (changed.written, changed.gone, entries) == ((), (), 0)
        assert upkeep.content_hash(database) == before


STATES = (("2024-03-16", "open"), ("2024-03-18", "due"), ("2024-03-22", "overdue"), ("2024-04-30", "lapsed"))


@pytest.mark.parametrize(("day", "expected"), STATES)
def test_an_entry_that_nothing_settles_is_open_then_due_then_overdue_then_lapsed(tmp_path: Path, day: str, expected: str) -> None:
    with filled(tmp_path / "c.db", [ANNOUNCED]) as database:
        assert state(queries.ledger(database)[0], day) == expected


def test_a_report_that_is_taken_back_opens_the_entry_again(tmp_path: Path) -> None:
    from corpora import write_rows
    from dragoman.corpus.ingest import ingest
    from dragoman.corpus.sources import Given, parcels

    later = {"id": "b", "published": "2024-03-20", "lang": "de", "text": LATER[0][2]}
    with filled(tmp_path / "c.db", [ANNOUNCED, later]) as database:
        assert queries.ledger(database)[0].outcome == "happened"
        other = {**later, "text": "In Kampala hat es am Dienstag geregnet."}
        ingest(database, parcels([str(write_rows(tmp_path / "x.jsonl", [other]))], Given()))
        assert queries.ledger(database)[0].outcome == ""
        assert upkeep.problems(database) == []


def entries(path: Path, *rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Codes and state, on the day after the last report, of the entries that these reports (day, text) open."""
    listed = [{"id": f"{n}", "published": day, "lang": "de", "text": text} for n, (day, text) in enumerate(rows)]
    with filled(path, listed) as database:
        return [("+".join(e.codes), state(e, max(day for day, _ in rows))) for e in queries.ledger(database)]


BROKEN = "Mali hat am Montag die diplomatischen Beziehungen zu Frankreich abgebrochen."
TO_BREAK = "Mali will die diplomatischen Beziehungen zu Frankreich abbrechen."


def test_an_announcement_without_a_day_is_open_and_never_due(tmp_path: Path) -> None:
    assert entries(tmp_path / "c.db", ("2024-03-12", TO_BREAK)) == [("FRA+MLI", "open")]


def test_a_deed_that_was_reported_the_day_before_is_not_awaited(tmp_path: Path) -> None:
    assert entries(tmp_path / "c.db", ("2024-03-11", BROKEN), ("2024-03-12", TO_BREAK)) == [("FRA+MLI", "happened")]


def test_a_meeting_that_was_reported_the_day_before_may_be_followed_by_another(tmp_path: Path) -> None:
    met = "Der ägyptische Präsident hat am Montag Kampala besucht."
    again = "Der ägyptische Präsident will Kampala besuchen."
    assert entries(tmp_path / "c.db", ("2024-03-11", met), ("2024-03-12", again)) == [("EGY+UGA", "open")]


def test_what_names_no_party_opens_nothing(tmp_path: Path) -> None:
    assert entries(tmp_path / "c.db", ("2024-03-12", "Es wird erwartet, dass Gewerkschaften am Donnerstag streiken werden.")) == []
