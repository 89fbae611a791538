"""The TSV files of the atlas and an overlay -> rows by table, and the hash of their contents."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.language.reading import read_tsv

ATLAS = Path(__file__).resolve().parent.parent / "atlas"

Row = dict[str, str]

NAME_COLUMNS = ("id", "lang", "form", "text", "support", "src")
# table -> columns that it must have; every `*_names` table has NAME_COLUMNS
TABLES: dict[str, tuple[str, ...]] = {
    "countries": ("id", "code", "sector", "iso3", "iso2", "status", "src"),
    "organisations": ("id", "name", "code", "sector", "parent", "src"),
    "groups": ("id", "name", "code", "sector", "src"),
    "parties": ("id", "name", "code", "sector", "src"),
    "institutions": ("id", "name", "code", "sector", "src"),
    "regions": ("id", "name", "code", "sector", "kind", "lat", "lon", "src"),
    "media": ("id", "name", "kind", "domain", "code", "src"),
    "offices": ("id", "sector", "rank", "deputy", "src"),
    "titles": ("id", "lang", "text", "code", "weak", "src"),
    "persons": ("id", "name", "given", "family", "code", "src"),
    "holders": ("person", "office", "body", "from", "to", "src"),
    "empty": ("office", "body", "from", "to", "why", "src"),
    "cities": ("id", "name", "iso3", "admin1", "lat", "lon", "population", "capital_of", "src"),
    "leaders": ("code", "office", "src"),
    "joints": ("lang", "text", "members", "support", "src"),
}
NAMED = ("countries", "organisations", "groups", "parties", "institutions", "regions", "media", "persons", "cities")
_NAMES_OF = {
    "countries": "country", "organisations": "organisation", "groups": "group", "parties": "party", "regions": "region",
    "institutions": "institution", "media": "media", "persons": "person", "cities": "city",
}  # fmt: skip


def names_table(table: str) -> str:
    """Name of the table that holds the names of a table's entities: countries -> country_names."""
    return _NAMES_OF[table] + "_names"


class Line(msgspec.Struct, frozen=True):
    """A row of a table with the number of its line."""

    number: int
    row: Row


def read_lines(path: Path) -> tuple[tuple[Line, ...], tuple[tuple[int, str], ...]]:
    """The rows of a table that fit its header, and line and fault of those that do not; a table without header has none."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace").splitlines()
    kept = [(n, x.split("\t")) for n, x in enumerate(text, 1) if x.strip() and not x.startswith("#")]
    if not kept:
        return (), ()
    header = [c.strip() for c in kept[0][1]]
    missing = [c for c in TABLES.get(path.stem, NAME_COLUMNS) if c not in header]
    if missing:
        return (), ((kept[0][0], f"columns {', '.join(missing)} are missing; found {', '.join(header)}"),)
    lines, faults = [], []
    for number, cells in kept[1:]:
        if len(cells) > len(header):
            faults.append((number, f"{len(cells)} cells, but the header has {len(header)} columns"))
        elif "\ufffd" in "".join(cells):
            faults.append((number, "not UTF-8"))
        else:
            filled = [c.strip() for c in cells] + [""] * (len(header) - len(cells))
            lines.append(Line(number, dict(zip(header, filled, strict=True))))
    return tuple(lines), tuple(faults)


def atlas_files(overlays: Sequence[Path] = ()) -> tuple[Path, ...]:
    """All tables of the atlas by name, then those of the overlays in their order."""
    return (*sorted(ATLAS.glob("*.tsv")), *(p for o in overlays for p in sorted(o.glob("*.tsv"))))


def atlas_hash(overlays: Sequence[Path] = ()) -> str:
    """Twelve hex digits that stand for the contents of the atlas files and the overlays, sorted by name."""
    digest = hashlib.sha256()
    for path in atlas_files(overlays):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


class Tables:
    """Reads tables of the atlas, the overlays' rows before ours, so that they win where an id is given twice.

    `left_out` are the lines of overlays (folder, file, number) that are not read, because a check found them faulty.
    """

    def __init__(self, overlays: Sequence[Path] = (), left_out: frozenset[tuple[Path, str, int]] = frozenset()) -> None:
        self._overlays, self._left_out = tuple(overlays), left_out

    def rows(self, table: str) -> Iterator[Row]:
        """Rows of a table, overlays first; a table that exists nowhere has none."""
        for folder in self._overlays:
            path = folder / f"{table}.tsv"
            if path.exists():
                lines, _ = read_lines(path)
                yield from (x.row for x in lines if (folder, path.name, x.number) not in self._left_out)
        path = ATLAS / f"{table}.tsv"
        if path.exists():
            yield from read_tsv(path, TABLES.get(table, NAME_COLUMNS))

    def entities(self, table: str) -> Iterator[Row]:
        """Rows of a table of entities, the first row of each id."""
        seen = set()
        for row in self.rows(table):
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row

    def names(self, table: str, language: str) -> Iterator[Row]:
        """Rows of a names table in one language; `mul` are names that every language writes alike."""
        return (row for row in self.rows(names_table(table)) if row["lang"] in (language, "mul"))
