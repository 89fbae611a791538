"""Offices of a body of states by what they are called alone ("the leaders", "the Secretary-General") -> the body's."""

import msgspec

from dragoman.values.syntax import Phrase
from dragoman.values.world import Mention
from dragoman.who.context import Context, again, definite
from dragoman.who.generic import says

OF_STATES = ("EUR", "NAT", "IGO")
HEADS = ("secretary_general", "deputy_secretary_general")
TO_THE_UN = ("un_ambassador", "deputy_un_ambassador")
UN = "UNO"


def of_the_body(mention: Mention, context: Context) -> Mention | None:
    """ "The leaders", where a body of states has acted last, are its own: "ECOWAS met ... | The leaders | demanded".

    So are any leaders behind its name and a colon.
    """
    tokens = context.sentence.tokens
    over = next((m for m in context.before if m.end < mention.start and tokens[m.end].text == ":"), None)
    body = over or context.discourse.body
    if body is None or body.code not in OF_STATES or mention.sector != "GOV":
        return None
    if over is None and not definite(mention, context):
        return None
    return msgspec.structs.replace(mention, code=body.code, basis=body.spans[:1], why="of the body spoken of")


def at_the_head(mention: Mention, context: Context) -> Mention | None:
    """ "The Secretary-General" is that of the body named last, or of the UN where somebody's envoy to it was."""
    if mention.office not in HEADS or mention.person or mention.code:
        return None
    for known in (*reversed(context.before), *context.discourse.mentions):
        if known.entity is not None and known.entity.kind == "organisation" and known.code:
            return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why="head of the body named before")
        if known.office in TO_THE_UN:
            return msgspec.structs.replace(mention, code=UN, basis=known.spans[:1], why="head of the body named before")
    return None


def the_bloc(mention: Mention, context: Context) -> Mention | None:
    """ "The bloc", "das Bündnis" are the body of states that the article has named last."""
    head = context.sentence.tokens[mention.head]
    if mention.code or head.lemma not in context.pack.roles.reference.blocs or not definite(mention, context):
        return None
    told = (*reversed(context.before), *context.discourse.mentions)
    body = next((m for m in told if m.code and m.entity is not None and m.entity.kind == "organisation"), None)
    if body is None or body.code not in OF_STATES:
        return None  # "the organisation" may be the NGO that was named since
    return msgspec.structs.replace(again(mention, body), why="the body spoken of")


def keeping_peace(mention: Mention, context: Context) -> Mention | None:
    """ "The peacekeepers" are of the body of states that the article has named last, of the UN where it names none."""
    if mention.code or not says(context.sentence, mention.head, context.pack.roles.reference.peacekeepers, context.pack):
        return None
    told = (*reversed(context.before), *context.discourse.mentions)
    bodies = (m for m in told if m.entity is not None and m.entity.kind == "organisation")
    body = next((m for m in bodies if m.code in (UN, *OF_STATES)), None)
    basis = body.spans[:1] if body is not None else ()
    return msgspec.structs.replace(mention, code=body.code if body else UN, basis=basis, why="sent by a body of states")


def _two_institutions(phrase: Phrase, context: Context) -> bool:
    """Whether a phrase is of two bodies that are known: "both | armies", "les deux | gouvernements"."""
    tokens, roles, grammar = context.sentence.tokens, context.pack.roles, context.pack.grammar
    role = roles.by_lemma.get(tokens[phrase.head].lemma)
    words = [t.text.lower() for t in tokens[max(phrase.inner - 1, 0) : phrase.head]]
    if tuple(t.text.lower() for t in tokens[phrase.end - 2 : phrase.end]) in roles.pairs and phrase.slot == "genitive":
        return True
    if role is None or role.kind != "institution" or len(words) < 1:
        return False
    if words[-1] in roles.pair.words:
        return True
    counted = len(words) > 1 and any(len(pair) > 1 and pair[-2] == words[-1] for pair in roles.pairs)
    return counted and (words[-2] in grammar.definite or words[-2] in grammar.adpositions.contracted)


def of_both(mention: Mention, context: Context) -> Mention | None:
    """ "Both armies", and "commanders of both armies", are those of the pair of the main event."""
    pair, sentence = context.discourse.pair, context.sentence
    held = sentence.phrase_at(mention.head)
    if mention.code or mention.members or len(pair) != 2 or held < 0:
        return None
    owners = [i for i, p in enumerate(sentence.phrases) if p.slot == "genitive" and sentence.descends(i, held)]
    if not any(_two_institutions(sentence.phrases[i], context) for i in (held, *owners)):
        return None
    members = tuple(
        msgspec.structs.replace(mention, code=m.code, basis=m.spans[:1], why="of the pair of the main event") for m in pair
    )
    return msgspec.structs.replace(mention, members=members, why="of the pair of the main event")
