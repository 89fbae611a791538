"""A word with a capital or a number -> noun, name, adjective of a name or number, where these are told by how it is written."""

import re

from dragoman.clauses.verb_second.words import Word, adjective_feats, inflected, read_as
from dragoman.language.lexicon import Noun
from dragoman.language.pack import Pack

ARTICLED = re.compile(r"a[lszdrnt]h?-[A-Z]|el-[A-Z]")  # a name with the Arabic article: al-, as-, el-
FORMAL_MAX = 5  # letters of the longest polite pronoun ("Ihnen")


def number(words: list[Word], i: int, pack: Pack) -> bool:
    """Digits, a word that begins with them ("3-jährige"), or a number word in small letters; False for all others."""
    word = words[i]
    if word.text[0].isdigit():
        letters = word.text.lstrip("0123456789.,:-–%")
        if not letters:
            return read_as(word, "num")
        return _noun(words, i, pack) if letters[0].isupper() else read_as(word, "adj", feats=adjective_feats(word, pack.grammar))
    return "num" in pack.words.closed(word.lower) and not word.text[0].isupper() and read_as(word, "num")


def _counts(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a noun follows the word for a number, adjectives between: "Tausende | junge Menschen"."""
    for at in range(i + 1, len(words)):
        word = words[at]
        if not (word.text[0].islower() and inflected(word, pack.grammar)):
            return word.text[0].isupper()
    return False


def capital(words: list[Word], i: int, pack: Pack) -> bool:
    """A noun or name by its capital, or an adjective inside a name; False where a capital only begins the sentence."""
    word = words[i]
    if pack.grammar.nouns_capitalised and ARTICLED.match(word.text):
        return read_as(word, "name", word.text, feats=("n", "a", "d"))
    if not word.text[:2].lstrip("-")[:1].isupper() or not pack.grammar.nouns_capitalised:
        return False
    if not word.initial:
        formal = word.lower in pack.grammar.pronouns and len(word.text) <= FORMAL_MAX and word.text[1:].islower()
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
        and not word.lower.endswith(pack.grammar.nouns.person_parts)  # "Bundesaußenminister | Hans-Peter Müller"
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
    colour = before.pos == "det" and _declined(noun) and noun is not None and noun.lemma not in pack.roles.by_lemma
    if (noun is not None and "dsf" not in noun.readings and not colour) or pack.words.noun(upcoming.text) is None:
        return False
    unlisted = pack.words.noun(word.text)
    return (noun is not None or unlisted is None or unlisted.guessed) and read_as(
        word, "adj", feats=adjective_feats(word, pack.grammar)
    )


def _declined(noun: Noun | None) -> bool:
    """Whether a capitalised word may be an adjective: no noun, or one declined like an adjective ("Deutsche | Soldaten")."""
    return noun is None or len({reading[2:] for reading in noun.readings if len(reading) > 2}) > 1


def _directly(pack: Pack, text: str) -> Noun | None:
    """The noun that a table names in this form, None for what is derived, put together or guessed."""
    noun = pack.words.noun(text)
    return (
        noun
        if noun is not None
        and not noun.guessed
        and not noun.first
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


def _given_name(words: list[Word], i: int, noun: Noun, pack: Pack) -> bool:
    """Whether a noun between a title and a name that no table holds is a given name ("Ministerpräsident | Mark | Rutte")."""
    before, upcoming = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
    if before is None or before.pos != "noun" or upcoming is None or not upcoming.text[0].isupper() or noun.first:
        return False
    titled = before.lemma.lower().endswith(pack.grammar.nouns.person_parts) and before.noun is not None
    behind = pack.words.noun(upcoming.text)
    return titled and noun.number != "p" and noun.lemma == words[i].text and (behind is None or behind.guessed)


def _noun(words: list[Word], i: int, pack: Pack) -> bool:
    word = words[i]
    word.noun = pack.words.noun(word.text)
    if word.noun is None:
        ends = any(word.text.endswith(e) for e in pack.grammar.name_endings)
        return read_as(word, "name", word.text, feats=("g", "n", "a", "d") if ends else ("n", "a", "d"))
    noun = word.noun
    if _given_name(words, i, noun, pack):
        return read_as(word, "name", word.text, feats=("n", "a", "d"))
    return read_as(
        word, "noun", noun.lemma, feats=noun.readings or tuple(c + (noun.number or "-") + noun.gender for c in noun.cases)
    )
