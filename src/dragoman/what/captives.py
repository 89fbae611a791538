"""Releases -> whose people those are who are let go: "Hamas released hostages while Israel freed prisoners"."""

import msgspec

from dragoman.values.event import Event, Participant

FREES = "RETREAT"
SERVE = ("MIL", "COP", "GOV", "LEG", "JUD")  # a state, whose own rebels hold them


def exchanged(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of an article, where two sides let people go whose country nothing said: each frees the other's."""
    frees = [e for e in events if e.event[0] == FREES and len(_codes(e)) == 1 and any(map(_somebody, e.recipient))]
    sides = {_codes(e)[0]: next(p for p in e.actor if p.code) for e in frees if e.status == "occurred"}
    if len(sides) != 2:
        return events
    other = dict(zip(sides, reversed(sides.values()), strict=True))
    changed = {e.id: _of_others(e, other[_codes(e)[0]]) for e in frees if _codes(e)[0] in other}
    return tuple(changed.get(e.id, e) for e in events)


def _codes(event: Event) -> list[str]:
    return list(dict.fromkeys(p.code for p in event.actor if p.code))


def _somebody(person: Participant) -> bool:
    """Whether a participant is people, named by what they are."""
    return not person.identifier_id or person.identifier_id.startswith("role:")


def _of_others(event: Event, other: Participant) -> Event:
    own = _codes(event)
    untold = [_somebody(p) and (not p.code or p.code in own) for p in event.recipient]
    basis = other.spans or other.basis
    people = (p.of_country(other.code, basis) if bare else p for p, bare in zip(event.recipient, untold, strict=True))
    return msgspec.structs.replace(event, recipient=tuple(people))


def of_own_state(actors: tuple[Participant, ...], recipients: tuple[Participant, ...], home: str) -> tuple[Participant, ...]:
    """Soldiers and officials whom the rebels of the home country let go serve it ("the ELN freed | two soldiers")."""
    rebels = next((p for p in actors if p.sector == "REB" and p.code and p.code == home), None)
    if rebels is None:
        return recipients
    return tuple(p.of_country(rebels.code, rebels.spans) if p.sector in SERVE and not p.code else p for p in recipients)
