"""Open mentions and what the article has said so far -> closed mentions: person, country, sector, office on the day.

Rules in order; the first that speaks decides and its name is the mention's `why`.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence
from dragoman.values.world import AT_HOME, Discourse, Entity, Mention
from dragoman.who.beside import beside_title, is_setting, part_of
from dragoman.who.bodies import at_the_head, of_both, of_the_body, the_bloc
from dragoman.who.context import STATES, Context, again, definite
from dragoman.who.forces import named_group, possessed
from dragoman.who.generic import described_role, long_role
from dragoman.who.headed import of_the_heading
from dragoman.who.heads import OF_COUNTRY
from dragoman.who.owners import (
    SERVANTS,
    STATE,
    by_letters,
    neighbour,
    of_the_country,
    of_the_only_government,
    of_the_place,
    of_those_told,
    own_country,
    told_before,
)
from dragoman.who.persons import holding_of, spoken_of, whole
from dragoman.who.pronouns import colleagues, pair_of, pronoun
from dragoman.who.shared import of_namesakes

DEPUTY = ("deputy_", "vice_")
COUNTED = "people counted"
EXPLAINED = "headline title that the body words differently"

Rule = Callable[[Mention, Context], Mention | None]


def resolve(
    mentions: tuple[Mention, ...], sentence: Sentence, discourse: Discourse, *, knowledge: Knowledge, pack: Pack, date: str
) -> tuple[Mention, ...]:
    """The mentions of a sentence, closed where something supports it; those that stay nobody are dropped.

    `date` is the article's day (ISO, "" if unknown).
    """
    closed: list[Mention] = []
    context = Context(sentence, discourse, knowledge, pack, date, before=closed, open=mentions)
    for mention in mentions:
        found = _close(mention, context)
        if found is not None:
            closed.append(found)
    return tuple(closed)


def _close(mention: Mention, context: Context) -> Mention | None:
    if mention.members:
        members = [_close(msgspec.structs.replace(m, members=()), context) for m in mention.members]
        known = tuple(m for m in members if m is not None)
        return None if mention.form == "name" and len(known) < len(members) else msgspec.structs.replace(mention, members=known)
    mention = of_namesakes(_national(mention, context), context)
    for rule in RULES:
        found = rule(mention, context)
        if found is not None:
            return _entity(found, context)
    return None


def _national(mention: Mention, context: Context) -> Mention:
    """A title that several countries have, as its holder's or the home country has it: "Foreign Secretary" in Kathmandu."""
    home = context.discourse.home.code
    if mention.form != "title" or not mention.code or mention.why == OF_COUNTRY:
        return mention
    if any(m.form == "country" and mention.start <= m.start and m.end <= mention.end for m in context.open):
        return mention
    known = context.knowledge.person(tuple(mention.person.split()), context.date) if mention.person else ()
    held = {h.entity.code for h in known if h.office == mention.office}
    if held and mention.code not in held:
        return msgspec.structs.replace(mention, code=next(iter(held)) if len(held) == 1 else "")  # "Bundeskanzler | Nehammer"
    before = {m.code for m in context.discourse.mentions if m.form in STATES}
    told = before | {m.code for m in context.open if m.form in STATES}
    if mention.code == home or mention.code in told:
        return mention
    texts = [t.text for t in context.sentence.tokens[: mention.end]]
    begun = (max(mention.head - 1, mention.start), mention.head)  # "Foreign | Secretary", "canciller"
    titles = [t for at in begun for t in context.knowledge.titles_at(texts, at)[1]]
    codes = {t.code for t in titles}
    spoken = codes & before or codes & told
    fits = home if any(t.code == home != "" for t in titles) else next(iter(spoken)) if len(spoken) == 1 else ""
    own = next((t for t in titles if t.code == fits != ""), None)
    return msgspec.structs.replace(mention, code=own.code, office=own.office, sector=own.sector) if own is not None else mention


