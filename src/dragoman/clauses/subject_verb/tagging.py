"""Words of a sentence -> what each is in this sentence: part of speech, lemma, verb readings.

Where a word can be several things, an ordered tuple of small rules looks at its neighbours, and the first that speaks decides.
"""

from dragoman.clauses.subject_verb.options import Word, open_words
from dragoman.clauses.subject_verb.rules import RULES
from dragoman.clauses.subject_verb.units import compound, expression, set_word, tail, unit
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack


def tag(texts: list[str], pack: Pack, knowledge: Knowledge) -> list[Word]:
    """One Word a token, in order; `knowledge` tells names and titles of several words, which no rule may part."""
    words = open_words(texts, pack)
    for word in words:
        if word.options == ("noun",) and word.text[0].isupper() and not word.initial and not _common(word, pack, knowledge):
            word.options = ("name",)
        if word.initial and word.options == ("name",) and _adverb(words, word, pack, knowledge):
            word.options = ("adv",)
        if word.text[0].isupper() and {"name", "noun"} & set(word.options):
            acronym = "." in word.text or len(word.text) > 1
            word.relational = (word.text.isupper() and acronym) or bool(knowledge.adjectives(word.lower))
    i = 0
    while i < len(words):
        taken = unit(words, texts, i, knowledge, pack) or expression(words, i, pack) or compound(words, i, pack)
        if not taken:
            _decide(words, i, pack)
            taken = 1 + (tail(words, i, pack) if words[i].pos == "verb" and not pack.grammar.shape.compounds else 0)
        i += taken
    return words


def _adverb(words: list[Word], word: Word, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether an unlisted word that opens a sentence is an adverb of what follows: "Heavily | armed men"."""
    at = next(i for i, w in enumerate(words) if w is word)
    if not pack.grammar.shape.compounds or not word.lower.endswith(pack.grammar.adverb_endings) or at + 1 >= len(words):
        return False
    upcoming = words[at + 1]
    describes = "adj" in upcoming.options or any(f.kind == "part2" for f in upcoming.forms)
    finite_too = any(f.kind == "fin" for f in upcoming.forms) and "adj" not in upcoming.options
    later = any(w.forms and "verb" in w.options for w in words[at + 2 :])
    return describes and upcoming.text[0].islower() and (not finite_too or later) and not knowledge.find([word.text], 0)[0]


def _common(word: Word, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a noun with a capital inside a sentence is one all the same: a title, a role, a day or month."""
    noun = pack.words.noun(word.text)
    lemma = noun.lemma if noun is not None else word.lower
    known = lemma in pack.roles.by_lemma or lemma.lower() in pack.roles.by_lemma or lemma in pack.grammar.nouns.time
    return known or knowledge.title(word.text) is not None or not pack.grammar.shape.compounds


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
    set_word(word, pos, lemma)
