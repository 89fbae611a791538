"""What is condemned, turned down or claimed, and the events told elsewhere -> its other side ("condemned | the attack")."""

import msgspec

from dragoman.language.triggers import Slot
from dragoman.values.event import TALKS, Event, Participant
from dragoman.values.syntax import Phrase
from dragoman.what.frames import Frame
from dragoman.what.slots import fill

BLAMES, ANSWERS, CLAIMS = "ACCUSE", "REJECT", "ASSAULT"
HARMS = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")
BANDS = ("REB", "UAF", "CRM")  # whom their own state condemns
LEAST = {"REQUEST"}  # may be put to nobody by name: "Israel proposed a truce"


def blamed(frame: Frame, speakers: tuple[Participant, ...], told: tuple[Event, ...]) -> tuple[Participant, ...]:
    """The doers of the deed told before, if only one country or body has done one of its kind; () where nobody is known.

    What is turned down was done to whoever turns it down. They stand nowhere in the sentence: their basis is where they
    were named.
    """
    if frame.trigger.event not in (BLAMES, ANSWERS) or frame.site.phrase >= 0:
        return ()
    answers = frame.trigger.event == ANSWERS
    kinds = _answered(frame) if answers else _harmful(frame)
    own = {p.code for p in speakers if p.code}
    done = [e for e in reversed(told) if e.event[0] in kinds and e.status == "occurred" and any(p.code for p in e.actor)]
    doers = [e.actor for e in done if not answers or _put_to(e, own)]
    if not doers or len({frozenset(p.code for p in sides if p.code) for sides in doers}) != 1:
        return ()
    known = tuple(p for p in doers[0] if p.code)
    if any(p.code in own and p.sector not in BANDS for p in known):
        return ()
    return _elsewhere(known)


def _elsewhere(known: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Participants of another sentence, whose basis is where they stand there."""
    return tuple(msgspec.structs.replace(p, entity_text="", spans=(), basis=p.spans or p.basis) for p in known)


def claimed(frame: Frame, told: tuple[Event, ...]) -> tuple[Participant, ...]:
    """Whom the attack hit that somebody says is his, if all that were told hit one country: "claimed | the attack"."""
    site = frame.site
    happened = site.pack.modality.adpositions.happened  # "after the attack" is another deed
    phrases = [p for i in site.host.phrases if (p := site.sentence.phrases[i]).adp not in happened]
    if frame.trigger.event != CLAIMS or site.phrase >= 0 or not any(_points_back(frame, p, CLAIMS) for p in phrases):
        return ()
    done = [e for e in told if e.event[0] == CLAIMS and e.status == "occurred" and any(p.code for p in e.recipient)]
    if len({p.code for e in done for p in e.recipient if p.code}) != 1:
        return ()
    return _elsewhere(tuple(p for p in done[-1].recipient if p.code))


def unanswered(event: Event) -> bool:
    """Whether an event answers what somebody did who is not known yet, or may claim it."""
    return event.event[0] in (BLAMES, ANSWERS, CLAIMS) and not event.recipient


def _put_to(event: Event, own: set[str]) -> bool:
    """Whether something was said to or asked of those of these codes, or asked of nobody by name."""
    if not event.recipient and event.event[0] in LEAST:
        return not own & {p.code for p in event.actor}
    return bool(own & {p.code for p in event.recipient})


def _answered(frame: Frame) -> frozenset[str]:
    """The types of what may be turned down: what its noun says; of a denial, whatever it is about, charges."""
    denies, things = frame.site.pack.speech.stance.get(frame.site.lemma) == "denies", _objects(frame)
    kinds = frozenset(k for phrase in things for k in _named(frame, phrase)) - {*TALKS}
    return kinds | {BLAMES} if denies and (kinds or not things) else kinds


def _harmful(frame: Frame) -> frozenset[str]:
    """The types of deed that the noun behind the verb names: one that points back ("this | launch"), or any deed ("an | act")."""
    found: set[str] = set()
    for phrase in _objects(frame):
        found |= _named(frame, phrase) - {*TALKS} if _back(frame, phrase) else set()
        found |= {*HARMS} if frame.site.sentence.tokens[phrase.head].lemma in frame.site.pack.speech.told.any else set()
    return frozenset(found)


def _points_back(frame: Frame, phrase: Phrase, event: str) -> bool:
    """Whether a phrase names a deed of a type that was told ("the | attack")."""
    return event in _named(frame, phrase) and _back(frame, phrase)


def _back(frame: Frame, phrase: Phrase) -> bool:
    """Whether the first word of a phrase says that what it names is known."""
    tokens, told = frame.site.sentence.tokens, frame.site.pack.speech.told
    contracted = frame.site.pack.grammar.adpositions.contracted if phrase.adp else ()  # "des raids" is no adposition
    words = [t.text.lower() for t in tokens[phrase.start : phrase.head] if t.pos != "punct"]
    return any(w in told.determiners or w in contracted for w in words[: 1 + bool(phrase.adp)])


def _objects(frame: Frame) -> list[Phrase]:
    return [frame.site.sentence.phrases[f.phrase] for f in fill(frame.site, Slot("object")) if f.phrase >= 0]


def _named(frame: Frame, phrase: Phrase) -> frozenset[str]:
    """The types of deed that a noun may name: by its triggers, and by what is told in other words."""
    lemma, pack = frame.site.sentence.tokens[phrase.head].lemma, frame.site.pack
    other = {event for event, nouns in pack.speech.told.of.items() if lemma in nouns}
    return frozenset(e.event for e in pack.triggers.nouns.get(lemma, ())) | other
