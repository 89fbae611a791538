"""A mention with an office -> whose it is: its holder's, whoever bore it before in the article, else the home country's."""

import msgspec

from dragoman.values.world import Mention
from dragoman.who.beside import beside_title
from dragoman.who.bodies import at_the_head, of_both, of_the_body
from dragoman.who.context import STATES, Context, again, definite
from dragoman.who.generic import PAIR
from dragoman.who.headed import of_the_heading
from dragoman.who.heads import OF_COUNTRY
from dragoman.who.owners import (
    at_home,
    by_letters,
    of_a_joint_owner,
    of_the_country,
    of_the_last_doer,
    of_the_only_government,
    own_country,
)
from dragoman.who.persons import holding_of, of_whom_he_serves, spoken_of, whole
from dragoman.who.pronouns import colleagues

DEPUTY = ("deputy_", "vice_")
EXPLAINED = "headline title that the body words differently"


def national(mention: Mention, context: Context) -> Mention:
    """A title that several countries have, as its holder's or the home country has it: "Foreign Secretary" in Kathmandu."""
    home = context.discourse.home.code
    if mention.form != "title" or not mention.code or mention.why == OF_COUNTRY:
        return mention
    if any(m.form == "country" and mention.start <= m.start and m.end <= mention.end for m in context.open):
        return mention
    known = context.knowledge.person(tuple(mention.person.split()), context.date) if mention.person else ()
    held = {h.entity.code for h in known if h.office == mention.office}
    if mention.code in held:
        return mention  # "Bundeskanzlerin | Merkel" in Vienna
    if held:
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


def person_with_title(mention: Mention, context: Context) -> Mention | None:
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
            return _in_new_office(holding, mention, context)
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
    return _now_named(mention, context) or of_the_heading(mention, context) or at_home(mention, context) or mention


def _now_named(mention: Mention, context: Context) -> Mention | None:
    """An office with its name but no country, told before with its country but no name: "the Malian envoy ... Envoy X"."""
    told = (m for m in (*reversed(context.before), *context.discourse.mentions) if m.office == mention.office != "" and m.code)
    known = next(told, None)
    if known is None or known.person or known.plural or known.members or known.inferred:
        return None
    return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why="office named before")


def _beside(mention: Mention, context: Context) -> Mention | None:
    return beside_title(mention, context.sentence, context.before, context.open, context.discourse.home.code)


def _in_new_office(holding: Mention, mention: Mention, context: Context) -> Mention:
    """A former holder with the office that the text gives him: "Noh Kyu-duk, | Sonderbeauftragter Südkoreas,"."""
    now = beside_title(mention, context.sentence, context.before, context.open, holding.code) if holding.former else None
    if now is None or now.code != holding.code:
        return holding
    return msgspec.structs.replace(holding, office=now.office, sector=now.sector, former=False, why=now.why)


def _named_entity(mention: Mention, holding: Mention | None) -> Mention:
    """A person whose title says the country: the atlas's entity where that agrees."""
    if holding is not None and holding.code == mention.code:
        return msgspec.structs.replace(mention, entity=holding.entity, why=mention.why + ", " + holding.why)
    return mention


def _stranger(mention: Mention) -> Mention | None:
    """A full name that nobody knows stays a person without country; a single word is nobody."""
    return msgspec.structs.replace(mention, why="unknown person") if len(mention.person.split()) > 1 else None


def same_office(mention: Mention, context: Context) -> Mention | None:
    """ "Sein russischer Amtskollege" holds, in his country, the office of whoever is named with him."""
    head = context.sentence.tokens[mention.head]
    if head.lemma not in context.pack.roles.reference.same_office:
        return None
    if not mention.code:
        return None if mention.person else _other_of_two(mention, context)
    told = (*reversed(context.before), *context.discourse.mentions)
    other = next((m for m in told if m.office and m.code != mention.code), None)
    if other is None:
        return mention
    same = {"office": other.office, "sector": other.sector, "basis": other.spans[:1]}
    return msgspec.structs.replace(mention, **same, why="same office as the other side")


