"""The reports of one event -> what they differ on: whether it happened, how many, where, when, each with who says so."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.values.corpus import Claim, Dispute
from dragoman.values.event import Event

Given = tuple[str, str, str]
"""Value, who gives it, document."""


def disputes(events: Sequence[Event]) -> tuple[Dispute, ...]:
    """The disputes of a story, in a fixed order of fields; () when its reports agree."""
    found = [_dispute("status", "", _statuses(events))]
    found += [_dispute("counts", what, _counts(events, what)) for what in sorted({c.what for e in events for c in e.counts})]
    found += [_dispute("event_loc", "", _places(events)), _dispute("date", "", _dates(events))]
    return tuple(d for d in found if d is not None)


def _dispute(field: str, what: str, given: Iterable[Given]) -> Dispute | None:
    by_value: dict[str, list[Given]] = {}
    for item in given:
        by_value.setdefault(item[0], []).append(item)
    if len(by_value) < 2:
        return None
    claims = tuple(
        Claim(value, tuple(sorted({by for _, by, _ in items if by})), tuple(dict.fromkeys(d for _, _, d in items)))
        for value, items in sorted(by_value.items())
    )
    return Dispute(field, what, claims)  # type: ignore[arg-type]


def _statuses(events: Sequence[Event]) -> Iterator[Given]:
    """Occurred by those who assert it, denied by those who deny it; also a denial inside an attribution."""
    for event in events:
        speakers = [a for a in event.attribution if (a.stance == "denies") == (event.status == "denied")]
        yield event.status, _names(a.identifier_text or a.entity_text for a in speakers), event.cite_info.id
        if event.status != "denied":
            yield from (
                ("denied", a.identifier_text or a.entity_text, event.cite_info.id)
                for a in event.attribution
                if a.stance == "denies"
            )


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))


def _counts(events: Sequence[Event], what: str) -> Iterator[Given]:
    """Numbers that cannot all be true: "at least 7" contradicts neither 7 nor 9."""
    counted = [(count, event.cite_info.id) for event in events for count in event.counts if count.what == what]
    least, most = max(c.min for c, _ in counted), min((c.max for c, _ in counted if c.max is not None), default=None)
    if most is None or least <= most:
        return
    for count, document in counted:
        above = "+" if count.max is None else f"-{count.max}" if count.max != count.min else ""
        yield f"{count.min}{above}", count.source, document


def _places(events: Sequence[Event]) -> Iterator[Given]:
    """Places of the same precision that differ: a city inside of a named country contradicts nobody."""
    located = [
        (p.precision, str(p.geonameid or (p.precision == "country" and p.code) or p.name), p.name, e.cite_info.id)
        for e in events
        if (p := e.event_loc) is not None
    ]
    finest = min((("city", "admin1", "region", "country").index(x[0]) for x in located), default=3)
    names: dict[str, str] = {}
    for precision, key, name, document in located:
        if precision == ("city", "admin1", "region", "country")[finest]:
            yield names.setdefault(key, name), "", document


def _dates(events: Sequence[Event]) -> Iterator[Given]:
    """Stated days that do not meet; a report's own day or a vaguer interval around the day contradicts nobody."""
    stated = [e for e in events if e.date_info.basis == "stated" and e.date and e.date_info.granularity in ("day", "time")]
    for event in stated:
        yield (event.date if event.date == event.enddate else f"{event.date}..{event.enddate}") or "", "", event.cite_info.id
