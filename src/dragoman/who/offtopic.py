"""Mentions of an article that is not about politics -> those that name a political actor all the same.

There a capital is a city or a club, "the party" a match or a feast, "the chamber" a camera's and a nationality a player's;
countries, bodies and holders of an office by their full name stay, and names that nobody knows.
"""

from collections.abc import Sequence

from dragoman.values.syntax import Sentence
from dragoman.values.world import Mention

SURE = ("atlas name", "atlas variant", "atlas acronym")  # why of a mention that is a listed name itself
INSTITUTION = "role institution"
RULING = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "PTY", "OPP")  # sectors of those whom politics is about
BODIES = ("organisation", "group", "party")
REGION = "region"
LONG = 60  # words from which an article that never speaks of politics can be told from one that has not come to it yet
SIGNS = 2  # different actors that show an article without any event to be about politics nevertheless


def told(
    sentences: Sequence[Sentence], mentions: Sequence[tuple[Mention, ...]], *, coded: Sequence[bool], topic: str
) -> list[tuple[Mention, ...]]:
    """The mentions of an article, sentence by sentence: all of a sentence that tells an event, of others those of `political`.

    `coded` says which sentences tell one, `topic` what the article is about ("" = nothing that is known to be no politics).
    """
    silent = not topic and not any(coded) and sum(len(s.tokens) for s in sentences) >= LONG
    if not topic and not (silent and len({m.text for group in mentions for m in group if _sign(m)}) < SIGNS):
        return list(mentions)
    return [group if event else political(group) for group, event in zip(mentions, coded, strict=True)]


def _sign(mention: Mention) -> bool:
    """Whether somebody is named of whom only political news speak: an office, a ruling institution or a body with its country."""
    if mention.code and mention.office and not mention.inferred and (mention.form == "title" or mention.person):
        return True
    if mention.form == "role" and mention.code and mention.sector in RULING and mention.why.startswith("role"):
        return True
    body = mention.entity is not None and mention.entity.kind in BODIES and mention.why in SURE
    return body and mention.sector in (*RULING, "")


def political(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of a sentence that name a political actor even where nothing else does, and unknown names.

    A country inside another name or noun phrase that is none goes with it ("Universidad | de Chile").
    """
    kept = [m for m in mentions if _unknown(m) or _named(m) or _institution(m, mentions) or _in_office(m)]
    gone = [m for m in mentions if m not in kept and m.form == "role"]
    return tuple(m for m in kept if not any(_inside(m, other) for other in gone))


def _unknown(mention: Mention) -> bool:
    """A name of somebody of whom nothing is said."""
    return mention.form == "name" and not mention.code and not mention.sector


def _named(mention: Mention) -> bool:
    """A country or body by its name; a region is a place there, or a club's name."""
    return mention.why in SURE and (mention.entity is None or mention.entity.kind != REGION)


def _institution(mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    """An institution with its country in its own words ("the Japanese parliament"); of a city it may be any house."""
    own = any(m.code == mention.code and m.form == "country" and _inside(m, mention) for m in mentions)
    return mention.why == INSTITUTION and bool(mention.code) and own


def _inside(mention: Mention, other: Mention) -> bool:
    return mention is not other and other.start <= mention.start and mention.end <= other.end


def _in_office(mention: Mention) -> bool:
    """Somebody with an office of a country or body, by full name or by a title that says which or has a holder."""
    if not mention.office or not mention.code:
        return False
    if mention.form == "title":
        return bool(mention.person) or not mention.inferred
    return mention.form == "name" and len(mention.person.split()) > 1
