"""Labels of stories, origins and ledger entries, and a database -> how far its merging agrees with them."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

from dragoman.language.reading import read_toml
from dragoman.store import Database, queries
from dragoman.store.filters import Filter
from dragoman.stories.ledger import state
from dragoman.values.event import Event

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
"""The bundled reports (reports.jsonl), all invented, and their labels (labels.toml)."""
DAYS_OFF_MAX = 1  # between the day of a label and that of an event which is meant by it


class StoryLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Documents that tell one event, and which of them rest on one text; one that is in no origin has its own.

    `codes` are parties that a coded event must have to be this one, `by` those that it must have as doers, `day` tells it
    from others of its kind.
    """

    type: str
    status: str
    documents: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...] = ()
    day: str = ""
    codes: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    name: str = ""


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
    """Pairs of reports that belong together: right, found, labelled; of one language, and of two."""

    same: tuple[int, int, int]
    across: tuple[int, int, int]
    origins: tuple[int, int]
    """Stories of several labelled reports whose origins are exactly the labelled ones, of all such stories."""
    ledger: tuple[int, int]
    """Announcements of which every coded entry stands as labelled, of all that were coded."""
    coded: tuple[int, int] = (0, 0)
    """Reports of labelled events that were coded, of all: what is missing here is no fault of merging."""


def f1(counts: tuple[int, int, int]) -> float:
    """The F1 of (right, found, labelled); 1 when there was nothing to find and nothing was."""
    right, found, labelled = counts
    return 2 * right / (found + labelled) if found + labelled else 1.0


def labels(path: Path = SAMPLES / "labels.toml") -> Labels:
    """The labels of a file."""
    return read_toml(path, Labels)


def score(database: Database, labelled: Labels, day: str) -> Score:
    """How far the stories and the ledger agree with the labels, among the events that were coded at all.

    What is not coded is the coder's miss, not merging's. What no label speaks of is judged only where it was merged with
    something labelled.
    """
    told = told_by(database, labelled.story)
    languages = {e.cite_info.id: e.cite_info.language for e in queries.all_events(database, Filter())}
    counts = [_count(told, languages, labelled.story, across=across) for across in (False, True)]
    wanted = sum(len(label.documents) for label in labelled.story)
    coded = len({(t.label, t.document) for t in told if t.label >= 0})
    origins, ledger = _origins(database, labelled.story), _ledger(database, labelled.entry, day)
    return Score(counts[0], counts[1], origins, ledger, (coded, wanted))


class Told(msgspec.Struct, frozen=True):
    """A coded event: its document, its story, and which label it is (-1: none)."""

    event: str
    document: str
    story: str
    label: int


def told_by(database: Database, listed: Sequence[StoryLabel]) -> list[Told]:
    """Every coded event with its story and label, sorted; what a document tells without being labelled has label -1."""
    stories = {r.event: s.id for s in queries.all_stories(database, Filter()) for r in s.reports}
    events = [e for e in queries.all_events(database, Filter()) if e.id in stories]
    return sorted((Told(e.id, e.cite_info.id, stories[e.id], _label(e, listed)) for e in events), key=lambda t: t.event)


def _label(event: Event, listed: Sequence[StoryLabel]) -> int:
    """The number of the label that an event meets: of several the one with the nearest day; -1 when there is none."""
    met = [(_days_off(event, label), n) for n, label in enumerate(listed) if _meets(event, label)]
    return min(met)[1] if met else -1


def _meets(event: Event, label: StoryLabel) -> bool:
    codes = {p.code for p in (*event.actor, *event.recipient)}
    return (
        event.cite_info.id in label.documents
        and event.event[0] == label.type
        and _class(event.status) == _class(label.status)
        and set(label.codes) <= codes
        and set(label.by) <= {p.code for p in event.actor}
        and _days_off(event, label) <= DAYS_OFF_MAX
    )


def _days_off(event: Event, label: StoryLabel) -> int:
    """Days between an event and the day of its label; 0 where one has none."""
    if not (label.day and event.date):
        return 0
    day, first, last = (datetime.date.fromisoformat(d) for d in (label.day, event.date, event.enddate or event.date))
    return max((first - day).days, (day - last).days, 0)


def _class(status: str) -> str:
    return {"denied": "occurred", "conditional": "expected"}.get(status, status)


Node = tuple[int, str]
"""Number of a label, and a document."""


def _count(
    told: Sequence[Told], languages: dict[str, str], listed: Sequence[StoryLabel], *, across: bool
) -> tuple[int, int, int]:
    """Pairs of documents that tell a labelled event: rightly found, found, labelled."""
    wanted: set[tuple[Node, Node]] = set()
    nodes = sorted({(t.label, t.document) for t in told if t.label >= 0})
    wanted |= {(a, b) for a, b in combinations(nodes, 2) if a[0] == b[0]}
    by_story: dict[str, list[Told]] = {}
    for one in told:
        by_story.setdefault(one.story, []).append(one)
    found = {pair for group in by_story.values() for pair in _found(group, listed)}

    def mine(pairs: set[tuple[Node, Node]]) -> set[tuple[Node, Node]]:
        return {p for p in pairs if (languages[p[0][1]] != languages[p[1][1]]) == across}

    return len(mine(found) & mine(wanted)), len(mine(found)), len(mine(wanted))


def _found(group: Sequence[Told], listed: Sequence[StoryLabel]) -> set[tuple[Node, Node]]:
    """Pairs of one story, one of them labelled at least; what only lacks a party or day of its label is not judged."""
    here = sorted({(t.label, t.document) for t in group})
    known = {document for label, _ in here if label >= 0 for document in listed[label].documents}
    judged = [n for n in here if n[0] >= 0 or n[1] not in known]
    return {(a, b) for a, b in combinations(judged, 2) if a[1] != b[1] and (a[0] >= 0 or b[0] >= 0)}


def _origins(database: Database, listed: Sequence[StoryLabel]) -> tuple[int, int]:
    """Stories with several reports of one label whose origins are the labelled ones, and all such stories."""
    told = {t.event: t for t in told_by(database, listed)}
    right = number = 0
    for story in queries.all_stories(database, Filter()):
        for n, label in enumerate(listed):
            mine = {r.document for r in story.reports if told[r.event].label == n}
            if len(mine) > 1:
                found = {frozenset(set(o.documents) & mine) for o in story.origins} - {frozenset()}
                number += 1
                right += found == _wanted_origins(label, mine)
    return right, number


def _wanted_origins(label: StoryLabel, documents: set[str]) -> set[frozenset[str]]:
    grouped = [frozenset(set(o) & documents) for o in label.origins]
    alone = documents - {d for o in label.origins for d in o}
    return ({*grouped, *(frozenset({d}) for d in alone)}) - {frozenset()}


def _ledger(database: Database, listed: Iterable[EntryLabel], day: str) -> tuple[int, int]:
    entries = queries.ledger(database)
    right = number = 0
    for label in listed:
        mine = [e for e in entries if (e.type, e.codes, e.opened) == (label.type, tuple(sorted(label.codes)), label.opened)]
        number += bool(mine)
        right += bool(mine) and all(state(e, day) == label.state for e in mine)
    return right, number
