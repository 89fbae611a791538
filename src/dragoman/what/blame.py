"""A deed that is condemned, and the events told so far -> who is blamed: whoever did what was told ("condemned the attack")."""

import msgspec

from dragoman.language.triggers import Slot
from dragoman.values.event import TALKS, Event, Participant
from dragoman.what.frames import Frame
from dragoman.what.slots import fill

BLAMES = "ACCUSE"


def blamed(frame: Frame, accusers: tuple[Participant, ...], told: tuple[Event, ...]) -> tuple[Participant, ...]:
    """The doers of the deed told before, if only one country or body has done one of its kind; () where nobody is known.

    They stand nowhere in the sentence: their basis is where they were named.
    """
    kinds = _kinds(frame) - {*TALKS} if frame.trigger.event == BLAMES else frozenset()
    if not kinds:
        return ()
    own = {p.code for p in accusers}
    doers = [e.actor for e in reversed(told) if e.event[0] in kinds and e.status == "occurred" and any(p.code for p in e.actor)]
    if not doers or len({frozenset(p.code for p in sides if p.code) for sides in doers}) != 1:
        return ()
    known = tuple(p for p in doers[0] if p.code)
    if any(p.code in own for p in known):
        return ()
    return tuple(msgspec.structs.replace(p, entity_text="", spans=(), basis=p.spans or p.basis) for p in known)


def _kinds(frame: Frame) -> frozenset[str]:
    """The types of deed that a definite object of the verb names ("the | launch"), none where it says whose the deed is."""
    site = frame.site
    if site.phrase >= 0:
        return frozenset()
    for filling in fill(site, Slot("object")):
        if filling.phrase < 0:
            continue
        phrase, tokens = site.sentence.phrases[filling.phrase], site.sentence.tokens
        first = tokens[phrase.inner]
        if first.text.lower() in site.pack.grammar.definite:
            return frozenset(e.event for e in site.pack.triggers.nouns.get(tokens[phrase.head].lemma, ()))
    return frozenset()
