"""Prints how many place names are found exactly, wrongly or refused, and those that are not exact.

python scripts/places.py [TABLE]      tests/knowledge/places.tsv without one
"""

import sys
from collections import Counter
from pathlib import Path

from dragoman.measure.placing import place_cases

CASES = Path(__file__).resolve().parent.parent / "tests" / "knowledge" / "places.tsv"


def main(table: Path) -> None:
    """The misses, one a line, and the counts by language and in all."""
    cases = place_cases(table)
    for case in cases:
        if case.outcome != "exact":
            print(f"{case.outcome:8} {case.lang} {case.query}: {case.answer}")
    for language in (*dict.fromkeys(c.lang for c in cases), ""):
        own = [c for c in cases if language in ("", c.lang)]
        tally = Counter(c.outcome for c in own)
        share = ", ".join(f"{k} {tally[k]} ({100 * tally[k] / len(own):.1f} %)" for k in ("exact", "wrong", "refused"))
        print(f"{language or 'all'}: {len(own)} cases: {share}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
