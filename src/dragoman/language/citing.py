"""A phrase and its pack -> whether it says on whose word something is told ("nach Angaben | des Stabs"): no party, no place."""

from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence


def cites(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase is a word for a report under an adposition that names sources, and not just somebody's report."""
    phrases = pack.speech.phrases
    cited = phrase.adp in phrases.source_noun_adpositions and phrase.adp not in pack.grammar.shape.genitive
    return cited and phrases.report(sentence.tokens[phrase.head])


def in_citation(sentence: Sentence, index: int, pack: Pack) -> bool:
    """Whether a phrase cites or hangs on one that does, or on its owners ("nach Angaben | des Stabs | in Paris")."""
    below = -1
    while index >= 0:
        phrase = sentence.phrases[index]
        if cites(sentence, phrase, pack):
            return True
        if below >= 0 and phrase.slot != "genitive":  # "nach Angaben der Polizei | am Freitag | in Berlin": there it happened
            return False
        below, index = index, phrase.parent
    return False
