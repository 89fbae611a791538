"""Readings of the words of a phrase -> those that they agree on, and the cases that are left."""

from functools import lru_cache

from dragoman.language.grammar import Feats
from dragoman.language.pack import Pack

CASES = "nadg"
FEMININE = ("nsf", "asf", "dsf", "gsf")
MASCULINE = ("nsm", "asm", "dsm", "gsm")


@lru_cache(maxsize=4096)
def agreeing(outer: Feats, own: Feats) -> Feats:
    """The readings of the first that are compatible with one of the second."""
    return tuple(o for o in outer for f in own if agree(o, f))


def agree(a: str, b: str) -> bool:
    """Whether two readings are compatible: same case; number and gender equal where both say one (plural has no gender)."""
    if a[0] != b[0]:
        return False
    number_a, number_b = a[1:2].strip("-"), b[1:2].strip("-")
    if number_a and number_b and number_a != number_b:
        return False
    gender_a, gender_b = a[2:3], b[2:3]
    return not (gender_a and gender_b and gender_a != gender_b) or number_a == "p"


def cases(feats: Feats, adp: str, pack: Pack) -> str:
    """The letters of the cases that readings leave under an adposition, of those that it governs ("" is none)."""
    letters = _letters(feats)
    if not adp:
        return letters
    governed = pack.grammar.governs.get(adp, "ad")
    return "".join(c for c in governed if c in letters) or governed


@lru_cache(maxsize=4096)
def _letters(feats: Feats) -> str:
    return "".join(c for c in CASES if any(f[0] == c for f in feats)) or CASES[:3]