def _other_of_two(mention: Mention, context: Context) -> Mention | None:
    """ "His counterpart", of no country, is the one of the article's pair who is not named here."""
    if mention.plural:
        return None  # "his African | counterparts": whoever they are
    mine, pair = next((m.code for m in context.before if m.code), ""), context.discourse.pair
    met = next((m for m in pair if mine and m.code != mine), None) if len(pair) == PAIR else None
    return (
        msgspec.structs.replace(again(mention, met), form=mention.form, why="the other of the two") if met is not None else None
    )


def bare_title(mention: Mention, context: Context) -> Mention | None:
    """A title without a name: with a country its holder; without, whoever held it before in the text, else home."""
    if mention.form != "title":
        return None
    own = _bearer(mention, context) or _explained(mention, context) or of_both(mention, context)
    own = own or own_country(mention, context) or of_the_country(mention, context) or of_a_joint_owner(mention, context)
    if own is not None or mention.code:
        return own or mention
    return of_whom_he_serves(mention, context) or _held_before(mention, context) or _by_default(mention, context)


def _held_before(mention: Mention, context: Context) -> Mention | None:
    """Whoever held the office last in the text; where he is only thought to be at home, rather the land before the colon."""
    last = (context.discourse.subject,) if context.discourse.subject is not None else ()
    told = (*reversed(context.before), *last, *context.discourse.mentions)
    here = _who_stands_beside(mention, context)
    alike = (m for m in told if mention.office and (m.office == mention.office or m.office.endswith(f"_{mention.office}")))
    known = next(
        (m for m in alike if m.code and m.code != here and not m.members and not (m.office != mention.office and m.plural)), None
    )
    if mention.plural:  # "Uruguay: | two former ministers | arrested"
        return None if known is not None or definite(mention, context) else of_the_heading(mention, context)
    if (known is None or known.inferred) and (headed := of_the_heading(mention, context)) is not None:
        return headed
    if known is None:
        return None
    why = known.why if known.inferred else "office named before"
    now = {"office": known.office, "sector": mention.sector or known.sector, "former": mention.former, "why": why}
    return msgspec.structs.replace(again(mention, known), **now)


def _who_stands_beside(mention: Mention, context: Context) -> str:
    """The country of whoever holds the same office and is another party of the clause: "| Ruto | met the president" is two."""
    sentence, doers = context.sentence, ("", *context.pack.grammar.verbs.agent)
    index = sentence.clause_of(mention.head)
    parties = [sentence.phrases[i] for i in sentence.clauses[index].phrases]
    heads = [p.head for p in parties if p.slot != "apposition" and p.parent < 0 and p.conjunct < 0 and p.adp in doers]
    if mention.plural or mention.head not in heads:
        return ""
    others = (m for m in context.before if m.office == mention.office and m.head in heads and m.person)
    return next((m.code for m in others if m.code), "")


def _by_default(mention: Mention, context: Context) -> Mention:
    """A title that nothing before tells of: the colleagues of one who was named, a body's, the home country's, else nobody's."""
    if mention.plural and (several := colleagues(mention, context) or of_the_body(mention, context)) is not None:
        return several
    if (head := at_the_head(mention, context)) is not None:
        return head
    taken = bool(context.discourse.home.code) and _who_stands_beside(mention, context) == context.discourse.home.code
    found = None if taken or (mention.plural and not definite(mention, context)) else at_home(mention, context)
    return found or of_the_only_government(mention, context) or of_the_last_doer(mention, context) or mention


def _bearer(mention: Mention, context: Context) -> Mention | None:
    """Somebody whose family name is also a title: "Kaisers", after "Roland Kaiser"; behind an article it is the title."""
    if mention.end - mention.start > 1:
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
