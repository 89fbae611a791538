"""What stands inside a phrase -> the countries and bodies that its own words give it."""

from collections.abc import Sequence

import msgspec

from dragoman.knowledge import Knowledge, Name, Title
from dragoman.language.pack import Pack
from dragoman.language.roles import Role
from dragoman.values.syntax import Phrase, Sentence, Token
from dragoman.values.world import ENVOYS, LEADERS, OF_STATES, Entity
from dragoman.who.generic import says
from dragoman.who.parts import Part, adjective_countries, of_kind

BODIES = ("country", "region", "organisation", "group", "party", "city")  # kinds of names that say whose somebody is
FORCES = ("MIL", "COP")  # who are somewhere else as often as at home
BRANCHES = ("GOV", "MIL", "LEG")  # bodies of a state, by which a name that is also another is the state's: "Chad's government"
WHOSE = ("foreign_ministry_spokesperson", "defence_ministry_spokesperson", "government_spokesperson")  # who speak at home


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
    at: int
    """Token of the title or role, the later one; -1 without either."""


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
    listed = _by_adjective(sentence, found, pack, knowledge) + _inside(sentence, found, pack)
    if found.role is not None and found.role.kind == "country" and any(c.why == "inside" for c in listed):
        listed = [c for c in listed if c.why != "compound"]  # "das EU-Land | Ungarn", "der US-Verbündete | Japan"
    person = any(of_kind(p, "person") is not None for p in found.parts)
    known = found.title is not None and (person or any(c.why == "adjective" and c.entity.code for c in listed))
    for i in _belonging(sentence, index, found, pack):
        other = sentence.phrases[i]
        joined = _tells_whose(sentence, other, found, pack, known=known)
        if joined:
            listed += _named_in(other, found, parts, pack)
        land = other.adp in pack.modality.adpositions.place and _hosted(sentence.tokens[other.head], pack)
        serves = not known and _serves(found, other, sentence, pack)
        land = land or serves
        for k, owner in enumerate(sentence.phrases) if serves else ():
            owns = owner.slot == "genitive" or (owner.parent == i and owner.adp in pack.roles.reference.origin)
            listed += _named_in(owner, found, parts, pack) if owns and sentence.descends(k, i) else []
        if land or (joined and other.slot == "genitive"):
            words = sentence.tokens[other.inner : other.end]
            adjectives = (e for word in words for e in adjective_countries(word, pack, knowledge))
            listed += [Country(e, other.inner, other.end, "genitive adjective") for e in adjectives]
    return listed


def _by_adjective(sentence: Sentence, found: Found, pack: Pack, knowledge: Knowledge) -> list[Country]:
    """Countries of the adjectives of a phrase, and of the first parts of its compounds ("US-Angriff")."""
    listed: list[Country] = []
    if sentence.tokens[found.phrase.head].lemma in pack.roles.reference.colonies:
        return listed
    longer = {t for p in found.parts if p.end - p.start > 1 and found.at >= 0 for t in range(p.start, p.end)}  # "South Sudanese"
    for t in range(found.phrase.inner, found.phrase.end):
        token = sentence.tokens[t]
        if token.pos in ("adj", "name", "noun") and t not in longer:
            listed += [Country(e, t, t + 1, "adjective") for e in adjective_countries(token, pack, knowledge)]
        if "-" in token.text and token.text[0].isupper() and (first := _prefixed(token, pack, knowledge)) is not None:
            listed.append(Country(first, t, t + 1, "compound"))
    return listed


def _inside(sentence: Sentence, found: Found, pack: Pack) -> list[Country]:
    """Countries and bodies named in the phrase of a title or role, that are not the person's own name."""
    portfolio = _has_portfolio(sentence, found, pack)
    listed = []
    for part in found.parts if found.at >= 0 else ():
        name = of_kind(part, *BODIES)
        if name is None or part.start in (found.title_at, found.role_at) or apart(sentence, part, found):
            continue
        if _family_name(sentence, part, found, pack):
            continue
        body = name.entity.kind == "organisation"
        any_country = body and name.support  # every other country has a National Assembly
        charge = body and portfolio and part.start > found.at  # "the minister for | the UN"
        if not (found.person[0] <= part.start < found.person[1] or any_country or charge):
            listed.append(Country(name.entity, part.start, part.end, "inside"))
    return listed


