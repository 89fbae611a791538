"""Prints how many labelled main events of unseen articles are coded, and how many coded events are right.

python scripts/unseen.py tests/unseen/de.jsonl FOLDER            # FOLDER/01.txt ...: texts, not in the repository
python scripts/unseen.py tests/unseen/de.jsonl FOLDER --show     # also every event, for reading

Labels name main events only: a coded event without a label is neither right nor wrong before somebody has read it.
Verdicts are in LABELS with the ending .judged.tsv (n, type, actor, recipient, status, verdict: "right" or "wrong", and
where one deed is coded more than once, the worse); an event that was not read yet is counted as not right.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman import intake
from dragoman.coder import Coder
from dragoman.corpus.audit import wilson
from dragoman.values.errors import Refusal
from dragoman.values.event import Event


class Deed(NamedTuple):
    """What is compared: type, the countries of both sides, status."""

    type: str
    actor: str
    recipient: str
    status: str


class Article(NamedTuple):
    """One labelled text and what was coded from it; what `taken` lists met a label."""

    n: str
    labelled: tuple[Deed, ...]
    coded: tuple[Deed, ...]
    background: tuple[bool, ...]


def main(labels: Path, folder: Path, *, show: bool) -> int:
    """Codes what is there of the labelled texts and prints the figures; 1 when there is no text."""
    lines = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line]
    found = [line for line in lines if (folder / f"{line['n']}.txt").exists()]
    coder = Coder(language=labels.stem.partition("-")[0])
    articles = [Article(line["n"], tuple(map(_label, line["events"])), *_coded(coder, line, folder)) for line in found]
    verdicts = _verdicts(labels.with_suffix(".judged.tsv"))
    absent = " ".join(line["n"] for line in lines if line not in found) or "-"
    print(f"{labels.name}: {len(found)} of {len(lines)} texts; not here: {absent}")
    political = [a for a in articles if not a.n.startswith("n")]
    _recall(political)
    _precision(political, verdicts)
    _silence([a for a in articles if a.n.startswith("n")])
    if show:
        print("\n".join(line for a in articles for line in _lines(a, verdicts)))
    return 0 if found else 1


def _label(event: dict[str, object]) -> Deed:
    sides = {side: " ".join(sorted(event[side])) for side in ("actor", "recipient")}  # type: ignore[call-overload]
    return _paired(Deed(str(event["type"]), sides["actor"], sides["recipient"], str(event["status"])))


def _coded(coder: Coder, line: dict[str, str], folder: Path) -> tuple[tuple[Deed, ...], tuple[bool, ...]]:
    text = (folder / f"{line['n']}.txt").read_text(encoding="utf-8")
    outcome = coder.understand(intake.document_from(text=text, id=line["n"], published=line["published"]))
    events = () if isinstance(outcome, Refusal) else outcome.events
    return tuple(_deed(e) for e in events), tuple(e.background for e in events)


def _deed(event: Event) -> Deed:
    actor, recipient = (" ".join(sorted({p.code for p in side if p.code})) for side in (event.actor, event.recipient))
    return _paired(Deed(str(event.event[0]), actor, recipient, str(event.status)))


def _paired(deed: Deed) -> Deed:
    """Those who meet are one set, on whichever side the label or the coder has put them."""
    if deed.type != "CONSULT":
        return deed
    return deed._replace(actor=" ".join(sorted({*deed.actor.split(), *deed.recipient.split()})), recipient="")


def _verdicts(path: Path) -> dict[tuple[str, Deed], str]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(r["n"], Deed(*(r[field] for field in Deed._fields))): r["verdict"] for r in rows}


def _recall(articles: list[Article]) -> None:
    wanted = [(label, a) for a in articles for label in a.labelled]
    levels = {
        "type": lambda d: d.type,
        "type and countries": lambda d: d[:3],
        "type, countries, status": lambda d: d,
    }
    for name, key in levels.items():
        _print(f"main events, {name}", sum(key(label) in map(key, a.coded) for label, a in wanted), len(wanted))


def _precision(articles: list[Article], verdicts: dict[tuple[str, Deed], str]) -> None:
    pairs = [(a, deed) for a in articles for deed in a.coded]
    known = [_verdict(a, deed, verdicts) for a, deed in pairs]
    _print("coded events that are right", known.count("right"), len(known))
    print(f"  of these not read yet: {known.count('?')}")


def _verdict(article: Article, deed: Deed, verdicts: dict[tuple[str, Deed], str]) -> str:
    return "right" if deed in article.labelled else verdicts.get((article.n, deed), "?")


def _silence(articles: list[Article]) -> None:
    print(f"events in {len(articles)} non-political texts: {sum(len(a.coded) for a in articles)}")


def _print(name: str, right: int, number: int) -> None:
    low, high = wilson(right, number) if number else (0.0, 1.0)
    print(f"{name}: {right}/{number} = {right / max(number, 1):.2f} ({low:.2f}-{high:.2f})")


def _lines(article: Article, verdicts: dict[tuple[str, Deed], str]) -> Iterator[str]:
    yield from ("\t".join((article.n, *label, "missed")) for label in article.labelled if label not in article.coded)
    for deed, background in zip(article.coded, article.background, strict=True):
        yield "\t".join((article.n, *deed, _verdict(article, deed, verdicts))) + ("\tbackground" if background else "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.labels, given.folder, show=given.show))
