"""Draws rows of holders.tsv at random to be checked by hand: `python scripts/draw_terms.py [N] [SEED]` prints them as TSV."""

import random
import sys

from dragoman.knowledge.tables import Tables


def main() -> None:
    """Prints N rows (300) drawn with SEED (1), sorted by body and office so that one source checks neighbours."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    tables = Tables()
    names = {row["id"]: row["name"] for row in tables.entities("persons")}
    rows = list(tables.rows("holders"))
    drawn = random.Random(seed).sample(rows, min(number, len(rows)))
    for row in sorted(drawn, key=lambda r: (r["body"], r["office"], r["from"])):
        print("\t".join((names[row["person"]], row["office"], row["body"], row["from"], row["to"], row["src"])))


if __name__ == "__main__":
    main()
