"""A phrase of a sentence -> whether it is nothing but a number of people."""

import re
import unicodedata

from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence

COUNTED = "people counted"  # the `why` of a mention that is nothing but a number
YEAR = re.compile("(19|20)[0-9]{2}")


def counted(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase is nothing but a number of people: "killed | 17", "| Six | were arrested", "Thousands | marched"."""
    head, dozens = sentence.tokens[phrase.head], pack.modality.approximately.dozens
    if head.text in dozens or head.text.lower() in dozens or _dozens(sentence, phrase, pack):
        return phrase.slot in ("subject", "object") and not phrase.adp and _alone(sentence, phrase, pack)
    plain = head.text.replace(",", "").isdigit() or head.text.isalpha()
    if head.pos != "num" or phrase.head != phrase.end - 1 or not plain or YEAR.fullmatch(head.text):
        return False
    if not (phrase.slot == "object" or _suffers(sentence, phrase, pack)):
        return False
    return _deed(sentence, phrase, pack) and not _money(sentence, phrase) and not _goes_on(sentence, phrase, pack)


def _goes_on(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether what follows says that a number counts something else: "all six | of her letters", "at five | %"."""
    if phrase.end >= len(sentence.tokens):
        return False
    following = sentence.tokens[phrase.end]
    return following.lemma in pack.grammar.shape.genitive or (following.pos == "punct" and following.text not in ",.;")


def _deed(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether the verb of the phrase's clause is one that may tell an event."""
    index = sentence.clause_of(phrase.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    return verb is not None and verb.lemma in pack.triggers.verbs


def _suffers(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a number is the subject of a verb that tells what is done to it: "| Twelve | were killed", "| Six | died"."""
    index = sentence.clause_of(phrase.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    told = sentence.tokens[phrase.inner : phrase.head]
    if verb is None or phrase.slot != "subject" or phrase.adp or any(t.pos in ("adj", "det") and t.text.islower() for t in told):
        return False  # "| otros cuatro | resultaron heridos": of those told before
    return verb.voice == "passive" or any("subject" in e.recipient for e in pack.triggers.verbs.get(verb.lemma, ()))


def _money(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a sign of currency stands in a phrase or right before it."""
    return any(unicodedata.category(t.text[0]) == "Sc" for t in sentence.tokens[max(phrase.start - 1, 0) : phrase.end])


def _dozens(sentence: Sentence, phrase: Phrase, pack: Pack) -> str:
    """The number of several words that starts with a phrase ("tens of thousands"), "" where it is none."""
    texts = " ".join(t.text.lower() for t in sentence.tokens[phrase.head : phrase.head + 3])
    return texts if texts in pack.modality.approximately.dozens else ""


def _alone(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a word for a number has nothing that it counts, before or behind it."""
    end = phrase.head + 1 + _dozens(sentence, phrase, pack).count(" ")
    if phrase.head != phrase.end - 1 or end >= len(sentence.tokens):
        return False
    following = sentence.tokens[end]
    of = following.lemma in pack.grammar.shape.genitive or following.text.lower() in pack.grammar.shape.genitive
    return not of and following.pos not in ("noun", "name", "adj", "det") and following.text not in ("%", "$", "€")
