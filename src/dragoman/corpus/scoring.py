"""Labels of stories, origins and ledger entries, and a database -> how far its merging agrees with them."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import msgspec

from dragoman.language.reading import read_toml
from dragoman.store import Database, queries
from dragoman.store.filters import Filter
from dragoman.stories.ledger import state
from dragoman.values.corpus import Story

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
"""The bundled reports (reports.jsonl), all invented, and their labels (labels.toml)."""


class StoryLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Documents that tell one event, and which of them rest on one text."""

    type: str
    status: str
    documents: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    day: str = ""


class EntryLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An announcement, and how it stands at the end."""

    type: str
    codes: tuple[str, ...]
    opened: str
    state: str


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """labels.toml."""

    story: tuple[StoryLabel, ...] = ()
    entry: tuple[EntryLabel, ...] = ()


class Score(msgspec.Struct, frozen=True):
    """Pairs of reports that belong together: found and right, found, labelled; of one language, and of two."""

    same: tuple[int, int, int]
    across: tuple[int, int, int]
    origins: tuple[int, int]
    """Stories whose origins are exactly the labelled ones, of all labelled stories with two coded reports."""
    ledger: tuple[int, int]
    """Announcements of which every coded entry stands as labelled, of all that were coded."""


def f1(counts: tuple[int, int, int]) -> float:
    """The F1 of (right, found, labelled); 1 when there was nothing to find and nothing was."""
    right, found, labelled = counts
    return 2 * right / (found + labelled) if found + labelled else 1.0


def labels(path: Path = SAMPLES / "labels.toml") -> Labels:
    """The labels of a file."""
    return read_toml(path, Labels)


def score(database: Database, labelled: Labels, day: str) -> Score:
    """How far the stories and the ledger agree with the labels, among the events that were coded at all.

    What is not coded is the coder's miss, not merging's; a report counts for a label when it has an event of its type
    and class of status.
    """
    stories = list(queries.all_stories(database, Filter()))
    languages = {r.document: r.language for s in stories for r in s.reports}
    found = _found_pairs(stories)
    wanted = _wanted_pairs(stories, labelled.story)
    known = {pair for pair in found if any(_covers(label, pair) for label in labelled.story)}
    counts = [_count(known, wanted, languages, across=across) for across in (False, True)]
    return Score(counts[0], counts[1], _origins(stories, labelled.story), _ledger(database, labelled.entry, day))


Pair = tuple[str, str, str, str]
"""Type, class of status, and two documents, sorted."""


def _class(status: str) -> str:
    return {"denied": "occurred", "conditional": "expected"}.get(status, status)


def _pairs(kind: str, status: str, documents: Iterable[str]) -> set[Pair]:
    return {(kind, _class(status), a, b) for a, b in combinations(sorted(set(documents)), 2)}


def _found_pairs(stories: list[Story]) -> set[Pair]:
    return {p for s in stories for p in _pairs(s.event.event[0], s.event.status, (r.document for r in s.reports))}


def _coded(stories: list[Story], label: StoryLabel) -> list[str]:
    """The documents of a label that have an event of its type and class of status."""
    told = {
        r.document
        for s in stories
        if s.event.event[0] == label.type and _class(s.event.status) == _class(label.status)
        for r in s.reports
    }
    return [d for d in label.documents if d in told]


def _wanted_pairs(stories: list[Story], listed: Iterable[StoryLabel]) -> set[Pair]:
    return {p for label in listed for p in _pairs(label.type, label.status, _coded(stories, label))}


def _covers(label: StoryLabel, pair: Pair) -> bool:
    """Whether a pair is about documents of a label: what no label speaks of is not judged."""
    return (label.type, _class(label.status)) == pair[:2] and (pair[2] in label.documents or pair[3] in label.documents)


def _count(found: set[Pair], wanted: set[Pair], languages: dict[str, str], *, across: bool) -> tuple[int, int, int]:
    def mine(pairs: set[Pair]) -> set[Pair]:
        return {p for p in pairs if (languages[p[2]] != languages[p[3]]) == across}

    return len(mine(found) & mine(wanted)), len(mine(found)), len(mine(wanted))


def _origins(stories: list[Story], listed: Iterable[StoryLabel]) -> tuple[int, int]:
    right = number = 0
    for label in listed:
        coded = set(_coded(stories, label))
        if len(coded) < 2:
            continue
        number += 1
        wanted = {frozenset(set(o) & coded) for o in label.origins} - {frozenset()}
        right += any(
            s.event.event[0] == label.type and {frozenset(set(o.documents) & coded) for o in s.origins} - {frozenset()} == wanted
            for s in stories
        )
    return right, number


def _ledger(database: Database, listed: Iterable[EntryLabel], day: str) -> tuple[int, int]:
    entries = queries.ledger(database)
    right = number = 0
    for label in listed:
        mine = [e for e in entries if (e.type, e.codes, e.opened) == (label.type, tuple(sorted(label.codes)), label.opened)]
        number += bool(mine)
        right += bool(mine) and all(state(e, day) == label.state for e in mine)
    return right, number
