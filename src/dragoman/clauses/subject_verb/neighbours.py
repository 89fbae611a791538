"""A word's place in a sentence -> the words around it that tell what it is: adverbs and quotation marks passed over."""

from dragoman.clauses.subject_verb.options import Word

AHEAD = 4  # words behind in which the next one that tells is looked for


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
