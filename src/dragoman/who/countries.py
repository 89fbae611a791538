"""What stands inside a phrase -> the countries and bodies that its own words give it."""

import msgspec

from dragoman.knowledge import Knowledge, Name, Title
from dragoman.language.pack import Pack
from dragoman.language.roles import Role
from dragoman.values.syntax import Phrase, Sentence, Token
from dragoman.values.world import Entity
from dragoman.who.parts import Part, adjective_countries, of_kind

FORCES = ("MIL", "COP")  # who are somewhere else as often as at home


class Found(msgspec.Struct, frozen=True):
    """What stands inside one phrase."""

    phrase: Phrase
    parts: tuple[Part, ...]
    title: Title | None
    title_at: int
    role: Role | None
    role_at: int
    person: tuple[int, int]
    former: bool


class Country(msgspec.Struct, frozen=True, gc=False):
    """A country or body that a phrase belongs to, where that stands, and how it is said."""

    entity: Entity
    start: int
    end: int
    why: str


def countries_of(
    sentence: Sentence, index: int, found: Found, parts: tuple[Part, ...], pack: Pack, knowledge: Knowledge
) -> list[Country]:
    """Countries that the phrase's own words give it: adjective, compound, genitive, "aus X"."""
    phrase, tokens = found.phrase, sentence.tokens
    listed: list[Country] = []
    for t in range(phrase.inner, phrase.end):
        if tokens[t].pos in ("adj", "name", "noun"):
            listed += [Country(e, t, t + 1, "adjective") for e in adjective_countries(tokens[t], pack, knowledge)]
        if "-" in tokens[t].text and tokens[t].text[0].isupper() and (first := _prefixed(tokens[t], pack, knowledge)) is not None:
            listed.append(Country(first, t, t + 1, "compound"))
    at, portfolios = max(found.title_at, found.role_at), pack.roles.reference.portfolios
    for part in found.parts:
        name = of_kind(part, "country", "region", "organisation", "group", "party", "city")
        if (
            name is not None
            and at >= 0
            and part.start != found.title_at
            and part.start != found.role_at
            and not found.person[0] <= part.start < found.person[1]
            and not apart(sentence, part, found)
            and not (name.support and name.entity.kind == "organisation")  # every other country has a National Assembly
            and not (part.start > at and name.entity.kind == "organisation" and tokens[at].text.lower() in portfolios)
        ):
            listed.append(Country(name.entity, part.start, part.end, "inside"))
    below = sentence.below(index)
    if at >= 0:
        charged = tokens[at].text.lower() in portfolios
        below = [
            i
            for i, p in enumerate(sentence.phrases)
            if p.parent == index or _owned_by_way(sentence, i, index) or (charged and _in_charge_of(sentence, i, index, pack))
        ]
    known = found.title is not None and (  # wherever he is
        any(of_kind(p, "person") is not None for p in found.parts) or any(c.why == "adjective" and c.entity.code for c in listed)
    )
    forces = found.role is not None and found.role.sector in FORCES
    owned = forces and tokens[phrase.inner].text.lower() in pack.roles.reference.own  # "ses troupes | d'Érythrée": not Eritrea's
    for i in below:
        other = sentence.phrases[i]
        where = other.adp in pack.modality.adpositions.inside
        abroad = where and at >= 0 and (known or tokens[at].lemma in pack.roles.reference.guests)
        there = where and found.title is not None and other.adp not in pack.modality.adpositions.origin
        elsewhere = abroad or (found.title is None and _asked_for(sentence, other, phrase, pack))
        joined = not owned and (other.slot == "genitive" or (other.adp in pack.roles.reference.origin and not elsewhere))
        if other.slot == "adp" and other.end <= phrase.start:
            joined = joined and tokens[phrase.inner].text.lower().startswith(pack.roles.reference.led)
        for part in parts:
            name = (
                of_kind(part, "country", "region", "organisation", "group", "party", "city")
                if joined and other.inner <= part.start < other.end
                else None
            )
            if name is not None and there and (phrase.number != "p" or name.form == "metonym" or name.entity.kind == "city"):
                name = None  # "the king | in Turkey" may be any country's
            if name is not None and (not name.support or _place_of(name, other.adp, pack)):
                listed.append(
                    Country(name.entity, part.start, part.end, "genitive" if other.slot == "genitive" else f"adp:{other.adp}")
                )
        land = other.adp in pack.modality.adpositions.place and _hosted(tokens[other.head], pack)
        if land or (joined and other.slot == "genitive"):
            for t in range(other.inner, other.end):
                listed += [
                    Country(e, other.inner, other.end, "genitive adjective")
                    for e in adjective_countries(tokens[t], pack, knowledge)
                ]
    return listed


