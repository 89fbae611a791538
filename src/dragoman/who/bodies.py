"""Offices of a body of states by what they are called alone ("the leaders", "the Secretary-General") -> the body's."""

import msgspec

from dragoman.values.world import Mention
from dragoman.who.context import Context, definite

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
