"""A word of a sentence under analysis, and what its adjective ending tells."""

import msgspec

from dragoman.language.grammar import Feats, Grammar
from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos

QUOTES = frozenset('"„“”«»‚‘')
HYPHENS = "-‐‑"
ADJECTIVE_ENDINGS_MIN = 4  # letters an unknown inflected adjective has at least


class Word(msgspec.Struct, gc=False):
    """A token under analysis."""

    text: str
    lower: str
    initial: bool
    pos: Pos = "x"
    lemma: str = ""
    forms: tuple[VerbForm, ...] = ()
    feats: Feats = ()
    noun: Noun | None = None
    glued: bool = False
    """Written onto the word before it, without a blank."""
    apart: bool = False
    """A given name behind the name of a place, which it is no part of ("traf in Moskau | Sergej Lawrow")."""
    reach: int = -1
    """Of a word that opens a noun phrase with an attribute of several words: the adjective or participle that ends it."""


def read_as(word: Word, pos: Pos, lemma: str = "", *, forms: tuple[VerbForm, ...] = (), feats: Feats = ()) -> bool:
    """Gives a word its reading; True, as the answer of the rule that decided."""
    word.pos, word.lemma, word.forms, word.feats = pos, lemma or word.lower, forms, feats
    return True


def participle_base(word: Word, pack: Pack) -> bool:
    """Whether a word without its adjective ending is a participle."""
    for ending in pack.grammar.adjective_endings:
        if word.lower.endswith(ending) and any(f.kind.startswith("part") for f in pack.words.verb(word.lower[: -len(ending)])):
            return True
    return False


def inflected(word: Word, grammar: Grammar) -> bool:
    """Whether a word has the ending of an adjective, or leaves it to the next one ("bi- und trilaterale")."""
    cut = word.text[-1] in HYPHENS and len(word.text) > 1
    return cut or (len(word.text) >= ADJECTIVE_ENDINGS_MIN and word.lower.endswith(grammar.adjective_ends))


def adjective_feats(word: Word, grammar: Grammar) -> Feats:
    """What the ending of an adjective tells of case, number and gender."""
    return next((grammar.adjective_endings[word.lower[-n:]] for n in (2, 1) if word.lower[-n:] in grammar.adjective_endings), ())
