"""A clause under construction, as the families of word order share it: its tokens, and how it hangs in the sentence."""

from functools import lru_cache

import msgspec

from dragoman.values.syntax import ClauseKind

_KEPT = 10_000  # sets of readings, of which a language has some hundreds


@lru_cache(_KEPT)
def letters(feats: tuple[str, ...]) -> str:
    """The first letters of a word's readings, each once: the cases that are possible for a token ("nad")."""
    return "".join(dict.fromkeys([f[0] for f in feats]))


class Draft(msgspec.Struct):
    """A clause under construction: token indices, finite token (-1 none), opener lemma, parent, antecedent.

    Auxiliaries that stand in another clause and hold here too are those of clause `helper` where a verb goes on with them
    ("was arrested and | charged"), or the tokens `lent` of a joint clause ("hat A durchsucht | und B festgenommen"), of which a
    part that `goes_on` is not the first. A clause that is `closed` waits for no verb; a `question` begins with its verb.
    """

    kind: ClauseKind
    tokens: list[int]
    finite: int = -1
    opener: str = ""
    parent: int = -1
    antecedent: int = -1
    helper: int = -1
    lent: tuple[int, ...] = ()
    goes_on: bool = False
    closed: bool = False
    question: bool = False
