"""A clause's opener and words -> the word that negates its deed; the same for every family of word order."""

from collections.abc import Sequence
from typing import Protocol

from dragoman.language.grammar import Clauses

MARKS = frozenset('"„“”«»')


class Written(Protocol):
    """A word under analysis, as far as negation looks at it."""

    @property
    def lower(self) -> str:
        """The word in small letters."""

    @property
    def pos(self) -> str:
        """Its part of speech."""


def negation(opener: str, tokens: Sequence[int], words: Sequence[Written], clauses: Clauses) -> int:
    """Token of the word that negates the clause's deed, -1 when none does."""
    if opener in clauses.negating_openers:
        return tokens[0]
    for token in tokens:
        if words[token].lower in clauses.negators:
            after = words[token + 1].lower if token + 1 < len(words) else ""
            before = words[token - 1].lower if token else ""
            if before in clauses.accompanying and words[token].pos == "det":  # "ended | with no agreement"
                continue
            if before in clauses.comparators and before not in clauses.content and after:  # "als | nicht | akzeptabel"
                continue
            if after not in clauses.not_negating and not _of_a_participle(token, tokens, words) and not _quoted(token, words):
                return token
    return -1


def _quoted(token: int, words: Sequence[Written]) -> bool:
    """Whether a negator opens a quotation of two or three words, an opinion about the deed (als "nicht akzeptabel")."""
    if not token or words[token - 1].pos != "punct" or words[token - 1].lower not in MARKS:
        return False
    return any(w.pos == "punct" and w.lower in MARKS for w in words[token + 2 : token + 4])


def _of_a_participle(token: int, tokens: Sequence[int], words: Sequence[Written]) -> bool:
    """Whether a negator stands between a noun and a participle of another clause: "el sobrevuelo | no | autorizado"."""
    before, behind = words[token - 1 : token], words[token + 1 : token + 2]
    inside = bool(before and behind) and before[0].pos in ("noun", "name") and behind[0].pos in ("verb", "adj")
    return inside and (behind[0].pos == "adj" or token + 1 not in tokens)
