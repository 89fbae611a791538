"""The events of an article -> one record for each event it tells, with all the places where it tells it."""

import datetime
from typing import Any

import msgspec

from dragoman.stories.inherit import inherit
from dragoman.values.event import Attribution, Event, Participant
from dragoman.values.world import Place

SPELL_DAYS = 7  # longer intervals sum up what happened over a while
# kinds of actors of one country that are never one another; all other sectors are civil
KINDS = {"state": ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI", "IGO"), "armed": ("REB", "UAF", "SEP", "CRM")}
TO_COME = {"expected", "conditional"}  # "a possible visit" and "is expected to visit" are one visit
PRECISIONS = ("city", "admin1", "region", "country")  # from the most precise
BLOCK_RANK = {"body": 0, "headline": 1, "caption": 2, "quote_box": 3}


def gather(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """One record an event, in the order of first mention; the best evidence (body first, most parties) leads."""
    events = tuple(_as_the_body_tells(event, events) for event in events)
    groups: list[list[Event]] = []
    of_type: dict[tuple[str, ...], list[list[Event]]] = {}
    for event in events:
        able = of_type.setdefault(event.event, [])
        homes = [g for g in able if all(same(event, other) for other in g)]
        home = next((g for g in homes if any(_one_sentence(event, other) for other in g)), homes[0] if homes else None)
        if home is None:
            home = []
            groups.append(home)
            able.append(home)
        home.append(event)
    merged = [_merge(group) for group in groups]
    return inherit(tuple(sorted(merged, key=lambda e: (e.text_info.start, e.text_info.trigger))))


def _as_the_body_tells(event: Event, events: tuple[Event, ...]) -> Event:
    """A headline's meeting as still to come where the body tells it only so: "X visits Y", below "will arrive on Monday"."""
    if event.text_info.block != "headline" or event.status != "occurred" or event.event[0] != "CONSULT":
        return event
    body = [e for e in events if e.text_info.block == "body" and e.event == event.event]
    ahead = msgspec.structs.replace(event, status="expected")
    planned = (e for e in body if e.status == "expected" and _codes(event) <= _codes(e) and same(ahead, e))
    return ahead if next(planned, None) is not None and not any(same(event, e) for e in body) else event


def _codes(event: Event) -> set[str]:
    return {p.code for p in event.actor + event.recipient if p.code}


def same(a: Event, b: Event) -> bool:
    """Whether two mentions tell one event: type, status, compatible modes, participants and dates."""
    if a.event != b.event or not _statuses_agree(a, b):
        return False
    if _toll_of(a, b) or _toll_of(b, a):
        return True
    if _one_toll(a, b):
        return _sides_agree(a.actor, b.actor)
    modes = not (a.mode and b.mode) or bool(set(a.mode) & set(b.mode))
    if a.event[0] == "ASSAULT" and _one_sentence(a, b) and a.actor and b.actor and (modes or _tells_toll(a) != _tells_toll(b)):
        return _sides_agree(a.actor, b.actor)  # "bei dem Angriff wurden drei Menschen getötet": the attack and its toll
    if not modes:
        return False
    return _people_agree(a, b) and _dates_agree(a, b) and _places_agree(a, b)


def _toll_of(a: Event, b: Event) -> bool:
    """Whether one tells what the other did to people: "a drone attack | killed seven"."""
    if a.event[0] != "ASSAULT" or not _one_sentence(a, b):
        return False
    return any(_is_deed(p, b) for p in a.actor)


def _tells_toll(event: Event) -> bool:
    """Whether whom it hits are people that are counted."""
    return any(span in p.spans for p in event.recipient for c in event.counts for span in c.spans)


def _one_toll(a: Event, b: Event) -> bool:
    """Whether two attacks count the very same people in one sentence: "an air | strike | killed | nine Palestinians"."""
    counted = {(c.what, c.spans) for c in a.counts}
    return a.event[0] == "ASSAULT" and any((c.what, c.spans) in counted for c in b.counts)


def _one_sentence(a: Event, b: Event) -> bool:
    """Whether two mentions stand in one sentence: an attack and its toll belong together before any other."""
    return a.text_info.sequence == b.text_info.sequence


def _next_to(a: Event, b: Event) -> bool:
    """Whether two mentions stand in neighbouring sentences, or one in the headline."""
    return abs(a.text_info.sequence - b.text_info.sequence) <= 1 or "headline" in (a.text_info.block, b.text_info.block)


def _is_deed(party: Participant, event: Event) -> bool:
    """Whether a party is nothing but the deed itself, named by its noun, and its country that of whoever did it."""
    held = any(start <= first and last <= end for start, end in party.spans for first, last in event.text_info.trigger)
    return held and (not party.code or party.code in {p.code for p in event.actor if p is not party})


def _statuses_agree(a: Event, b: Event) -> bool:
    return a.status == b.status or {a.status, b.status} <= TO_COME


def _dates_agree(a: Event, b: Event) -> bool:
    """Whether the intervals meet; a date that is only the article's own meets any date close to it."""
    stated = [e for e in (a, b) if e.date_info.basis == "stated"]
    if len(stated) == 1 and _days(stated[0]) > SPELL_DAYS:
        return False
    if len(stated) < 2 or not (a.date and b.date):
        return not stated or not stated[0].background or all(e.background for e in (a, b))
    if (_days(a) > SPELL_DAYS) != (_days(b) > SPELL_DAYS):
        return False  # "more than 20 soldiers this month" sums up, "four on Monday" is one deed
    return (a.date or "") <= (b.enddate or "") and (b.date or "") <= (a.enddate or "")


def _days(event: Event) -> int:
    first, last = event.date or "", event.enddate or event.date or ""
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days + 1 if first else 0


def _places_agree(a: Event, b: Event) -> bool:
    """Whether one place may lie in the other: two countries do not, nor two cities."""
    one, other = a.event_loc, b.event_loc
    if one is None or other is None:
        return True
    if one.precision == other.precision == "city":
        return one.name == other.name
    return one.code == other.code or not (one.code and other.code)


def _people_agree(a: Event, b: Event) -> bool:
    if a.event[0] in ("CONSULT", "AGREE", "COOPERATE") and not (a.recipient and b.recipient):
        return _sides_agree(a.actor + a.recipient, b.actor + b.recipient)
    if not ((a.actor and b.actor) or (a.recipient and b.recipient) or _next_to(a, b)):
        return False  # of one the doer is told, of the other the victim: nothing joins them
    if _within(a, b) or _within(b, a):
        return False
    return _sides_agree(a.actor, b.actor) and _sides_agree(a.recipient, b.recipient)


def _within(fight: Event, deed: Event) -> bool:
    """Whether two states did one thing to each other and one of them another: "exchanged fire" is not "shot down its drone"."""
    both = {p.code for p in fight.actor if p.code}
    return not fight.recipient and len(both) > 1 and any(p.code in both for p in deed.recipient)


def _sides_agree(a: tuple[Participant, ...], b: tuple[Participant, ...]) -> bool:
    """Whether one side's participants are all found among the other's (an empty side is open)."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    for p in small:
        for q in large:
            if _same_participant(p, q):
                break
        else:
            return False
    return True


def _same_participant(p: Participant, q: Participant) -> bool:
    if (p.identifier_id and p.identifier_id == q.identifier_id) or (p.spans and p.spans == q.spans):
        return True
    if p.code and q.code:
        two_persons = p.identifier_id.startswith("person:") and q.identifier_id.startswith("person:")
        return p.code == q.code and _kinds_agree(p, q) and not two_persons
    if p.code or q.code:
        return False
    last = p.entity_text.lower().split()[-1:]  # "Bundesrat", "der Bundesrat"
    return p.sector == q.sector and last == q.entity_text.lower().split()[-1:]


def _kinds_agree(p: Participant, q: Participant) -> bool:
    """Whether two of one country may be one: a country stands for anybody of it; its soldiers are no rebels."""
    if any(x.identifier_id.startswith("country:") or not x.sector for x in (p, q)):
        return True
    return _kind(p) == _kind(q)


def _kind(p: Participant) -> str:
    return next((name for name, sectors in KINDS.items() if p.sector in sectors), "civil")


def one_record(reports: list[Event]) -> Event:
    """The record of one event that several articles tell: the fullest report leads, the others complete it.

    Spans stay those of the report they come from; `text_info` and `evidence` are the leading report's.
    """
    ranked = sorted(reports, key=lambda e: (*_quality(e), e.cite_info.published, e.id))
    lead, merged = ranked[0], _merge(ranked)
    return msgspec.structs.replace(
        merged,
        evidence=lead.evidence,
        event_text=lead.event_text,
        actor=_own(merged.actor, lead.actor),
        recipient=_own(merged.recipient, lead.recipient),
        attribution=_own(merged.attribution, lead.attribution),
        counts=_own(merged.counts, lead.counts),
        event_loc=_own((merged.event_loc,), (lead.event_loc,))[0] if merged.event_loc else None,
        date_info=_own((merged.date_info,), (lead.date_info,))[0],
    )


def _own(merged: tuple[Any, ...], mine: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values; those that another report brought lose their spans, which are places in another text."""
    return tuple(v if v in mine else _placeless(v) for v in merged)


def _placeless(value: Any) -> Any:
    changes: dict[str, Any] = {f: () for f in ("spans", "basis") if isinstance(getattr(value, f, None), tuple)}
    if isinstance(value, Attribution):
        changes["quote"] = None
    return msgspec.structs.replace(value, **changes)


def _merge(group: list[Event]) -> Event:
    """The best evidence's record, completed with what the others know."""
    if len(group) == 1 and _told_once(group[0]):
        return group[0]
    ranked = sorted(group, key=_quality)
    lead = ranked[0]
    dated = next((e for e in ranked if e.date_info.basis == "stated"), lead)
    certain = next((e for e in ranked if e.status == "expected"), lead)
    modes = next((e for e in ranked if e.mode), lead)
    return msgspec.structs.replace(
        lead,
        status=certain.status if lead.status in TO_COME else lead.status,
        date=dated.date,
        enddate=dated.enddate,
        date_info=dated.date_info,
        mode=modes.mode,
        event_scale=modes.event_scale,
        context=tuple(dict.fromkeys(c for e in ranked for c in e.context)),
        actor=_union(*_doers(ranked)),
        recipient=_struck(lead, _union(*_people_first(ranked))),
        event_loc=min((p for e in ranked if (p := e.event_loc) is not None), key=_vagueness, default=None),
        attribution=_distinct([a for e in ranked for a in e.attribution]),
        counts=tuple({(c.what, c.min, c.max): c for e in reversed(ranked) for c in reversed(e.counts)}.values())[::-1],
        event_text=tuple(dict.fromkeys(t for e in ranked for t in e.event_text)),
        evidence=tuple(dict.fromkeys(i for e in ranked for i in e.evidence)),
        background=all(e.background for e in ranked),
    )


def _told_once(event: Event) -> bool:
    """Whether nothing about an event is said twice, so that its record stays as it is."""
    return all(len(said) < 2 for said in (event.attribution, event.counts, event.context, event.event_text, event.evidence))


def _vagueness(place: Place) -> int:
    return PRECISIONS.index(place.precision)


def _quality(event: Event) -> tuple[int, bool, int, int, int]:
    known = sum(bool(p.code) for p in event.actor + event.recipient)
    return BLOCK_RANK.get(event.text_info.block, 4), event.background, -known, -len(event.mode), event.text_info.start


def _union(mine: tuple[Participant, ...], others: list[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """My participants, and those of the others that are none of mine."""
    found = list(mine)
    for other in others:
        found += [p for p in other if not any(_of_one(p, q) for q in found)]
    return tuple(found)


def _of_one(p: Participant, q: Participant) -> bool:
    """Whether one is the other, or one more of a country that is there; the people of a place that is struck are more than it."""
    if p.sector and not q.sector and q.identifier_id.startswith("country:"):
        return False
    return _same_participant(p, q) or bool(p.code and p.code == q.code)


def _people_first(ranked: list[Event]) -> tuple[tuple[Participant, ...], list[tuple[Participant, ...]]]:
    """The recipients of the first event and of each other; a place that is struck makes way for those of another country."""
    people = [p.code for e in ranked for p in e.recipient if p.sector and p.code and e.event[0] == "ASSAULT"]
    lead, *others = [tuple(p for p in e.recipient if p.sector or not any(c != p.code for c in people)) for e in ranked]
    return lead, others


def _doers(ranked: list[Event]) -> tuple[tuple[Participant, ...], list[tuple[Participant, ...]]]:
    """The actors of the first event and those of each other: no party that is but the deed itself, no host among the guests."""
    lead, *others = [tuple(p for p in e.actor if not any(_is_deed(p, other) for other in ranked)) for e in ranked]
    lead = next((o for o in others if _known_for(lead, o)), lead)
    hosts = {p.code for e in ranked for p in e.recipient if p.code} if ranked[0].event[0] == "CONSULT" else set()
    guests, *more = [tuple(p for p in people if p.code not in hosts) for people in (lead, *others)]
    return guests or lead, more


def _known_for(unknown: tuple[Participant, ...], known: tuple[Participant, ...]) -> bool:
    """Whether some are armed men of no name, and others the armed group that the article says they are of."""
    groups = bool(known) and all(p.identifier_id.startswith("group:") for p in known)
    return groups and bool(unknown) and all(p.sector == "UAF" for p in unknown)


def _struck(event: Event, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Unnamed victims are of the one country that the attack is told to be on."""
    known = {p.code: p for p in people if p.code}
    if event.event[0] != "ASSAULT" or len(known) != 1:
        return people
    ((code, named),) = known.items()
    return tuple(
        msgspec.structs.replace(p, code=code, identifier_id=f"role:{code}:{p.sector}", basis=named.spans)
        if p.sector == "CVL" and not p.code
        else p
        for p in people
    )


def _distinct(attributions: list[Attribution]) -> tuple[Attribution, ...]:
    seen: set[tuple[str, str]] = set()
    kept: list[Attribution] = []
    for a in attributions:
        key = (a.identifier_id or a.entity_text, a.stance)
        if key not in seen:
            seen.add(key)
            kept.append(a)
    return tuple(kept)
