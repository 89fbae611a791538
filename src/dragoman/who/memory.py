"""A frozen Discourse, a sentence's mentions and events in -> a new Discourse out: recency, the main pair, the last subject."""

from collections.abc import Callable

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.event import Event
from dragoman.values.syntax import Sentence
from dragoman.values.world import Discourse, Mention

MENTIONS_KEPT = 60  # closed mentions remembered, newest first; more than any article's distinct actors
PRESS = "JRN"  # an agency that is named has told it: it is no party
OF_A_DEED = "country of a deed told before"  # the `why` of somebody whose country an event has found
PARTIES_LEAST, PARTIES_MOST = 2, 5  # sides of an event that "both sides", "the four ministers" or "they" may be
PAIR_TYPES = ("CONSULT", "AGREE", "COOPERATE")


def remember(
    discourse: Discourse, sentence: Sentence, mentions: tuple[Mention, ...], events: tuple[Event, ...], *, pack: Pack
) -> Discourse:
    """The discourse after a sentence."""
    known = _as_told(mentions, events)
    new = [m for m in known if m.form not in ("pronoun", "pair") and (m.code or m.person)]
    kept = (*reversed(new), *discourse.mentions)[:MENTIONS_KEPT]
    pair, rank = _pair(discourse, sentence, mentions, events, pack)
    subject = _subject(sentence, mentions, _is_person) or discourse.subject
    body = _subject(sentence, mentions, _is_body) or discourse.body
    return Discourse(discourse.home, kept, pair, rank, subject, body)


def _as_told(mentions: tuple[Mention, ...], events: tuple[Event, ...]) -> list[Mention]:
    """The mentions, those of no country with the one that an event found them to be of, by its place or its other side."""
    told = {p.spans: p for e in events for p in (*e.actor, *e.recipient) if p.code and p.basis and p.spans}
    return [
        msgspec.structs.replace(m, code=told[m.spans].code, basis=told[m.spans].basis, why=OF_A_DEED)
        if m.form in ("role", "group") and not (m.code or m.members) and m.spans in told
        else m
        for m in mentions
    ]


def _pair(
    discourse: Discourse, sentence: Sentence, mentions: tuple[Mention, ...], events: tuple[Event, ...], pack: Pack
) -> tuple[tuple[Mention, ...], int]:
    """The participants of the strongest two-sided event so far; one that happened outranks one that is planned."""
    best, rank = _told_again(discourse.pair, sentence, mentions), discourse.pair_rank
    for event in events:
        people = _distinct([side for m in mentions if _takes_part(m, event) for side in m.members or (m,)])
        strength = 3 if event.status == "occurred" and event.event[0] in PAIR_TYPES else 2
        newer = strength > rank or (strength == rank and (rank == 2 or len(best) > PARTIES_LEAST))
        newer = newer or _next_of_a_round(people, best, event)
        if PARTIES_LEAST <= len(people) <= PARTIES_MOST and newer:
            best, rank = people, strength
    if rank <= 1:
        forms = ("title", "country", "metonym", "name")
        stated = [m for m in mentions if m.code and m.form in forms and m.why != "adjective"]  # "the | Chadian | border"
        stated = [m for m in stated if m.sector != PRESS]
        named = _distinct([m for m in stated if not _ground(sentence, m, pack)])
        if len(named) == 2:
            best, rank = named, 1
    return best, rank


def _next_of_a_round(people: tuple[Mention, ...], pair: tuple[Mention, ...], event: Event) -> bool:
    """Whether one of the pair has met the next one: "received his Chadian counterpart ... received his Togolese counterpart"."""
    met = event.status == "occurred" and event.event[0] == "CONSULT" and not event.background
    return met and len({m.code for m in people} & {m.code for m in pair}) == 1 and all(m.office for m in people)


def _told_again(pair: tuple[Mention, ...], sentence: Sentence, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The parties, of this sentence where "both sides" or "they" in it are these."""
    codes = {m.code for m in pair}
    again = any(m.members and {x.code for x in m.members} == codes for m in mentions)
    return tuple(msgspec.structs.replace(m, sentence=sentence.index) for m in pair) if again else pair


def _ground(sentence: Sentence, mention: Mention, pack: Pack) -> bool:
    """Whether a state's name only says where something is done: "the factions met in | Addis Ababa"."""
    held = sentence.phrase_at(mention.head)
    inside = held >= 0 and sentence.phrases[held].adp in pack.modality.adpositions.inside - pack.modality.adpositions.origin
    return inside and mention.form in ("country", "metonym") and sentence.phrases[held].parent < 0


def _takes_part(mention: Mention, event: Event) -> bool:
    spans = {s for p in event.actor + event.recipient for s in p.spans}
    told_before = bool(mention.members) and mention.form in ("pronoun", "pair")
    return any(s in spans for s in mention.spans) and not told_before


def _distinct(mentions: list[Mention]) -> tuple[Mention, ...]:
    kept: dict[str, Mention] = {}
    for mention in mentions:
        if mention.code:
            kept.setdefault(mention.code, mention)
    return tuple(kept.values())


def _is_person(mention: Mention) -> bool:
    return bool(mention.person) or mention.form == "title"


def _is_body(mention: Mention) -> bool:
    """A country, a body or an armed group; somebody with an office stands for no body."""
    return (
        bool(mention.code)
        and mention.form in ("country", "metonym", "name", "role")
        and not mention.person
        and not mention.plural
    )


def _subject(sentence: Sentence, mentions: tuple[Mention, ...], fits: Callable[[Mention], bool]) -> Mention | None:
    """The mention that is subject of the first main clause that has one of the kind asked for."""
    for clause in sentence.clauses:
        if clause.kind != "main":
            continue
        for index in clause.phrases:
            phrase = sentence.phrases[index]
            if phrase.slot == "subject":
                found = [m for m in mentions if m.start <= phrase.head < m.end and not m.members and fits(m)]
                if found:
                    return found[0]
    return None
