"""What is condemned or turned down, and the events told so far -> who did it ("condemned the attack", "rejected the charge")."""

import msgspec

from dragoman.language.triggers import Slot
from dragoman.values.event import TALKS, Event, Participant
from dragoman.what.frames import Frame
from dragoman.what.slots import fill

BLAMES, ANSWERS = "ACCUSE", "REJECT"


def blamed(frame: Frame, speakers: tuple[Participant, ...], told: tuple[Event, ...]) -> tuple[Participant, ...]:
    """The doers of the deed told before, if only one country or body has done one of its kind; () where nobody is known.

    What is turned down was done to whoever turns it down. They stand nowhere in the sentence: their basis is where they
    were named.
    """
    answers = frame.trigger.event == ANSWERS
    kinds = _kinds(frame, definite=not answers) - {*TALKS} if answers or frame.trigger.event == BLAMES else frozenset()
    own = {p.code for p in speakers if p.code}
    done = [e for e in reversed(told) if e.event[0] in kinds and e.status == "occurred" and any(p.code for p in e.actor)]
    doers = [e.actor for e in done if not answers or own & {p.code for p in e.recipient}]
    if not doers or len({frozenset(p.code for p in sides if p.code) for sides in doers}) != 1:
        return ()
    known = tuple(p for p in doers[0] if p.code)
    if any(p.code in own for p in known):
        return ()
    return tuple(msgspec.structs.replace(p, entity_text="", spans=(), basis=p.spans or p.basis) for p in known)


def _kinds(frame: Frame, *, definite: bool) -> frozenset[str]:
    """The types of deed that the object of the verb names, where asked for a definite one ("the | launch")."""
    site = frame.site
    if site.phrase >= 0:
        return frozenset()
    for filling in fill(site, Slot("object")):
        if filling.phrase < 0:
            continue
        phrase, tokens = site.sentence.phrases[filling.phrase], site.sentence.tokens
        if not definite or tokens[phrase.inner].text.lower() in site.pack.grammar.definite:
            return frozenset(e.event for e in site.pack.triggers.nouns.get(tokens[phrase.head].lemma, ()))
    return frozenset()
