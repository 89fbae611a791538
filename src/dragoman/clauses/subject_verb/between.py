"""Phrases and clauses of a sentence -> the same, the second of two parties under "between" put beside the first.

A participle behind the first party may have somebody who does its deed, and "and" seems to go on with that: "clashes between
rebels backed by Sudan | and the Ugandan army". Where "between" has but one party, what stands behind "and" is the other.
"""

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Phrase, Token

Syntax = tuple[list[Phrase], list[Clause]]


def second_party(tokens: tuple[Token, ...], phrases: list[Phrase], clauses: list[Clause], pack: Pack) -> Syntax:
    """The phrases and clauses with the second parties where they belong."""
    for at, phrase in enumerate(phrases):
        if phrase.adp not in pack.grammar.adpositions.pairing or any(p.conjunct == at for p in phrases):
            continue
        other = _behind_participle(tokens, phrases, at, pack)
        if other < 0:
            continue
        joined = {"adp": phrase.adp, "slot": phrase.slot, "case": phrase.case, "parent": phrase.parent, "conjunct": at}
        phrases[other] = msgspec.structs.replace(phrases[other], **joined)
        clauses = [_with(clause, at, other) for clause in clauses]
    return phrases, clauses


def _behind_participle(tokens: tuple[Token, ...], phrases: list[Phrase], at: int, pack: Pack) -> int:
    """The phrase joined to the doer of a participle right behind a party or its owner; -1 without one."""
    end = phrases[at].end
    while (owner := next((p for p in phrases if p.start == end and p.slot in ("genitive", "apposition")), None)) is not None:
        end = owner.end
    if end >= len(tokens) or tokens[end].pos != "verb":
        return -1
    agents = pack.grammar.verbs.agent
    doer = next((i for i, p in enumerate(phrases) if p.start == end + 1 and p.adp in agents), -1)
    return next((i for i, p in enumerate(phrases) if doer >= 0 and p.conjunct == doer), -1)


def _with(clause: Clause, first: int, second: int) -> Clause:
    """The clause with the second party where it has the first, and without it elsewhere."""
    own = [p for p in clause.phrases if p != second]
    if first in own:
        own = sorted([*own, second])
    return clause if tuple(own) == clause.phrases else msgspec.structs.replace(clause, phrases=tuple(own))
