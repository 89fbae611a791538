"""What a document says will not take place, or not then -> Settlings for the ledger, taken from what was refused as negated."""

from collections.abc import Iterator

from dragoman.language.pack import Pack
from dragoman.pipeline import Understood
from dragoman.values.corpus import Settling
from dragoman.values.reading import Reading
from dragoman.values.text import Span
from dragoman.values.world import Mention


def settlings(outcome: Understood, pack: Pack) -> tuple[Settling, ...]:
    """The Settlings of a document: a deed of a known type, called off or moved, with the parties that its sentence names."""
    found = [
        s for r in outcome.refusals if r.reason == "negated" and r.span for s in _called_off(r.span, r.detail, outcome, pack)
    ]
    return tuple(dict.fromkeys((*found, *_moved(outcome, pack))))


def _called_off(span: Span, detail: str, outcome: Understood, pack: Pack) -> Iterator[Settling]:
    """What was refused because the text says that it will not be."""
    entry = next((e for e in pack.triggers.entries if e.id == detail.partition(":")[0]), None)
    reading = next((r for r in outcome.readings if r.sentence.start <= span[0] < r.sentence.end), None)
    if entry is None or reading is None:
        return
    codes = tuple(sorted({m.code for m in _all(reading) if m.code}))
    moved = any(f"'{verb}'" in detail for verb in pack.modality.postponing)
    mode = (entry.mode,) if isinstance(entry.mode, str) else entry.mode
    found = _settling(entry.event, mode, codes, moved, reading, outcome)
    # "has not asked for help", "made no mention of the attack" say nothing of a plan, unless they name its day
    if codes and (moved or found.old_date or any(f"'{word}'" in detail for word in pack.modality.cancelling)):
        yield found


def _moved(outcome: Understood, pack: Pack) -> Iterator[Settling]:
    """What was coded as expected, for a new day, in a sentence that says it was moved there."""
    for reading in outcome.readings:
        sentence = reading.sentence
        if not any(c.verb and c.verb.lemma in pack.modality.postponing for c in sentence.clauses):
            continue
        for event in outcome.events:
            codes = tuple(sorted({p.code for p in (*event.actor, *event.recipient) if p.code}))
            if event.text_info.start == sentence.start and event.status == "expected" and codes:
                yield _settling(event.event[0], event.mode, codes, True, reading, outcome)


def _settling(
    type: str, mode: tuple[str, ...], codes: tuple[str, ...], moved: bool, reading: Reading, outcome: Understood
) -> Settling:
    old, new = _days(reading, outcome.anchor.date, moved)
    start, end = reading.sentence.start, reading.sentence.end
    day, last = new or ("", "")
    what = "postponed" if moved else "cancelled"
    return Settling(type, mode, codes, what, start, end, outcome.article.text[start:end], day, last, old)  # type: ignore[arg-type]


def _all(reading: Reading) -> Iterator[Mention]:
    for mention in reading.mentions:
        yield mention
        yield from mention.members


def _days(reading: Reading, anchor: str, moved: bool) -> tuple[str, tuple[str, str] | None]:
    """The day for which it was planned, and the window to which it is moved.

    Of two days of the sentence these are the first and the last; a single day is the new one of what is moved, the old
    one of what is called off.
    """
    days = sorted({(t.first, t.last or t.first) for t in reading.times if t.first and t.type in ("DATE", "TIME")})
    if not moved:
        return (days[0][0] if len(days) == 1 else ""), None
    coming = [d for d in days if not anchor or d[1] >= anchor]
    return (days[0][0] if len(days) > 1 else ""), coming[-1] if coming else None
