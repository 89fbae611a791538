"""Two events of different articles -> whether they are one, and what says so; the handles by which such pairs are found."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

import msgspec

from dragoman.values.corpus import Fingerprint, Side, Sketch
from dragoman.values.event import Event, Participant

FAMILIES = {"COOPERATE": "AGREE", "RETREAT": "CONCEDE"}  # told as one by some and as the other by others
MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
HOLDING = ("COERCE",)
SPOKEN = ("SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "AGREE")
"""Types of which one country does many to another in a week: parties and day alone do not make two of them one."""
DAILY = ("ASSAULT",)
"""Types that come day after day in a war: on neighbouring days they are two events, unless both tell the same numbers."""
ALIKE: dict[str, tuple[frozenset[str], ...]] = {
    "ASSAULT": (
        frozenset({"heavy-weapons", "drone", "explosives", "firearms", "suicide-attack", "unconventional", "crowd-control"}),
    ),
    "SANCTION": (frozenset({"discontinue", "withdraw"}),),  # an envoy recalled is told as relations broken off
    "CONSULT": (frozenset({"visit", "meet", "multilateral", "third-party", "bilateral"}),),
}
"""Modes of one type that reports of the same event may give differently: with what, in whose company."""
STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "ELI"})
"""Sectors of one state, which reports give for one another: the police, the authorities, the government, who was in it."""
HELD = frozenset({"CVL", "UAF", "CRM"})
"""Sectors of people whom a state lays hands on: one report has an attacker arrested, another a suspect, a third a man."""
STRONG = ("same place", "same numbers", "same topic")
"""Reasons that hold also where the modes differ."""
CLASSES = {"occurred": "fact", "denied": "fact", "expected": "coming", "conditional": "coming", "called_for": "wanted"}
BUCKET_DAYS = 3
REPORT_DAYS = 2  # how far apart two reports may be that date an event by their own day
STATED_DAYS = 1  # how far apart two stated days may be: time zones, "in the night to Tuesday"
SPAN_DAYS_MAX = 31  # an event dated no better than to a season finds no others
CODES_MAX = 8
MARKS_MAX = 24
RELATED_MIN = 0.2  # share of topic marks that two reports of one event have in common, at least


def sketch(event: Event, marks: tuple[str, ...], about: str = "") -> Sketch:
    """What merging compares of an event; `marks` are the `topic` of its document, `about` is the country that it is about.

    An event that names neither a country nor a place is taken to be of that country.
    """
    place, cite = event.event_loc, event.cite_info
    bare = not any(p.code for p in (*event.actor, *event.recipient))
    return Sketch(
        id=event.id, document=cite.id, language=cite.language, published=cite.published, type=event.event[0], mode=event.mode,
        status=event.status, background=event.background, date=event.date or "", enddate=event.enddate or event.date or "",
        basis=event.date_info.basis, actor=_sides(event.actor), recipient=_sides(event.recipient),
        place=str(place.geonameid or place.name) if place and place.precision in ("city", "admin1") else "",
        country=place.code if place else about if bare else "", precision=place.precision if place else "",
        counts=tuple(sorted({f"{c.what}:{c.min}" for c in event.counts})) if event.counts else (),
        marks=_of_others(marks, f"!{family(event.event[0])}|"),
    )  # fmt: skip


def _of_others(marks: tuple[str, ...], own: str) -> tuple[str, ...]:
    """The marks that do not begin as an event's own does."""
    return tuple([m for m in marks if not m.startswith(own)])


def topic(fingerprint: Fingerprint) -> tuple[str, ...]:
    """The marks that tell one topic from another: everything but countries, quotations and single digits; sorted."""
    kept = dict.fromkeys(m for m in fingerprint.marks if ":" in m or m[0] == "@" or (m[0] == "#" and len(m) > 2))
    return tuple(sorted(list(kept)[:MARKS_MAX]))


