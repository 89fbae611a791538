"""Prints how many of the terms of office drawn at random were compared with a source, and how many were wrong.

python scripts/drawn_terms.py
python scripts/drawn_terms.py --draw 300 --seed 1     # draws rows of holders.tsv to be checked by hand, as TSV
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.corpus.audit import wilson
from dragoman.knowledge.tables import Tables
from dragoman.language.reading import read_tsv

DRAWS = Path(__file__).resolve().parent.parent / "tests" / "atlas"
COLUMNS = ("person", "office", "body", "from", "to", "verdict", "src", "note")

GROUPS = {
    "leaders, foreign and defence ministers": (
        "head_of_state",
        "head_of_government",
        "deputy_head_of_government",
        "monarch",
        "leader",
        "foreign_minister",
        "defence_minister",
    ),
    "ambassadors, deputies, spokespeople, security advisers": (
        "un_ambassador",
        "deputy_foreign_minister",
        "deputy_defence_minister",
        "spokesperson",
        "government_spokesperson",
        "foreign_ministry_spokesperson",
        "defence_ministry_spokesperson",
        "national_security_adviser",
    ),
}


def share(rows: Sequence[dict[str, str]]) -> str:
    """How many rows were drawn, compared and wrong, with the share of the wrong and its interval."""
    compared = [r for r in rows if r["verdict"]]
    wrong = sum(r["verdict"] == "wrong" for r in compared)
    if not compared:
        return f"{len(rows)} drawn, none compared"
    low, high = wilson(wrong, len(compared))
    return (
        f"{len(rows)} drawn, {len(compared)} compared, {wrong} wrong: "
        f"{wrong / len(compared):.1%} (95 % interval {low:.1%} to {high:.1%})"
    )


def report() -> None:
    """The figures and the wrong rows of each draw, and how many rows of the whole table nobody has compared."""
    for path in sorted(DRAWS.glob("drawn_terms*.tsv")):
        print(path.name)
        tell(read_tsv(path, COLUMNS))
    sources = Counter(row["src"] for row in Tables().rows("holders"))
    total = sum(sources.values())
    print(f"{sources['unchecked']:,} of {total:,} rows of holders.tsv unchecked ({sources['unchecked'] / total:.1%})")


def tell(rows: Sequence[dict[str, str]]) -> None:
    """Prints the figures of one draw, by kind of office, and its wrong rows."""
    group_of = {office: name for name, offices in GROUPS.items() for office in offices}
    print(f"  {share(rows)}")
    for name in (*GROUPS, "others"):
        print(f"    {name}: {share([r for r in rows if group_of.get(r['office'], 'others') == name])}")
    if any(row.get("had") for row in rows):
        print(f"    had a source when drawn: {share([r for r in rows if r['had'] != 'unchecked'])}")
        print(f"    unchecked when drawn: {share([r for r in rows if r['had'] == 'unchecked'])}")
    for row in (r for r in rows if r["verdict"] == "wrong"):
        print(f"    {row['person']} {row['office']} {row['body']} {row['from']}: {row['note']} ({row['src']})")


def draw(number: int, seed: int) -> None:
    """Prints rows drawn with the seed and the source that each has, sorted so that one page checks neighbours."""
    tables = Tables()
    rows = list(tables.rows("holders"))
    drawn = random.Random(seed).sample(rows, min(number, len(rows)))
    for row in sorted(drawn, key=lambda r: (r["body"], r["office"], r["from"])):
        print("\t".join((row["person"], row["office"], row["body"], row["from"], row["to"], row["src"])))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw(given.draw, given.seed) if given.draw else report()
