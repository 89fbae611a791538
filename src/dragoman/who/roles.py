"""A generic noun that names an actor ("the army", "police") -> whose it is, by its own words and what the article has told."""

import msgspec

from dragoman.language.roles import Role
from dragoman.values.world import NO_STATES, Mention
from dragoman.who.beside import part_of
from dragoman.who.bodies import keeping_peace, of_both, the_bloc
from dragoman.who.context import Context, again, definite
from dragoman.who.crowds import COUNTED
from dragoman.who.forces import any_group, named_group, possessed
from dragoman.who.generic import described_role, long_role
from dragoman.who.headed import of_the_heading
from dragoman.who.owners import (
    SERVANTS,
    STATE,
    at_home,
    neighbour,
    of_a_joint_owner,
    of_the_country,
    of_the_last_doer,
    of_the_only_government,
    of_the_only_state,
    of_the_place,
    of_those_told,
    own_country,
    told_before,
)
from dragoman.who.persons import of_whom_he_serves, spoken_of, whole

STEM = 6  # letters of an adjective that its other forms share


def role_noun(mention: Mention, context: Context) -> Mention | None:
    """A generic noun: its own country, else (institutions only) the last one named so, else home."""
    if mention.form not in ("role", "country", "group") or _part_of_a_land(mention, context):
        return None
    named = _family_name(mention, context) or the_bloc(mention, context) or of_both(mention, context)
    named = named or own_country(mention, context) or neighbour(mention, context) or of_the_country(mention, context)
    named = named or of_a_joint_owner(mention, context)
    if named is not None:
        return named
    if mention.code or mention.members or mention.why == COUNTED:
        return mention
    master = of_whom_he_serves(mention, context) if mention.sector in (*SERVANTS, "REB") else None
    if master is not None:
        return master
    role = _entry(mention, context)
    if role is None or mention.form == "country":
        return None
    named = keeping_peace(mention, context) or named_group(mention, context) or any_group(mention, context)
    named = named or possessed(mention, context)
    if named is not None:
        return named
    if role.kind == "institution":
        return of_the_place(mention, context) or _institution(mention, context)
    return told_before(mention, context) or of_the_heading(mention, context) or mention


def _part_of_a_land(mention: Mention, context: Context) -> bool:
    """Whether a noun that may be a country names a part of one: "der Norden" is of any land, unless both are spoken of."""
    sentence = context.sentence
    noun = context.pack.grammar.nouns_capitalised and sentence.tokens[mention.head].pos == "noun"
    return mention.doubtful and (part_of(mention, sentence) or (noun and mention.form == "country"))


def _family_name(mention: Mention, context: Context) -> Mention | None:
    """Somebody told before whose family name is a noun as well: "Lohrmann", after "Volker Lohrmann"."""
    if mention.form != "role" or mention.code or mention.end - mention.start != 1:
        return None
    known = spoken_of(msgspec.structs.replace(mention, person=mention.text), context)
    return known if known is not None and whole(known) else None


def _entry(mention: Mention, context: Context) -> Role | None:
    """What the pack says of the noun; None where it does not list it."""
    head, table = context.sentence.tokens[mention.head], context.pack.roles.by_lemma
    long = long_role(context.sentence, mention.head, context.pack) or described_role(context.sentence, mention.head, context.pack)
    return long or table.get(head.lemma) or table.get(head.text)


def _institution(mention: Mention, context: Context) -> Mention:
    """An institution without a country: the one named last, else of the only land or government told, else home's."""
    if mention.plural:
        told = told_before(mention, context) or of_the_heading(mention, context)
        state = told is None and mention.sector == STATE and definite(mention, context)  # "the authorities"
        return told or (at_home(mention, context) if state else None) or mention
    head, before = context.sentence.tokens[mention.head].text, context.discourse.mentions
    known = next((m for m in before if m.code and _same_head(m, head) and _same_body(m, mention, context)), None)
    if (known is None or known.inferred) and (headed := of_the_heading(mention, context)) is not None:
        return headed
    if known is not None:
        why = known.why if known.inferred else "institution named before"
        return msgspec.structs.replace(again(mention, known), sector=mention.sector, why=why)
    told = of_those_told(mention, context) or of_the_only_government(mention, context)
    told = told or at_home(mention, context) or of_the_only_state(mention, context)
    return told or of_the_last_doer(mention, context) or mention


def _same_body(known: Mention, mention: Mention, context: Context) -> bool:
    """Whether "the ministry" is a ministry named before; "the council" also a council that the atlas knows by its name.

    Under another adjective it is another body: "the National Security Council" after that of the United Nations.
    """
    before = context.sentence.tokens[max(mention.head - 1, mention.start)]
    if known.code in NO_STATES and before.pos == "adj" and before.text[:STEM].lower() not in known.text.lower():
        return False
    if known.form == "role":
        return known.sector == mention.sector
    body = known.form == "name" and known.entity is not None and known.entity.kind == "organisation"
    return body and definite(mention, context) and context.sentence.block != "headline"


def _same_head(mention: Mention, text: str) -> bool:
    """Whether one head noun ends in the other ("Außenministerium", "Ministerium")."""
    head, whole = text.lower(), mention.text.lower()
    return head in whole and any(word.endswith(head) for word in whole.split())
