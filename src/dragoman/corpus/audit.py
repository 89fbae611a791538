"""A database -> a sample to be judged by people; the judged sheet -> precision with intervals, and corrected events."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.corpus.ingest import tellings_of
from dragoman.corpus.ledger import refresh
from dragoman.corpus.merging import merge_new, sources_of
from dragoman.corpus.verdicts import RIGHT, WRONG, unusable
from dragoman.store import Database, queries
from dragoman.store.database import begin, finish, transaction
from dragoman.store.filters import Filter
from dragoman.store.keys import keyed
from dragoman.store.writing import add_events, remove_events_of
from dragoman.values.errors import InputError
from dragoman.values.event import Event, Participant

JUDGED = ("event", "type", "status", "actor", "recipient", "date", "place")
COLUMNS = ("id", "document", "type", "mode", "status", "date", "place", "actor", "recipient", "sentence",
           *(f"verdict_{f}" for f in JUDGED), "note")  # fmt: skip
YES, NO = ("right", "r", "1", "yes", "y", "ja", "j", "richtig"), ("wrong", "w", "0", "no", "n", "nein", "falsch")
CONFIDENCE = 1.96  # standard deviations: 95 %


def sample(database: Database, number: int, seed: int, asked: Filter) -> list[Event]:
    """`number` events, every type with its share and at least one; the same seed draws the same from the same database."""
    found = sorted(queries.all_events(database, asked), key=lambda e: e.id)
    groups: dict[str, list[Event]] = {}
    for event in found:
        groups.setdefault(event.event[0], []).append(event)
    chance = random.Random(seed)
    drawn = [chance.choice(group) for _, group in sorted(groups.items())][:number]
    taken = {e.id for e in drawn}
    rest = [e for e in found if e.id not in taken]
    return sorted((*drawn, *chance.sample(rest, min(number - len(drawn), len(rest)))), key=lambda e: (e.event[0], e.id))


def sheet(events: Iterable[Event]) -> Iterator[dict[str, str]]:
    """A row for each event, with the trigger marked in its sentence and empty cells for the verdicts."""
    for e in events:
        yield {
            "id": e.id, "document": e.cite_info.id, "type": e.event[0], "mode": " ".join(e.mode), "status": e.status,
            "date": e.date or "", "place": e.event_loc.name if e.event_loc else "", "actor": _side(e.actor),
            "recipient": _side(e.recipient), "sentence": marked(e), **{f"verdict_{f}": "" for f in JUDGED}, "note": "",
        }  # fmt: skip


def _side(people: tuple[Participant, ...]) -> str:
    return "+".join(f"{p.code}{'/' + p.sector if p.sector else ''} ({p.entity_text})" for p in people)


def marked(event: Event) -> str:
    """The sentence of the best evidence, its trigger between » and «."""
    text, start = event.text, event.text_info.start
    for a, b in sorted(event.text_info.trigger, reverse=True):
        text = f"{text[: a - start]}»{text[a - start : b - start]}«{text[b - start :]}"
    return " ".join(text.split())


class Precision(msgspec.Struct, frozen=True):
    """How often one field was right, of those judged, with the 95 % interval of Wilson."""

    type: str
    field: str
    right: int
    judged: int
    low: float
    high: float


def read_back(rows: Sequence[Mapping[str, str]]) -> dict[str, dict[str, tuple[str, str]]]:
    """Event id -> field -> (verdict, note): right, wrong, or what it should be; InputError for a sheet that is none."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for number, row in enumerate(rows, 2):
        if "id" not in row or not any(f"verdict_{f}" in row for f in JUDGED):
            raise InputError("the sheet has no columns id and verdict_...; expected one that `dragoman audit` wrote")
        for field in JUDGED:
            words = (row.get(f"verdict_{field}") or "").strip().removeprefix("'")
            if words:
                found.setdefault(row["id"], {})[field] = (_verdict(words, field, number), row.get("note") or "")
    return found


def _verdict(words: str, field: str, number: int) -> str:
    if words.lower() in YES:
        return RIGHT
    if words.lower() in NO:
        return WRONG
    if fault := unusable(field, words):
        raise InputError(f"line {number}: verdict_{field} is '{words}'; {fault}")
    return words


def precision(events: Mapping[str, Event], verdicts: Mapping[str, Mapping[str, tuple[str, str]]]) -> list[Precision]:
    """Precision of each judged field, over all types and for each."""
    right: Counter[tuple[str, str]] = Counter()
    judged: Counter[tuple[str, str]] = Counter()
    for id, fields in verdicts.items():
        kind = events[id].event[0] if id in events else "?"
        for field, (verdict, _) in fields.items():
            for group in ("all", kind):
                judged[group, field] += 1
                right[group, field] += verdict == RIGHT
    order = {f: n for n, f in enumerate(JUDGED)}
    keys = sorted(judged, key=lambda k: (k[0] != "all", k[0], order[k[1]]))
    return [
        Precision(kind, field, right[kind, field], n, *wilson(right[kind, field], n))
        for kind, field in keys
        if (n := judged[kind, field])
    ]


def wilson(right: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, z = right / number, CONFIDENCE
    middle = share + z * z / (2 * number)
    spread = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    below = 1 + z * z / number
    return round(max(0.0, (middle - spread) / below), 4), round(min(1.0, (middle + spread) / below), 4)


def judge(database: Database, verdicts: Mapping[str, Mapping[str, tuple[str, str]]]) -> int:
    """The number of events whose verdict was kept; wrong ones leave the stories, corrected ones are merged as corrected.

    An empty verdict takes back the one that stands.
    """
    run = begin(database, "audit")
    with transaction(database) as connection:
        known = {}
        for id in verdicts:
            row = connection.execute(
                f"SELECT doc, story FROM event WHERE {keyed('event', 'id')} = ? AND removed IS NULL", (id,)
            ).fetchone()
            if row:
                known[id] = row
        for id in known:
            for field, (value, note) in verdicts[id].items():
                connection.execute(
                    "UPDATE verdict SET removed = ? WHERE event = ? AND field = ? AND removed IS NULL", (run, id, field)
                )
                if not value:
                    continue
                connection.execute(
                    "INSERT INTO verdict (event, field, value, note, added) VALUES (?, ?, ?, ?, ?)", (id, field, value, note, run)
                )
        docs = sorted({doc for doc, _ in known.values()})
        for doc in docs:
            stories = {
                r[0] for r in connection.execute("SELECT story FROM event WHERE doc = ? AND removed IS NULL", (doc,)) if r[0]
            }
            told = tellings_of(connection, doc)
            remove_events_of(connection, doc, run)
            changed = merge_new(connection, [t for t in told if t.verdict != WRONG], sources_of(connection, told), stories, run)
            add_events(connection, [(t, doc) for t in told], changed.homes, run)
            refresh(connection, changed, set(), run)
    finish(database, run, {"judged": len(known)})
    return len(known)


def as_not_yet(event: Event) -> str:
    """The lines that make a wrongly coded sentence a strict expected failure of its trigger entry, for a pack's file."""
    sentence = " ".join(event.text.split()).replace("\\", "\\\\").replace('"', '\\"')
    where = f'# in the entry id = "{event.trace.entry}" of the pack "{event.cite_info.language}":'
    return f'{where}\nnot_yet = ["{sentence}"]'
