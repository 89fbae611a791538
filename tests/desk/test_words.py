"""The words of the page: every one that the source asks for has a German form, offices and codes included."""

import re
from pathlib import Path
from typing import get_args

import pytest

from dragoman.knowledge.tables import Tables
from dragoman.language.codebook import read_codebook
from dragoman.values.event import Status, Type

SOURCE = Path(__file__).resolve().parents[2] / "web" / "src"
LINES = (SOURCE / "lib" / "words.tsv").read_text(encoding="utf-8").splitlines()
ROWS = {key: (english, german) for key, english, german in (line.split("\t") for line in LINES[1:])}
CODE = "".join(p.read_text(encoding="utf-8") for p in sorted(SOURCE.rglob("*")) if p.suffix in (".svelte", ".ts"))


def test_no_word_is_listed_twice_and_each_has_a_german_form() -> None:
    assert len(ROWS) == len(LINES) - 1
    assert [key for key, (_, german) in ROWS.items() if not german] == []


def test_every_word_that_the_page_asks_for_is_listed() -> None:
    asked = set(re.findall(r'word\("([^"]+)"', CODE))
    asked |= {w for pair in re.findall(r'many\([^{}]*?, "([^"]+)", "([^"]+)"\)', CODE) for w in pair}
    assert len(asked) > 100
    assert sorted(asked - set(ROWS)) == []


def test_no_word_is_listed_that_the_page_never_asks_for() -> None:
    plain = {key for key in ROWS if f'"{key}"' not in CODE and not re.match(r"[a-z]+ \S+$", key)}
    assert sorted(plain - {"same text", "near copy", "translation"}) == []


GIVEN = re.findall(r"^\| `(\w+)` \| what \|", (SOURCE.parents[1] / "docs" / "reference" / "refusals.md").read_text(encoding="utf-8"), re.M)
"""Why a clause is no event."""


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("type", get_args(Type)),
        ("status", get_args(Status)),
        ("office", [row["id"] for row in Tables().rows("offices")]),
        ("sector", read_codebook().sectors),
        ("context", [c for c in read_codebook().contexts if c not in read_codebook().auxiliary.values()]),
        ("refused", GIVEN),
        ("mode", sorted({m for t in read_codebook().types.values() for m in t.modes})),
    ],
)
def test_every_code_of_the_records_has_a_word(group: str, values: tuple[str, ...]) -> None:
    assert [v for v in values if f"{group} {v}" not in ROWS] == []
