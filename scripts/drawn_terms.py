"""Prints how many of the terms of office drawn at random were compared with a source, and how many were wrong.

python scripts/drawn_terms.py
"""

from collections import Counter
from math import sqrt
from pathlib import Path

from dragoman.knowledge.tables import Tables
from dragoman.language.reading import read_tsv

TABLE = Path(__file__).resolve().parent.parent / "tests" / "atlas" / "drawn_terms.tsv"
COLUMNS = ("person", "office", "body", "from", "to", "verdict", "src", "note")
Z = 1.96  # standard deviations of a 95 % interval


def main() -> None:
    """The figures, the wrong rows, and how many rows of the whole table nobody has compared."""
    rows = read_tsv(TABLE, COLUMNS)
    compared = [r for r in rows if r["verdict"]]
    wrong = [r for r in compared if r["verdict"] == "wrong"]
    low, high = _interval(len(wrong), len(compared))
    print(
        f"{len(rows)} drawn, {len(compared)} compared, {len(wrong)} wrong: "
        f"{len(wrong) / len(compared):.1%} (95 % interval {low:.1%} to {high:.1%})"
    )
    for row in wrong:
        print(f"  {row['person']} {row['office']} {row['body']} {row['from']}: {row['note']} ({row['src']})")
    sources = Counter(row["src"] for row in Tables().rows("holders"))
    total = sum(sources.values())
    print(f"{sources['unchecked']:,} of {total:,} rows of holders.tsv unchecked ({sources['unchecked'] / total:.1%})")


def _interval(wrong: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share."""
    share, n = wrong / of, of
    middle, half = share + Z * Z / (2 * n), Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return (middle - half) / (1 + Z * Z / n), (middle + half) / (1 + Z * Z / n)


if __name__ == "__main__":
    main()
