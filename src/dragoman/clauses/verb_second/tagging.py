"""Words of a sentence -> what each is in this sentence: part of speech, lemma, verb readings, cases.

Small rules in order, those that concern a word; the first that speaks decides.
"""

from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from dragoman.clauses.verb_second.capitals import ARTICLED, capital, number
from dragoman.clauses.verb_second.words import Word, adjective_feats, inflected, participle_base, read_as
from dragoman.language.grammar import Grammar
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos

Rule = Callable[[list[Word], int, Pack], bool]
Particled = Mapping[str, tuple[tuple[str, ...], ...]]
NOUN_REACH = 8  # words behind a form of the article in which its noun is looked for


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
    _fixed(words, pack)
    for i, word in enumerate(words):
        if word.pos == "verb":
            _second_look(words, i, pack.grammar)
        elif word.pos == "adp":
            _stranded(words, i, pack)
    for i, word in enumerate(words):
        if word.lower in particled:
            _particled(words, i, particled)
    return words


def _fixed(words: list[Word], pack: Pack) -> None:
    """Makes adverbs of the words of an adverb of several words ("vor allem")."""
    for i, word in enumerate(words):
        for row in pack.grammar.adverb_rows.get(word.lower, ()):
            if tuple(w.lower for w in words[i : i + len(row)]) == row:
                for part in words[i : i + len(row)]:
                    read_as(part, "adv")


def _rules_for(text: str, pack: Pack) -> tuple[Rule, ...]:
    """The rules that can have something to say of a written word, in order: most words are of no closed class."""
    if not any(c.isalnum() for c in text):
        return (_mark,)
    lower = text.lower()
    digits = text[0].isdigit() or "num" in pack.words.closed(lower)
    large = ARTICLED.match(text) is not None or text[:2].lstrip("-")[:1].isupper()
    grammar = pack.grammar
    function = lower in grammar.closed or lower in grammar.governs or lower in grammar.verbs.separable
    chosen = ((number, digits), (capital, large), (_function_word, function))
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


def _mark(words: list[Word], i: int, pack: Pack) -> bool:
    return read_as(words[i], "punct", words[i].text)


def _function_word(words: list[Word], i: int, pack: Pack) -> bool:
    """Determiners, adpositions, conjunctions, pronouns, particles."""
    word, grammar = words[i], pack.grammar
    upcoming = words[i + 1] if i + 1 < len(words) else None
    lower = word.lower
    if _is_particle(words, i, upcoming, pack):
        return read_as(word, "part")
    if lower in grammar.determiner_forms and _opens_noun(words, i, pack) and not _acts_on_itself(word, upcoming, pack):
        return read_as(word, "det", feats=grammar.determiner_forms[lower])
    if lower in pack.roles.pair.words and lower in grammar.determiner_forms:  # "Beide | unterzeichneten ein Abkommen"
        return read_as(word, "pron", feats=grammar.determiner_forms[lower])
    if lower in grammar.pronouns:
        return read_as(word, "pron", feats=grammar.pronouns[lower])
    if lower in grammar.clauses.relatives:
        return read_as(word, "pron", feats=grammar.determiner_forms.get(lower, ()))
    if lower in grammar.adpositions.contracted:
        return read_as(word, "adp", grammar.adpositions.contracted[lower])
    if lower in grammar.governs:
        return read_as(word, _governing(lower, upcoming, pack))
    if lower in grammar.clauses.coordinators:
        return read_as(word, "cconj")
    if lower in grammar.clauses.subordinators:
        return read_as(word, "sconj")
    return lower in grammar.verbs.reflexive and read_as(word, "pron")


def _is_particle(words: list[Word], i: int, upcoming: Word | None, pack: Pack) -> bool:
    """Whether a word is the particle of an infinitive ("| zu | helfen"), or at the end that of a verb ("stimmte | zu")."""
    grammar, lower = pack.grammar, words[i].lower
    before = lower == grammar.verbs.particle_infinitive and upcoming is not None and upcoming.text[0].islower()
    if before and upcoming is not None and any(f.kind == "inf" for f in pack.words.verb(upcoming.lower)):
        return True
    return lower in grammar.verbs.separable and i > 0 and (upcoming is None or upcoming.lower in grammar.clauses.coordinators)


