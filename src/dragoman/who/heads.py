"""What stands in a phrase, and the countries it names -> the mention of its head: a titled person, a role, a body, a name."""

import msgspec

from dragoman.knowledge import Knowledge, Title
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import ENVOYS, NO_STATES, Mention
from dragoman.who.countries import WHOSE, Country, Found, apart, codes_of
from dragoman.who.headship import body_headed, head_of_body
from dragoman.who.longnames import in_longer_name
from dragoman.who.parts import Part, build, named

EUROPE = "region:EUROPA"
FIELD = 5  # words of the longest field between an office and its country
REACH = 12  # words of the longest title with whose it is inside
NAMED = "named with a people"
OF_COUNTRY = "title, its country beside it"
EUROPEANS = "EUR"  # "European | ministers" are those of the Union


def head_of(
    sentence: Sentence, index: int, found: Found, countries: list[Country], pack: Pack, knowledge: Knowledge
) -> Mention | None:
    """The mention of the phrase's head: a titled person, a role, a named body, or a bare personal name."""
    phrase = found.phrase
    person = _name_of(sentence, found, pack, knowledge)
    if found.title is not None and (found.role is None or found.title_at <= found.role_at or found.title.office):
        return _titled(sentence, found, countries, person, pack, knowledge)
    if found.role is not None:
        return _role_mention(sentence, found, countries, person, pack)
    heads = [p for p in found.parts if p.start <= phrase.head < p.end and not in_longer_name(sentence, p, found, pack)]
    over = bool(heads) and found.person[0] <= heads[0].start and heads[0].end <= found.person[1]
    longer = over and found.person != (heads[0].start, heads[0].end)  # "José | Sánchez", whoever else is a Sánchez
    if heads and person and found.person[0] == heads[0].end and (people := _of_a_people(sentence, heads[0])):
        return build(sentence, heads[0].start, found.person[1], heads[0].end, "name", person=person, code=people, why=NAMED)
    if heads and not (longer and person and all(n.entity.kind == "person" for n in heads[0].names)):
        body = _people(_elsewhere(named(sentence, heads[0]), countries), countries)
        if body is not None or not person.isupper():
            return body
    if person:
        own = next((c.entity.code for c in countries if c.why == "adjective" and c.end == found.person[0]), "")
        why = NAMED if own else "bare name"  # "el paraguayo Euclides Acevedo"
        return build(sentence, found.person[0], found.person[1], found.person[1] - 1, "name", person=person, code=own, why=why)
    return None


def _name_of(sentence: Sentence, found: Found, pack: Pack, knowledge: Knowledge) -> str:
    """The personal name of a phrase without what only honours it ("M. Ahmed Attaf"), "" where there is none."""
    words = [t.text for t in sentence.tokens[found.person[0] : found.person[1]]] if found.person[0] >= 0 else []
    honours = pack.roles.reference.honorifics
    while len(words) > 2 and words[0] in honours and (words[0].endswith(".") or not knowledge.person(tuple(words), "")):
        words.pop(0)
    while len(words) > 2 and words[-1] in pack.roles.reference.suffixes:
        words.pop()
    return " ".join(words)


def _of_a_people(sentence: Sentence, part: Part) -> str:
    """The country of a people's singular in front of a name: "le | Français | Jean Dupont"; "" where it is none."""
    singular = sentence.tokens[part.start].feats[1:2] != "p"
    code = next((n.entity.code for n in part.names if n.form == "demonym" and n.entity.kind == "country"), "")
    return code if singular else ""


def _elsewhere(mention: Mention | None, countries: list[Country]) -> Mention | None:
    """A body or party with the country that its owner says: "el Tribunal Supremo | de Guatemala", "Ugandas | Allianz"."""
    owner = next(
        (c.entity for c in countries if c.why in ("genitive", "adjective") and c.entity.kind == "country" and c.entity.code), None
    )
    body = mention is not None and mention.entity is not None and mention.entity.kind in ("organisation", "party")
    if mention is None or owner is None or not body or not mention.code or mention.code in (owner.code, *NO_STATES):
        return mention
    return msgspec.structs.replace(mention, form="role", code=owner.code, entity=None, why="role institution")


