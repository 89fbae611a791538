"""A frame -> the reason not to code it: negated, no actor, not political, off topic, unsupported; an ordered tuple of rules."""

from collections.abc import Callable

import msgspec

from dragoman.language.codebook import Codebook
from dragoman.values.errors import Reason
from dragoman.values.reading import Scene
from dragoman.values.world import NO_STATES, Mention
from dragoman.what.frames import Frame
from dragoman.what.masses import political_dead
from dragoman.what.status import Verdict
from dragoman.what.topics import TOPICS, off_topic

PLACED = ("country", "metonym", "place")
HARM = ("ASSAULT", "COERCE", "SANCTION")  # done to journalists they are political
PEOPLE_THERE = "people_there"  # slot of whom nobody names, who are of the place
HARMED = ("LAB",)  # workers strike as such; whoever is robbed or killed is none of them for that


class Case(msgspec.Struct, frozen=True, gc=False):
    """What a rule may look at: a frame, the verdict on it, the article around it, the codebook."""

    frame: Frame
    verdict: Verdict
    scene: Scene
    codebook: Codebook

    @property
    def everybody(self) -> tuple[Mention, ...]:
        """The mentions of both sides, of several that are joined each one."""
        return tuple(x for m in (*self.frame.actor, *self.frame.recipient) for x in (m.members or (m,)))


def _nobody(case: Case) -> Reason | None:
    frame = case.frame
    if PEOPLE_THERE in frame.trigger.recipient:
        return None
    if not frame.actor and not frame.recipient and "own_people" not in frame.trigger.actor:
        return "no_actor"
    if (
        case.codebook.types[frame.trigger.event].requires_recipient
        and not frame.recipient
        and not (frame.trigger.symmetric and _several(frame.actor))
        and len(frame.actor) < 2
    ):
        return "no_recipient"
    return None


def _several(actor: tuple[Mention, ...]) -> bool:
    """Whether a single mention may stand for several who act together: "the allies", "neighbouring states"."""
    return any(m.members or m.plural or m.form == "group" for m in actor)


def _private(case: Case) -> Reason | None:
    """Nobody in it is a state, a body, an armed group or another political actor."""
    frame, codebook = case.frame, case.codebook
    people = (*frame.actor, *(m for m in frame.recipient if frame.trigger.event not in HARM or m.sector not in HARMED))
    everybody = (*people, *(x for m in people for x in m.members))
    if any(m.sector in codebook.political_sectors or (m.form in ("country", "metonym", "title") and m.code) for m in everybody):
        return None
    if any(m.code in NO_STATES for m in everybody):
        return None
    if frame.trigger.event == "THREATEN" and any(m.form == "group" and m.code for m in everybody):
        return None  # a people that threatens
    if codebook.weapons_of_war & set(frame.trigger.modes) or codebook.political_contexts & set(frame.trigger.context):
        return None
    if frame.trigger.event == "ASSAULT" and any(m.form == "place" and m.code and m.why == "place attacked" for m in everybody):
        return None  # a town that is attacked
    if frame.trigger.event in HARM and any(m.sector in codebook.silenced for m in frame.recipient):
        return None
    if codebook.hostages & set(frame.trigger.modes) and any(m.code for m in frame.recipient):
        return None
    if political_dead(frame):
        return None
    protesters = frame.actor or "own_people" in frame.trigger.actor
    return None if frame.trigger.event == "PROTEST" and protesters else "not_political"


def _perhaps(case: Case) -> Reason | None:
    """What may be done to somebody of no known country, by nobody named: "a court decides whether it jails the politician"."""
    frame = case.frame
    everybody = [x for m in (*frame.actor, *frame.recipient) for x in (m, *m.members)]
    untold = frame.trigger.event in HARM and not frame.actor and not any(m.code for m in everybody)
    return "not_political" if untold and case.verdict.effect == "conditional" else None


def _anybody(case: Case) -> Reason | None:
    """A single man or woman of whom nothing else is told is arrested or sentenced: that is crime, not politics."""
    frame = case.frame
    sentence, words = frame.site.sentence, frame.site.pack.roles.reference.anybody
    if not words or not case.codebook.of_anybody & set(frame.trigger.modes) or not frame.recipient:
        return None
    plain = all(m.form == "role" and not m.plural and sentence.tokens[m.head].lemma in words for m in frame.recipient)
    return "not_political" if plain and not any(_stated(m) for m in frame.recipient) else None


def _stated(mention: Mention) -> bool:
    """Whether the words of a mention give its country ("einen | deutschen | Touristen")."""
    return bool(mention.code) and not mention.inferred


def _interview(case: Case) -> Reason | None:
    """Who talks to a newspaper meets nobody."""
    talks = case.frame.trigger.event == "CONSULT"
    return "not_political" if talks and any(m.sector == "JRN" for m in case.everybody) else None


