"""Values -> cells of tables: joined, and safe to open in a spreadsheet."""

import re
from collections.abc import Iterable
from typing import Any

from dragoman.values.corpus import Report, Story
from dragoman.values.event import Event

JOINT = "; "
_FORMULA = re.compile(r"^[\s\ufeff]*[=+\-@\t\r]")
_BREAK = re.compile(r"[\t\r\n\x0b\x0c\u2028\u2029]+")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")

Row = dict[str, Any]


def joined(values: Iterable[str]) -> str:
    """Distinct values that are not empty, in order, joined by a semicolon."""
    return JOINT.join(dict.fromkeys(v for v in values if v))


def listed(values: Iterable[str]) -> str:
    """All values in order, also the empty ones, so that lists beside one another stay in step."""
    values = list(values)
    return JOINT.join(values) if any(values) else ""


def safe(cell: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula: such a text gets an apostrophe in front. Numbers stay."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
    text = _BREAK.sub(" ", str(cell)).replace("\0", "")
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def alone(event: Event) -> Story:
    """An event as a story of one report, for formats that are made from stories."""
    cite = event.cite_info
    report = Report(cite.id, event.id, cite.language, cite.published, cite.outlet, event.status)
    return Story(id=event.id, event=event, reports=(report,), origins=(), first=cite.id)
