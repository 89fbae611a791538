"""Tokens of a sentence in a language with its verb in second place -> Sentence with clauses and phrases."""

from dragoman.clauses.drafts import Draft, letters
from dragoman.clauses.negation import negation
from dragoman.clauses.verb_second.joining import join
from dragoman.clauses.verb_second.phrases import Chunk, chunks
from dragoman.clauses.verb_second.segments import drafts
from dragoman.clauses.verb_second.short import participles, told_short
from dragoman.clauses.verb_second.slots import assign
from dragoman.clauses.verb_second.tagging import tag
from dragoman.clauses.verb_second.verbs import cluster, with_object
from dragoman.clauses.verb_second.words import Word
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Phrase, Sentence, Token, Verb
from dragoman.values.text import BlockKind, Span

HEADLINE = "headline"  # the kind of block


def analyse(
    text: str, spans: list[Span], pack: Pack, index: int, block: BlockKind, quotes: tuple[Span, ...], knowledge: Knowledge
) -> Sentence:
    """One sentence from its token spans."""
    words = join(tag([text[a:b] for a, b in spans], pack, knowledge.particled), knowledge, pack)
    for i in range(1, len(words)):
        words[i].glued = spans[i - 1][1] == spans[i][0] and words[i].text[0].isalpha() and words[i - 1].text[-1].isalpha()
    clauses: list[Clause] = []
    phrases: list[Phrase] = []
    drafted = drafts(words, pack)
    for draft in drafted:
        found = chunks(words, _with_marks(_after_opener(draft, words), words), pack)
        if block == HEADLINE and told_short(found, words, draft, pack):
            words[draft.finite].forms = participles(words[draft.finite])
            draft.finite = -1
        verb = cluster(words, sorted((*draft.tokens, *draft.lent)), draft.finite, pack)
        goes_on = draft.goes_on and verb is not None and verb.voice == "active"
        assign(found, words, draft.finite, draft.kind, pack, goes_on=goes_on)
        verb = verb and with_object(verb, words, found, pack)
        clauses.append(_clause(draft, verb, found, len(phrases), words, spans, quotes, pack))
        phrases += [_phrase(c, len(phrases)) for c in found]
    tokens = tuple(
        Token(a, b, w.text, w.pos, w.lemma or w.text, letters(w.feats) if w.feats else "")
        for (a, b), w in zip(spans, words, strict=True)
    )
    return Sentence(index, spans[0][0], spans[-1][1], block, tokens, tuple(phrases), tuple(clauses), quotes)


def _with_marks(tokens: list[int], words: list[Word]) -> list[int]:
    """The clause's tokens with the commas and quotation marks that stand between two of them."""
    kept = set(tokens)
    return [
        t for t in range(tokens[0], tokens[-1] + 1) if t in kept or (words[t].pos == "punct" and t - 1 in kept and t + 1 in kept)
    ]


def _after_opener(draft: Draft, words: list[Word]) -> list[int]:
    """The clause's tokens without a subordinator at its start ("während" would else pass for an adposition)."""
    opens = draft.kind == "subordinate" and len(draft.tokens) > 1 and words[draft.tokens[0]].pos in ("adp", "sconj")
    return draft.tokens[1:] if opens else draft.tokens


def _phrase(chunk: Chunk, offset: int) -> Phrase:
    parent = offset + chunk.parent if chunk.parent >= 0 else -1
    first = offset + chunk.conjunct if chunk.conjunct >= 0 else -1
    place = (chunk.start, chunk.end, chunk.inner, chunk.head)
    return Phrase(*place, chunk.adp, chunk.case, chunk.slot, parent, chunk.bound, first, chunk.number)


def _clause(
    draft: Draft,
    verb: Verb | None,
    found: list[Chunk],
    offset: int,
    words: list[Word],
    spans: list[Span],
    quotes: tuple[Span, ...],
    pack: Pack,
) -> Clause:
    middle = spans[draft.tokens[len(draft.tokens) // 2]][0]
    return Clause(
        kind=draft.kind if draft.finite >= 0 or draft.kind != "main" else "fragment",
        tokens=tuple(draft.tokens),
        verb=verb,
        phrases=tuple(range(offset, offset + len(found))),
        opener=draft.opener,
        parent=draft.parent,
        antecedent=draft.antecedent,
        quoted=any(a <= middle < b for a, b in quotes),
        negation=negation(draft.opener, draft.tokens, words, pack.grammar.clauses),
        question=draft.question and words[-1].text == "?",
    )
