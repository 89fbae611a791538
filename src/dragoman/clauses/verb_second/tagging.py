"""Words of a sentence -> what each is in this sentence: part of speech, lemma, verb readings, cases.

Small rules in order, those that concern a word; the first that speaks decides.
"""

import re
from collections.abc import Callable, Mapping

import msgspec

from dragoman.language.grammar import Feats, Grammar
from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos

Rule = Callable[[list["Word"], int, Pack], bool]
Particled = Mapping[str, tuple[tuple[str, ...], ...]]
ARTICLED = re.compile(r"a[lszdrnt]h?-[A-Z]|el-[A-Z]")  # a name with the Arabic article: al-, as-, el-
QUOTES = frozenset('"„“”«»‚‘')
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


def tag(texts: list[str], pack: Pack, particled: Particled) -> list[Word]:
    """One Word a token, in order; `particled` are names that begin with a small word ("von der Leyen")."""
    words, initial = [], True
    for text in texts:
        letters = text[0].isalnum() or (len(text) > 1 and text[1].isalnum())
        words.append(Word(text, text.lower(), initial and letters))
        initial = (initial and not letters) or text == ":"
    rules = pack.remember(_rules_for)
    for i, text in enumerate(texts):
        for rule in rules(text):
            if rule(words, i, pack):
                break
    for i, word in enumerate(words):
        if word.pos == "verb":
            _second_look(words, i, pack.grammar)
        elif word.pos == "adp":
            _stranded(words, i, pack)
    for i, word in enumerate(words):
        if word.lower in particled:
            _particled(words, i, particled)
    return words


def _rules_for(text: str, pack: Pack) -> tuple[Rule, ...]:
    """The rules that can have something to say of a written word, in order: most words are of no closed class."""
    if not any(c.isalnum() for c in text):
        return (_mark,)
    lower = text.lower()
    number = text[0].isdigit() or "num" in pack.words.closed(lower)
    capital = ARTICLED.match(text) is not None or text[:2].lstrip("-")[:1].isupper()
    grammar = pack.grammar
    function = lower in grammar.closed or lower in grammar.governs or lower in grammar.verbs.separable
    chosen = ((_number, number), (_capital, capital), (_function_word, function))
    return (*(rule for rule, able in chosen if able), _particle_or_verb, _rest)


def _particled(words: list[Word], i: int, names: Particled) -> None:
    """Makes one name of "Von der Leyen"."""
    for name in names.get(words[i].lower, ()):
        part = words[i : i + len(name)]
        if tuple(w.lower for w in part) == name and part[-1].text[0].isupper():
            for word in part:
                read_as(word, "name", word.text, feats=("n", "a", "d"))
            return


def _stranded(words: list[Word], i: int, pack: Pack) -> None:
    """An adposition whose noun cannot stand in its case is the separated prefix of the verb before it."""
    word, grammar = words[i], pack.grammar
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if (
        word.pos != "adp"
        or word.lower not in grammar.verbs.separable
        or upcoming is None
        or upcoming.pos not in ("det", "adj")
        or not upcoming.feats
    ):
        return
    governed = grammar.governs.get(word.lower, "")
    if any(f[0] in governed for f in upcoming.feats):
        return
    forms = [f for w in words[:i] if w.pos == "verb" for f in w.forms if f.kind == "fin"]
    if any(pack.words.split(word.lower + f.lemma)[0] == word.lower and pack.words.verb(word.lower + f.lemma) for f in forms):
        read_as(word, "part")


def read_as(word: Word, pos: Pos, lemma: str = "", *, forms: tuple[VerbForm, ...] = (), feats: Feats = ()) -> bool:
    """Gives a word its reading; True, as the answer of the rule that decided."""
    word.pos, word.lemma, word.forms, word.feats = pos, lemma or word.lower, forms, feats
    return True


def _mark(words: list[Word], i: int, pack: Pack) -> bool:
    return read_as(words[i], "punct", words[i].text)


