"""A folder of atlas tables -> Problems with code, file and line; one small function each, E = the line is left out, W = kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import get_args

from dragoman.knowledge.imports.found import LONGEST_NAME, Problem
from dragoman.knowledge.records import Form
from dragoman.knowledge.tables import ATLAS, NAMED, TABLES, Line, names_table, read_lines

BODY_CODES = ("", "UNO", "EUR", "NAT", "IGO", "NGO", "MNC", "IMG", "ISM")
WITHOUT_IDS = ("offices", "titles", "holders", "empty", "joints", "leaders")  # tables whose rows are no entities
_TABLE_OF_NAMES = {names_table(t): t for t in NAMED}
_DATE = re.compile(r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")
_NUMBERS = {"offices": ("rank",), "regions": ("lat", "lon"), "cities": ("lat", "lon", "population")}
# offices that one person at a time holds, but for regencies, councils and co-princes: the rest may have several holders
SINGLE = ("head_of_state", "head_of_government", "commission_president", "council_president", "high_representative",
          "secretary_general", "director_general", "pope", "chief_of_defence", "central_bank_governor")  # fmt: skip


class Folder:
    """The lines of a folder's tables, and what the atlas and the folder know together."""

    def __init__(self, folder: Path, without: frozenset[tuple[str, int]] = frozenset()) -> None:
        self.folder = folder
        self._ids_of: dict[str, frozenset[str]] = {}
        self.lines: dict[str, tuple[Line, ...]] = {}
        self.malformed: list[Problem] = []
        for path in sorted(folder.glob("*.tsv")):
            lines, faults = read_lines(path)
            self.lines[path.stem] = tuple(x for x in lines if (path.name, x.number) not in without)
            self.malformed += [Problem("E101", path.name, number, text) for number, text in faults]

    def of(self, *tables: str) -> Iterator[tuple[str, Line]]:
        """File name and line of the rows of some tables, of all without a name."""
        for table in tables or tuple(self.lines):
            for line in self.lines.get(table, ()):
                yield f"{table}.tsv", line

    @cached_property
    def _all(self) -> "tuple[Folder, ...]":
        return (self,) if self.folder.resolve() == ATLAS else (self, Folder(ATLAS))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all entities, here and in the atlas."""
        tables = [t for t in TABLES if t not in WITHOUT_IDS]
        return frozenset(x.row.get("id", "") for f in self._all for _, x in f.of(*tables))

    def ids_of(self, table: str) -> frozenset[str]:
        """Ids of one table, here and in the atlas."""
        if table not in self._ids_of:
            self._ids_of[table] = frozenset(x.row.get("id", "") for f in self._all for _, x in f.of(table))
        return self._ids_of[table]

    @cached_property
    def offices(self) -> frozenset[str]:
        """Ids of all offices."""
        return frozenset(x.row.get("id", "") for f in self._all for _, x in f.of("offices"))

    @cached_property
    def codes(self) -> frozenset[str]:
        """Codes that may stand in records."""
        rows = [x.row for f in self._all for _, x in f.of("countries")]
        return frozenset((*BODY_CODES, *(r.get("code", "") for r in rows), *(r.get("iso3", "") for r in rows)))


Check = Callable[[Folder], Iterator[Problem]]


def check(folder: Path) -> tuple[Problem, ...]:
    """All problems of a folder of tables, by file and line; what hangs on a line that is left out is left out as well."""
    found: list[Problem] = []
    lost: frozenset[tuple[str, int]] = frozenset()
    while True:
        tables = Folder(folder, lost)
        found += [*tables.malformed, *(p for rule in CHECKS for p in rule(tables))]
        more = left_out(found)
        if more == lost:
            break
        lost = more
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.file, p.line, p.code, p.text)))


def left_out(problems: Sequence[Problem]) -> frozenset[tuple[str, int]]:
    """File and line of the rows that may not be loaded."""
    return frozenset((p.file, p.line) for p in problems if p.code.startswith("E"))


def _e102_duplicate_ids(tables: Folder) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for file, line in tables.of("offices", *(t for t in TABLES if t not in WITHOUT_IDS)):
        known = first.setdefault((file, line.row.get("id", "")), line.number)
        if known != line.number:
            yield Problem("E102", file, line.number, f"id '{line.row['id']}' is given in line {known} already")


def _e103_unknown_ids(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of():
        row = line.row
        if file.endswith("_names.tsv"):
            known = tables.ids_of(_TABLE_OF_NAMES.get(file.removesuffix(".tsv"), ""))
            wrong = [] if row.get("id") in known or (file == "city_names.tsv" and not row.get("id")) else [row.get("id", "")]
        elif file == "holders.tsv":
            wrong = [row[c] for c in ("person", "body") if row[c] not in tables.ids]
        else:
            wrong = [row[c] for c in ("body", "parent") if row.get(c) and row[c] not in tables.ids | tables.codes]
        for id in wrong:
            yield Problem("E103", file, line.number, f"id '{id}' is not in the table that it should be in")
        office = row.get("office") if file == "holders.tsv" else row.get("id") if file == "titles.tsv" else None
        if office is not None and office not in tables.offices:
            yield Problem("E103", file, line.number, f"office '{office}' is not in offices.tsv")


def _e104_unknown_codes(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of():
        codes = [line.row.get(c, "") for c in (("iso3",) if file == "cities.tsv" else ("code",))]
        codes += line.row.get("members", "").split() if file == "joints.tsv" else []
        for code in codes if file != "countries.tsv" else ():
            if code not in tables.codes:
                yield Problem("E104", file, line.number, f"'{code}' is no code of a country or body")


def _e105_unknown_forms(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of():
        form = line.row.get("form")
        if form is not None and form not in get_args(Form):
            yield Problem("E105", file, line.number, f"form '{form}'; expected one of {', '.join(get_args(Form))}")


def _e106_malformed_dates(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of("holders"):
        for column in ("from", "to"):
            if line.row.get(column) and not _DATE.match(line.row[column]):
                yield Problem("E106", file, line.number, f"{column} '{line.row[column]}'; expected YYYY-MM-DD, YYYY-MM or YYYY")


def _e107_terms_that_end_before_they_begin(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of("holders"):
        start, end = line.row.get("from", ""), line.row.get("to", "")
        if start and end and end < start[: len(end)]:
            yield Problem("E107", file, line.number, f"ends {end} before it begins {start}")


def _e108_long_names(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of():
        for column in ("text", "name"):
            if len(line.row.get(column, "")) > LONGEST_NAME:
                yield Problem("E108", file, line.number, f"a name of {len(line.row[column])} characters; at most {LONGEST_NAME}")


def _e109_cycles(tables: Folder) -> Iterator[Problem]:
    parents = {x.row["id"]: (f, x) for f, x in tables.of() if x.row.get("parent") and x.row.get("id")}
    for id, (file, line) in parents.items():
        seen, at = [id], line.row["parent"]
        while at in parents and at not in seen:
            seen.append(at)
            at = parents[at][1].row["parent"]
        if at == id:
            yield Problem("E109", file, line.number, f"a cycle: {' -> '.join([*seen, id])}")


def _e110_numbers(tables: Folder) -> Iterator[Problem]:
    for table, columns in _NUMBERS.items():
        for file, line in tables.of(table):
            for column in columns:
                text = line.row.get(column, "")
                if (text or column in ("rank", "population")) and not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
                    yield Problem("E110", file, line.number, f"{column} '{text}' is no number")


def _e113_ids_without_a_kind(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of(*(t for t in TABLES if t not in WITHOUT_IDS)):
        if not re.fullmatch(r"[a-z]+:\S.*", line.row.get("id", "")):
            yield Problem("E113", file, line.number, f"id '{line.row.get('id', '')}'; expected a kind, a colon and a name")


def _e112_empty_names(tables: Folder) -> Iterator[Problem]:
    for file, line in tables.of():
        if ("form" in line.row or file == "titles.tsv") and not line.row.get("text"):
            yield Problem("E112", file, line.number, "a name without text")


def _w201_overlapping_terms(tables: Folder) -> Iterator[Problem]:
    held: dict[tuple[str, str], list[Line]] = {}
    for _, line in tables.of("holders"):
        office = line.row.get("office", "")
        if office in SINGLE or (office.endswith("_minister") and not office.startswith("deputy_")):
            held.setdefault((office, line.row.get("body", "")), []).append(line)
    for (office, body), lines in held.items():
        ordered = sorted(lines, key=lambda x: (x.row.get("from", ""), x.number))
        for before, after in pairwise(ordered):
            end = before.row.get("to", "") or "9999"
            start = after.row.get("from", "")
            if before.row["person"] != after.row["person"] and start[: len(end)] < end[: len(start)]:
                text = f"{office} of {body}: {after.row['person']} from {start or '?'}, {before.row['person']} until "
                until = f"{before.row.get('to') or 'now'} (line {before.number})"
                yield Problem("W201", "holders.tsv", after.number, text + until)


def _w202_names_of_several(tables: Folder) -> Iterator[Problem]:
    first: dict[tuple[str, str, str], Line] = {}
    for file, line in tables.of():
        row = line.row
        if not file.endswith("_names.tsv") or row.get("support") or row.get("form") in ("surname", "metonym", "any_case"):
            continue
        known = first.setdefault((file, row.get("lang", ""), row.get("text", "")), line)
        if known.row.get("id") != row.get("id"):
            text = f"'{row['text']}' ({row['lang']}) names {row['id']} here and {known.row['id']} in line {known.number}"
            yield Problem("W202", file, line.number, f"{text}; neither needs support")


CHECKS: tuple[Check, ...] = (
    _e102_duplicate_ids, _e103_unknown_ids, _e104_unknown_codes, _e105_unknown_forms, _e106_malformed_dates,
    _e107_terms_that_end_before_they_begin, _e108_long_names, _e109_cycles, _e110_numbers, _e112_empty_names,
    _e113_ids_without_a_kind,
    _w201_overlapping_terms, _w202_names_of_several,
)  # fmt: skip