def _not_civilians(case: Case) -> Reason | None:
    """Armies, police and governments do not protest: who blocks a road for them is coded otherwise."""
    frame = case.frame
    if frame.trigger.event != "PROTEST" or not frame.actor or case.codebook.open_to_servants & set(frame.trigger.modes):
        return None  # who serves a state may strike
    everybody = [x for m in frame.actor for x in (m.members or (m,))]
    state = all(m.sector in ("GOV", "MIL", "COP", "SPY") or m.form in ("country", "metonym") for m in everybody)
    return "no_actor" if state else None


def _at_home(case: Case) -> Reason | None:
    """Whoever travels comes to his own country: "the president returned to | Beijing"."""
    frame = case.frame
    if "visit" not in frame.trigger.modes or not frame.actor or not frame.recipient:
        return None
    apart = not any(a.start <= r.start < a.end for a in frame.actor for r in frame.recipient)  # "the president | in Paris"
    stated = apart and all(m.code and not m.inferred for m in case.everybody)
    places = all(m.form in PLACED or (m.form == "title" and not m.person) for m in frame.recipient)
    return "no_recipient" if stated and places and len({m.code for m in case.everybody}) == 1 else None


def _off_topic(case: Case) -> Reason | None:
    """The article or the sentence is about sport, fiction or business."""
    return next((name for name in TOPICS if off_topic(case.frame, case.scene.topic, name)), None)


def _negated(case: Case) -> Reason | None:
    if case.verdict.effect != "none":
        return None
    return "question" if case.verdict.question else "negated"


def _descriptive(case: Case) -> Reason | None:
    """A bare noun that only says what sort of thing another is tells no deed: "un drone | de combat", "navire | de guerre"."""
    frame = case.frame
    sentence, pack = frame.site.sentence, frame.site.pack
    if frame.site.phrase < 0 or not pack.grammar.shape.adjectives_after:
        return None
    phrase = sentence.phrases[frame.site.phrase]
    if phrase.slot != "genitive" or phrase.parent < 0 or phrase.inner != phrase.head or phrase.number == "p":
        return None
    above = sentence.tokens[sentence.phrases[phrase.parent].head].lemma
    told = pack.modality.nouns.effect(above) or above in pack.grammar.nouns.measure or above in pack.triggers.nouns
    return None if told or frame.trigger.kind != "noun" else "unsupported_noun"


def _unsupported(case: Case) -> Reason | None:
    """A noun without a verb that carries it, or an infinitive under an unknown verb, unless both parties are named."""
    frame = case.frame
    if case.verdict.supported:
        return None
    if frame.site.phrase >= 0:
        borne = "bearer" in (frame.parties.doing.slot, frame.parties.done_to.slot)
        named = (frame.actor and frame.recipient) or len(frame.actor) > 1 or borne
        return None if named and case.verdict.effect != "none" else "unsupported_noun"
    return "embedded"


def _in_passing(case: Case) -> Reason | None:
    """Told only in a relative clause or as somebody's demand: coded only when it names both its parties.

    Where a second side is wanted, the doer is of a known country or armed: "refugees, whom | authorities | blame" tells no deed.
    """
    frame = case.frame
    if not case.verdict.embedded or frame.site.phrase >= 0:
        return None
    known = any(x.code or x.sector in ("REB", "UAF", "MIL") for m in frame.actor for x in (m, *m.members))
    several = len(frame.actor) > 1 or any(m.members for m in frame.actor)
    return None if known and (frame.recipient or several) else "embedded"


def _only_alleged(case: Case) -> Reason | None:
    """What somebody is accused of, where nobody is hurt or killed: "accused Kigali of | supporting | rebels"."""
    frame, shape = case.frame, case.frame.site.pack.grammar.shape
    host, sentence = frame.site.host, frame.site.sentence
    gerund = host.kind == "participle" and host.opener in shape.gerund_of_object
    if frame.trigger.event == "ASSAULT" or frame.site.phrase >= 0 or not gerund:
        return None
    opener = host.tokens[0]
    before = sentence.tokens[opener - 1].lemma if opener else ""
    if before in frame.site.pack.grammar.nouns.steps:
        return None  # "took the step of | expelling | envoys"
    above = sentence.clauses[host.parent].verb if host.parent >= 0 else None
    triggers = frame.site.pack.triggers
    entries = (*triggers.nouns.get(before, ()), *(triggers.verbs.get(above.lemma, ()) if above is not None else ()))
    return "embedded" if any(e.event == "ACCUSE" for e in entries) else None


RULES: tuple[Callable[[Case], Reason | None], ...] = (
    _negated,
    _only_alleged,
    _nobody,
    _private,
    _perhaps,
    _anybody,
    _interview,
    _not_civilians,
    _at_home,
    _off_topic,
    _descriptive,
    _unsupported,
    _in_passing,
)


def refused(frame: Frame, verdict: Verdict, scene: Scene, codebook: Codebook) -> Reason | None:
    """The reason of the first rule that refuses the frame, None when it may be coded."""
    case = Case(frame, verdict, scene, codebook)
    return next((reason for rule in RULES if (reason := rule(case))), None)