def _people(mention: Mention | None, countries: list[Country]) -> Mention | None:
    """A people with the country where it lives: "Bosnian Serbs", "ethnic Albanians in Kosovo" are of that country."""
    code = next((c.entity.code for c in countries if c.why != "compound" and c.entity.kind == "country" and c.entity.code), "")
    if mention is None or mention.form != "group" or not code or code == mention.code:
        return mention
    return msgspec.structs.replace(mention, code=code, entity=None, why="people of a country")


def _span_of(sentence: Sentence, found: Found, countries: list[Country]) -> tuple[int, int]:
    """Tokens of the whole mention: the phrase, and the attribute right behind it that gives the country."""
    end = min((p.start for p in found.parts if apart(sentence, p, found)), default=found.phrase.end)
    for country in countries:
        over = country.start < end < country.end  # "le président de la | République de Corée"
        if over or (country.start >= end and (country.start - end <= 2 or _field_between(sentence, found, end, country))):
            end = country.end
    return found.phrase.inner, end


def _field_between(sentence: Sentence, found: Found, end: int, country: Country) -> bool:
    """Whether only what an office is in charge of stands before its country: "ministre | aux Affaires étrangères | du Gabon"."""
    between = sentence.tokens[end : country.start]
    owned = found.title is not None and country.why == "genitive"
    return owned and len(between) <= FIELD and not any(t.pos in ("punct", "verb", "name") for t in between)


def _fitting(title: Title, found: Found, sentence: Sentence, codes: list[str], knowledge: Knowledge) -> Title:
    """Of what the words of a title may mean, what fits the country beside them ("canciller alemán", "canciller ruso")."""
    words = [t.text for t in sentence.tokens[found.title_at : found.phrase.end]]
    others = knowledge.titles_at(words, 0)[1]
    if not title.code or title.code in codes or len(others) < 2:
        return title
    return next((o for c in codes for o in others if o.code == c), None) or next((o for o in others if not o.code), title)


def _whole(
    title: Title, found: Found, sentence: Sentence, codes: list[str], knowledge: Knowledge
) -> tuple[Title, int, list[str]]:
    """A title that goes on behind the phrase ("Sprecher | des russischen Außenministeriums", "ministre malien | de la Défense"),
    its end, and whose; an end of -1 where it does not."""
    if not title.office:
        return title, -1, codes
    words = sentence.names_in[: found.title_at + REACH]
    length, titles = knowledge.titles_at(words, found.title_at)
    longer, parted, owners = knowledge.parted_title(words, found.title_at)
    if longer > length:
        codes = codes or [owners[0].code]
        length, titles = longer, tuple(t for t in parted if owners[0].code in codes)
    end = found.title_at + length
    offices = (t for t in titles if t.office in WHOSE or longer == length)
    fit = next((t for t in offices if not t.code or t.code in codes), None)
    return (fit, end, codes) if fit is not None and end > found.phrase.end else (title, -1, codes)


def _name_behind(sentence: Sentence, end: int) -> list[str]:
    """The personal name right behind a title that goes on behind its phrase: "ministre malien de la Défense | Oumar Diakité"."""
    run = []
    for token in sentence.tokens[end:] if end > 0 else ():
        if token.pos != "name" or not token.text[0].isupper():
            break
        run.append(token.text)
    return run


def _stated(title: Title, found: Found, countries: list[Country]) -> str:
    """The country that an adjective or owner gives a title which is usually one country's: "the US | defence secretary"."""
    said = (c for c in countries if (c.why in ("adjective", "inside") and c.end <= found.title_at) or c.why == "genitive")
    return next((c.entity.code for c in said if title.code and title.weak and c.entity.kind == "country" and c.entity.code), "")


def _sent_by(title: Title, countries: list[Country]) -> str:
    """The country that an adjective or owner gives an envoy, whatever body he is sent to: "der UN-Botschafter | Kenias"."""
    sent = (c.entity.code for c in countries if c.entity.kind == "country" and c.why in ("adjective", "genitive"))
    return next(sent, "") if title.office.endswith(ENVOYS) else ""


