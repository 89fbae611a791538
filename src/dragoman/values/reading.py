"""One sentence with everything the rooms before `what` found in it, and what holds for the whole article."""

import msgspec

from dragoman.values.event import CiteInfo
from dragoman.values.speech import Statement
from dragoman.values.syntax import Sentence
from dragoman.values.text import Article
from dragoman.values.time import Anchor, TimeSpan
from dragoman.values.world import Home, Mention, Place


class Reading(msgspec.Struct, frozen=True):
    """A sentence, its resolved mentions, time expressions, places, and the statements that cover some of it."""

    sentence: Sentence
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    setting: Place | None = None
    """Where the article is at: the last place named as one in this sentence or before it."""


class Scene(msgspec.Struct, frozen=True):
    """What holds for every sentence of an article: its text, anchor, home country, topic, and how it is cited.

    `topic` is sport, fiction or business when the article as a whole is about that, else "".
    """

    article: Article
    anchor: Anchor
    home: Home
    cite: CiteInfo
    coder: str
    topic: str = ""
