"""A frame inside or beside a verbal act -> whether it is only what the act is about, or a refusal of its own."""

import msgspec

from dragoman.values.errors import Reason
from dragoman.values.world import Mention
from dragoman.what.frames import Frame
from dragoman.what.sites import Site
from dragoman.what.status import Verdict

CONTENT_DEPTH = 4  # clauses between a verbal act and the deed it is about
COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
ASKING = ("REQUEST", "ACCUSE", "THREATEN")


def is_act(frame: Frame) -> bool:
    """Whether a frame is a threat, promise, demand or protest, so that clauses under it tell what it is about."""
    return bool(frame.trigger.content or frame.trigger.complement) or frame.trigger.event == "PROTEST"


def content_of(frame: Frame, verdict: Verdict, acts: dict[int, Frame]) -> Reason | None:
    """The reason not to code what a verbal act is about: it is an event only when it names both its parties itself.

    What a crowd demands is none (codebook); nor is the condition of a threat, nor a noun in a slot that the act asks for.
    """
    clauses, index = frame.site.sentence.clauses, frame.site.clause
    if frame.site.phrase >= 0 and index in acts and (_asked_for(frame, acts[index]) or _promised(frame, acts[index])):
        return "embedded"
    for _ in range(CONTENT_DEPTH):
        clause = clauses[index]
        if clause.parent < 0 or clause.kind in ("relative", "main"):
            return None
        if clause.parent in acts:
            return _inside(frame, verdict, acts[clause.parent])
        index = clause.parent
    return None


def act_over(site: Site, acts: dict[int, Frame]) -> int:
    """The clause of the verbal act that a deed stands in or under, -1 without one."""
    clauses, index = site.sentence.clauses, site.clause
    if site.phrase >= 0 and index in acts:
        return index
    for _ in range(CONTENT_DEPTH):
        index = clauses[index].parent if clauses[index].kind not in ("relative", "main") else -1
        if index < 0 or index in acts:
            return index
    return -1


def turned_down(frame: Frame, refusing: set[int]) -> bool:
    """Whether a noun is the thing that the verb of its clause refuses ("erteilte | Gesprächen mit Peru | eine Absage")."""
    site = frame.site
    refused = site.phrase >= 0 and site.clause in refusing and frame.trigger.event in COOPERATIVE
    return refused and site.sentence.phrases[site.phrase].slot in ("object", "dative")


def _inside(frame: Frame, verdict: Verdict, act: Frame) -> Reason | None:
    if act.trigger.event == "PROTEST":
        return "embedded" if frame.trigger.event in ASKING or verdict.effect == "called_for" else None
    if frame.site.host.opener in frame.site.pack.grammar.clauses.conditional:
        return "embedded"
    verb = act.site.host.verb  # of a refusal it is reflexive ("se negó | a imponer sanciones")
    disputed = verdict.effect == "denied" and act.trigger.event == "REJECT" and not (verb is not None and verb.reflexive)
    if disputed and not (frame.site.host.kind == "participle" and frame.site.host.opener):
        return None  # "denied having supplied arms to Russia": the deed is told as one that somebody disputes
    if frame.site.host.kind == "participle" and act.trigger.event in ASKING and frame.trigger.event != "ASSAULT":
        return "embedded"  # "accused Spain | of siding with its neighbour"; an attack is told as one
    return None if frame.actor and frame.recipient and not _shared(frame.actor, act.actor) else "embedded"


def _promised(frame: Frame, act: Frame) -> bool:
    """Whether a noun is what a promise or threat is about ("promised | aid | to Haiti"): the same deed, told once."""
    slot = frame.site.sentence.phrases[frame.site.phrase].slot
    own = _shared(frame.actor, act.actor)
    threatened = act.trigger.event == "THREATEN" and act.trigger.content == "conditional" and (own or not frame.actor)
    return slot == "object" and (threatened or (act.trigger.event == "AGREE" and act.trigger.content == "expected" and own))


def _asked_for(frame: Frame, act: Frame) -> bool:
    """Whether a noun stands in an adpositional slot that the act's frame requires ("agreed to | mediation")."""
    phrases, at = frame.site.sentence.phrases, frame.site.phrase
    wanted = {s.word for s in act.trigger.slots["requires"] if s.kind == "adp"}
    while at >= 0:
        if phrases[at].adp in wanted:
            return True
        at = phrases[at].parent
    return False


def _shared(some: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    """Whether two lists name one party, also by a pronoun."""
    known = {(m.code, m.sector) for m in others}
    return any((m.code, m.sector) in known for m in some)


def declined(frame: Frame, verdict: Verdict) -> tuple[Frame, Verdict] | None:
    """The refusal that a negated future of one's own is ("it will not accept refugees"): a REJECT; None when it is none."""
    verb, clause = frame.site.host.verb, frame.site.host
    if frame.site.phrase >= 0 or frame.trigger.event not in COOPERATIVE or not frame.actor or clause.negation < 0:
        return None
    future = verb is not None and (verb.tense == "future" or verb.modal in frame.site.pack.grammar.verbs.reported_future)
    if not future or clause.kind not in ("main", "subordinate") or clause.opener in frame.site.pack.grammar.clauses.conditional:
        return None
    entry = msgspec.structs.replace(frame.trigger, event="REJECT", mode=(), context=(), cameo="120", symmetric=False)
    said = Verdict(background=verdict.background, rules=(*verdict.rules, "a negated future of one's own is a refusal"))
    return msgspec.structs.replace(frame, trigger=entry), said
