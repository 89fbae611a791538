"""One Coder for all tests: it loads packs and atlas once."""

from collections.abc import Callable

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.pipeline import Understood
from dragoman.values.errors import Refusal

Read = Callable[..., Understood]


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def read(coder: Coder) -> Read:
    """Everything understood of a German text published on 14 June 2024, a Friday."""

    def understood(text: str, *, published: str = "2024-06-14", language: str = "de", **more: str) -> Understood:
        outcome = coder.understand(intake.document_from(text=text, published=published, language=language, **more))
        assert not isinstance(outcome, Refusal), outcome
        return outcome

    return understood
