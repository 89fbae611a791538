"""Regions, seas and straits are named in the languages that the tables promise; joint names are of countries that exist."""

import pytest

from dragoman.knowledge.tables import Tables

TABLES = Tables()
ALL = ("de", "en", "es", "fr", "ru", "uk", "ko", "ja", "zh", "ar", "it", "pt")
# states of Germany and Austria that are also cities: their German rows need "Land" before them
CITY_STATES = {"region:HB", "region:HH"}
# regions that reports of every language speak of
COMMON = ("GAZA", "WESTBANK", "KRIM", "DONBASS", "GOLAN", "KURDISTAN", "KASCHMIR", "XINJIANG", "TIBET", "SAHEL", "DARFUR")
SEAS = ("ROTESMEER", "SCHWARZESMEER", "HORMUS", "TAIWANSTRASSE", "SUDCHINAMEER", "BABMANDAB", "SUEZKANAL", "OSTSEE")


def named(language: str) -> set[str]:
    return {r["id"] for r in TABLES.names("regions", language) if r["form"] == "name" and r["lang"] in (language, "mul")}


@pytest.mark.parametrize("language", ("de", "en", "es", "fr"))
def test_every_region_has_a_name(language: str) -> None:
    assert {r["id"] for r in TABLES.entities("regions")} - named(language) <= CITY_STATES


@pytest.mark.parametrize("language", ALL)
def test_common_regions_and_seas_have_a_name_in_every_language(language: str) -> None:
    assert {f"region:{name}" for name in (*COMMON, *SEAS)} - named(language) == set()


def test_a_region_lies_in_a_country_that_exists() -> None:
    codes = {r["id"].removeprefix("country:") for r in TABLES.entities("countries")}
    assert {r["id"]: r["code"] for r in TABLES.entities("regions") if r["code"] and r["code"] not in codes} == {}


@pytest.mark.parametrize("language", ALL)
def test_both_koreas_are_one_name_in_every_language(language: str) -> None:
    assert any(r["lang"] == language and r["members"] == "KOR PRK" for r in TABLES.rows("joints"))
