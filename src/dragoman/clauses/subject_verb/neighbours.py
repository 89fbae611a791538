"""A word's place in a sentence -> the words around it that tell what it is: adverbs and quotation marks passed over."""

from dragoman.clauses.subject_verb.options import Word
from dragoman.language.pack import Pack

AHEAD = 4  # words behind in which the next one that tells is looked for
TIME_WORDS = 5  # of a phrase of time between an auxiliary and its verb ("in the first week of")


def before(words: list[Word], i: int) -> Word | None:
    """The word before, adverbs, negations and quotation marks passed over; None at the start."""
    for word in reversed(words[:i]):
        if word.pos not in ("adv", "part") and word.text not in "\"“”„«»‘’'":
            return word
    return None


def after(words: list[Word], i: int) -> Word | None:
    """The word behind that is no adverb and no quotation mark; None at the end."""
    for word in words[i + 1 : i + 1 + AHEAD]:
        if word.options[:1] != ("adv",) and word.text not in "\"“”„«»‘’'":
            return word
    return None


def parted_helper(words: list[Word], i: int, pack: Pack) -> Word | None:
    """The verb that only a phrase of time parts from the word: "will | on Monday | host", "has | this week | met"; else None."""
    timed = False
    for word in reversed(words[max(i - 1 - TIME_WORDS, 0) : i]):
        if word.pos == "verb":
            return word if timed else None
        timed = timed or word.lemma in pack.grammar.nouns.time
        if not (timed or word.pos == "num") or word.pos not in ("adp", "det", "adj", "num", "adv", "noun", "name"):
            return None
        if word.pos in ("noun", "name") and word.lemma not in pack.grammar.nouns.time:
            return None
    return None
