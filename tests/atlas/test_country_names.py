"""Every member of the United Nations is named in every language that the tables have, and names do not contradict each other."""

from collections import defaultdict

import pytest

from dragoman.knowledge.tables import Row, Tables

TABLES = Tables()
LANGUAGES = ("de", "en", "es", "fr", "ru", "uk", "ko", "ja", "zh", "ar", "it", "pt")
# in these the name itself stands before the noun
WITHOUT_ADJECTIVES = ("ko", "ja", "zh")
# Their name is that of the country, or the capital is a name of more than the country (Brussels)
CAPITAL_IS_NO_METONYM = {"BEL", "DJI", "GTM", "KWT", "LUX", "MCO", "MEX", "NRU", "PAN", "PLW", "SGP", "SMR", "TUN", "DZA", "GNB"}


def rows(language: str, table: str = "countries") -> list[Row]:
    return [r for r in TABLES.names(table, language) if r["lang"] == language]


def members() -> dict[str, Row]:
    return {r["id"]: r for r in TABLES.entities("countries") if r["status"] == "un_member"}


def having(language: str, *forms: str) -> set[str]:
    return {r["id"] for r in rows(language) if r["form"] in forms}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_and_territory_has_one_name_and_a_shorter_one_only_with_support(language: str) -> None:
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows(language):
        if row["form"] == "name":
            names[row["id"]].append(row["support"])
    assert names.keys() == {r["id"] for r in TABLES.entities("countries")}
    assert [id for id, support in names.items() if len(support) > 1 and support.count("") != 1] == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in WITHOUT_ADJECTIVES])
def test_every_member_has_an_adjective_and_a_demonym(language: str) -> None:
    assert members().keys() - having(language, "adjective") == set()
    assert members().keys() - having(language, "demonym") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_capital_of_every_member_stands_for_its_government(language: str) -> None:
    without = members().keys() - having(language, "metonym")
    assert {r.removeprefix("country:") for r in without} <= CAPITAL_IS_NO_METONYM


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_several_countries_bear_needs_support(language: str) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in rows(language):
        if row["form"] in ("name", "variant", "acronym", "metonym") and not row["support"]:
            bearers[row["text"]].add(row["id"])
    assert {text: ids for text, ids in bearers.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_adjective_is_of_one_country_unless_the_others_need_support(language: str) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in rows(language):
        if row["form"] == "adjective" and not row["support"]:
            bearers[row["text"].lower()].add(row["id"])
    assert {text: ids for text, ids in bearers.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_is_given_twice_and_none_has_stray_signs(language: str) -> None:
    keys = [(r["id"], r["form"], r["text"]) for r in rows(language)]
    assert len(keys) == len(set(keys))
    assert [k for k in keys if k[2] != k[2].strip() or "  " in k[2] or set(k[2]) & set("!|@~=()\u00a0")] == []
