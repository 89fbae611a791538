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

JUDGED = ("event", "type", "mode", "status", "actor", "recipient", "date", "place", "attribution", "background", "evidence")
TOLD = ("document", "published", "title", "url", "before", "sentence", "after", "type", "mode", "status", "background", "date",
        "date_from", "place", "actor", "recipient", "attribution")  # fmt: skip
COLUMNS = ("id", *TOLD, *(f"verdict_{f}" for f in JUDGED), "note")
AROUND = 240  # characters of the text shown before and after the sentence
ALL = ("all", "alles", "todo", "tout")  # of verdict_event: there is such an event, and every field left empty is right
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


def sheet(events: Iterable[Event], texts: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """A row for each event, with the trigger marked in its sentence and empty cells for the verdicts.

    `texts` are the stored texts by document, for the words before and after the sentence.
    """
    for e in events:
        before, after = _around(e, (texts or {}).get(e.cite_info.id, ""))
        yield {
            "id": e.id, "document": e.cite_info.id, "published": e.cite_info.published, "title": e.cite_info.title,
            "url": e.cite_info.url, "before": before, "sentence": marked(e), "after": after, "type": e.event[0],
            "mode": " ".join(e.mode), "status": e.status, "background": "yes" if e.background else "no", "date": _days(e),
            "date_from": _date_from(e), "place": _place(e), "actor": _side(e.actor), "recipient": _side(e.recipient),
            "attribution": _speakers(e), **{f"verdict_{f}": "" for f in JUDGED}, "note": "",
        }  # fmt: skip


def _around(event: Event, text: str) -> tuple[str, str]:
    start, end = event.text_info.start, event.text_info.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(before.split()), " ".join(after.split())


def _days(event: Event) -> str:
    same = not event.enddate or event.enddate == event.date
    return (event.date or "") if same else f"{event.date}..{event.enddate}"


def _date_from(event: Event) -> str:
    """How the date was found, with its words where they stand in the sentence shown."""
    info, start = event.date_info, event.text_info.start
    words = [event.text[a - start : b - start] for a, b in info.spans if start <= a < b <= event.text_info.end]
    return f"{info.basis}: {' '.join(words)}" if words else info.basis


def _place(event: Event) -> str:
    place = event.event_loc
    return f"{place.name}, {place.code} ({place.precision})" if place else ""


def _speakers(event: Event) -> str:
    return "; ".join(
        f"{s.code}{'/' + s.sector if s.sector else ''} ({s.entity_text}) {s.stance}{' «' + s.cue + '»' if s.cue else ''}"
        for s in event.attribution
    )


def _side(people: tuple[Participant, ...]) -> str:
    """The members of one side: code, sector and office, with the words of the text."""
    return "+".join(f"{'/'.join(filter(None, (p.code, p.sector, p.office))) or '?'} ({p.entity_text})" for p in people)


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
        cells = {field: (row.get(f"verdict_{field}") or "").strip().removeprefix("'") for field in JUDGED}
        if cells["event"].lower() in ALL:
            cells = {field: words or RIGHT for field, words in cells.items()} | {"event": RIGHT}
        for field, words in cells.items():
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