def _family_name(sentence: Sentence, part: Part, found: Found, pack: Pack) -> bool:
    """Whether a country's name is the family name of whoever holds an office: "el ministro Marcelo | Montenegro"."""
    t = part.start - 1
    given = sentence.tokens[t] if 0 <= found.title_at < t and pack.grammar.shape.adjectives_after else None
    if given is None or given.pos != "name" or t < found.phrase.inner or any(p.start <= t < p.end for p in found.parts):
        return False
    return given.text[0].isupper() and given.text[1:].islower() and part.end - part.start == 1


def _has_portfolio(sentence: Sentence, found: Found, pack: Pack) -> bool:
    """Whether a body behind a title or role may be what somebody is in charge of."""
    return found.at >= 0 and sentence.tokens[found.at].text.lower() in pack.roles.reference.portfolios


def _belonging(sentence: Sentence, index: int, found: Found, pack: Pack) -> Sequence[int]:
    """Phrases that may say whose a phrase is: those that hang on it; of a title or role also owners of its owners."""
    if found.at < 0:
        return sentence.below(index)
    charged = _has_portfolio(sentence, found, pack)
    return [
        i
        for i, p in enumerate(sentence.phrases)
        if p.parent == index
        or _owned_by_way(sentence, i, index, pack)
        or _of_ground(sentence, i, index, pack)
        or (charged and _in_charge_of(sentence, i, index, pack))
    ]


def _tells_whose(sentence: Sentence, other: Phrase, found: Found, pack: Pack, *, known: bool) -> bool:
    """Whether a phrase behind another says whose or where from that is: not where somebody is whose country is `known`."""
    tokens, phrase, reference = sentence.tokens, found.phrase, pack.roles.reference
    first = tokens[phrase.inner].text.lower()
    forces = found.role is not None and found.role.sector in FORCES
    adpositions = pack.modality.adpositions
    sent = found.title is not None and found.title.office in ENVOYS and other.adp in adpositions.origin | adpositions.inside
    if (forces or sent) and first in reference.own:
        return False  # "ses troupes | d'Érythrée": not Eritrea's; "its envoy | from Niger", "its envoys | in Niger"
    if other.slot == "adp" and other.end <= phrase.start and not first.startswith(reference.led):
        return False
    if other.slot == "genitive":
        return found.at < 0 or tokens[found.at].lemma not in reference.others  # "China's | allies"
    abroad = other.adp in pack.modality.adpositions.inside and found.at >= 0
    there = abroad and other.adp not in pack.modality.adpositions.origin
    sent = there and says(sentence, found.at, reference.peacekeepers, pack)  # "peacekeepers | in Somalia" are not Somalia's
    met = there and phrase.number == "p" and tokens[found.at].lemma in reference.same_office
    abroad = abroad and (known or sent or met or tokens[found.at].lemma in reference.guests)
    elsewhere = abroad or (found.title is None and _asked_for(sentence, other, phrase, pack))
    goal = other.adp in pack.grammar.adpositions.both and other.case == "a"  # "verschleppten Menschen | in den Gazastreifen"
    return other.adp in reference.origin and not (elsewhere or goal)


def _named_in(other: Phrase, found: Found, parts: tuple[Part, ...], pack: Pack) -> list[Country]:
    """Countries and bodies named in a phrase that says whose another one is."""
    adpositions = pack.modality.adpositions
    at_home = found.title is not None and found.title.office in WHOSE  # "a government spokesman | in Lusaka"
    there = other.adp in adpositions.inside and found.title is not None and other.adp not in adpositions.origin and not at_home
    listed = []
    first = other.start if other.slot == "adp" else other.inner  # "diplomats from | Russia's mission"
    office = found.title is not None and found.title.office in OF_STATES
    body = found.role is not None and found.role.kind == "institution" and found.role.sector in BRANCHES
    ruled = other.slot == "genitive" and (office or body)
    for part in parts:
        name = of_kind(part, *BODIES) if first <= part.start < other.end else None
        how = "genitive" if other.slot == "genitive" else f"adp:{other.adp}"
        if first <= part.start < other.end and part.names[0].members:
            listed += [_member(code, part, how) for code in part.names[0].members]
        sure = name is None or not name.support or (ruled and name.form == "name" and name.entity.kind == "country")
        if name is None or (not sure and (_side_of_the_sky(name) or not _place_of(name, other.adp, pack))):
            continue
        if there and (found.phrase.number != "p" or name.form == "metonym" or name.entity.kind == "city"):
            continue  # "the king | in Turkey" may be any country's
        listed.append(Country(name.entity, part.start, part.end, how))
    return listed


