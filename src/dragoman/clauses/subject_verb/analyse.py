"""Tokens of a sentence in a language that shows roles by order -> Sentence with clauses and phrases."""

import msgspec

from dragoman.clauses.drafts import Draft, letters
from dragoman.clauses.negation import negation
from dragoman.clauses.subject_verb.between import second_party
from dragoman.clauses.subject_verb.finite import settle
from dragoman.clauses.subject_verb.options import Word
from dragoman.clauses.subject_verb.phrases import Chunk, chunks
from dragoman.clauses.subject_verb.segments import drafts
from dragoman.clauses.subject_verb.slots import assign
from dragoman.clauses.subject_verb.tagging import tag
from dragoman.clauses.subject_verb.verbs import cluster
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Phrase, Sentence, Token, Verb
from dragoman.values.text import BlockKind, Span


def analyse(
    text: str, spans: list[Span], pack: Pack, index: int, block: BlockKind, quotes: tuple[Span, ...], knowledge: Knowledge
) -> Sentence:
    """One sentence from its token spans."""
    words = tag([text[a:b] for a, b in spans], pack, knowledge)
    settle(words, pack)
    headline = block == "headline"
    drafted = drafts(words, pack, headline=headline)
    _hang_first(drafted)
    clauses: list[Clause] = []
    phrases: list[Phrase] = []
    verbs: list[Verb | None] = []
    for draft in drafted:
        verb = cluster(words, draft, pack, helpers=_helpers(draft, verbs))
        verbs.append(verb)
        found = chunks(words, draft.tokens, pack)
        assign(found, words, draft, verb, pack, headline=headline)
        if headline and verb is not None and _short_passive(verb, found, words, pack):
            verb = verbs[-1] = msgspec.structs.replace(verb, voice="passive")
        clauses.append(_clause(draft, verb, range(len(phrases), len(phrases) + len(found)), words, spans, quotes, pack))
        phrases += [_phrase(c, len(phrases)) for c in found]
    tokens = tuple(
        Token(a, b, w.text, w.pos, w.lemma or w.text, letters(w.feats) if w.feats else "")
        for (a, b), w in zip(spans, words, strict=True)
    )
    phrases, clauses = second_party(tokens, phrases, clauses, pack)
    return Sentence(index, spans[0][0], spans[-1][1], block, tokens, tuple(phrases), tuple(clauses), quotes)


def _hang_first(found: list[Draft]) -> None:
    """Hangs a clause without a subject that opens the sentence on the main one: "Tras reunirse con él, | anunció ..."."""
    if len(found) > 1 and found[0].kind in ("infinitive", "participle") and found[0].parent < 0 and found[1].kind == "main":
        found[0].parent = 1


def _short_passive(verb: Verb, found: list[Chunk], words: list[Word], pack: Pack) -> bool:
    """Whether a headline leaves out the auxiliary: "17 militants killed in air strike"; deeds stand in the present there.

    Also with the thing that somebody is given or refused: "Opposition leader denied bail".
    """
    bare = verb.voice == "active" and verb.tense == "past" and len(verb.tokens) == 1
    given = verb.lemma in pack.triggers.givers and not any(c.slot == "dative" or c.adp for c in found if c.slot != "subject")
    if not given and verb.lemma in pack.speech.stance:
        return False
    acted = any(c.slot in ("object", "dative") for c in found) and not (given and _bare_thing(found, words))
    participle = any(f.kind == "part2" for f in words[verb.tokens[0]].forms)
    return bare and participle and not acted and any(c.slot == "subject" for c in found)


def _bare_thing(found: list[Chunk], words: list[Word]) -> bool:
    """Whether the only object is a thing without article: "handed | jail term"."""
    objects = [c for c in found if c.slot in ("object", "dative")]
    return len(objects) == 1 and all(words[t].pos in ("noun", "adj") for t in range(objects[0].start, objects[0].end))


def _helpers(draft: Draft, verbs: list[Verb | None]) -> tuple[int, ...]:
    """Tokens of the auxiliaries of the clause before that hold for this one too ("was arrested and | charged")."""
    lender = verbs[draft.helper] if 0 <= draft.helper < len(verbs) else None
    return tuple(t for t in lender.tokens if t not in lender.main) if lender is not None else ()


def _phrase(chunk: Chunk, offset: int) -> Phrase:
    parent = offset + chunk.parent if chunk.parent >= 0 else -1
    first = offset + chunk.conjunct if chunk.conjunct >= 0 else -1
    place = (chunk.start, chunk.end, chunk.inner, chunk.head)
    return Phrase(*place, chunk.adp, chunk.case, chunk.slot, parent, chunk.bound, first, chunk.number)


def _clause(
    draft: Draft, verb: Verb | None, phrases: range, words: list[Word], spans: list[Span], quotes: tuple[Span, ...], pack: Pack
) -> Clause:
    middle = spans[draft.tokens[len(draft.tokens) // 2]][0]
    return Clause(
        kind=draft.kind if draft.finite >= 0 or draft.helper >= 0 or draft.kind != "main" else "fragment",
        tokens=tuple(draft.tokens),
        verb=verb,
        phrases=tuple(phrases),
        opener=draft.opener,
        parent=draft.parent,
        antecedent=draft.antecedent,
        quoted=any(a <= middle < b for a, b in quotes),
        negation=negation(draft.opener, draft.tokens, words, pack.grammar.clauses),
    )