def _hosted(head: Token, pack: Pack) -> bool:
    """Whether a noun is somebody's land or body abroad: "on Pakistani | soil", "an official at the Chinese | embassy"."""
    return head.lemma in pack.roles.reference.ground | pack.roles.reference.guests


def _place_of(name: Name, adp: str, pack: Pack) -> bool:
    """Whether an adposition shows that a name which may be something else is a place ("in Georgia", "the king | of Jordan")."""
    if not adp or name.entity.kind not in ("country", "region", "city"):
        return False
    return adp not in pack.grammar.shape.genitive or (name.entity.kind == "country" and name.form == "name")


def _prefixed(token: Token, pack: Pack, knowledge: Knowledge) -> Entity | None:
    """The country before a hyphen ("US-Angriff"), None where it only stands behind the whole ("Iran-backed")."""
    first, _, last = token.text.rpartition("-")
    return knowledge.prefix(first) if last.lower() not in pack.roles.reference.patrons else None


def _asked_for(sentence: Sentence, other: Phrase, phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase behind an owner belongs to the deed that is owned ("der Abzug der Truppen | aus Mali")."""
    if phrase.slot != "genitive" or phrase.parent < 0 or other.slot != "adp":
        return False
    above = sentence.tokens[sentence.phrases[phrase.parent].head]
    slots = (s for e in pack.triggers.nouns.get(above.lemma, ()) for role in e.slots.values() for s in role)
    return any(s.kind == "adp" and s.word == other.adp for s in slots)


def _owned_by_way(sentence: Sentence, index: int, top: int) -> bool:
    """Whether a phrase owns an owner of another one: "la Oficina | de Control | del Tesoro | de Estados Unidos"."""
    phrases = sentence.phrases
    while index >= 0 and phrases[index].slot == "genitive" and phrases[index].bound:
        index = phrases[index].parent
        if index == top:
            return True
    return False


def _in_charge_of(sentence: Sentence, index: int, top: int, pack: Pack) -> bool:
    """Whether a phrase owns the office behind whose field it stands: "das Ministerium | für Verteidigung | der Ukraine"."""
    phrases = sentence.phrases
    owner = phrases[index].slot == "genitive" or phrases[index].adp in pack.roles.reference.origin
    index = phrases[index].parent
    return owner and index >= 0 and phrases[index].parent == top and phrases[index].adp in pack.modality.adpositions.aim


def apart(sentence: Sentence, part: Part, found: Found) -> bool:
    """A bare country or seat behind a title is another party ("hat der Präsident | Peking gedroht"), not in the genitive."""
    last = sentence.tokens[part.end - 1].text
    genitive = last[-1:] in "s'’" and not any(n.entity.name.endswith(last) for n in part.names)
    return not genitive and (
        found.title is not None
        and part.start > found.title_at >= 0
        and all(n.form in ("name", "metonym", "acronym", "variant") for n in part.names)
        and of_kind(part, "country", "city") is not None
    )


def codes_of(countries: list[Country]) -> list[str]:
    """The codes of countries and bodies that have one; where an adjective tells whose somebody is, a region does not."""
    told = any(c.why == "adjective" and c.entity.code for c in countries)
    return [c.entity.code for c in countries if c.entity.code and not (told and c.entity.kind == "region")]
