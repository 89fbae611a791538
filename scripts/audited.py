"""Prints how often each field of drawn events was judged right, with its interval.

python scripts/audited.py tests/unseen/audit-1.tsv               # one draw; several files are added up
python scripts/audited.py tests/unseen/audit-1.tsv --lang fr     # one language

A row is an event that `dragoman audit --n 50 --seed N` drew from articles which nothing had been mended on: where it was read,
what was coded, and the verdict on each field as one person gave it ("right", "wrong", "" for the fields of what is no event).
"""

import argparse
import csv
from pathlib import Path

from dragoman.corpus.audit import JUDGED, wilson


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description="Prints how often each field of drawn events was judged right.")
    asked.add_argument("sheets", nargs="+", type=Path, metavar="SHEET.tsv")
    asked.add_argument("--lang", default="")
    given = asked.parse_args()
    rows = [r for sheet in given.sheets for r in _read(sheet) if given.lang in ("", r["lang"])]
    print(f"{'field':<12} {'right':>9}  share  95 % interval")
    for field in JUDGED:
        _line(field, [r[field] == "right" for r in rows if r[field]])
    _line("all of them", [all(r[f] == "right" for f in JUDGED) for r in rows])


def _read(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def _line(field: str, verdicts: list[bool]) -> None:
    if verdicts:
        right, number = sum(verdicts), len(verdicts)
        low, high = wilson(right, number)
        print(f"{field:<12} {f'{right}/{number}':>9}  {right / number:.3f}  [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
