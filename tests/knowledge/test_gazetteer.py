"""`dragoman where`: place names with and without context."""

import json

import pytest
from click.testing import CliRunner

from dragoman.desk.cli import main


def asked(*arguments: str) -> dict:  # type: ignore[type-arg]
    result = CliRunner().invoke(main, ["where", "--lang", "de", "--format", "jsonl", *arguments])
    assert result.exit_code == 0, result.output
    answer: dict = json.loads(result.stdout)  # type: ignore[type-arg]
    return answer


@pytest.mark.parametrize(
    ("name", "options", "id"),
    [
        ("Kiew", (), "city:703448"),
        ("San José", ("--near", "CRI"), "city:3621849"),
        ("San José, Costa Rica", (), "city:3621849"),
        ("San José", ("--home", "CRI"), "city:3621849"),
        ("Bogota", (), "city:3688689"),
        ("Frankreich", (), "country:FRA"),
    ],
)
def test_a_place_is_found(name: str, options: tuple[str, ...], id: str) -> None:
    answer = asked(name, *options)
    assert answer["refusal"] is None
    assert answer["candidates"][0]["identifier_id"] == id


def test_a_name_of_several_places_is_refused_with_the_places() -> None:
    answer = asked("San José")
    assert answer["refusal"]["reason"] == "ambiguous_name"
    assert len(answer["candidates"]) > 1


def test_a_name_of_no_place_is_refused() -> None:
    assert asked("Entenhausen")["refusal"]["reason"] == "unknown_place"


def test_a_name_of_ten_thousand_characters_is_refused() -> None:
    assert asked("x" * 10_000)["refusal"]["reason"] == "unknown_place"
