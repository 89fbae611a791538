"""Prints how well the lines of an article are told from the furniture of its page.

python scripts/pages.py FOLDER            # FOLDER/01.txt ...: whole pages as text, not in the repository
python scripts/pages.py FOLDER --show     # also every line that was taken wrongly

tests/pages/lines.jsonl has address, SHA-256 of the text and a sign per line: A article (headline, standfirst, dateline,
body, caption), x furniture (menus, teasers, notices), - neither (byline, credit, date, end mark), . empty.
A line counts as taken when most of its characters are in a block of the article.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman import intake
from dragoman.coder import Coder
from dragoman.values.errors import Refusal

LABELS = Path(__file__).resolve().parent.parent / "tests" / "pages" / "lines.jsonl"
ARTICLE_KINDS = ("headline", "dateline", "body", "caption", "quote_box")


def main(folder: Path, *, show: bool) -> int:
    """The counts of all pages that are there; 1 when there is none."""
    pages = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    found = [page for page in pages if (folder / f"{page['n']}.txt").exists()]
    tally: Counter[str] = Counter()
    coder = Coder()
    for page in found:
        text = (folder / f"{page['n']}.txt").read_text(encoding="utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != page["sha256"]:
            print(f"{page['n']}: another text than the one that was labelled ({page['url']})", file=sys.stderr)
        for sign, taken, line in _judged(coder, page["lines"], text):
            tally[_outcome(sign, taken)] += 1
            if show and _outcome(sign, taken) in ("missed", "furniture taken"):
                print(f"{page['n']} {_outcome(sign, taken):16} {line[:120]}")
    print(f"{len(found)} of {len(pages)} pages; {_figures(tally)}")
    return 0 if found else 1


def _judged(coder: Coder, signs: str, text: str) -> Iterator[tuple[str, bool, str]]:
    """(sign, taken into the article, line) of every line that is article or furniture."""
    spans = _article_spans(coder, text)
    at = 0
    for sign, line in zip(signs, text.splitlines(), strict=True):
        covered = sum(max(0, min(end, at + len(line)) - max(start, at)) for start, end in spans)
        if sign in "Ax":
            yield sign, covered * 2 > len(line.strip()), line
        at += len(line) + 1


def _article_spans(coder: Coder, text: str) -> list[tuple[int, int]]:
    outcome = coder.understand(intake.document_from(text=text, id="page"))
    if isinstance(outcome, Refusal):
        print(f"refused: {outcome.reason}", file=sys.stderr)
        return []
    return [(block.start, block.end) for block in outcome.article.blocks if block.kind in ARTICLE_KINDS]


def _outcome(sign: str, taken: bool) -> str:
    return {("A", True): "taken", ("A", False): "missed", ("x", True): "furniture taken"}.get((sign, taken), "left")


def _figures(tally: Counter[str]) -> str:
    taken, missed, wrong = tally["taken"], tally["missed"], tally["furniture taken"]
    precision, recall = taken / max(1, taken + wrong), taken / max(1, taken + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"article lines {taken + missed}, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    sys.exit(main(options.folder, show=options.show))
