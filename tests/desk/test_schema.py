"""Requests drawn from the OpenAPI document, valid and not: every answer is one that the document describes, and none is a 5xx.

Needs the package schemathesis; without it one line says that it is skipped. The draws are the same every time. So that this cannot
pass by asking nothing, each test says how many requests it sent and that they came as far as they should: of the valid ones some
are answered with 200, of the others some are refused, and the document leaves out no path that the application has.
"""

import shutil
from collections import Counter
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


HIDDEN = {"/", "/openapi.json", "/licences.txt", "/assets/{name}"}  # the page and its files
KNOWN = {
    "/api/stories/{id}": "type=SANCTION", "/api/events/{id}": "type=SANCTION", "/api/documents/{id}": "post-1", "/api/actors/{id}": "KEN",
    "/api/sentences": "post-1", "/api/verdicts": "type=SANCTION",
}  # fmt: skip
"""Paths that answer only for an id that there is -> that id, or the query whose first item has it: drawn ones lead nowhere."""


@pytest.fixture(scope="module")
def document(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    own = Path(shutil.copy(corpus, tmp_path_factory.mktemp("schema") / "own.db"))
    yield schemathesis.openapi.from_asgi("/openapi.json", served(Settings(str(own), names=("testserver",), judging=True, keeping=True)))


def found_with(document: Any, path: str) -> str:
    """An id that this path knows."""
    asked = KNOWN[path]
    if "=" not in asked:
        return asked
    what = "stories" if "stories" in path else "events"
    answer = document[f"/api/{what}"]["GET"].Case(query=dict([asked.split("=")])).call()
    return str(answer.json()["items"][0]["id"])


def answerable(case: Any, id: str) -> Any:
    """The same request about something that there is."""
    if case.path_parameters:
        case.path_parameters = {"id": id}
    elif case.method == "POST":
        case.body = {"event": id, "fields": {"event": "right"}}
    else:
        case.query = {"document": id}
    return case


def test_the_document_holds_every_path_that_the_application_has() -> None:
    app = create_app(Service(Settings("none.db")))
    routes = {route.path_format for route in app.routes if route.path_format not in HIDDEN and "/schema" not in route.path_format}
    assert {path for path, _ in OPERATIONS} == routes
    assert len(OPERATIONS) >= 20


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_the_document_describes(document: Any, path: str, method: str, mode: str) -> None:
    operation = document[path][method.upper()]
    free = bool(operation.query or operation.body or operation.path_parameters)
    if mode == "NEGATIVE" and not free:
        assert path in ("/api/health", "/api/overview", "/api/metrics", "/api/searches")  # nothing in these can be wrong
        return
    valid = mode == "POSITIVE"
    known = found_with(document, path) if valid and path in KNOWN else ""
    answers: Counter[int] = Counter()

    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode]))
    @settings(
        max_examples=DRAWN, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Any) -> None:
        excluded = (*TOLD_IN_WORDS, *(A_FILE if path == "/api/export" else ()))
        answers[case.call_and_validate(excluded_checks=excluded).status_code] += 1
        if known:
            answers[answerable(case, known).call_and_validate(excluded_checks=excluded).status_code] += 1

    ask()
    assert answers.total() >= (DRAWN if free else 1), f"only {answers.total()} requests were sent"
    assert answers[200] if valid else any(400 <= status < 500 for status in answers), f"none came as far as it should: {answers}"
