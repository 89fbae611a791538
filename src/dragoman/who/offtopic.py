"""Mentions of an article about sport, fiction or business -> those that name a political actor all the same.

There a capital is a club, "the party" a match and a nationality a player's; countries, bodies and holders of an office by their
full name stay, and names that nobody knows.
"""

from dragoman.values.world import Mention

SURE = ("atlas name", "atlas variant", "atlas acronym")  # why of a mention that is a listed name itself
INSTITUTION = "role institution"


def political(mentions: tuple[Mention, ...], topic: str) -> tuple[Mention, ...]:
    """The mentions that remain of a sentence of an article about a topic; all of them when the topic is ""."""
    if not topic:
        return mentions
    return tuple(m for m in mentions if _unknown(m) or _named(m) or _in_office(m))


def _unknown(mention: Mention) -> bool:
    """A name of somebody of whom nothing is said."""
    return mention.form == "name" and not mention.code and not mention.sector


def _named(mention: Mention) -> bool:
    """A country or body by its name, an institution that has a country."""
    return mention.why in SURE or (mention.why == INSTITUTION and bool(mention.code))


def _in_office(mention: Mention) -> bool:
    """Somebody with an office of a country or body, by title or full name."""
    if not mention.office or not mention.code:
        return False
    return mention.form == "title" or (mention.form == "name" and len(mention.person.split()) > 1)
