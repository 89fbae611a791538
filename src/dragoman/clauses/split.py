"""The blocks of an article that speak -> Sentences, each with its clauses and phrases."""

from collections.abc import Callable

import msgspec

from dragoman.clauses import subject_verb, verb_final, verb_second
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence
from dragoman.values.text import Article, Block, BlockKind, Span

SPEAKING = ("headline", "caption", "body", "quote_box")
SENTENCE_TOKENS_MAX = 400  # longer ones are lists or broken markup; they are cut, so that cost stays linear
# property `order` of a language's grammar -> how its sentences are analysed
ANALYSES: dict[str, Callable[[str, list[Span], Pack, int, BlockKind, tuple[Span, ...], Knowledge], Sentence]] = {
    "verb-second": verb_second.analyse,
    "subject-verb": subject_verb.analyse,
    "verb-final": verb_final.analyse,
}


def split(article: Article, pack: Pack, knowledge: Knowledge) -> tuple[Sentence, ...]:
    """The sentences of headline, captions and body, in text order; spans are code points of `article.text`.

    `knowledge` tells names that look like an adposition with its noun ("Von der Leyen").
    """
    cuts = tuple(sorted({e for f in article.findings if f.kind == "glued_words" for s in f.spans for e in s}))
    found: list[Sentence] = []
    for block in article.blocks:
        if block.kind in SPEAKING:
            found += _sentences(article.text, block, pack, len(found), cuts, knowledge)
    return tuple(found)


def _sentences(text: str, block: Block, pack: Pack, number: int, cuts: tuple[int, ...], knowledge: Knowledge) -> list[Sentence]:
    spans = pack.tokeniser.tokens(text, block.start, block.end, cuts)
    quotes = pack.tokeniser.quotes(text, block.start, block.end)
    analyse = ANALYSES[pack.grammar.order]
    found: list[Sentence] = []
    for first, last in pack.tokeniser.sentences(text, spans):
        for start in range(first, last, SENTENCE_TOKENS_MAX):
            part = spans[start : min(last, start + SENTENCE_TOKENS_MAX)]
            inside = tuple((max(a, part[0][0]), min(b, part[-1][1])) for a, b in quotes if a < part[-1][1] and b > part[0][0])
            found.append(_untied(analyse(text, part, pack, number + len(found), block.kind, inside, knowledge)))
    return found


def _untied(sentence: Sentence) -> Sentence:
    """The sentence, no phrase of which hangs on itself through others: whoever follows a chain of phrases comes to its end."""
    parents = [p.parent for p in sentence.phrases]
    for i in range(len(parents)):
        at, steps = i, 0
        while at >= 0 and steps <= len(parents):
            at, steps = parents[at], steps + 1
        if at >= 0:
            parents[i] = -1
    if all(p.parent == parent for p, parent in zip(sentence.phrases, parents, strict=True)):
        return sentence
    free = (msgspec.structs.replace(p, parent=parent) for p, parent in zip(sentence.phrases, parents, strict=True))
    return msgspec.structs.replace(sentence, phrases=tuple(free))
