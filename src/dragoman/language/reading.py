"""Pack files -> typed records: a TOML file into a Struct, a TSV file into rows; errors name the file and the place in it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.values.errors import PackError

T = TypeVar("T")

PACKS = Path(__file__).resolve().parent.parent / "packs"
_PLACE = re.compile(r" at `\$([^`]*)`$")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"\s*([\w\-]+)\s*=")


def read_toml(path: Path, shape: type[T]) -> T:
    """The file's content as `shape` (a Struct with forbid_unknown_fields); PackError says file and path in it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except FileNotFoundError:
        raise PackError(f"{path}: file is missing; a pack needs it (see docs/how-to/add-a-language.md)") from None
    except msgspec.ValidationError as error:
        raise PackError(f"{path}:{_line(path.read_text(encoding='utf-8'), str(error))}: {error}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise PackError(f"{path}: {error}") from error


def _line(text: str, problem: str) -> int:
    """The line of a TOML text that a message is about ("... unknown field `lema` - at `$.trigger[3]`"), 1 where it is of none."""
    at, unknown = _PLACE.search(problem), _UNKNOWN.search(problem)
    place = (at[1] if at else "") + (f".{unknown[1]}" if unknown else "")
    deepest, line = "", 1
    for number, path in _paths(text):
        rest = place.removeprefix(path)
        if place.startswith(path) and rest[:1] in ("", ".", "[") and len(path) > len(deepest):
            deepest, line = path, number
    return line


def _paths(text: str) -> Iterator[tuple[int, str]]:
    """The tables and keys of a TOML text with the lines on which they stand: ".trigger[3]", ".trigger[3].lemma"."""
    table, tables = "", Counter[str]()
    for number, row in enumerate(text.splitlines(), 1):
        if head := _TABLE.match(row):
            table, names = "", head[2].split(".")
            for depth, name in enumerate(names, 1):
                table += f".{name}"
                tables[table] += head[1] == "[[" and depth == len(names)
                table += f"[{tables[table] - 1}]" if tables[table] else ""
            yield number, table
        elif key := _KEY.match(row):
            yield number, f"{table}.{key[1]}"


def read_tsv(path: Path, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of a tab-separated file with a header line that names at least `columns`; PackError names file and line.

    Lines that start with `#` are comments. Cells are stripped; a missing optional column reads as "".
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise PackError(f"{path}: file is missing; expected a table with the columns {', '.join(columns)}") from None
    kept = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise PackError(f"{path}: no header line; expected the columns {', '.join(columns)}")
    header = [cell.strip() for cell in kept[0][1]]
    missing = [c for c in columns if c not in header]
    if missing:
        raise PackError(f"{path}:{kept[0][0]}: columns {', '.join(missing)} are missing; found {', '.join(header)}")
    rows = []
    for number, cells in kept[1:]:
        if len(cells) > len(header):
            raise PackError(f"{path}:{number}: {len(cells)} cells, but the header has {len(header)} columns")
        rows.append(dict.fromkeys(header, "") | {k: c.strip() for k, c in zip(header, cells, strict=False)})
    return tuple(rows)
