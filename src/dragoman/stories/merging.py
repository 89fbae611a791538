"""Events of many articles -> Stories: a pure function of the events, whatever their order."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

import msgspec

from dragoman.stories.disputes import disputes
from dragoman.stories.gather import one_record
from dragoman.stories.matching import handles, lookups, same
from dragoman.stories.origins import origins
from dragoman.values.corpus import Origin, Report, Sketch, Source, Story
from dragoman.values.event import Event

SHARE_MIN = 0.5  # of a group, with which an event must be one to belong to it
WHY_MAX = 40  # lines of explanation that a story keeps


class Cluster(msgspec.Struct, frozen=True):
    """Events that are joined, directly or through others: their ids, sorted; the first names the cluster."""

    events: tuple[str, ...]

    @property
    def id(self) -> str:
        """The smallest id."""
        return self.events[0]


def clusters(sketches: Iterable[Sketch]) -> tuple[Cluster, ...]:
    """The connected sets of events, sorted: two events are connected when `same` says so, or through a third."""
    ordered = sorted(sketches, key=lambda s: s.id)
    parent = {s.id: s.id for s in ordered}
    found: dict[str, list[Sketch]] = {}
    for sketch in ordered:
        compared: set[str] = set()
        for handle in lookups(sketch):
            for other in found.get(handle, ()):
                if other.id not in compared:
                    compared.add(other.id)
                    if _root(parent, other.id) != _root(parent, sketch.id) and same(sketch, other):
                        _join(parent, sketch.id, other.id)
        for handle in handles(sketch):
            found.setdefault(handle, []).append(sketch)
    groups: dict[str, list[str]] = {}
    for sketch in ordered:
        groups.setdefault(_root(parent, sketch.id), []).append(sketch.id)
    return tuple(Cluster(tuple(ids)) for _, ids in sorted(groups.items()))


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _join(parent: dict[str, str], a: str, b: str) -> None:
    one, other = sorted((_root(parent, a), _root(parent, b)))
    parent[other] = one


def grouped(sketches: Sequence[Sketch]) -> tuple[tuple[Sketch, ...], ...]:
    """The events of one cluster, split into groups in which most are one event with most.

    A chain (Monday's report like Tuesday's, Tuesday's like Wednesday's) is cut where its ends are two events. The most
    definite reports are placed first, then by day and id, so that the order of arrival does not matter; groups that turn
    out to be one event are then joined.
    """
    ordered = sorted(sketches, key=_definite)
    linked = {(a.id, b.id): bool(same(a, b)) for n, b in enumerate(ordered) for a in ordered[:n]}
    linked |= {(b, a): one for (a, b), one in linked.items()}
    groups: list[list[Sketch]] = []
    for sketch in ordered:
        shares = [_share([sketch], g, linked) for g in groups]
        best = max(shares, default=0.0)
        if best < SHARE_MIN:
            groups.append([sketch])
        else:
            groups[shares.index(best)].append(sketch)
    return tuple(tuple(g) for g in _joined(groups, linked))


Linked = Mapping[tuple[str, str], bool]
"""Ids of two events -> whether they are one."""


def _joined(groups: list[list[Sketch]], linked: Linked) -> list[list[Sketch]]:
    """The groups, joined as long as there are two of which at least SHARE_MIN of the pairs are one event, the nearest first."""
    while len(groups) > 1:
        pairs = combinations(range(len(groups)), 2)
        share, one, other = max((_share(groups[i], groups[j], linked), -i, -j) for i, j in pairs)
        if share < SHARE_MIN:
            break
        groups[-one] += groups.pop(-other)
    return groups


def _definite(s: Sketch) -> tuple[bool, bool, bool, int, str, str]:
    codes = len({x.code for x in (*s.actor, *s.recipient) if x.code})
    return s.basis != "stated", not s.place, not s.country, -min(codes, 2), s.date, s.id


def _share(some: Sequence[Sketch], group: Sequence[Sketch], linked: Linked) -> float:
    """Share of the pairs of two groups that are one event; 0 when a document tells both with the same status."""
    told = {(s.document, s.status) for s in group}
    if any((s.document, s.status) in told for s in some):
        return 0.0
    return sum(linked[a.id, b.id] for a in some for b in group) / (len(some) * len(group))


def merge(events: Iterable[tuple[Event, Sketch]], sources: Mapping[str, Source]) -> tuple[Story, ...]:
    """All stories of these events, by id. Merging cluster by cluster gives the same: a cluster depends on no other."""
    known = {sketch.id: (event, sketch) for event, sketch in events}
    found = [
        s for c in clusters(sketch for _, sketch in known.values()) for s in stories_of([known[i] for i in c.events], sources)
    ]
    return tuple(sorted(found, key=lambda s: s.id))


def stories_of(members: Sequence[tuple[Event, Sketch]], sources: Mapping[str, Source]) -> tuple[Story, ...]:
    """The stories of one cluster, by id."""
    known = {sketch.id: event for event, sketch in members}
    found = [_story([known[s.id] for s in group], group, sources) for group in grouped([sketch for _, sketch in members])]
    return tuple(sorted(found, key=lambda s: s.id))


def story_of_one(event: Event, its_origins: tuple[Origin, ...]) -> Story:
    """The story of an event that one report alone tells; `its_origins` are the `origins` of its document."""
    return Story(event.id, event, (_report(event),), its_origins, (), (), event.cite_info.id)


def _story(events: list[Event], group: Sequence[Sketch], sources: Mapping[str, Source]) -> Story:
    if len(events) == 1:
        return story_of_one(events[0], origins([sources[events[0].cite_info.id]]))
    ordered = sorted(events, key=_time)
    known = [sources[d] for d in dict.fromkeys(e.cite_info.id for e in ordered)]
    id = min(e.id for e in events)
    return Story(
        id=id,
        event=msgspec.structs.replace(one_record(ordered), id=id, status=_status(ordered)),
        reports=tuple(_report(e) for e in ordered),
        origins=origins(known),
        disputed=disputes(ordered),
        why=tuple(_why(group))[:WHY_MAX],
        first=ordered[0].cite_info.id,
    )


def _time(event: Event) -> tuple[str, str, str]:
    return event.cite_info.published or "9999", event.cite_info.id, event.id


def _report(event: Event) -> Report:
    cite = event.cite_info
    return Report(cite.id, event.id, cite.language, cite.published, cite.outlet, event.status)


def _status(events: Sequence[Event]) -> str:
    """The status of the whole: what is asserted outweighs a denial, what is expected a mere possibility."""
    given = {e.status for e in events}
    return next(s for s in ("occurred", "denied", "expected", "conditional", "called_for") if s in given)


def _why(group: Sequence[Sketch]) -> Iterable[str]:
    """What joined each report to one before it."""
    for first, second in pairwise(group):
        others = [first, *[s for s in group[: group.index(second)] if s is not first]]
        reason, other = next(((r, o) for o in others if (r := same(second, o))), ("", first))
        yield f"{second.id} ({second.document}) with {other.id} ({other.document}): {reason or 'through the others'}"
