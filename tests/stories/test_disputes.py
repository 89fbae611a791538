"""What the reports of one event differ on."""

import pytest

from conftest import Read
from dragoman.stories.disputes import disputes


@pytest.mark.parametrize(("other", "differ"), [("nine people", False), ("seven people", False), ("five people", True)])
def test_a_least_number_contradicts_only_a_smaller_one(read: Read, other: str, differ: bool) -> None:
    texts = ("A drone attack in Mali killed at least seven people on Tuesday.", f"A drone attack in Mali killed {other} on Tuesday.")
    events = [e for text in texts for e in read(text, published="2024-06-14", language="en").events]
    assert [d.what for d in disputes(events) if d.field == "counts"] == (["killed"] if differ else [])
