"""A group or force by its noun alone -> the group named before, or the forces of the subject's country."""

import msgspec

from dragoman.values.world import Mention
from dragoman.who.context import Context, again, definite
from dragoman.who.generic import says

BODIES_OF_STATES = ("UNO", "EUR", "NAT", "IGO")


def named_group(mention: Mention, context: Context) -> Mention | None:
    """ "Die Terrororganisation" is the group of that sector named last; "the rebels" the only one that was named."""
    told = (*reversed(context.before), *context.discourse.mentions)
    groups = [m for m in told if m.entity is not None and m.entity.kind in ("group", "party") and m.sector == mention.sector]
    if mention.plural:
        lands = {m.code for m in groups}
        if mention.code or mention.sector != "REB" or len(lands) != 1 or not definite(mention, context):
            return None
        if len({m.entity.id for m in groups if m.entity is not None}) > 1:  # several of one land
            return msgspec.structs.replace(mention, code=groups[0].code, basis=groups[0].spans[:1], why="groups named before")
    elif mention.sector not in ("REB", "PTY") or not _one(mention, context):
        return None
    return msgspec.structs.replace(again(mention, groups[0]), why="group named before") if groups else None


def _one(mention: Mention, context: Context) -> bool:
    """Whether a definite article in the singular begins a mention."""
    first, grammar = context.sentence.tokens[mention.start].text.lower(), context.pack.grammar
    return first in grammar.definite and any(f[1:2] == "s" for f in grammar.determiner_forms.get(first, ()))


def any_group(mention: Mention, context: Context) -> Mention | None:
    """ "The group", "this organisation" are the armed group, party or non-governmental organisation that was named last."""
    reference = context.pack.roles.reference
    first = context.sentence.tokens[mention.start].text.lower()
    pointing = definite(mention, context) or first in context.pack.speech.told.determiners
    named = says(context.sentence, mention.head, reference.any_group, context.pack)
    if mention.code or mention.plural or not (pointing and named):
        return None
    told = [m for m in (*reversed(context.before), *context.discourse.mentions) if m.entity is not None and not m.members]
    armed = mention.sector in ("REB", "PTY")  # "the militia" is no body of states
    states = (m for m in told if not armed and m.entity and m.entity.kind == "organisation" and m.code in BODIES_OF_STATES)
    known = next((m for m in told if _a_group(m)), None) or next(states, None)
    return msgspec.structs.replace(again(mention, known), why="group named before") if known is not None else None


def _a_group(mention: Mention) -> bool:
    """Whether somebody of the atlas is a group of people, and neither a body of a state nor one of states."""
    entity = mention.entity
    if entity is None or entity.kind not in ("group", "party", "organisation"):
        return False
    return entity.kind != "organisation" or (mention.code not in BODIES_OF_STATES and entity.sector in ("SOC", "REB", "NGO", ""))


def possessed(mention: Mention, context: Context) -> Mention | None:
    """ "Seine Truppen" are of the country that is subject of their clause; None where the words do not say "his" or "its".

    Nor for "his counterpart", who is of any country but that.
    """
    sentence, index = context.sentence, context.sentence.clause_of(mention.head)
    reference = context.pack.roles.reference
    owned = sentence.tokens[mention.start].text.lower() in reference.own
    owned = owned and sentence.tokens[mention.head].lemma not in reference.same_office
    heads = [sentence.phrases[i].head for i in sentence.clauses[index].phrases if sentence.phrases[i].slot == "subject"]
    owner = next((m for h in heads for m in context.before if m.start <= h < m.end and m.code and not m.members), None)
    if not owned or owner is None:
        return None
    return msgspec.structs.replace(mention, code=owner.code, basis=owner.spans[:1], why="of the subject")
