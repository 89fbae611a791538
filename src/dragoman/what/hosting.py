"""The events of an article -> those without visits to a land where the visitor only meets a third party."""

from dragoman.values.event import TALKS, Event

VISIT = "visit"


def unhosted(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events without such visits: "returned to | Geneva | to resume talks with the rebels" visits nobody Swiss."""
    met = [e for e in events if e.event[0] in TALKS and VISIT not in e.mode and len(e.actor) > 1]
    return tuple(e for e in events if not any(_on_the_way(e, m) for m in met))


def _on_the_way(visit: Event, meeting: Event) -> bool:
    """Whether a visit to a place is told in one sentence with what its visitor does there, and nobody of that land takes part."""
    if VISIT not in visit.mode or visit.text_info.sequence != meeting.text_info.sequence:
        return False
    visitors = {s for p in visit.actor for s in p.spans}
    same = any(s in visitors for p in meeting.actor for s in p.spans)
    hosts = {p.code for p in visit.recipient}
    bare = all(p.identifier_id.startswith("country:") and not p.sector for p in visit.recipient)  # a town, and no office
    return same and bare and hosts.isdisjoint(p.code for p in meeting.actor)
