"""All mentions of an article -> findings: one person under two spellings, conflicting offices for one person."""

import itertools

from dragoman.knowledge import Holding, Knowledge
from dragoman.values.text import Finding
from dragoman.values.world import Mention
from dragoman.who.titles import DEPUTY, EXPLAINED

SHORTEST = 5  # letters of a family name whose spelling can be told from another name


def findings(mentions: tuple[Mention, ...], *, knowledge: Knowledge, date: str) -> tuple[Finding, ...]:
    """Findings about the persons of an article, in the order of their first mention."""
    people = [m for m in mentions if m.person and m.form != "pronoun"]
    inside = _offices(people, knowledge, date)
    outside = _against_atlas(people, knowledge, date) if date else []
    told = {s for f in inside for s in f.spans}
    others = [f for f in outside if not told.intersection(f.spans)]
    return (*_spellings(people, knowledge), *inside, *others, *_titles(mentions))


def _titles(mentions: tuple[Mention, ...]) -> list[Finding]:
    """Headline titles that the body words differently."""
    found = []
    for mention in mentions:
        if mention.why == EXPLAINED:
            body = next((m for m in mentions if m.spans[0] in mention.basis), mention)
            found.append(
                Finding(
                    "inconsistent_title",
                    f"the headline says '{mention.text}', the body '{body.text}'",
                    (mention.spans[0], *mention.basis),
                )
            )
    return found


def _spellings(people: list[Mention], knowledge: Knowledge) -> list[Finding]:
    """Two spellings of one family name, each pair once, where they stand first."""
    first: dict[str, Mention] = {}
    for mention in people:
        first.setdefault(_written(mention, knowledge), mention)
    return [
        Finding("person_spelling", f"'{x}' and '{y}' are one person", (a.spans[0], b.spans[0]))
        for (x, a), (y, b) in itertools.combinations(first.items(), 2)
        if min(len(x), len(y)) >= SHORTEST and x != y + "s" and y != x + "s" and knowledge.same_person(x, y)
    ]


def _written(mention: Mention, knowledge: Knowledge) -> str:
    """The family name as this mention writes it."""
    family = mention.person.split()[-1]
    return next((w for w in reversed(mention.text.split()) if w == family or knowledge.same_person(w, family)), family)


def _offices(people: list[Mention], knowledge: Knowledge, date: str) -> list[Finding]:
    """Two offices for one person in the text, with what the atlas says on the day."""
    found, seen = [], set()
    for a, b in itertools.combinations([m for m in people if m.office], 2):
        x, y = a.person.split()[-1], b.person.split()[-1]
        if a.office == b.office or not (x == y or knowledge.same_person(x, y)):
            continue
        key = (x if len(x) < len(y) else y, *sorted((a.office, b.office)))
        if key in seen:
            continue
        seen.add(key)
        held = knowledge.person(tuple(b.person.split()), date) or knowledge.person(tuple(a.person.split()), date)
        dated = f"; on {date} the atlas has {held[0].entity.office}" if held and held[0].entity.office else ""
        found.append(Finding("conflicting_office", f"{b.person}: {a.office} and {b.office}{dated}", (a.spans[0], b.spans[0])))
    return found


def _against_atlas(people: list[Mention], knowledge: Knowledge, date: str) -> list[Finding]:
    """An office in the text that the atlas does not have for that person on that day, each person and office once."""
    found, seen = [], set()
    for mention in people:
        entity = mention.entity
        if entity is None or not entity.src or not mention.office or mention.former or (entity.id, mention.office) in seen:
            continue
        seen.add((entity.id, mention.office))
        held = knowledge.terms(entity.id, date)
        told = _conflict(mention.office, held)
        if told:
            found.append(
                Finding("conflicting_office", f"{entity.name}: {mention.office}; on {date} the atlas has {told}", mention.spans)
            )
    return found


def _conflict(office: str, held: tuple[Holding, ...]) -> str:
    """What the atlas has instead of an office: that it is over, or that its holder is the deputy or the chief; "" otherwise."""
    if any(h.office == office and not h.former for h in held):
        return ""
    over = next((h for h in held if h.office == office), None)
    if over is not None:
        return f"former {office}, until {over.end}"
    return next((h.office for h in held if not h.former and _deputies(office, h.office)), "")


def _deputies(a: str, b: str) -> bool:
    """Whether one of two offices is the other's deputy."""
    return any(d + a == b or d + b == a for d in DEPUTY)
