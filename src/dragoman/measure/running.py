"""A gold file and the coder -> figures by level, language and type, and the errors by kind."""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from dragoman import intake
from dragoman.exports import strict
from dragoman.language.codebook import Codebook
from dragoman.measure.golds import Gold, GoldText, StatementRow, TimeRow, gold_events, gold_statements, gold_times
from dragoman.measure.scoring import LEVELS, TYPES, Level, Record, Scored, interval, scored, tally, total
from dragoman.measure.spans import Hits, statements, times
from dragoman.measure.stories import expected, fields, judge
from dragoman.pipeline import Understood
from dragoman.values.errors import Refusal
from dragoman.values.text import Document

Understand = Callable[[Document], Understood | Refusal]
TEXT_SHOWN = 160  # characters of a text in a list of errors


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the table: what is measured, in which language, for which type ("" all), n, and shares from 0 to 1.

    `low` and `high` are the 95 % interval of F1 over resampled texts, where that is drawn.
    """

    gold: str
    level: str
    n: int
    precision: float
    recall: float
    f1: float
    low: float = 0.0
    high: float = 0.0
    language: str = ""
    type: str = ""


class Fault(msgspec.Struct, frozen=True):
    """One text that is not right: its id, the kind of error, what was expected, what came out, the text's beginning."""

    id: str
    kind: str
    expected: str
    found: str
    text: str = ""


class Report(msgspec.Struct, frozen=True):
    """Everything measured on one gold file."""

    gold: str
    kind: str
    texts: int
    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...] = ()

    def of(self, level: str) -> Figure | None:
        """The figure of a level over all languages and types."""
        return next((f for f in self.figures if f.level == level and not f.language and not f.type), None)


def measure(
    gold: Gold, understand: Understand, codebook: Codebook, *, against: dict[str, tuple[Scored, ...]] | None = None
) -> Report:
    """The report on a gold file; `against` are another coder's events by id, scored instead of ours."""
    if gold.kind == "events":
        return _events(gold, understand, codebook, against)
    if gold.kind == "stories":
        return _stories(gold, understand)
    return _spans(gold, understand)


# events


def _events(gold: Gold, understand: Understand, codebook: Codebook, against: dict[str, tuple[Scored, ...]] | None) -> Report:
    records = tuple(
        Record(
            t.id,
            gold_events(t.fields),
            against.get(t.id, ()) if against is not None else _coded(t, understand, codebook),
            t.language,
            t.text,
        )
        for t in gold.texts
    )
    figures = [_figure(gold.name, records, level) for level in LEVELS]
    languages = sorted({r.language for r in records if r.language})
    for language in languages if len(languages) > 1 else ():
        mine = tuple(r for r in records if r.language == language)
        figures += [msgspec.structs.replace(_figure(gold.name, mine, level), language=language) for level in LEVELS]
    figures += [f for name in TYPES if (f := _of_type(gold.name, records, name)) is not None]
    faults = [fault for r in records if (fault := _fault(r)) is not None]
    return Report(gold.name, gold.kind, len(records), tuple(figures), tuple(faults))


def _coded(text: GoldText, understand: Understand, codebook: Codebook) -> tuple[Scored, ...]:
    """Our events of a text in strict PLOVER form, as the scorer sees them."""
    outcome = understand(_document(text))
    if isinstance(outcome, Refusal):
        return ()
    rows = [row for e in outcome.events if (row := strict(e, codebook)) is not None]
    found = (scored(r["event"][0], [p["code"] for p in r["actor"]], [p["code"] for p in r["recipient"]]) for r in rows)
    return tuple(e for e in found if e is not None)


def _document(text: GoldText) -> Document:
    made = intake.document_from(text=text.text, id=text.id, published=text.published)
    assert isinstance(made, Document), f"{text.id}: an empty text in a gold file"
    return msgspec.structs.replace(made, language=text.language)


def _figure(name: str, records: Sequence[Record], level: Level) -> Figure:
    counts = total(records, level)
    low, high = interval(records, level)
    return Figure(name, level, counts.gold, counts.precision, counts.recall, counts.f1, low, high)