def _listed(mention: Mention, context: Context) -> Mention | None:
    """A body, group or country of the atlas; a name with need of support only where the article speaks of it already."""
    if mention.entity is None or mention.entity.kind == "person":
        return None
    if mention.form == "metonym" and is_setting(mention, context.sentence, context.pack):
        return None
    if mention.form == "metonym":
        mention = _own_capital(mention, context)
    if not mention.doubtful or mention.code == context.discourse.home.code:
        return mention
    near = (*context.before, *context.discourse.mentions)
    return mention if any(mention.code in (m.code, *(x.code for x in m.members)) for m in near) else None


def _own_capital(mention: Mention, context: Context) -> Mention:
    """The seat of a body that is also the capital of the home country: the country's, unless the body was named before."""
    home = context.discourse.home.code
    named = (*context.before, *context.discourse.mentions)
    if not home or mention.code == home or any(m.code == mention.code and m.form != "metonym" for m in named):
        return mention
    capital, country = context.knowledge.capital(home), context.knowledge.entity(f"country:{home}")
    names = context.knowledge.find(context.sentence.names_in, mention.start)[1]
    if capital is None or country is None or all(n.entity.id != capital.id for n in names):
        return mention
    return msgspec.structs.replace(mention, entity=country, code=home, sector="GOV", why="capital of the home country")


def _titled_person(mention: Mention, context: Context) -> Mention | None:
    """A title or role with a personal name: the title's country, else the person's, else home."""
    if not mention.person:
        return None
    called = by_letters(mention, context)
    if called is not None:
        return called
    holding = holding_of(mention, context)
    known = spoken_of(mention, context)
    if mention.form == "name":
        if known is not None and whole(known) and len(mention.person.split()) == 1:
            return known  # the article itself has said who that is
        if holding is not None:
            return holding
        return _beside(mention, context) or known or _stranger(mention)
    if mention.code:
        return _named_entity(mention, holding)
    told = known is not None and bool(known.code) and whole(known) and mention.office in ("", known.office)
    if holding is not None and not (told and len(mention.person.split()) == 1):
        return msgspec.structs.replace(
            mention, entity=holding.entity, code=holding.code, sector=mention.sector or holding.sector, why=holding.why
        )
    if known is not None:
        return msgspec.structs.replace(known, sector=mention.sector or known.sector, office=mention.office or known.office)
    return _now_named(mention, context) or of_the_heading(mention, context) or _at_home(mention, context) or mention


def _now_named(mention: Mention, context: Context) -> Mention | None:
    """An office with its name but no country, told before with its country but no name: "the Malian envoy ... Envoy X"."""
    told = (m for m in (*reversed(context.before), *context.discourse.mentions) if m.office == mention.office != "" and m.code)
    known = next(told, None)
    if known is None or known.person or known.plural or known.members or known.inferred:
        return None
    return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why="office named before")


def _beside(mention: Mention, context: Context) -> Mention | None:
    return beside_title(mention, context.sentence, context.before, context.open, context.discourse.home.code)


def _named_entity(mention: Mention, holding: Mention | None) -> Mention:
    """A person whose title says the country: the atlas's entity where that agrees."""
    if holding is not None and holding.code == mention.code:
        return msgspec.structs.replace(mention, entity=holding.entity, why=mention.why + ", " + holding.why)
    return mention


def _stranger(mention: Mention) -> Mention | None:
    """A full name that nobody knows stays a person without country; a single word is nobody."""
    return msgspec.structs.replace(mention, why="unknown person") if len(mention.person.split()) > 1 else None


def _at_home(mention: Mention, context: Context) -> Mention | None:
    """A title without a country is of the home country."""
    home = context.discourse.home
    if not home.code:
        return None
    return msgspec.structs.replace(mention, code=home.code, basis=home.basis, why=f"{AT_HOME} ({home.why})")


def _same_office(mention: Mention, context: Context) -> Mention | None:
    """ "Sein russischer Amtskollege" holds, in his country, the office of whoever is named with him."""
    head = context.sentence.tokens[mention.head]
    if head.lemma not in context.pack.roles.reference.same_office:
        return None
    if not mention.code and not mention.person:
        mine = next((m.code for m in context.before if m.code), "")
        met = next((m for m in context.discourse.pair if mine and m.code != mine), None)
        return (
            msgspec.structs.replace(again(mention, met), form=mention.form, why="the other of the two")
            if met is not None
            else None
        )
    if not mention.code:
        return None
    other = next(
        (m for m in (*reversed(context.before), *context.discourse.mentions) if m.office and m.code != mention.code), None
    )
    if other is None:
        return mention
    return msgspec.structs.replace(
        mention, office=other.office, sector=other.sector, basis=other.spans[:1], why="same office as the other side"
    )


