"""Another coder's output -> predictions that `dragoman measure --against` reads: {id, events: [{type, sources, targets}]} a line.

python scripts/peers.py petrarch events.txt > petrarch.jsonl     # date, source, target, CAMEO code, ..., ids of the sentences
python scripts/peers.py plover events.jsonl > ngec.jsonl         # PLOVER JSON, one event a line

An id of a sentence is the id of the gold text: "_1" and so on behind a known id is taken off with --sentence-suffix.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_suffix(".tsv")
CODE_LETTERS = 3
LONGEST = 4  # digits of a CAMEO code
COLUMNS = 5  # date, source, target, code, and somewhere behind them the ids

Event = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Writes the predictions to standard output; 2 when a line is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", choices=["petrarch", "plover"])
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--ids", type=int, default=-1, help="column of the sentence ids in PETRARCH's output, 0 the first; -1 the last"
    )
    parser.add_argument("--sentence-suffix", action="store_true", help="take '_NUMBER' off the end of an id")
    options = parser.parse_args(arguments)
    lines = options.file.read_text(encoding="utf-8").splitlines()
    read = petrarch(lines, options.ids) if options.shape == "petrarch" else plover(lines)
    found: dict[str, list[Event]] = defaultdict(list)
    for name, event in read:
        key = re.sub(r"_\d+$", "", name) if options.sentence_suffix else name
        if event["type"]:
            found[key].append(event)
    for name, events in found.items():
        print(json.dumps({"id": name, "events": events}))
    return 0


def petrarch(lines: Iterable[str], ids: int) -> Iterator[tuple[str, Event]]:
    """Events of PETRARCH's tab-separated output, each once for every sentence it was read in."""
    types = cameo_types()
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) < COLUMNS:
            raise SystemExit(
                f"line {number}: expected date, source, target, code, ..., ids in tab-separated cells, found {line[:80]!r}"
            )
        event = {"type": plover_type(cells[3], types), "sources": codes([cells[1]]), "targets": codes([cells[2]])}
        for name in re.split(r"[;,]\s*", cells[ids].strip()):
            yield name, event


def plover(lines: Iterable[str]) -> Iterator[tuple[str, Event]]:
    """Events of PLOVER JSON: `event` or `event_type`, `actor` and `recipient` with codes, the text's id."""
    for line in filter(str.strip, lines):
        row = json.loads(line)
        kinds = row.get("event") or row.get("event_type") or ""
        kind = kinds[0] if isinstance(kinds, list) else kinds
        name = (row.get("cite_info") or {}).get("id") or row.get("story_id") or row.get("id") or ""
        sides = [codes(_side(row.get(side))) for side in ("actor", "recipient")]
        yield str(name), {"type": str(kind).upper(), "sources": sides[0], "targets": sides[1]}


def _side(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value] if value else []
    return [str(p.get("code") or p.get("country") or "") if isinstance(p, dict) else str(p) for p in people]


def codes(found: Iterable[str]) -> list[str]:
    """Country codes: the first three letters of actor codes, those without left out."""
    return [c[:CODE_LETTERS].upper() for c in found if len(c) >= CODE_LETTERS and c[:CODE_LETTERS].isalpha()]


def cameo_types() -> dict[str, str]:
    """CAMEO code, two to four digits -> PLOVER type."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {code: kind for code, _, kind in (line.partition("\t") for line in lines if line[:1].isdigit())}


def plover_type(cameo: str, types: dict[str, str]) -> str:
    """The type of a CAMEO code by the longest code that it begins with, "" for statements and appeals (01, 02)."""
    return next((types[cameo[:n]] for n in range(min(LONGEST, len(cameo)), 1, -1) if cameo[:n] in types), "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
