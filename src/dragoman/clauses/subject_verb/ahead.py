"""Tagged words and a position -> what comes next: the verb of the clause that may begin here, where a subject starts."""

from dragoman.clauses.subject_verb.options import Word
from dragoman.language.pack import Pack

QUOTES = frozenset("\"“”„«»‘’'")
INSIDE = ("noun", "name", "pron", "num", "det", "adj", "adp", "adv", "part")
"""Parts of speech that stand in a noun phrase with its attributes, or between it and its verb."""


def next_word(words: list[Word], i: int) -> int:
    """The next word that is no adverb and no quotation mark, -1 at the end."""
    return next((k for k in range(i, len(words)) if words[k].pos != "adv" and words[k].text not in QUOTES), -1)


def finite_ahead(words: list[Word], i: int, pack: Pack) -> int:
    """The finite verb of the clause that could begin here: nothing but noun phrases may stand before it; -1 without one."""
    for k in range(i, len(words)):
        word = words[k]
        if word.pos == "verb" and word.finite:
            return k
        if word.text in QUOTES:
            continue
        if word.pos not in INSIDE and not (word.pos == "cconj" and k > i):
            return -1
        if word.pos == "pron" and word.lower in pack.grammar.clauses.relatives and k > i:
            return -1
    return -1


def _joins(words: list[Word], t: int) -> bool:
    """Whether a conjunction stands between two nouns ("US | and | British forces")."""
    around = words[t - 1 : t] + words[t + 1 : t + 2]
    return words[t].pos == "cconj" and len(around) == 2 and all(w.pos in ("name", "noun", "adj", "det", "num") for w in around)


def subject_start(words: list[Word], tokens: list[int], finite: int, i: int) -> int:
    """First token of the noun phrase, with its attributes, that stands before the verb at `i` and behind the one at `finite`."""
    start, t, mine = i, i - 1, set(tokens)
    while t in mine and t > finite and (words[t].pos in INSIDE or _joins(words, t)):
        opens = words[t].pos in ("det", "pron") or (t - 1 not in mine) or words[t - 1].pos in ("verb", "adp")
        if words[t].pos not in ("adp", "adv", "part") and opens and (t - 1 not in mine or words[t - 1].pos != "adp"):
            start = t
            if words[t - 1].pos not in ("noun", "name", "pron") or words[t].pos in ("det", "pron"):
                return start
        t -= 1
    return start if start < i else max(t + 1, finite + 1)