def _title(mention: Mention, context: Context) -> Mention | None:
    """A title without a name: with a country its holder; without, whoever held it before in the text, else home."""
    if mention.form != "title":
        return None
    if mention.end - mention.start == 1 and (bearer := _bearer(mention, context)) is not None:
        return bearer
    explained = _explained(mention, context)
    if explained is not None:
        return explained
    if (both := of_both(mention, context)) is not None:
        return both
    own = own_country(mention, context) or of_the_country(mention, context)
    own = own or (None if mention.code else _master(mention, context))
    if mention.code or own is not None:
        return own or mention
    last = (context.discourse.subject,) if context.discourse.subject is not None else ()
    known = next(
        (
            m
            for m in (*reversed(context.before), *last, *context.discourse.mentions)
            if m.office == mention.office and m.code and not m.members
        ),
        None,
    )
    headed = None if mention.plural or (known is not None and not known.inferred) else of_the_heading(mention, context)
    if headed is not None:
        return headed
    if known is not None and not mention.plural:
        return msgspec.structs.replace(
            again(mention, known),
            office=mention.office,
            sector=mention.sector or known.sector,
            former=mention.former,
            why=known.why if known.inferred else "office named before",
        )
    if mention.plural and (several := colleagues(mention, context) or of_the_body(mention, context)) is not None:
        return several
    if (head := at_the_head(mention, context)) is not None:
        return head
    found = None if mention.plural and not definite(mention, context) else _at_home(mention, context)
    return found or of_the_only_government(mention, context) or mention


def _bearer(mention: Mention, context: Context) -> Mention | None:
    """Somebody whose family name is also a title: "Kaisers", after "Roland Kaiser"; behind an article it is the title."""
    before = context.sentence.tokens[mention.start - 1] if mention.start else None
    if before is not None and before.pos in ("det", "adj"):
        return None
    known = spoken_of(msgspec.structs.replace(mention, person=mention.text), context)
    written = (mention.text, mention.text[:-1])
    return known if known is not None and whole(known) and known.person.split()[-1] in written else None


def _explained(mention: Mention, context: Context) -> Mention | None:
    """A deputy's bare title in the headline whose office and country the body never names: the body's deputy."""
    before = context.discourse.mentions
    if context.sentence.block != "headline" or mention.person or not mention.office.startswith(DEPUTY) or not before:
        return None
    if any(m.office == mention.office or (mention.code and m.code == mention.code) for m in before):
        return None
    body = next((m for m in context.discourse.pair if m.office.startswith(DEPUTY) and m.code), None)
    return msgspec.structs.replace(again(mention, body), why=EXPLAINED) if body is not None else None


