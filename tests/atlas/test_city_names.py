"""Capitals are named in every language, and in its own script; a city name is written in the script of its language."""

import re

import pytest

from dragoman.knowledge.tables import Row, Tables

TABLES = Tables()
SCRIPTS = {
    "ru": "[\u0400-\u04ff]",
    "uk": "[\u0400-\u04ff]",
    "ko": "[\uac00-\ud7a3]",
    "ja": "[\u3040-\u30ff\u4e00-\u9fff々]",
    "zh": "[\u3400-\u9fff]",
    "ar": "[\u0621-\u064a]",
}
LATIN = ("de", "en", "es", "fr", "it", "pt")


def rows(language: str) -> list[Row]:
    return [r for r in TABLES.names("cities", language) if r["lang"] == language]


@pytest.mark.parametrize("language", SCRIPTS)
def test_the_capital_of_every_member_of_the_united_nations_has_a_name_in_a_script_of_its_own(language: str) -> None:
    members = {r["code"] for r in TABLES.entities("countries") if r["status"] == "un_member"}
    capitals = {r["id"]: r["name"] for r in TABLES.entities("cities") if r["capital_of"] in members}
    named = {r["id"] for r in rows(language) if r["form"] == "name"}
    assert {name for id, name in capitals.items() if id not in named} == set()


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_name_is_written_in_the_script_of_its_language(language: str) -> None:
    wrong = [r["text"] for r in rows(language) if not re.search(SCRIPTS[language], r["text"]) and not r["support"]]
    assert wrong == []


@pytest.mark.parametrize("language", (*SCRIPTS, *LATIN))
def test_a_city_has_one_displayed_name_and_no_name_twice(language: str) -> None:
    own = [r for r in rows(language) if r["id"]]
    shown = [r["id"] for r in own if r["form"] == "name"]
    assert len(shown) == len(set(shown))
    texts = [(r["id"], r["form"], r["text"]) for r in own]
    assert len(texts) == len(set(texts))
