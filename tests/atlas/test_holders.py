"""offices.tsv, titles.tsv, persons.tsv and holders.tsv: dates, ids, one holder at a time, titles in every language."""

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from dragoman.knowledge.tables import Tables
from dragoman.language.names import named_languages
from dragoman.language.reading import read_tsv
from dragoman.measure.offices import measured

HERE = Path(__file__).parent
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SINGLE = {
    "head_of_state", "monarch", "head_of_government", "foreign_minister", "defence_minister", "secretary_general",
    "commission_president", "council_president", "high_representative", "central_bank_governor", "pope", "prosecutor",
    "national_security_adviser", "un_ambassador",
}  # fmt: skip
CORE = (
    "head_of_state", "monarch", "crown_prince", "head_of_government", "vice_president", "deputy_head_of_government",
    "foreign_minister", "deputy_foreign_minister", "defence_minister", "interior_minister", "finance_minister",
    "justice_minister", "economy_minister", "minister", "ambassador", "envoy", "spokesperson", "secretary_general",
    "leader", "opposition_leader", "member_of_parliament", "general", "judge", "mayor", "governor",
)  # fmt: skip
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "uk", "zh")
# at least this share of office-days, from a first measurement; heads of state and government were asked to reach 97 %
REACHED = {"heads of state": 0.97, "heads of government": 0.97, "foreign ministers": 0.95, "defence ministers": 0.95,
           "deputy defence ministers": 0.80}  # fmt: skip

TABLES = Tables()
HELD = list(TABLES.rows("holders"))


def ids(*tables: str) -> set[str]:
    return {row["id"] for table in tables for row in TABLES.entities(table)}


def test_dates_are_days_months_or_years_and_do_not_run_backwards() -> None:
    wrong = [r for r in HELD if any(r[k] and not DATE.fullmatch(r[k]) for k in ("from", "to"))]
    backwards = [r for r in HELD if r["from"] and r["to"] and r["to"] < r["from"][: len(r["to"])]]
    assert (wrong, backwards) == ([], [])


def test_persons_offices_and_bodies_of_terms_exist() -> None:
    persons, offices = ids("persons"), ids("offices")
    bodies = ids("countries", "organisations", "groups", "parties", "institutions", "regions", "media", "cities")
    assert {r["person"] for r in HELD} - persons == set()
    assert {r["office"] for r in HELD} - offices == set()
    assert {r["body"] for r in HELD} - bodies == set()


def test_an_office_that_was_empty_says_why_and_had_no_holder() -> None:
    offices, bodies = ids("offices"), ids("countries", "organisations")
    for row in TABLES.rows("empty"):
        assert row["office"] in offices and row["body"] in bodies and row["why"] and row["src"], row
        assert DATE.fullmatch(row["from"]) and DATE.fullmatch(row["to"]) and row["from"] <= row["to"], row
        meant = [r for r in HELD if (r["office"], r["body"]) == (row["office"], row["body"]) and r["from"]]
        assert not [r for r in meant if r["from"][:10] < row["to"] and (r["to"] or "9999") > row["from"]], row


def test_no_term_stands_twice() -> None:
    keys = [(r["person"], r["office"], r["body"], r["from"]) for r in HELD]
    assert sorted({k for k in keys if keys.count(k) > 1}) == []


def test_an_office_for_one_has_one_holder_at_a_time_except_where_the_table_says_why() -> None:
    allowed = {(r["body"], r["office"]) for r in read_tsv(HERE / "simultaneous.tsv", ("body", "office", "why", "src"))}
    terms = defaultdict(list)
    for row in HELD:
        if row["office"] in SINGLE and row["from"] and (row["body"], row["office"]) not in allowed:
            terms[row["body"], row["office"]].append(row)
    both = [(a, b) for rows in terms.values() for a, b in combinations(sorted(rows, key=lambda r: r["from"]), 2) if _meet(a, b)]
    assert [(a["person"], a["to"], b["person"], b["from"]) for a, b in both] == []


def _meet(earlier: dict[str, str], later: dict[str, str]) -> bool:
    """Whether the first term goes on beyond the day, month or year in which the second begins."""
    end, start = earlier["to"] or "9999", later["from"]
    size = min(len(end), len(start))
    return end[:size] > start[:size]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_core_office_has_a_title_in_every_language(language: str) -> None:
    assert language in named_languages()
    known = {r["id"] for r in TABLES.rows("titles") if r["lang"] == language}
    assert set(CORE) - known == set()


def test_no_title_stands_twice_for_one_office_and_country() -> None:
    keys = [(r["id"], r["lang"], r["text"].lower(), r["code"]) for r in TABLES.rows("titles")]
    assert len(keys) == len(set(keys))


def test_office_days_known_do_not_fall_below_what_was_reached() -> None:
    shares = {c.kind: c.share for c in measured() if c.kind in REACHED}
    assert {kind: share for kind, share in shares.items() if share < REACHED[kind]} == {}
    assert set(shares) == set(REACHED)
