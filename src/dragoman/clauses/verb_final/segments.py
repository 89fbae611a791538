"""Noun phrases and verb units of a sentence -> clauses, from left to right: a verb takes the phrases that wait before it."""

import msgspec

from dragoman.clauses.verb_final.chunks import Chunk, Unit
from dragoman.values.syntax import ClauseKind

# kind of the ending that closes a unit -> kind of its clause; "linked" and "linking" go with the clause that follows
KINDS: dict[str, ClauseKind] = {
    "final": "main",
    "quotative": "subordinate",
    "conditional": "subordinate",
    "infinitive": "infinitive",
    "adnominal": "relative",
}


class Draft(msgspec.Struct):
    """A clause in the making: its unit (None: no verb), its phrases, a subject it shares, what it hangs on."""

    unit: Unit | None
    chunks: list[int]
    kind: ClauseKind
    shared: int = -1
    parent: int = -1
    antecedent: int = -1
    tense: str = ""


def drafts(found: list[Chunk], units: list[Unit], inside: list[tuple[int, int]]) -> list[Draft]:
    """The clauses of a sentence in the order of their verbs; `inside` are word ranges between quotation marks."""
    drafted: list[Draft] = []
    waiting: list[int] = []
    at, lent = 0, -1
    for n, unit in enumerate(units):
        while at < len(found) and found[at].start < unit.start:
            waiting.append(at)
            at += 1
        here = _range(unit.start, inside)
        near = [c for c in waiting if _range(found[c].start, inside) == here]
        left = _left(near, unit, found, units[n + 1 :])
        mine = [c for c in near if c not in left]
        draft = Draft(unit, mine, KINDS.get(unit.closing.kind, "main"), tense=unit.closing.tense)
        own = next((c for c in mine if found[c].speaks), -1)
        if own < 0 and unit.closing.kind != "adnominal":
            draft.shared = lent if lent >= 0 else next((c for c in left if found[c].speaks), -1)
        if unit.closing.kind not in ("adnominal", "infinitive"):
            lent = max(own, draft.shared) if unit.closing.kind == "linking" else -1
        drafted.append(draft)
        waiting = [c for c in waiting if c not in mine]
    rest = [*waiting, *range(at, len(found))]
    if rest:
        drafted.append(Draft(None, rest, "fragment"))
    _hang(drafted, found)
    return drafted


def _range(at: int, inside: list[tuple[int, int]]) -> int:
    return next((i for i, (a, b) in enumerate(inside) if a <= at < b), -1)


def _left(near: list[int], unit: Unit, found: list[Chunk], later: list[Unit]) -> list[int]:
    """The waiting phrases that a verb leaves to a later one: "according to X" always, the topic mostly.

    What is agreed leaves "with X" to the verb of agreeing.
    """
    kind = unit.closing.kind
    if kind == "final" or not later:
        return []
    sources = [c for c in near if found[c].kind == "source"]
    if kind == "adnominal":
        return _before_adnominal(near, unit, found, later)
    matrix = next((u for u in later if u.closing.kind not in ("adnominal", "infinitive")), later[-1])
    own = any(unit.end <= c.start < matrix.start and c.speaks for c in found)
    speaking = [c for c in near if found[c].speaks and found[c].conjunct < 0]
    if own and kind != "infinitive":
        return sources
    first = speaking[0] if speaking else -1
    topic = [c for c in near if first >= 0 and (c == first or found[c].conjunct == first or found[c].parent == first)]
    partners = [c for c in near if kind == "infinitive" and found[c].kind == "with"]
    return [*sources, *topic, *partners]


def _before_adnominal(near: list[int], unit: Unit, found: list[Chunk], later: list[Unit]) -> list[int]:
    """All but the objects, days and places right before it, and a subject where the clause above has another."""
    kept: list[int] = []
    above = any(c.speaks and c.start >= unit.end and c.start < later[-1].start for c in found)
    for c in reversed(near):
        chunk = found[c]
        others = above or any(found[o].speaks for o in near if o < c)
        subject = chunk.kind == "subject" and others and not any(found[k].speaks for k in kept)
        owned = chunk.kind == "genitive" and c + 1 in kept
        if not (subject or owned or chunk.time or chunk.kind in ("object", "adp")):
            break
        kept.append(c)
    return [c for c in near if c not in kept]


def _hang(drafted: list[Draft], found: list[Chunk]) -> None:
    """Sets parents, antecedents, and what a linked clause takes from the one that it goes with (changes drafts in place)."""
    for i in reversed(range(len(drafted))):
        draft = drafted[i]
        if draft.unit is None or i + 1 == len(drafted):
            continue
        if draft.kind == "relative":
            noun = next((n for n, c in enumerate(found) if c.start >= draft.unit.end), -1)
            head = noun if noun < 0 or found[noun].parent < 0 else found[noun].parent
            draft.antecedent = found[head].end - 1 if head >= 0 else -1
            draft.parent = next((n for n, d in enumerate(drafted) if head in d.chunks), i + 1)
            continue
        above = next((n for n in range(i + 1, len(drafted)) if drafted[n].kind not in ("relative", "infinitive")), -1)
        if above < 0 or drafted[above].unit is None:
            continue
        if draft.kind == "main" and draft.unit.closing.kind != "final":
            draft.kind, draft.parent = drafted[above].kind, drafted[above].parent
            draft.tense = draft.tense or drafted[above].tense
        elif draft.kind != "main":
            draft.parent = above
