"""Requests drawn from the OpenAPI document, valid and not: every answer is one that the document describes, and none is a 5xx.

Needs the package schemathesis; without it one line says that it is skipped. The draws are the same every time.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_corpus import corpus  # noqa: F401
from hypothesis import HealthCheck, Phase, given, settings

from dragoman.desk.api.app import create_app, served
from dragoman.desk.api.settings import Service, Settings

schemathesis = pytest.importorskip("schemathesis", reason="the API's document is not tested: pip install schemathesis")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")

TOLD_IN_WORDS = (
    checks.positive_data_acceptance,  # a full-text query or a cursor may be no sound one
    checks.negative_data_rejection,  # in an address everything is text: actor=false asks for "false"
    checks.unsupported_method,  # 405 comes before the routes, with no list of what each allows
)
A_FILE = (checks.response_schema_conformance,)  # of whatever form was asked for
DRAWN = 12  # requests of each way of asking and each kind, valid and not
OPERATIONS = tuple(
    (path, method)
    for path, ways in create_app(Service(Settings("none.db"))).openapi_schema.to_schema()["paths"].items()
    for method in ways
)


@pytest.fixture(scope="module")
def document(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    own = Path(shutil.copy(corpus, tmp_path_factory.mktemp("schema") / "own.db"))
    yield schemathesis.openapi.from_asgi("/openapi.json", served(Settings(str(own), names=("testserver",), judging=True)))


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_the_document_describes(document: Any, path: str, method: str, mode: str) -> None:
    operation = document[path][method.upper()]
    if mode == "NEGATIVE" and not (operation.query or operation.body or operation.path_parameters):
        return  # nothing in it can be wrong
    case = operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode])

    @given(case=case)
    @settings(
        max_examples=DRAWN, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Any) -> None:
        case.call_and_validate(excluded_checks=(*TOLD_IN_WORDS, *(A_FILE if path == "/api/export" else ())))

    ask()
