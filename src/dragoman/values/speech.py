"""Who said what: statements of a text, and the attribution of an event."""

from typing import Literal

import msgspec

from dragoman.values.text import Span
from dragoman.values.world import Mention

Stance = Literal["asserts", "denies", "doubts", "demands", "promises"]


class Statement(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of text given on somebody's word.

    `quote` is the hull of what is said, `speaker` the span of whoever says it (None: not named), `cue` the span of the
    word that tells (None: only quotation marks or Konjunktiv). `via` are the sources that passed it on, nearest first.
    `mention` is the resolved speaker where there is one.
    """

    quote: Span
    speaker: Span | None
    cue: Span | None
    kind: Literal["direct", "indirect", "mixed"]
    stance: Stance = "asserts"
    mention: Mention | None = None
    via: tuple[Mention, ...] = ()
    rule: str = ""