def _titled(
    sentence: Sentence, found: Found, countries: list[Country], person: str, pack: Pack, knowledge: Knowledge
) -> Mention:
    title = found.title
    assert title is not None
    start, end = _span_of(sentence, found, countries)
    codes = codes_of(countries)
    body = body_headed(sentence, found, pack)
    if body is not None and title.code in ("", *codes):
        title, end = head_of_body(title, sentence, body, pack), max(end, body.end)
    title = _fitting(title, found, sentence, codes, knowledge)
    title, reach, codes = _whole(title, found, sentence, codes, knowledge)
    behind = _name_behind(sentence, reach) if not person else []
    person = person or " ".join(behind)
    end = max(end, reach + len(behind))
    europeans = found.phrase.number == "p" and any(c.entity.id == EUROPE and c.why == "adjective" for c in countries)
    stated = _stated(title, found, countries) or _sent_by(title, countries) or title.code
    code = stated or (codes[0] if codes else EUROPEANS if europeans else "")
    several = found.phrase.number != "s" and _listed(countries)
    plural = (found.phrase.number == "p" or several) and not person
    soldiers = any(c.entity.sector == "MIL" for c in countries)  # "officers | of the Sudanese army"
    called = found.role is not None and found.role.sector == "COP"  # "police | officers"
    police = called and title.sector == "MIL" and not soldiers
    mention = build(
        sentence,
        start,
        end,
        found.title_at,
        "title",
        person=person,
        code=code,
        sector="COP" if police else title.sector,
        office=title.office,
        plural=plural,
        former=found.former,
        why=OF_COUNTRY if code in codes else "title",
    )
    return _several(mention, countries, plural)


def _role_mention(sentence: Sentence, found: Found, countries: list[Country], person: str, pack: Pack) -> Mention:
    role = found.role
    assert role is not None
    start, end = _span_of(sentence, found, countries)
    house = sentence.tokens[found.role_at].lemma in pack.roles.reference.houses  # "the Saudi | Hospital | in El Fasher"
    there = [c for c in countries if house and (c.why.startswith("adp:") or c.entity.kind == "city")]
    codes = codes_of(there) or codes_of(countries)
    entity = next((c.entity for c in countries if c.entity.kind in ("organisation", "group", "party")), None)
    sector = role.sector or (entity.sector if entity is not None else "")
    if entity is not None and entity.kind == "group" and sector not in ("GOV",):
        sector = entity.sector or sector
    form = "role" if role.kind != "country" else "country"
    if role.kind == "country":  # "un camp | de la Minusma" is soldiers'
        sector = entity.sector if entity is not None and entity.sector else "GOV"
    several = (found.phrase.number != "s" and _listed(countries)) or _joined(sentence, found.phrase, countries)
    plural = found.phrase.number == "p" or (several and role.kind in ("person", "group"))
    mention = build(
        sentence,
        start,
        end,
        found.role_at,
        form,
        person=person,
        code=codes[0] if codes else "",
        sector=sector,
        plural=plural,
        former=found.former,
        why=f"role {role.kind}",
    )
    return _several(mention, countries, plural)


def _listed(countries: list[Country]) -> bool:
    """Whether several countries stand beside a noun whose own form may be plural: "mit seinen Kollegen aus | A und B"."""
    listed = [c for c in countries if c.why in ("genitive", "adjective") or c.why.startswith("adp:")]
    return len(set(codes_of(listed))) > 1


def _joined(sentence: Sentence, phrase: Phrase, countries: list[Country]) -> bool:
    """Whether a bare noun has adjectives of several countries and so is plural: "äthiopische und sudanesische | Soldaten"."""
    bare = all(sentence.tokens[t].pos != "det" for t in range(phrase.inner, phrase.head))
    return bare and len(set(codes_of([c for c in countries if c.why == "adjective"]))) > 1


def _several(mention: Mention, countries: list[Country], plural: bool) -> Mention:
    """ "Die Außenminister der USA und Chinas" are as many mentions as countries."""
    own = [c for c in countries if c.why in ("adjective", "compound")] if mention.form in ("role", "title") else []
    codes = list(dict.fromkeys(codes_of(own or countries)))  # "trois employés camerounais d'une ONG française": of one country
    if not plural or len(codes) < 2:
        return mention
    members = tuple(msgspec.structs.replace(mention, code=c, why=mention.why + ", one of several") for c in codes)
    return msgspec.structs.replace(mention, code="", members=members)
