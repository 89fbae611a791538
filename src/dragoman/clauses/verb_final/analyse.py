"""Tokens of a sentence in a language whose clauses end with their verb -> Sentence with clauses and phrases."""

import msgspec

from dragoman.clauses.verb_final.chunks import Chunk, Unit, chunks, units
from dragoman.clauses.verb_final.segments import Draft, drafts
from dragoman.clauses.verb_final.words import Word, cut
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Phrase, PhraseSlot, Sentence, Tense, Token, Verb
from dragoman.values.text import BlockKind, Span

CASE = {"subject": "n", "object": "a"}
SLOTS: dict[str, PhraseSlot] = {
    "topic": "subject",
    "subject": "subject",
    "object": "object",
    "genitive": "genitive",
    "with": "adp",
    "adp": "adp",
    "source": "adp",
}


def analyse(
    text: str, spans: list[Span], pack: Pack, index: int, block: BlockKind, quotes: tuple[Span, ...], knowledge: Knowledge
) -> Sentence:
    """One sentence from its token spans."""
    words = cut(text, spans, pack, knowledge)
    verbs = units(words, pack)
    found = chunks(words, verbs, pack)
    inside = [_words_in(quote, words) for quote in quotes]
    drafted = drafts(found, verbs, inside)
    order = _outer_first(drafted)
    place = {old: new for new, old in enumerate(order)}
    clauses = tuple(_clause(drafted[i], place, found, words, quotes, pack) for i in order)
    bare = {c.unit.start: c.unit for c in drafted if c.unit is not None}
    phrases = tuple(_phrase(c, found, bare) for c in found)
    tokens = tuple(Token(w.start, w.end, w.text, w.pos, w.lemma) for w in words)
    return Sentence(index, spans[0][0], spans[-1][1], block, tokens, phrases, clauses, quotes)


def _words_in(quote: Span, words: list[Word]) -> tuple[int, int]:
    held = [i for i, w in enumerate(words) if quote[0] <= w.start < quote[1]]
    return (held[0], held[-1] + 1) if held else (0, 0)


def _outer_first(drafted: list[Draft]) -> list[int]:
    """Positions of the clauses, each before those that hang on it, as in languages where these follow."""
    order: list[int] = []

    def visit(parent: int) -> None:
        for i, draft in enumerate(drafted):
            if draft.parent == parent and i not in order:
                order.append(i)
                visit(i)

    visit(-1)
    return order


def _phrase(chunk: Chunk, found: list[Chunk], verbs: dict[int, Unit]) -> Phrase:
    slot = SLOTS.get(chunk.kind, "none")
    if chunk.time and not chunk.kind:
        slot = "adverbial"
    elif not chunk.kind and chunk.last in verbs:
        slot = "object"  # a noun without particle right before its verb
    adp = chunk.particle.replace(" ", "_") if slot == "adp" else ""
    number = "p" if any(c.conjunct >= 0 and found[c.conjunct] is chunk for c in found) else ""
    place = (chunk.start, chunk.end, chunk.start, chunk.end - 1)
    return Phrase(*place, adp, CASE.get(slot, ""), slot, chunk.parent, chunk.parent >= 0, chunk.conjunct, number)


def _clause(
    draft: Draft, place: dict[int, int], found: list[Chunk], words: list[Word], quotes: tuple[Span, ...], pack: Pack
) -> Clause:
    unit = draft.unit
    tokens = {t for c in draft.chunks for t in range(found[c].start, found[c].last)}
    tokens |= set(range(unit.start, unit.end)) if unit is not None else set()
    middle = words[unit.start].start if unit is not None else words[min(tokens)].start
    shared = (draft.shared, *(i for i, c in enumerate(found) if c.conjunct == draft.shared)) if draft.shared >= 0 else ()
    return Clause(
        kind=draft.kind,
        tokens=tuple(sorted(tokens)),
        verb=_verb(draft, unit, pack) if unit is not None else None,
        phrases=tuple(sorted({*draft.chunks, *shared})),
        opener=_opener(words[unit.end - 1], pack) if unit is not None and unit.closing.kind == "conditional" else "",
        parent=place.get(draft.parent, -1),
        antecedent=draft.antecedent,
        quoted=any(a <= middle < b for a, b in quotes),
        negation=unit.negation if unit is not None else -1,
    )


def _opener(word: Word, pack: Pack) -> str:
    """The ending that makes a clause a condition, as the grammar lists it."""
    endings = sorted(pack.grammar.clauses.conditional, key=lambda e: (-len(e), e))
    return next((e for e in endings if word.text.endswith(e)), "")


def _verb(draft: Draft, unit: Unit, pack: Pack) -> Verb:
    """The verb of a clause: a passive is told by its lemma, where the active is a word of the pack."""
    lemma, passive = unit.form.lemma, False
    for ending, active in pack.grammar.shape.passive.items():
        other = lemma.removesuffix(ending) + active
        if lemma.endswith(ending) and other in pack.words.verbs and lemma not in pack.words.verbs:
            lemma, passive = other, True
    tense = msgspec.convert(draft.tense or unit.closing.tense, Tense)
    return Verb(
        lemma=lemma,
        tokens=tuple(range(unit.start, unit.end)),
        main=(unit.start,),
        finite=unit.end - 1 if draft.kind in ("main", "subordinate", "relative") else -1,
        voice="passive" if passive else "active",
        tense=tense,
        mood="indicative",
        modal=unit.modal,
    )
