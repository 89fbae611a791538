"""Tokens of a sentence -> Words with the parts of speech that each can have, before any neighbour is looked at."""

import msgspec

from dragoman.language.grammar import Feats
from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos

OPENERS = frozenset("\"“”„«»‘’'([—–:…")
TITLE_CASE_SHARE = 0.6  # of the words longer than three letters: above it a headline in which every word has a capital
TITLE_CASE_WORDS = 4


class Word(msgspec.Struct):
    """A token under analysis."""

    text: str
    lower: str
    initial: bool = False
    pos: Pos = "x"
    lemma: str = ""
    options: tuple[str, ...] = ()
    """Parts of speech that the word can have, the usual one first."""
    forms: tuple[VerbForm, ...] = ()
    feats: Feats = ()
    noun: Noun | None = None
    finite: bool = False
    relational: bool = False
    """A name that is used as an adjective ("Japanese", "U.S.")."""
    joined: bool = False
    """A later word of an expression of several words ("because | of")."""


def open_words(texts: list[str], pack: Pack) -> list[Word]:
    """One Word a token, its `options` and verb `forms` set, its part of speech still open."""
    words = [Word(text, text.lower().replace("’", "'")) for text in texts]
    _initials(words)
    titled = _title_case(words, every=not pack.grammar.shape.compounds)
    loud = titled and _title_case(words, every=True)
    for word in words:
        word.forms = pack.words.verb(word.lower)
        word.options = _options(word, pack, titled=titled, loud=loud)
    return words


def _initials(words: list[Word]) -> None:
    opens = True
    for word in words:
        letters = word.text[0].isalnum() or (len(word.text) > 1 and word.text[1].isalnum())
        word.initial = opens and letters
        opens = (opens and not letters) or word.text in OPENERS


def _title_case(words: list[Word], *, every: bool) -> bool:
    """Whether capitals tell nothing here: a headline that capitalises each word, or (`every`: only) all of its letters."""
    long = [w.text for w in words if len(w.text) > 3 and w.text[0].isalpha()]
    capitals = sum(t.isupper() if every else t[0].isupper() for t in long)
    return len(long) >= TITLE_CASE_WORDS and capitals > TITLE_CASE_SHARE * len(long)


def _options(word: Word, pack: Pack, *, titled: bool, loud: bool) -> tuple[str, ...]:
    first = word.text[0]
    if not any(c.isalnum() for c in word.text) and word.lower not in pack.grammar.shape.possessive:
        return ("punct",)
    if first.isdigit():
        return ("num",)
    closed = (*pack.grammar.closed.get(word.lower, ()), *pack.words.closed(word.lower))
    capital = first.isupper() or word.text.rpartition("-")[2][:1].isupper()  # "al-Bashir"
    if _hyphenated(word.text, pack):
        return ("adj",)
    if capital and sum(c.isalpha() for c in word.text) > 1 and word.text.isupper() and not (loud and closed):
        return ("noun",) if titled and pack.words.noun_listed(word.lower) else ("name",)
    if capital and not word.initial and not titled:
        return ("noun",) if pack.words.noun_listed(word.lower) else ("name",)
    found = dict.fromkeys(closed)
    if word.forms and not (capital and titled and len(word.forms) == 1 and word.forms[0].kind == "inf"):
        found["verb"] = None
    if pack.words.noun_listed(word.lower):
        found["noun"] = None
    return tuple(found) or _unlisted(word, pack)


def _hyphenated(text: str, pack: Pack) -> bool:
    """Words joined by a hyphen of which the last makes an adjective of them: "European-based", "four-day"."""
    first, hyphen, last = text.rpartition("-")
    return bool(hyphen and first) and (last in pack.grammar.shape.adjective_endings or last in pack.grammar.nouns.time)


def _unlisted(word: Word, pack: Pack) -> tuple[str, ...]:
    """What a word in no list is: a name by its capital, an adverb or adjective by its ending, else a noun."""
    if word.text[0].isupper():
        return ("name",)
    if word.lower.endswith(pack.grammar.adverb_endings):
        return ("adv", "noun") if pack.grammar.shape.adjectives_after else ("adv",)
    if word.lower.endswith(pack.grammar.shape.adjective_endings) or "-" in word.lower:
        return ("adj", "noun")
    return ("noun", "adj") if pack.grammar.shape.adjectives_after else ("noun",)
