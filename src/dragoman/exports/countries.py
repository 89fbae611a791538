"""Codes of countries in other systems: English names and COW numbers of the atlas, GDELT's two letters."""

from pathlib import Path

import msgspec

from dragoman.knowledge.tables import Tables
from dragoman.language.reading import read_tsv


class Countries(msgspec.Struct, frozen=True):
    """Tables from a code in records to a name, a COW number, a FIPS code; what is missing gives ""."""

    names: dict[str, str]
    cow: dict[str, str]
    fips: dict[str, str]


def countries() -> Countries:
    """The tables, read from the atlas and from fips.tsv."""
    found = list(Tables().entities("countries"))
    rows = sorted(found, key=lambda r: r["id"] == f"country:{r['code']}")  # a country itself last: it wins over its parts
    fips = read_tsv(Path(__file__).parent / "fips.tsv", ("iso3", "fips"))
    return Countries(
        names={r["code"]: r.get("name", "") for r in rows},
        cow={r["code"]: r.get("cow", "") for r in rows},
        fips={r["iso3"]: r["fips"] for r in fips},
    )