def told(events: Sequence[Event]) -> tuple[str, ...]:
    """Marks of what a document tells, the kind of each event and whose it is: two that tell several in common tell one thing."""
    codes = ((e, sorted({p.code for p in (*e.actor, *e.recipient) if p.code})) for e in events)
    return tuple(sorted({f"!{family(e.event[0])}|{'+'.join(c[:CODES_MAX])}" for e, c in codes if c and not e.background}))


def about(fingerprint: Fingerprint) -> str:
    """The country that at least half of a text's mentions of countries are of; "" when there is none."""
    codes = Counter(m for m in fingerprint.marks if len(m) == 3 and m.isalpha())
    return next((c for c, n in codes.most_common(1) if 2 * n >= codes.total()), "")


def _sides(people: tuple[Participant, ...]) -> tuple[Side, ...]:
    return tuple([Side(p.identifier_id, p.code, p.sector, p.office) for p in people])


def family(kind: str) -> str:
    """The types that are told for one another share a family."""
    return FAMILIES.get(kind, kind)


def handles(event: Sketch) -> tuple[str, ...]:
    """Keys under which an event is kept, so that `lookups` of every event that may be the same finds it. () finds nobody.

    Family, class of status, days; and a pair of codes ("KEN+UGA"), a code of one of several parties ("m:KEN"), the only
    code ("s:KEN"), or the place.
    """
    return keys(event)[0]


def lookups(event: Sketch) -> tuple[str, ...]:
    """Keys under which the events are kept that may be the same as this one."""
    return keys(event)[1]


