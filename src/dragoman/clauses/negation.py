"""A clause's opener and words -> the word that negates its deed; the same for every family of word order."""

from collections.abc import Sequence
from typing import Protocol

from dragoman.language.grammar import Clauses


class Written(Protocol):
    """A word under analysis, as far as negation looks at it."""

    lower: str


def negation(opener: str, tokens: Sequence[int], words: Sequence[Written], clauses: Clauses) -> int:
    """Token of the word that negates the clause's deed, -1 when none does."""
    if opener in clauses.negating_openers:
        return tokens[0]
    for token in tokens:
        if words[token].lower in clauses.negators:
            after = words[token + 1].lower if token + 1 < len(words) else ""
            if after not in clauses.not_negating:
                return token
    return -1
