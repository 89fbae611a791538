"""What a document says will not take place, or not then -> Settlings for the ledger, taken from what was refused as negated."""

from collections.abc import Iterator

from dragoman.language.pack import Pack
from dragoman.pipeline import Understood
from dragoman.values.corpus import Settling
from dragoman.values.errors import Refusal
from dragoman.values.reading import Reading


def settlings(outcome: Understood, pack: Pack) -> tuple[Settling, ...]:
    """The Settlings of a document: a deed of a known type, called off or moved, with the parties that its sentence names."""
    return tuple(s for r in outcome.refusals if r.reason == "negated" and r.span for s in _settling(r, outcome, pack))


def _settling(refusal: Refusal, outcome: Understood, pack: Pack) -> Iterator[Settling]:
    entry = next((e for e in pack.triggers.entries if e.id == refusal.detail.partition(":")[0]), None)
    assert refusal.span is not None
    start = refusal.span[0]
    reading = next((r for r in outcome.readings if r.sentence.start <= start < r.sentence.end), None)
    if entry is None or reading is None:
        return
    codes = tuple(sorted({m.code for m in _all(reading) if m.code}))
    if not codes:
        return
    old, new = _days(reading, outcome.anchor.date)
    sentence = reading.sentence
    yield Settling(
        type=entry.event,
        mode=(entry.mode,) if isinstance(entry.mode, str) and entry.mode else tuple(entry.mode or ()),
        codes=codes,
        outcome="postponed" if new else "cancelled",
        start=sentence.start,
        end=sentence.end,
        text=outcome.article.text[sentence.start : sentence.end],
        date=new[0] if new else "",
        enddate=new[1] if new else "",
        old_date=old,
    )


def _all(reading: Reading):  # type: ignore[no-untyped-def]
    for mention in reading.mentions:
        yield mention
        yield from mention.members


def _days(reading: Reading, anchor: str) -> tuple[str, tuple[str, str] | None]:
    """The day for which it was planned, and the window to which it is moved: of two days of the sentence the first and the last.

    A single day still to come is the new one when nothing but the moving can be meant, which the words alone do not
    tell; it is then taken as the old one unless it lies more than a week ahead.
    """
    days = sorted({(t.first, t.last or t.first) for t in reading.times if t.first and t.type == "DATE"})
    coming = [d for d in days if not anchor or d[1] >= anchor]
    if len(coming) > 1:
        return coming[0][0], coming[-1]
    return (coming[0][0] if coming else ""), None
