"""Actors and places: who is mentioned, who that is, and what the article has said about them so far."""

from typing import Literal

import msgspec

from dragoman.values.text import Span

SUPPORT = "if supported"  # how the `why` of a mention ends whose name needs support
AT_HOME = "home country"  # how the `why` of a mention begins that has its country from the article's home
OWNED = "the country of its owner"  # the `why` of a mention that a possessive gave its country
SAME_NOUN = "same noun before"  # the `why` of a group that has its country from others of its kind in the article
ONLY_STATE = "the only state told"  # the `why` of somebody in a report that has named one state only so far
LEADERS = ("head_of_state", "head_of_government")  # of whom a visit has two
OF_STATES = (*LEADERS, "monarch", "crown_prince", "foreign_minister", "defence_minister", "interior_minister")
"""Offices that only states have, by which a country's name that is also another is the country's: "Jordan's king"."""
HEADS_OF_ALL = ("head_of_state", "leader")  # offices whose words also mean the head of any body ("president", "head")
HEADS_OF_BODIES = {
    "PTY": "party_leader", "LAB": "union_leader", "LEG": "parliament_speaker", "JUD": "judge", "MIL": "chief_of_defence",
    "": "leader",
}  # fmt: skip
"""Sector of a body -> the office of its head; "" of any other."""
ENVOYS = ("ambassador", "envoy")  # offices that are held abroad
NO_STATES = ("UNO", "EUR", "NAT", "IGO", "NGO", "IMG", "ISM")  # codes of bodies that belong to no country


class Entity(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Somebody or something that can act: what knowledge says about it on the article's day.

    `id` is stable across languages ("country:KOR", "org:NATO", "person:kurt-campbell", "role:USA:GOV"), `name` the display
    name. `code` is ISO 3166 alpha-3 or PLOVER's UNO, EUR, NAT, IGO, NGO, MNC, IMG, ISM, or "" when not known; `sector` is
    PLOVER's (GOV, MIL, COP, ...) or "". `kind` says what sort of thing it is, `office` is the office's id, `src` the atlas row.
    """

    id: str
    name: str
    code: str = ""
    sector: str = ""
    kind: Literal["country", "region", "city", "organisation", "group", "party", "office", "person", "role", "media", ""] = ""
    office: str = ""
    src: str = ""


class Mention(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A phrase that names an actor. Open when recognised (country from its own words only), closed when resolved.

    `spans` is where it stands (a split mention has several); `basis` what it was inferred from elsewhere. `person` is the
    personal name as written, `office` an office id of the atlas or pack ("foreign_minister"), `code` and `sector` as in
    Entity. `head` is the token of its head in sentence `sentence`, [start, end) its tokens.
    `form` says how it refers; `plural` that it names several; `members` are the parts of a coordination or joint name.
    """

    sentence: int
    start: int
    end: int
    head: int
    text: str
    spans: tuple[Span, ...]
    form: Literal["name", "title", "role", "country", "metonym", "pronoun", "pair", "group", "place"]
    entity: Entity | None = None
    person: str = ""
    office: str = ""
    code: str = ""
    sector: str = ""
    plural: bool = False
    former: bool = False
    basis: tuple[Span, ...] = ()
    members: tuple["Mention", ...] = ()
    why: str = ""
    """Name of the rule that recognised or resolved it."""
    short: str = ""
    """The letters in brackets behind it by which the article calls it later ("the Joint Chiefs of Staff (JCS)")."""

    @property
    def doubtful(self) -> bool:
        """Whether its name may as well be a common word or somebody else's, and needs support."""
        return self.why.endswith(SUPPORT)

    @property
    def owned(self) -> bool:
        """Whether a possessive makes it somebody's ("its troops")."""
        return self.why == OWNED

    @property
    def inferred(self) -> bool:
        """Whether nothing but the article's home country, its only one, or others of its kind say of which country it is."""
        return self.why.startswith(AT_HOME) or self.why in (SAME_NOUN, ONLY_STATE)


class Home(msgspec.Struct, frozen=True, omit_defaults=True):
    """The country whose 'foreign minister' needs no adjective in this article: ISO alpha-3 ("" = none found), and why.

    `told` is whether the text speaks of the country, beyond dateline, agency and outlet.
    """

    code: str = ""
    basis: tuple[Span, ...] = ()
    why: str = ""
    told: bool = False


class Discourse(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a reader remembers: resolved mentions by recency, the participants of the main event, the last subject.

    A frozen value: `who.remember` gives a new one.
    """

    home: Home = Home()
    mentions: tuple[Mention, ...] = ()
    pair: tuple[Mention, ...] = ()
    pair_rank: int = 0
    """How strongly the pair is established: 0 none, 1 named together, 2 participants of an event, 3 of an event that happened."""
    subject: Mention | None = None
    """The person that was subject last, for "he" and "she"."""
    body: Mention | None = None
    """The country or body that was subject last, for "it"."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place of an event: name as displayed, ISO alpha-3 code, and how precise it is.

    Coordinates are WGS 84 degrees; None for countries. `precision`: city | admin1 | region | country.
    """

    name: str
    code: str = ""
    admin1: str = ""
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Literal["city", "admin1", "region", "country"] = "country"
    spans: tuple[Span, ...] = ()
