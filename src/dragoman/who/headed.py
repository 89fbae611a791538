"""A sentence that opens with the land it is about, and who in it has no country -> the same of that land."""

import msgspec

from dragoman.values.world import ENVOYS, NO_STATES, Mention
from dragoman.who.context import Context
from dragoman.who.generic import stateless

BEFORE_COLON = 7  # words of the longest opening: "Guerre dans l'est de la RDC :"
MARKS = (":", "-", "–")  # a dash stands so in headlines only
LOCAL = ("GOV", "CVL", "OPP", "COP", "MIL", "REB", "LAB", "EDU", "SOC", "AGR", "JUD", "LEG", "PTY", "REL", "JRN")
SERVANTS = ("GOV", "MIL")  # who may be another country's, sent there or speaking of it


def of_the_heading(mention: Mention, context: Context) -> Mention | None:
    """Whoever has no country is of the land before the colon: "Mali: | soldiers | killed in an ambush"."""
    if mention.code or mention.members or mention.sector not in LOCAL or mention.office in ENVOYS:
        return None
    land = _heading(context)
    if land is None or mention.start < land.end or _unsaid(mention, context):
        return None
    home = context.discourse.home
    if mention.sector in SERVANTS and home.told and home.code != land.code and (mention.person or mention.form == "title"):
        return None  # a minister at home who speaks of the war elsewhere
    return msgspec.structs.replace(mention, code=land.code, basis=land.spans[:1], why="of the land before the colon")


def _heading(context: Context) -> Mention | None:
    """The one state that is named before a colon near the start of a sentence; None without one, or where that speaks."""
    tokens = context.sentence.tokens
    marks = MARKS if context.sentence.block == "headline" else MARKS[:1]
    colon = next((i for i, t in enumerate(tokens[:BEFORE_COLON]) if t.text in marks), -1)
    named = [m for m in context.open if m.end <= colon]
    nouns = [m for m in named if m.why != "adjective" or tokens[m.head].pos == "name"]
    states = [m for m in nouns if m.form == "country" and m.code and m.code not in NO_STATES]
    speaks = colon + 1 < len(tokens) and not tokens[colon + 1].text[0].isalnum()
    return states[0] if len(states) == len(named) == 1 and not speaks else None


def _unsaid(mention: Mention, context: Context) -> bool:
    """Whether a noun is for those of whom nobody says where they come from ("jihadists")."""
    return stateless(context.sentence, mention.head, context.pack)
