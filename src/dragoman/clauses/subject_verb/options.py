"""Tokens of a sentence -> Words with the parts of speech that each can have, before any neighbour is looked at."""

import msgspec

from dragoman.language.grammar import Feats
from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos

OPENERS = frozenset("\"“”„«»‘’'([—–:…")
NOMINAL = frozenset(("noun", "adj"))
NONE: frozenset[str] = frozenset()
TITLE_CASE_SHARE = 0.6  # of the words longer than three letters: above it a headline in which every word has a capital
TITLE_CASE_WORDS = 4


class Form(msgspec.Struct, frozen=True, gc=False):
    """A written word by itself: all that the pack's tables say of it, looked up once a word and not once a token."""

    lower: str
    forms: tuple[VerbForm, ...]
    kinds: frozenset[str]
    lemmas: frozenset[str]
    closed: tuple[str, ...]
    listed: bool
    """Whether a table names it as a noun."""
    letters: bool
    """Whether it begins with a letter or digit, one mark before that allowed."""
    inside: tuple[str, ...] = ()
    """Parts of speech that it can have inside a sentence, where a capital shows a name."""
    opening: tuple[str, ...] = ()
    """And at the start of one."""
    starts: bool = False
    """Whether an expression or a noun of several words can start here."""
    long: bool = False
    capital: bool = False
    loud: bool = False
    """Whether it tells of capitals: more than three letters, a capital in front, nothing but capitals."""


class Word(msgspec.Struct, gc=False):
    """A token under analysis."""

    text: str
    lower: str
    initial: bool = False
    options: tuple[str, ...] = ()
    """Parts of speech that the word can have, the usual one first."""
    forms: tuple[VerbForm, ...] = ()
    kinds: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    """Kinds and lemmas of its readings as a verb (`forms`)."""
    pos: Pos = "x"
    lemma: str = ""
    feats: Feats = ()
    noun: Noun | None = None
    finite: bool = False
    relational: bool = False
    """A name that is used as an adjective ("Japanese", "U.S.")."""
    joined: bool = False
    """A later word of an expression of several words ("because | of")."""
    starts: bool = False
    """Whether an expression or a noun of several words can start here."""
    capital: bool = False
    """Whether it begins with a capital."""


def open_words(texts: list[str], pack: Pack) -> list[Word]:
    """One Word a token, its `options` and verb `forms` set, its part of speech still open."""
    written = list(map(pack.remember(form), texts))
    long = [f for f in written if f.long]
    titled = _title_case(long, every=not pack.grammar.shape.compounds)
    loud = titled and _title_case(long, every=True)
    words, opens, bare = [], True, pack.grammar.adpositions.capital
    for text, own in zip(texts, written, strict=True):
        initial = opens and own.letters
        if initial and text in bare:
            own = pack.remember(form)(bare[text])
        opens = (opens and not own.letters) or text in OPENERS
        options = own.opening if initial else own.inside
        if titled:
            options = _options(text, own, pack, initial=initial, titled=True, loud=loud)
        words.append(
            Word(
                text, own.lower, initial, options, own.forms, own.kinds, own.lemmas, starts=own.starts, capital=text[0].isupper()
            )
        )
    return words


def form(text: str, pack: Pack) -> Form:
    """What a pack says of a written word."""
    lower = text.lower().replace("’", "'")
    forms = pack.words.verb(lower)
    readings = (frozenset([f.kind for f in forms]), frozenset([f.lemma for f in forms])) if forms else (NONE, NONE)
    closed = (*pack.grammar.closed.get(lower, ()), *pack.words.closed(lower))
    letters = text[0].isalnum() or (len(text) > 1 and text[1].isalnum())
    listed = pack.words.noun_listed(lower) and not _small(text, lower, pack)
    bare = Form(lower, forms, *readings, closed, listed, letters)
    inside = _options(text, bare, pack, initial=False, titled=False, loud=False)
    opening = inside if text == lower else _options(text, bare, pack, initial=True, titled=False, loud=False)
    able = not pack.grammar.shape.compounds and (listed or not NOMINAL.isdisjoint((*inside, *opening)))
    starts = lower in pack.grammar.compounds or (able and pack.words.singular(lower) in pack.triggers.noun_tails)
    capitals = len(text) > 3 and text[0].isalpha(), text[0].isupper(), text.isupper()
    return Form(lower, forms, *readings, closed, listed, letters, inside, opening, starts, *capitals)


def _small(text: str, lower: str, pack: Pack) -> bool:
    """Whether a word in small letters is none of a noun that has a capital: "the EU | may | act" is no month."""
    noun = pack.words.noun(lower)
    return text == lower and noun is not None and noun.lemma[:1].isupper()


def says(word: Word, pack: Pack) -> bool:
    """Whether a word can be a verb of saying."""
    return not pack.speech.stance.keys().isdisjoint(word.lemmas)


def _title_case(long: list[Form], *, every: bool) -> bool:
    """Whether capitals tell nothing here: a headline that capitalises each word, or (`every`: only) all of its letters."""
    capitals = sum([f.loud if every else f.capital for f in long])
    return len(long) >= TITLE_CASE_WORDS and capitals > TITLE_CASE_SHARE * len(long)


def _options(text: str, own: Form, pack: Pack, *, initial: bool, titled: bool, loud: bool) -> tuple[str, ...]:
    first, lower = text[0], own.lower
    if not (first.isalnum() or any(c.isalnum() for c in text)) and lower not in pack.grammar.shape.possessive:
        return ("punct",)
    if first.isdigit():
        return ("num",)
    capital = first.isupper() or text.rpartition("-")[2][:1].isupper()  # "al-Bashir"
    if _hyphenated(text, pack):
        return ("adj",)
    if capital and sum(c.isalpha() for c in text) > 1 and text.isupper() and not (loud and (own.closed or own.forms)):
        return ("noun",) if titled and own.listed else ("name",)
    if capital and not initial and not titled:
        return ("noun",) if own.listed else ("name",)
    found = dict.fromkeys(own.closed)
    if own.forms and not (capital and titled and len(own.forms) == 1 and own.forms[0].kind == "inf"):
        found["verb"] = None
    if own.listed:
        found["noun"] = None
    return tuple(found) or _unlisted(text, lower, pack)


def _hyphenated(text: str, pack: Pack) -> bool:
    """Words joined by a hyphen of which the last makes an adjective of them: "European-based", "four-day"."""
    first, hyphen, last = text.rpartition("-")
    return bool(hyphen and first) and (last in pack.grammar.shape.adjective_endings or last in pack.grammar.nouns.time)


def _unlisted(text: str, lower: str, pack: Pack) -> tuple[str, ...]:
    """What a word in no list is: a name by its capital, an adverb or adjective by its ending, else a noun."""
    if text[0].isupper():
        return ("name",)
    if lower.endswith(pack.grammar.adverb_endings):
        return ("adv", "noun") if pack.grammar.shape.adjectives_after else ("adv",)
    if lower.endswith(pack.grammar.shape.adjective_endings) or "-" in lower:
        return ("adj", "noun")
    return ("noun", "adj") if pack.grammar.shape.adjectives_after else ("noun",)