def _number(words: list[Word], i: int, pack: Pack) -> bool:
    word = words[i]
    if word.text[0].isdigit():
        letters = word.text.lstrip("0123456789.,:-–%")
        if not letters:
            return read_as(word, "num")
        return _noun(words, i, pack) if letters[0].isupper() else read_as(word, "adj", feats=adjective_feats(word, pack.grammar))
    return "num" in pack.words.closed(word.lower) and not word.text[0].isupper() and read_as(word, "num")


def _counts(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a noun follows the word for a number, adjectives between: "Tausende | junge Menschen"."""
    rest = (w for w in words[i + 1 :] if not (w.text[0].islower() and inflected(w, pack.grammar)))
    return next((w.text[0].isupper() for w in rest), False)


def _capital(words: list[Word], i: int, pack: Pack) -> bool:
    word = words[i]
    if pack.grammar.nouns_capitalised and ARTICLED.match(word.text):
        return read_as(word, "name", word.text, feats=("n", "a", "d"))
    if not word.text[:2].lstrip("-")[:1].isupper() or not pack.grammar.nouns_capitalised:
        return False
    if not word.initial:
        formal = word.lower in pack.grammar.pronouns and len(word.text) <= 5 and word.text[1:].islower()
        if formal:
            return read_as(word, "pron", feats=pack.grammar.pronouns[word.lower])
        return _part_of_name(words, i, pack) or _noun(words, i, pack)
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if word.text in pack.modality.approximately.dozens and not _counts(words, i, pack):
        return _noun(words, i, pack)  # "Tausende demonstrierten"
    if _closed_class(word, pack) or _auxiliary(word, pack):
        return False
    if (
        upcoming is not None
        and upcoming.text[0].isupper()
        and inflected(word, pack.grammar)
        and _declined(_directly(pack, word.text))
        and pack.words.noun(upcoming.text) is not None
    ):
        return read_as(word, "adj", feats=adjective_feats(word, pack.grammar))
    if (
        upcoming is not None
        and _directly(pack, word.text) is None
        and upcoming.text[0].islower()
        and any(f.kind == "fin" for f in pack.words.verb(upcoming.lower))
        and _adverbial(word, pack)
    ):
        return False
    finite = any(f.kind == "fin" for f in pack.words.verb(word.lower))
    if finite and _directly(pack, word.text) is None and (upcoming is None or not _may_be_finite(upcoming, pack)):
        return False
    return _noun(words, i, pack)


def _auxiliary(word: Word, pack: Pack) -> bool:
    """Whether a word that begins a sentence is the finite form of an auxiliary or modal ("Würde der Iran ...")."""
    verbs = pack.grammar.verbs
    helpers = (verbs.have, verbs.be, verbs.become, *pack.grammar.modals)
    return any(f.kind == "fin" and f.lemma in helpers for f in pack.words.verb(word.lower))


def _adverbial(word: Word, pack: Pack) -> bool:
    """Whether a word in front of the finite verb can be an adverb: a participle, or an adjective by its ending."""
    return any(f.kind == "part2" for f in pack.words.verb(word.lower)) or (
        _directly(pack, word.text) is None and word.lower.endswith(pack.grammar.adverb_endings)
    )


def _part_of_name(words: list[Word], i: int, pack: Pack) -> bool:
    """A capitalised adjective inside a name ("das Auswärtige Amt", "die Vereinten Nationen")."""
    word, before = words[i], words[i - 1]
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if upcoming is None or not upcoming.text[0].isupper() or not inflected(word, pack.grammar):
        return False
    relational = any(word.lower.endswith(pack.grammar.relational + e) for e in pack.grammar.adjective_endings)
    if relational and pack.words.noun(upcoming.text) is not None:
        return read_as(word, "adj", feats=adjective_feats(word, pack.grammar))
    if before.pos not in ("det", "adp", "adj"):
        return False
    noun = _directly(pack, word.text)
    if (noun is not None and "dsf" not in noun.readings) or pack.words.noun(upcoming.text) is None:
        return False
    unlisted = pack.words.noun(word.text)
    return (noun is not None or unlisted is None or unlisted.guessed) and read_as(
        word, "adj", feats=adjective_feats(word, pack.grammar)
    )


def _declined(noun: Noun | None) -> bool:
    """Whether a capitalised word may be an adjective: no noun, or one declined like an adjective ("Deutsche | Soldaten")."""
    return noun is None or len({reading[2:] for reading in noun.readings if len(reading) > 2}) > 1


def _directly(pack: Pack, text: str) -> Noun | None:
    noun = pack.words.noun(text)
    return (
        noun
        if noun is not None
        and not noun.guessed
        and not noun.first
        and text.lower() != ""
        and noun.lemma[:3].lower() == text[:3].lower()
        and noun.lemma != text[:-1] + "en"
        else None
    )


def _may_be_finite(word: Word, pack: Pack) -> bool:
    return (
        word.text[0].islower() and any(f.kind == "fin" for f in pack.words.verb(word.lower)) and not pack.words.closed(word.lower)
    )


def _closed_class(word: Word, pack: Pack) -> bool:
    grammar, lower = pack.grammar, word.lower
    return bool(
        lower in grammar.determiner_forms
        or lower in grammar.pronouns
        or lower in grammar.governs
        or lower in grammar.adpositions.contracted
        or lower in grammar.clauses.subordinators
        or lower in grammar.clauses.coordinators
        or pack.words.closed(lower)
    )


def _noun(words: list[Word], i: int, pack: Pack) -> bool:
    word = words[i]
    word.noun = pack.words.noun(word.text)
    if word.noun is None:
        ends = any(word.text.endswith(e) for e in pack.grammar.name_endings)
        return read_as(word, "name", word.text, feats=("g", "n", "a", "d") if ends else ("n", "a", "d"))
    noun = word.noun
    return read_as(
        word, "noun", noun.lemma, feats=noun.readings or tuple(c + (noun.number or "-") + noun.gender for c in noun.cases)
    )


def _function_word(words: list[Word], i: int, pack: Pack) -> bool:
    """Determiners, adpositions, conjunctions, pronouns, particles."""
    word, grammar = words[i], pack.grammar
    upcoming = words[i + 1] if i + 1 < len(words) else None
    lower = word.lower
    if (
        lower == grammar.verbs.particle_infinitive
        and upcoming is not None
        and any(f.kind == "inf" for f in pack.words.verb(upcoming.lower))
        and upcoming.text[0].islower()
    ):
        return read_as(word, "part")
    if lower in grammar.verbs.separable and i and (upcoming is None or upcoming.lower in grammar.clauses.coordinators):
        return read_as(word, "part")
    if lower in grammar.determiner_forms and _opens_noun(words, i, pack) and not _acts_on_itself(word, upcoming, pack):
        return read_as(word, "det", feats=grammar.determiner_forms[lower])
    if lower in grammar.pronouns:
        return read_as(word, "pron", feats=grammar.pronouns[lower])
    if lower in grammar.clauses.relatives:
        return read_as(word, "pron", feats=grammar.determiner_forms.get(lower, ()))
    if lower in grammar.adpositions.contracted:
        return read_as(word, "adp", grammar.adpositions.contracted[lower])
    if lower in grammar.governs:
        ends = (
            upcoming is None
            or (not upcoming.text[0].isalnum() and upcoming.text not in '„"«»“‚‘(')
            or upcoming.lower in grammar.clauses.coordinators
        )
        if ends and (
            lower in grammar.verbs.separable
            or (lower in pack.words.separating and lower not in grammar.adpositions.postpositions)
        ):
            return read_as(word, "part")
        return read_as(word, "adp") if not ends or lower in grammar.adpositions.postpositions else read_as(word, "adv")
    if lower in grammar.clauses.coordinators:
        return read_as(word, "cconj")
    if lower in grammar.clauses.subordinators:
        return read_as(word, "sconj")
    if lower in grammar.verbs.reflexive:
        return read_as(word, "pron")
    return False


def _acts_on_itself(word: Word, upcoming: Word | None, pack: Pack) -> bool:
    """Whether a word that could be a determiner is a verb with its reflexive pronoun ("beide Länder einigen sich")."""
    reflexive = upcoming is not None and upcoming.lower in pack.grammar.verbs.reflexive
    return reflexive and any(f.kind == "fin" for f in pack.words.verb(word.lower))


def _opens_noun(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a noun follows before the next verb or mark: then 'die' is an article, else a pronoun."""
    for word in words[i + 1 : i + 9]:
        if word.text[0].isupper() or word.text[0].isdigit() or word.text in '„"«»“‚‘':
            return True
        if not word.text[0].isalnum() or word.lower in pack.grammar.governs or word.lower in pack.grammar.adpositions.contracted:
            return (
                word.lower in pack.grammar.governs
                and word is not words[i + 1]
                and any(w.text[0].isupper() for w in words[i + 1 : i + 9])
            )
        forms = pack.words.verb(word.lower)
        if (
            forms
            and not pack.words.closed(word.lower)
            and all(f.kind == "fin" for f in forms)
            and not inflected(word, pack.grammar)
        ):
            return False
    return False


def _particle_or_verb(words: list[Word], i: int, pack: Pack) -> bool:
    """Verbs, participles used as adjectives, separated prefixes."""
    word, grammar = words[i], pack.grammar
    closed = pack.words.closed(word.lower)
    upcoming = words[i + 1] if i + 1 < len(words) else None
    ends = upcoming is None or not upcoming.text[0].isalnum() or upcoming.lower in grammar.clauses.coordinators
    if (word.lower in grammar.verbs.separable or word.lower in pack.words.separating) and ends:
        return read_as(word, "part")
    forms = pack.words.verb(word.lower)
    if (
        closed
        and "verb" not in closed
        and not any(f.kind == "fin" and not f.prefix and f.lemma in pack.words.verbs for f in forms)
    ):
        return read_as(word, _pos(closed[0]))
    attributive = upcoming is not None and (
        upcoming.text[0].isupper() or (inflected(upcoming, grammar) and upcoming.text[0].islower())
    )
    before = words[i - 1] if i else None
    after_determiner = before is not None and before.pos in ("det", "adj", "adp", "num", "cconj")
    if (
        attributive
        and inflected(word, grammar)
        and participle_base(word, pack)
        and (after_determiner or not any(f.kind == "fin" for f in forms))
    ):
        return read_as(word, "adj", feats=adjective_feats(word, grammar))
    if forms:
        return read_as(word, "verb", forms[0].lemma, forms=forms)
    return bool(closed) and read_as(word, _pos(closed[0]))


def _pos(name: str) -> Pos:
    pos: Pos = msgspec.convert(name if name != "interj" else "part", Pos)
    return pos


def participle_base(word: Word, pack: Pack) -> bool:
    """Whether a word without its adjective ending is a participle."""
    for ending in pack.grammar.adjective_endings:
        if word.lower.endswith(ending) and any(f.kind.startswith("part") for f in pack.words.verb(word.lower[: -len(ending)])):
            return True
    return False


def inflected(word: Word, grammar: Grammar) -> bool:
    """Whether a word has the ending of an adjective."""
    return len(word.text) >= ADJECTIVE_ENDINGS_MIN and word.lower.endswith(tuple(grammar.adjective_endings))


def adjective_feats(word: Word, grammar: Grammar) -> Feats:
    """What the ending of an adjective tells of case, number and gender."""
    return next((grammar.adjective_endings[word.lower[-n:]] for n in (2, 1) if word.lower[-n:] in grammar.adjective_endings), ())


def _rest(words: list[Word], i: int, pack: Pack) -> bool:
    word = words[i]
    if inflected(word, pack.grammar):
        return read_as(word, "adj", feats=adjective_feats(word, pack.grammar))
    return read_as(word, "adv")


def _second_look(words: list[Word], i: int, grammar: Grammar) -> None:
    """A word with verb readings between a determiner and a noun is an adjective ("die verletzten Soldaten")."""
    word = words[i]
    if word.pos != "verb" or i == 0 or i + 1 >= len(words) or not inflected(word, grammar):
        return
    if words[i - 1].pos in ("det", "num") and words[i + 1].pos in ("noun", "name", "adj"):
        read_as(word, "adj", feats=adjective_feats(word, grammar))
