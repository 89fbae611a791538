"""Words of a sentence -> noun phrases with the slot that their particle gives them, and verb units with their auxiliaries."""

import msgspec

from dragoman.clauses.verb_final.words import Word, is_time
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack

LONGEST = 4  # words of the longest auxiliary, its particles counted
NOMINAL = ("noun", "num", "pron", "det", "name")


class Chunk(msgspec.Struct):
    """A noun phrase: words [start, end) without its particle, which ends at `last`; particle, its kind, and what it hangs on."""

    start: int
    end: int
    last: int
    particle: str = ""
    kind: str = ""
    time: bool = False
    parent: int = -1
    conjunct: int = -1

    @property
    def speaks(self) -> bool:
        """Whether it can be a subject."""
        return self.kind in ("topic", "subject")


class Unit(msgspec.Struct):
    """A verb with its auxiliaries: words [start, end), its form, the form that closes it, modal and negating word."""

    start: int
    end: int
    form: VerbForm
    closing: VerbForm
    modal: str = ""
    negation: int = -1


def chunks(words: list[Word], units: list[Unit], pack: Pack) -> list[Chunk]:
    """The noun phrases outside of verb units, in text order, with genitives and coordination settled."""
    taken = {i for u in units for i in range(u.start, u.end)}
    found: list[Chunk] = []
    i = 0
    while i < len(words):
        if i in taken or words[i].pos not in NOMINAL:
            i += 1
            continue
        time = is_time(words[i].text, pack)
        end = i + 1
        while end < len(words) and end not in taken and words[end].pos in NOMINAL and is_time(words[end].text, pack) == time:
            end += 1
        last = end
        while last < len(words) and words[last].pos == "adp":
            last += 1
        particle = words[last - 1].lemma if last > end else ""
        kind: str = pack.grammar.shape.particles.get(particle, "adp" if particle else "")
        kind = "source" if particle.replace(" ", "_") in pack.speech.phrases.source else kind
        found.append(Chunk(i, end, last, particle, kind, time and kind not in ("genitive", "object"), -1, -1))
        i = last
    _genitives(found)
    _coordinate(found, words, pack)
    return found


def _genitives(found: list[Chunk]) -> None:
    for i, chunk in enumerate(found[:-1]):
        if chunk.kind == "genitive":
            chunk.parent = i + 1


def _coordinate(found: list[Chunk], words: list[Word], pack: Pack) -> None:
    """A particle that joins or says "with": it joins when another party follows at once, no deed and no day."""
    deeds = frozenset(pack.triggers.nouns_coded)
    for i, chunk in enumerate(found[:-1]):
        right = found[i + 1]
        apart = any(w.pos != "punct" for w in words[chunk.last : right.start])
        if chunk.kind == "with" and not apart and not right.time and words[right.end - 1].lemma not in deeds and right.speaks:
            first = chunk.conjunct if chunk.conjunct >= 0 else i
            right.conjunct = first
            found[first].kind, found[first].particle = right.kind, right.particle
            chunk.kind, chunk.particle = right.kind, right.particle


def units(words: list[Word], pack: Pack) -> list[Unit]:
    """The verbs of a sentence with the auxiliaries that follow them, in text order."""
    found: list[Unit] = []
    i = 0
    while i < len(words):
        form = words[i].form
        if form is None:
            i += 1
            continue
        unit = Unit(i, i + 1, form, form)
        while _extend(unit, words, pack):
            pass
        found.append(unit)
        i = unit.end
    return found


def _extend(unit: Unit, words: list[Word], pack: Pack) -> bool:
    """Takes in the auxiliary that follows a verb, as it is named in the grammar (changes the unit in place)."""
    follows = words[unit.end : unit.end + LONGEST]
    if unit.closing.kind == "linked" and follows and follows[0].lemma in pack.grammar.clauses.negators and follows[0].form:
        unit.negation, unit.closing, unit.end = unit.end, follows[0].form, unit.end + 1
        return True
    for name in sorted(pack.grammar.modals, key=lambda m: (-len(m), m)) if unit.closing.kind in ("adnominal", "linked") else ():
        *before, verb = name.split()
        size = next((n for n in range(1, len(follows) + 1) if _written(follows[: n - 1]) == "".join(before)), 0)
        last = follows[size - 1] if size else None
        if last is not None and last.form is not None and last.lemma == verb:
            unit.modal, unit.closing, unit.end = unit.modal or name, last.form, unit.end + size
            return True
    return False


def _written(words: list[Word]) -> str:
    return "".join(w.text for w in words)