def _governing(lower: str, upcoming: Word | None, pack: Pack) -> Pos:
    """What a word that may be an adposition is: one before what it governs, else a verb's particle, one behind it, an adverb."""
    grammar = pack.grammar
    mark = upcoming is not None and not upcoming.text[0].isalnum() and upcoming.text not in '„"«»“‚‘('
    if not (upcoming is None or mark or upcoming.lower in grammar.clauses.coordinators):
        return "adp"
    behind = lower in grammar.adpositions.postpositions
    if lower in grammar.verbs.separable or (lower in pack.words.separating and not behind):
        return "part"
    return "adp" if behind else "adv"


def _acts_on_itself(word: Word, upcoming: Word | None, pack: Pack) -> bool:
    """Whether a word that could be a determiner is a verb with its reflexive pronoun ("beide Länder einigen sich")."""
    reflexive = upcoming is not None and upcoming.lower in pack.grammar.verbs.reflexive
    return reflexive and any(f.kind == "fin" for f in pack.words.verb(word.lower))


def _opens_noun(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a noun follows before the next verb or mark: then 'die' is an article, else a pronoun."""
    if _acts(words, i + 1, pack) and words[i].lower not in pack.speech.phrases.demonstratives:  # "Das | bestätigte ..."
        return False
    for word in words[i + 1 : i + 1 + NOUN_REACH]:
        if word.text[0].isupper() or word.text[0].isdigit() or word.text in '„"«»“‚‘':
            return True
        if not word.text[0].isalnum() or word.lower in pack.grammar.governs or word.lower in pack.grammar.adpositions.contracted:
            return (
                word.lower in pack.grammar.governs
                and word is not words[i + 1]
                and any(w.text[0].isupper() for w in words[i + 1 : i + 1 + NOUN_REACH])
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


def _acts(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word is the finite verb and no participle: a determiner stands right behind it ("beide | lobten die ...")."""
    behind = words[i + 1].lower if i + 1 < len(words) and words[i].text[0].islower() else ""
    grammar = pack.grammar
    opens = behind in grammar.determiner_forms or behind in grammar.verbs.reflexive
    forms = pack.words.verb(words[i].lower) if opens and not pack.words.closed(words[i].lower) else ()
    return bool(forms) and all(f.kind == "fin" for f in forms)


def _particle_or_verb(words: list[Word], i: int, pack: Pack) -> bool:
    """Verbs, participles used as adjectives, separated prefixes."""
    word, grammar = words[i], pack.grammar
    closed = pack.words.closed(word.lower)
    upcoming = words[i + 1] if i + 1 < len(words) else None
    ends = upcoming is None or not upcoming.text[0].isalnum() or upcoming.lower in grammar.clauses.coordinators
    forms = pack.words.verb(word.lower)
    if (word.lower in grammar.verbs.separable or word.lower in pack.words.separating) and ends:
        own = any(f.kind == "part2" for f in forms) and any(w.lower in grammar.verbs.reflexive for w in words[:i])
        if not own:  # "hat sich zu der Tat | bekannt"
            return read_as(word, "part")
        return read_as(word, "verb", forms[0].lemma, forms=forms)
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
        and not _next_deed(words, i, pack)
        and (after_determiner or not any(f.kind == "fin" for f in forms) or _verb_told(words, i))
    ):
        return read_as(word, "adj", feats=adjective_feats(word, grammar))
    if forms:
        return read_as(word, "verb", forms[0].lemma, forms=forms)
    return bool(closed) and read_as(word, _pos(closed[0]))


def _next_deed(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word behind "und" is the next verb: the one before is complete, or what follows has its owner in front.

    "hielt eine Sitzung ab und | verurteilte | Tests", "und | verurteilte | Chinas Test": no adjective stands before an owner.
    """
    if i < 2 or words[i - 1].pos != "cconj" or not any(f.kind == "fin" for f in pack.words.verb(words[i].lower)):
        return False
    owner, owned = words[i + 1], words[i + 2] if i + 2 < len(words) else None
    owns = owner.text.endswith(pack.grammar.name_endings) and owned is not None and owned.text[0].isupper()
    return words[i - 2].pos == "part" or owns


def _verb_told(words: list[Word], i: int) -> bool:
    """Whether the stretch before a word has its finite verb already ("gestern | haben | bewaffnete Männer ...")."""
    for word in reversed(words[:i]):
        if word.pos in ("punct", "cconj", "sconj"):
            return False
        if word.pos == "verb" and any(f.kind == "fin" for f in word.forms):
            return True
    return False


@cache
def _pos(name: str) -> Pos:
    """The part of speech that a table of the pack names."""
    pos: Pos = msgspec.convert(name if name != "interj" else "part", Pos)
    return pos


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