def _role(mention: Mention, context: Context) -> Mention | None:
    """A generic noun: its own country, else (institutions only) the last one named so, else home."""
    if mention.form not in ("role", "country", "group") or (mention.doubtful and part_of(mention, context.sentence)):
        return None
    capitals = context.pack.grammar.nouns_capitalised
    if capitals and mention.doubtful and mention.form == "country" and context.sentence.tokens[mention.head].pos == "noun":
        return None  # "der Norden" is a part of any land, unless both are spoken of
    if mention.form == "role" and not mention.code and mention.end - mention.start == 1:
        known = spoken_of(msgspec.structs.replace(mention, person=mention.text), context)
        if known is not None and whole(known):
            return known  # "Lohrmann", after "Volker Lohrmann"
    named = the_bloc(mention, context) or of_both(mention, context)
    if named is not None:
        return named
    own = own_country(mention, context) or neighbour(mention, context) or of_the_country(mention, context)
    if own is not None:
        return own
    if mention.code or mention.members or mention.why == COUNTED:
        return mention
    master = _master(mention, context) if mention.sector in (*SERVANTS, "REB") else None
    if master is not None:
        return master
    head = context.sentence.tokens[mention.head]
    table = context.pack.roles.by_lemma
    long = long_role(context.sentence, mention.head, context.pack) or described_role(context.sentence, mention.head, context.pack)
    role = long or table.get(head.lemma) or table.get(head.text)
    if role is None or mention.form == "country":
        return None
    named = named_group(mention, context) or possessed(mention, context)
    if named is not None:
        return named
    if role.kind == "institution" and (there := of_the_place(mention, context)) is not None:
        return there
    if role.kind == "institution" and not mention.plural:
        known = next(
            (m for m in context.discourse.mentions if m.code and _same_head(m, head.text) and _same_body(m, mention, context)),
            None,
        )
        headed = None if known is not None and not known.inferred else of_the_heading(mention, context)
        if headed is not None:
            return headed
        if known is not None:
            why = known.why if known.inferred else "institution named before"
            return msgspec.structs.replace(again(mention, known), sector=mention.sector, why=why)
        told = of_those_told(mention, context) or of_the_only_government(mention, context)
        return told or _at_home(mention, context) or mention
    told = told_before(mention, context) or of_the_heading(mention, context)
    if told is None and role.kind == "institution" and mention.sector == STATE and definite(mention, context):
        told = _at_home(mention, context)  # "the authorities"
    return told or mention


def _master(mention: Mention, context: Context) -> Mention | None:
    """ "Le conseiller de Donald Trump", "forces loyal to President Kiir" are of the country of the person behind them."""
    sentence, reference = context.sentence, context.pack.roles.reference
    own = sentence.phrase_at(mention.head)
    below = [sentence.phrases[i] for i in sentence.below(own)] if own >= 0 else []
    loyal = own >= 0 and sentence.tokens[sentence.phrases[own].end - 1].text.lower() in reference.loyal
    owner = next((p for p in below if p.slot == "genitive" or p.adp in reference.origin or (loyal and p.adp)), None)
    forms = ("name", "title") if loyal else ("name",)
    named = next((m for m in context.open if owner is not None and m.form in forms and m.start <= owner.head < m.end), None)
    known = holding_of(named, context) or spoken_of(named, context) if named is not None and named.person else None
    if known is None or len(known.code) != 3:
        return None
    return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why="of whom he serves")


def _same_body(known: Mention, mention: Mention, context: Context) -> bool:
    """Whether "the ministry" is a ministry named before; "the council" also a council that the atlas knows by its name."""
    if known.form == "role":
        return known.sector == mention.sector
    body = known.form == "name" and known.entity is not None and known.entity.kind == "organisation"
    return body and definite(mention, context) and context.sentence.block != "headline"


def _same_head(mention: Mention, text: str) -> bool:
    """Whether one head noun ends in the other ("Außenministerium", "Ministerium")."""
    head, whole = text.lower(), mention.text.lower()
    return head in whole and any(word.endswith(head) for word in whole.split())


def _entity(mention: Mention, context: Context) -> Mention:
    """Gives a closed mention without entity the holder of its office, or its country's role."""
    if mention.entity is not None or mention.members:
        return mention
    if mention.office and mention.code and not mention.person and not mention.plural and not mention.former:
        words = [t.text for t in context.sentence.tokens[mention.start : mention.head + 1]]
        feminine = context.knowledge.feminine(words[:-1], words[-1:])
        holder = context.knowledge.holder(mention.office, mention.code, context.date, feminine=feminine)
        if holder is not None:
            return msgspec.structs.replace(mention, entity=holder)
    name = mention.person or mention.text
    key = f"person:{_slug(mention.person)}" if mention.person else f"role:{mention.code}:{mention.sector}" if mention.code else ""
    kind: Literal["person", "role"] = "person" if mention.person else "role"
    entity = Entity(key, name, mention.code, mention.sector, kind, mention.office)
    return msgspec.structs.replace(mention, entity=entity) if key else mention


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


RULES: tuple[Rule, ...] = (pair_of, pronoun, _same_office, _titled_person, _listed, _title, _role)