def _member(code: str, part: Part, how: str) -> Country:
    """One of the countries that a joint name stands for: "diplomats of | the Baltic states"."""
    return Country(Entity(f"country:{code}", code, code, "", "country"), part.start, part.end, how)


def _hosted(head: Token, pack: Pack) -> bool:
    """Whether a noun is somebody's land or body abroad: "on Pakistani | soil", "an official at the Chinese | embassy"."""
    return head.lemma in pack.roles.reference.ground | pack.roles.reference.guests


def _serves(found: Found, other: Phrase, sentence: Sentence, pack: Pack) -> bool:
    """Whether a phrase names the body that an official belongs to: "director general | at the Belgian foreign ministry"."""
    official = found.title is not None and found.title.office not in (*LEADERS, *ENVOYS)
    role = pack.roles.by_lemma.get(sentence.tokens[other.head].lemma)
    return official and other.adp in pack.modality.adpositions.inside and role is not None and role.kind == "institution"


def _side_of_the_sky(name: Name) -> bool:
    """Whether a word is a country's only where one speaks of that country: "the army | in the North"."""
    return name.form == "variant" and name.entity.kind == "country"


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


def _owned_by_way(sentence: Sentence, index: int, top: int, pack: Pack) -> bool:
    """Whether a phrase owns an owner of another one: "la Oficina | de Control | del Tesoro | de Estados Unidos"."""
    phrases, of = sentence.phrases, pack.roles.reference.origin - pack.modality.adpositions.place
    while index >= 0 and (phrases[index].slot == "genitive" or phrases[index].adp in of) and phrases[index].bound:
        index = phrases[index].parent
        if index == top:
            return True
    return False


def _of_ground(sentence: Sentence, index: int, top: int, pack: Pack) -> bool:
    """Whether a phrase owns the part of a land where somebody is: "die Behörden | im Nordosten | Japans"."""
    phrases, place = sentence.phrases, sentence.phrases[index].parent
    if phrases[index].slot != "genitive" or place < 0 or phrases[place].parent != top:
        return False
    ground = sentence.tokens[phrases[place].head].lemma in pack.grammar.nouns.places
    return ground and phrases[place].adp in pack.modality.adpositions.inside


def _in_charge_of(sentence: Sentence, index: int, top: int, pack: Pack) -> bool:
    """Whether a phrase owns the office behind whose field it stands: "das Ministerium | für Verteidigung | der Ukraine"."""
    phrases = sentence.phrases
    owner = phrases[index].slot == "genitive" or phrases[index].adp in pack.roles.reference.origin
    field = phrases[index].parent
    if not owner or field < 0:
        return False
    wished = phrases[field].parent == top and phrases[field].adp in pack.modality.adpositions.aim
    return wished or _field_of(sentence, phrases[field], phrases[top], pack)


def _field_of(sentence: Sentence, phrase: Phrase, office: Phrase, pack: Pack) -> bool:
    """Whether a phrase right behind an office is its field, written like a name: "ministre délégué | aux Affaires étrangères"."""
    head = sentence.tokens[phrase.head]
    behind = phrase.start == office.end and bool(phrase.adp) and not pack.grammar.nouns_capitalised
    return behind and head.pos == "noun" and head.text[0].isupper()


def apart(sentence: Sentence, part: Part, found: Found) -> bool:
    """A bare country or seat behind a title is another party ("hat der Präsident | Peking gedroht"), not in the genitive."""
    last = sentence.tokens[part.end - 1].text
    if sentence.tokens[part.start - 1].text.islower() and part.start - 1 > found.title_at >= 0:
        return False  # "le président de la | République de Corée"
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