def _of_type(name: str, records: Sequence[Record], type: str) -> Figure | None:
    """Whether a type is told in a text or not, over texts; None for a type that neither side has."""
    gold = [any(e.type == type for e in r.gold) for r in records]
    ours = [any(e.type == type for e in r.predicted) for r in records]
    hits = sum(a and b for a, b in zip(gold, ours, strict=True))
    if not any(gold) and not any(ours):
        return None
    precision, recall = hits / max(sum(ours), 1), hits / max(sum(gold), 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figure(name, "type", sum(gold), precision, recall, f1, type=type)


def _fault(record: Record) -> Fault | None:
    """What is wrong with a text, the gravest kind: nothing coded, wrong type, wrong actor, wrong recipient, too much."""
    counts = {level: tally(record, level) for level in LEVELS}
    if all(c.predicted_hit == c.predicted and c.gold_hit == c.gold for c in counts.values()):
        return None
    if record.gold and not record.predicted:
        kind = "nothing coded"
    elif counts["type"].gold_hit < counts["type"].gold:
        kind = "wrong type"
    elif counts["actor"].gold_hit < counts["actor"].gold:
        kind = "wrong actor"
    elif counts["dyad"].gold_hit < counts["dyad"].gold:
        kind = "wrong recipient"
    else:
        kind = "too much"
    return Fault(record.id, kind, _told(record.gold), _told(record.predicted), record.text[:TEXT_SHOWN])


def _told(events: Sequence[Scored]) -> str:
    return "; ".join(f"{e.type} {'+'.join(e.actors) or '-'} > {'+'.join(e.recipients) or '-'}" for e in events) or "nothing"


def kinds(faults: Sequence[Fault]) -> list[tuple[str, int]]:
    """Kinds of error with their number, the most frequent first."""
    return sorted(Counter(f.kind for f in faults).items(), key=lambda k: (-k[1], k[0]))


# stories


def _stories(gold: Gold, understand: Understand) -> Report:
    wanted = right = coded = 0
    good: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    faults: list[Fault] = []
    for text in gold.texts:
        outcome = understand(_document(text))
        events = () if isinstance(outcome, Refusal) else outcome.events
        rows = expected(text.fields.get("events", ()), f"{gold.name} [{text.id}]")
        outcome_of = judge(rows, events)
        wanted += sum(not e.may for e in rows)
        coded += len(events) - sum(e.may for e, _ in outcome_of.pairs)
        right += outcome_of.right
        for want, event in outcome_of.pairs:
            for name, value in fields(want, event).items():
                asked[name] += 1
                good[name] += value
                if not value:
                    faults.append(Fault(text.id, f"wrong {name}", str(getattr(want, name)), event.text[:TEXT_SHOWN]))
        faults += [Fault(text.id, "missing", _asked(e), "") for e in outcome_of.missing]
        faults += [Fault(text.id, "too much", "", f"{e.event[0]} {e.status}", e.text[:TEXT_SHOWN]) for e in outcome_of.extra]
    precision, recall = right / max(coded, 1), right / max(wanted, 1)
    f1 = 2 * right / (wanted + coded) if wanted + coded else 1.0
    figures = [Figure(gold.name, "main events", wanted, precision, recall, f1)]
    figures += [Figure(gold.name, name, asked[name], good[name] / n, good[name] / n, good[name] / n) for name, n in asked.items()]
    return Report(gold.name, gold.kind, len(gold.texts), tuple(figures), tuple(faults))


def _asked(event: object) -> str:
    return " ".join(str(v) for v in msgspec.to_builtins(event).values() if v)


# times and statements


def _spans(gold: Gold, understand: Understand) -> Report:
    sums = Hits()
    for text in gold.texts:
        outcome = understand(_document(text))
        sums += _times(text, outcome) if gold.kind == "times" else _statements(text, outcome)
    names = ("overlap", "value") if gold.kind == "times" else ("statements", "statements + speaker")
    figures = [
        Figure(gold.name, name, sums.gold, hits / max(sums.predicted, 1), hits / max(sums.gold, 1), sums.f1(hits))
        for name, hits in zip(names, (sums.found, sums.right), strict=True)
    ]
    return Report(gold.name, gold.kind, len(gold.texts), tuple(figures))


def _times(text: GoldText, outcome: Understood | Refusal) -> Hits:
    found = () if isinstance(outcome, Refusal) else outcome.times
    return times(gold_times(text.fields), [TimeRow(t.start, t.end, t.type, t.value) for t in found])


def _statements(text: GoldText, outcome: Understood | Refusal) -> Hits:
    found = () if isinstance(outcome, Refusal) else outcome.statements
    rows = [StatementRow(s.quote, (s.speaker,) if s.speaker is not None else ()) for s in found]
    return statements(gold_statements(text.fields), rows)
