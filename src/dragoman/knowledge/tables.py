"""The TSV files of the atlas and an overlay -> rows by table, and the hash of their contents."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

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
    "cities": ("id", "name", "iso3", "admin1", "lat", "lon", "population", "capital_of", "src"),
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


def atlas_files(overlay: Path | None) -> tuple[Path, ...]:
    """All tables of the atlas by name, then those of the overlay."""
    own = sorted(ATLAS.glob("*.tsv"))
    return (*own, *(sorted(overlay.glob("*.tsv")) if overlay is not None else ()))


def atlas_hash(overlay: Path | None = None) -> str:
    """Twelve hex digits that stand for the contents of the atlas files and the overlay, sorted by name."""
    digest = hashlib.sha256()
    for path in atlas_files(overlay):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


class Tables:
    """Reads tables of the atlas, the overlay's rows before ours, so that they win where an id is given twice."""

    def __init__(self, overlay: Path | None = None) -> None:
        self._folders = (*((overlay,) if overlay is not None else ()), ATLAS)

    def rows(self, table: str) -> Iterator[Row]:
        """Rows of a table, overlay first; a table that exists nowhere has none."""
        columns = TABLES.get(table, NAME_COLUMNS)
        for folder in self._folders:
            path = folder / f"{table}.tsv"
            if path.exists():
                yield from read_tsv(path, columns)

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
