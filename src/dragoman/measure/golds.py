"""A gold file -> its kind and records: events, times, statements, or stories with all fields; predictions of other coders."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.measure.scoring import Scored, scored
from dragoman.values.errors import InputError
from dragoman.values.text import Span

Kind = Literal["events", "times", "statements", "stories"]
STORY_FILE = "expected.toml"
CALENDAR = ("DATE", "TIME")


class GoldText(msgspec.Struct, frozen=True):
    """A text of a gold file: its id, day (ISO, "" unknown), language ("" unknown), and the fields of the gold."""

    id: str
    text: str
    fields: dict[str, Any]
    published: str = ""
    language: str = ""


class Gold(msgspec.Struct, frozen=True):
    """A gold file: its name, kind and texts."""

    name: str
    kind: Kind
    texts: tuple[GoldText, ...]


def read_gold(path: Path) -> Gold:
    """The gold of a .jsonl file, or of a folder with texts and expected.toml; InputError says what was found."""
    if path.is_dir():
        return _stories(path)
    rows = list(_rows(path))
    kinds: dict[str, Kind] = {"events": "events", "timexes": "times", "times": "times", "quotes": "statements"}
    kind = next((kinds[k] for k in kinds if rows and k in rows[0]), None)
    if kind is None:
        keys = ", ".join(rows[0]) if rows else "no line"
        raise InputError(f"{path}: expected lines with 'events', 'times' or 'quotes', found {keys}")
    kept = [r for r in rows if r.get("evaluate", "true") != "false" and not r.get("expects_error")]
    return Gold(path.name, kind, tuple(_text(row) for row in kept))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = msgspec.json.decode(line)
            except msgspec.DecodeError as error:
                raise InputError(f"{path}:{number}: no JSON: {error}") from error
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}: expected an object, found {type(row).__name__}")
            yield row


def _text(row: dict[str, Any]) -> GoldText:
    day = str(row.get("dct") or row.get("date") or row.get("published") or "")
    if len(day) == 8 and day.isdigit():
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return GoldText(str(row["id"]), str(row.get("text", "")), row, day[:10], str(row.get("lang", "")))


def _stories(folder: Path) -> Gold:
    """A folder of texts with expected.toml: a table a file, `events` with the fields that are right, `published`."""
    path = folder / STORY_FILE
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    language = folder.parent.name if (folder.parent / "grammar.toml").exists() else ""  # the samples of a pack
    texts = []
    for name, table in tables.items():
        file = folder / name if (folder / name).exists() else folder / f"{name}.txt"
        if not file.exists():
            raise InputError(f"{path}: [{name}]: there is no text of that name beside it")
        texts.append(GoldText(name, file.read_text(encoding="utf-8"), table, str(table.get("published", "")), language))
    return Gold(f"{folder.parent.name}/{folder.name}", "stories", tuple(texts))


def gold_events(row: dict[str, Any]) -> tuple[Scored, ...]:
    """The events of a line of gold or of predictions, types that are none of PLOVER's left out."""
    found = []
    for event in row.get("events", ()):
        kind = event.get("type") or event.get("event_root") or ""
        sides = [[_code(x) for x in event.get(side) or ()] for side in ("sources", "targets")]
        found.append(scored(kind, *sides))
    return tuple(e for e in found if e is not None)


def _code(side: Any) -> str:
    return str((side.get("code") if isinstance(side, dict) else side) or "")


def read_predictions(path: Path) -> dict[str, tuple[Scored, ...]]:
    """Events by id of a file with lines {id, events: [{type, sources, targets}]}."""
    found: dict[str, tuple[Scored, ...]] = {}
    for row in _rows(path):
        name = str(row.get("id", ""))
        found[name] = (*found.get(name, ()), *gold_events(row))
    return found


class TimeRow(msgspec.Struct, frozen=True):
    """A time expression: span, type and TIMEX3 value."""

    start: int
    end: int
    type: str
    value: str


def gold_times(row: dict[str, Any]) -> tuple[TimeRow, ...]:
    """The time expressions of a line of gold."""
    return tuple(msgspec.convert(t, TimeRow, strict=False) for t in row.get("times", row.get("timexes", ())))


class StatementRow(msgspec.Struct, frozen=True):
    """A statement: hull of what is said, spans of its speaker, kind ("" for a predicted one)."""

    quote: Span
    speakers: tuple[Span, ...]
    kind: str = ""


def gold_statements(row: dict[str, Any]) -> tuple[StatementRow, ...]:
    """The statements of a line of gold."""
    return tuple(
        StatementRow(
            (min(s[0] for s in q["quote"]), max(s[1] for s in q["quote"])), tuple((a, b) for a, b in q["speaker"]), q["type"]
        )
        for q in row.get("quotes", ())
        if q["quote"]
    )