def keys(event: Sketch) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The `handles` of an event, and its `lookups`."""
    days = _days(event)
    if days is None:
        return (), ()
    head, codes, country = f"{family(event.type)}|{CLASSES[event.status]}", _code_list(event), event.country
    if len(codes) > 1:
        pairs = _pairs(codes)
        mine, asked = pairs + [f"m:{c}" for c in codes], pairs + [f"{kind}{c}" for c in codes for kind in ("s:", "@")]
    else:
        home = codes[0] if codes else country
        mine = [f"s:{home}" if codes else f"@{home}"] if home else []
        asked = [f"{kind}{home}" for kind in ("s:", "m:", "@")] if home else []
    return _keys(days, head, mine, slack=0), _keys(days, head, asked, slack=REPORT_DAYS)


def _keys(days: tuple[int, int], head: str, parties: list[str], *, slack: int) -> tuple[str, ...]:
    """The keys of an event's days; with the slack of the one who looks, its days meet those of whom it may be one with."""
    buckets = range((days[0] - slack) // BUCKET_DAYS, (days[1] + slack) // BUCKET_DAYS + 1)
    return tuple([f"{b}|{head}|{party}" for b in buckets for party in parties])  # days first: what is new lies together


def _code_list(event: Sketch) -> list[str]:
    return sorted(_codes(event))[:CODES_MAX]


def _pairs(codes: list[str]) -> list[str]:
    return [f"{a}+{b}" for a, b in combinations(codes, 2)]


def _days(event: Sketch) -> tuple[int, int] | None:
    """First and last day of an event, as ordinals; None when it cannot be told well enough to find another report of it."""
    if not event.date or (event.background and event.basis != "stated"):
        return None
    first, last = _day(event.date), _day(event.enddate or event.date)
    if last - first > SPAN_DAYS_MAX:
        return None
    return first, last


@cache
def _day(date: str) -> int:
    return datetime.date.fromisoformat(date).toordinal()


def same(a: Sketch, b: Sketch) -> str:
    """What makes two events one, in words; "" when they are two. Symmetric. Two events of one
    document are one only when it tells both that it happened and that it is denied."""
    if (
        (a.document == b.document and a.status == b.status)
        or family(a.type) != family(b.type)
        or CLASSES[a.status] != CLASSES[b.status]
    ):
        return ""
    modes = _modes_agree(a, b)
    if modes is False or not (_dates_agree(a, b) and _places_agree(a, b)):
        return ""
    support = _support(a, b)
    if not support or not _people_agree(a, b):
        return ""
    if a.type in DAILY and support not in ("same numbers", "same place") and _two_days(a, b):
        return ""
    return support if (modes and _known(a, b)) or support in STRONG else ""


def _two_days(a: Sketch, b: Sketch) -> bool:
    """Whether two events are each told with a day, and the days do not meet."""
    return a.basis == b.basis == "stated" and (a.enddate < b.date or b.enddate < a.date)


def _known(a: Sketch, b: Sketch) -> bool:
    """Whether it is told of both in the same way whose they are: by a code, or by the place."""
    return bool(_codes(a)) == bool(_codes(b)) and all(s.precision or _codes(s) for s in (a, b))


def _modes_agree(a: Sketch, b: Sketch) -> bool | None:
    """Whether two events are of one mode; None where modes tell with what it was done, on which reports may differ."""
    if not (a.mode and b.mode) or set(a.mode) & set(b.mode):
        return True
    if any(set(a.mode) <= alike and set(b.mode) <= alike for alike in ALIKE.get(family(a.type), ())):
        return None
    return False


def _dates_agree(a: Sketch, b: Sketch) -> bool:
    one, other = _days(a), _days(b)
    if one is None or other is None or _told_before(a, b) or _told_before(b, a):
        return False
    slack = STATED_DAYS if a.basis == b.basis == "stated" else REPORT_DAYS
    return one[0] - slack <= other[1] and other[0] - slack <= one[1]


def _told_before(a: Sketch, b: Sketch) -> bool:
    """Whether a report tells as a fact what, by the other's stated day, came after it was published."""
    return CLASSES[a.status] == "fact" and b.basis == "stated" and "" < a.published < b.date


def _places_agree(a: Sketch, b: Sketch) -> bool:
    if a.place and b.place and a.precision == b.precision:
        return a.place == b.place
    return a.country == b.country or not (a.country and b.country)


def _people_agree(a: Sketch, b: Sketch) -> bool:
    one, other = _codes(a), _codes(b)
    pair = _Pair(home=len(one | other) < 2, one_language=a.language == b.language, held=a.type in HOLDING)
    if not (one or {a.country}) & (other or {b.country}) - {""}:
        return False  # nobody in common; where no country is known of anybody, that of the place must be
    if _tours(a, b):
        return False
    if min(len(one), len(other)) > 1 and len(one & other) < 2:
        return False  # of two parties each, one in common is not enough
    if a.type in MUTUAL and not (a.recipient and b.recipient):
        return _all_match(a.actor + a.recipient, b.actor + b.recipient, pair, open_side=False)
    return _all_match(a.actor, b.actor, pair) and _all_match(a.recipient, b.recipient, pair)


def _tours(a: Sketch, b: Sketch) -> bool:
    """Whether one sums up a journey, without place or day, and the other is one of its stops."""
    small, large = sorted((a, b), key=lambda s: len(_codes(s)))
    return a.type in MUTUAL and not large.precision and large.basis != "stated" and len(_codes(large)) - len(_codes(small)) > 1


class _Pair(msgspec.Struct, frozen=True):
    """What holds for two events: `home`, within one country sectors tell the parties apart; `one_language`, so do spellings.

    `held`: whoever is laid hands on is called many things.
    """

    home: bool
    one_language: bool
    held: bool


def _codes(event: Sketch) -> set[str]:
    return {s.code for s in (*event.actor, *event.recipient) if s.code}


def _all_match(a: tuple[Side, ...], b: tuple[Side, ...], pair: _Pair, *, open_side: bool = True) -> bool:
    """Whether each of the shorter side is found on the longer one; an empty side is open where `open_side` says so."""
    small, large = sorted((tuple(dict.fromkeys(a)), tuple(dict.fromkeys(b))), key=len)
    if not small:
        return open_side or not large
    found = all(any(_match(p, q, pair) for q in large) for p in small)
    return found and (len(small) < len(large) or all(any(_match(p, q, pair) for p in small) for q in large))


def _match(p: Side, q: Side, pair: _Pair) -> bool:
    if p.entity == q.entity and p.entity.startswith("person:"):
        return True  # whatever country a report gives him
    if p.code != q.code:
        return not (p.code and q.code) and bool(p.sector) and _kinds_agree(p.sector, q.sector, pair)
    if p.entity.startswith("person:") and q.entity.startswith("person:") and p.code:
        # languages spell a name differently: two holders of one office are then one person
        return p.entity == q.entity or (not pair.one_language and p.office == q.office)
    if not (pair.home and p.sector and q.sector):
        return True
    return _kinds_agree(p.sector, q.sector, pair) or {p.sector, q.sector} <= STATE


def _kinds_agree(one: str, other: str, pair: _Pair) -> bool:
    return one == other or (pair.held and {one, other} <= HELD)


def _support(a: Sketch, b: Sketch) -> str:
    """What beyond type, parties and day says that they are one; strangers who only look alike have nothing of it."""
    if a.place and a.place == b.place:
        return "same place"
    if a.counts and b.counts and set(a.counts) & set(b.counts):
        return "same numbers"
    two_states = len(_codes(a) & _codes(b)) > 1
    if a.mode and set(a.mode) & set(b.mode) and two_states:
        return "same parties and mode"
    if related(a.marks, b.marks) >= RELATED_MIN:
        return "same topic"
    if a.type not in SPOKEN and b.type not in SPOKEN and _persons(a) & _persons(b):
        return "same person"
    if two_states and a.type not in SPOKEN and b.type not in SPOKEN and a.basis == b.basis == "stated" and a.date == b.date:
        return "same parties and stated day"
    if two_states and _abroad(a, b):
        return "same parties, day and third country"
    if not a.marks or not b.marks:
        return "same parties and days" if two_states else ""
    return ""


def _abroad(a: Sketch, b: Sketch) -> bool:
    """Whether two states do something on one day in a country that is neither's: "Iran strikes an American base in Iraq"."""
    if a.type in SPOKEN or b.type in SPOKEN or a.date != b.date:
        return False
    return bool(a.country) and a.country == b.country and a.country not in _codes(a) | _codes(b)


def _persons(event: Sketch) -> set[str]:
    return {s.entity for s in (*event.actor, *event.recipient) if s.entity.startswith("person:")}


def related(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Share of the smaller set of marks that is in the other, 0 to 1; one mark in common is chance where there are many."""
    if not a or not b:
        return 0.0
    common = len(set(a).intersection(b))
    return common / min(len(a), len(b)) if common > 1 or min(len(a), len(b)) <= 2 else 0.0


def explain(a: Sketch, b: Sketch) -> Iterator[str]:
    """Line by line, how two events compare."""
    yield f"type {a.type} / {b.type}: {'one family' if family(a.type) == family(b.type) else 'two families'}"
    yield f"status {a.status} / {b.status}: {'agree' if CLASSES[a.status] == CLASSES[b.status] else 'differ'}"
    days = f"{a.date}..{a.enddate} ({a.basis}) / {b.date}..{b.enddate} ({b.basis})"
    yield f"days {days}: {'agree' if _dates_agree(a, b) else 'differ'}"
    yield f"places {a.place or a.country or '-'} / {b.place or b.country or '-'}: {'agree' if _places_agree(a, b) else 'differ'}"
    yield f"parties {_named(a)} / {_named(b)}: {'agree' if _people_agree(a, b) else 'differ'}"
    yield f"topic marks in common: {', '.join(sorted(set(a.marks) & set(b.marks))) or 'none'} ({related(a.marks, b.marks):.2f})"
    yield f"verdict: {same(a, b) or 'two events'}"


def _named(event: Sketch) -> str:
    return (
        "+".join(s.code or s.sector or "?" for s in event.actor)
        + ">"
        + "+".join(s.code or s.sector or "?" for s in event.recipient)
    )
