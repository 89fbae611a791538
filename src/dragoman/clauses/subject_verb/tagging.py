"""Words of a sentence -> what each is in this sentence: part of speech, lemma, verb readings.

Where a word can be several things, an ordered tuple of small rules looks at its neighbours, and the first that speaks decides.
"""

from typing import cast

from dragoman.clauses.subject_verb.options import Word, open_words
from dragoman.clauses.subject_verb.rules import RULES
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Pos


def tag(texts: list[str], pack: Pack, knowledge: Knowledge) -> list[Word]:
    """One Word a token, in order; `knowledge` tells names and titles of several words, which no rule may part."""
    words = open_words(texts, pack)
    for word in words:
        if word.options == ("noun",) and word.text[0].isupper() and not word.initial and not _common(word, pack, knowledge):
            word.options = ("name",)
        if word.text[0].isupper() and {"name", "noun"} & set(word.options):
            acronym = "." in word.text or len(word.text) > 1
            word.relational = (word.text.isupper() and acronym) or bool(knowledge.adjectives(word.lower))
    i = 0
    while i < len(words):
        taken = _unit(words, texts, i, knowledge, pack) or _expression(words, i, pack)
        if not taken:
            _decide(words, i, pack)
        i += taken or 1
    return words


def _common(word: Word, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a noun with a capital inside a sentence is one all the same: a title, a role, a day or month."""
    noun = pack.words.noun(word.text)
    lemma = noun.lemma if noun is not None else word.lower
    known = lemma in pack.roles.by_lemma or lemma.lower() in pack.roles.by_lemma or lemma in pack.grammar.nouns.time
    return known or knowledge.title(word.text) is not None or not pack.grammar.shape.compounds


def _expression(words: list[Word], i: int, pack: Pack) -> int:
    """Length of the closed-class expression of several words that starts here, its words set; 0 when none does."""
    following = words[i + 1].lower if i + 1 < len(words) else ""
    for expression, name in pack.grammar.compounds.get(words[i].lower, ()):
        if expression[1] != following:
            continue
        part = words[i : i + len(expression)]
        if tuple(w.lower for w in part) == expression:
            pos, *others = pack.grammar.closed[name]
            if "adp" in others and (i + len(part) >= len(words) or "num" not in words[i + len(part)].options):
                pos = "adp"  # "près de la ville", not "près de 60 villes"
            if pos == "adp" and i and words[i - 1].pos == "det":  # "sa grâce aux détenus"
                continue
            for word in part:
                _set(word, pos, "")
                word.joined = True
            part[0].joined, part[0].lemma = False, name.replace(" ", "_")
            return len(expression)
    return 0


def _unit(words: list[Word], texts: list[str], i: int, knowledge: Knowledge, pack: Pack) -> int:
    """Length of the title or name of several words that starts here, its words set; 0 when none does.

    A title becomes one noun ("minister of defence"); a name is looked for where its first word may be
    another ("South Korea").
    """
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if upcoming is None or not texts[i][0].isalpha():
        return 0
    small = upcoming.options[0] in ("adp", "det") and "name" not in words[i].options
    if small and (pack.grammar.shape.adjectives_after or "noun" in words[i].options or knowledge.title(texts[i]) is not None):
        length, _ = knowledge.title_at(texts, i)
        if length > 1:
            for word in words[i : i + length]:
                _set(word, "noun", word.text)
                word.joined = True
            words[i].joined, words[i].noun = False, None
            noun = pack.words.noun(words[i].text)
            words[i].lemma = noun.lemma.lower() if noun is not None else words[i].lower
            return length
    return _name(words, texts, i, upcoming, pack=pack, knowledge=knowledge) if texts[i][0].isupper() else 0


def _name(words: list[Word], texts: list[str], i: int, upcoming: Word, *, pack: Pack, knowledge: Knowledge) -> int:
    """Length of the name of the atlas that starts here, its words set, where a rule could part it or take it for a verb."""
    first = words[i]
    joined = upcoming.text[0].isupper() if first.options != ("name",) else upcoming.options[0] in ("adp", "det")
    follows = upcoming.text[0].islower() if pack.grammar.shape.adjectives_after else upcoming.options[0] in ("adp", "det")
    if not joined and "verb" not in first.options and not follows:
        return 0
    length, names = knowledge.find(texts, i)
    if first.lower in pack.grammar.definite and all(t[0].islower() for t in texts[i + 1 : i + length]):
        return 0  # "La réunion" is not La Réunion
    if length < 2 and not (length and first.options[:1] == ("verb",) and not names[0].support):
        return 0
    for word in words[i : i + length]:
        _set(word, "name", word.text)
    words[i + length - 1].relational = names[0].entity.kind == "organisation"
    return length


def _set(word: Word, pos: str, lemma: str) -> None:
    word.pos, word.lemma = cast(Pos, pos), lemma


def _decide(words: list[Word], i: int, pack: Pack) -> None:
    word = words[i]
    pos = word.options[0]
    if len(word.options) > 1 or pos in ("verb", "adp", "adj"):
        pos = next((p for rule in RULES if (p := rule(words, i, pack))), pos)
    lemma = word.lower
    if pos in ("noun", "name"):
        word.noun = pack.words.noun(word.text)
        lemma = word.noun.lemma if word.noun is not None and pos == "noun" else word.text
    elif pos == "verb":
        lemma = word.forms[0].lemma
    elif pos == "adj":
        lemma = pack.words.adjective(word.lower)
    elif pos == "adp":
        lemma = pack.grammar.adpositions.contracted.get(word.lower, word.lower)
    elif pos in ("pron", "det"):
        word.feats = (
            pack.grammar.pronouns.get(word.lower, ()) if pos == "pron" else pack.grammar.determiner_forms.get(word.lower, ())
        )
    _set(word, pos, lemma)
