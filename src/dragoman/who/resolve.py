"""Open mentions and what the article has said so far -> closed mentions: person, country, sector, office on the day.

Rules in order; the first that speaks decides and its name is the mention's `why`.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence
from dragoman.values.world import Discourse, Entity, Mention
from dragoman.who.beside import is_setting, with_name
from dragoman.who.context import Context
from dragoman.who.generic import stateless
from dragoman.who.pronouns import pair_of, pronoun
from dragoman.who.roles import role_noun
from dragoman.who.shared import of_a_namesake_city, of_namesakes
from dragoman.who.titles import bare_title, national, person_with_title, same_office

Rule = Callable[[Mention, Context], Mention | None]
OWNER_BESIDE = "owner beside the name"
NAMESAKES = ("party", "group")  # kinds of bodies of which several countries have one by the same name


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
    mention = of_a_namesake_city(of_namesakes(national(mention, context), context), context)
    mention = with_name(mention, context)
    for rule in RULES:
        found = rule(mention, context)
        if found is not None:
            return _entity(found, context)
    return None


def _listed(mention: Mention, context: Context) -> Mention | None:
    """A body, group or country of the atlas; a name with need of support only where the article speaks of it already."""
    if mention.entity is None or mention.entity.kind == "person":
        return None
    if mention.form == "metonym" and is_setting(mention, context.sentence, context.pack):
        return None
    if (namesake := _owned_by_another(mention, context)) is not None:
        return namesake
    if mention.form == "metonym":
        mention = _own_capital(mention, context)
    if not mention.doubtful or mention.code == context.discourse.home.code:
        return mention
    near = (*context.before, *context.discourse.mentions)
    return mention if any(mention.code in (m.code, *(x.code for x in m.members)) for m in near) else None


def _owned_by_another(mention: Mention, context: Context) -> Mention | None:
    """A party or group called like one abroad, where its owner says whose it is: "Uganda's opposition | Democratic Alliance"."""
    sentence, held = context.sentence, context.sentence.phrase_at(mention.head)
    if mention.entity is None or mention.entity.kind not in NAMESAKES or held < 0:
        return None
    reference, before = context.pack.roles.reference, sentence.tokens[sentence.phrases[held].inner : mention.start]
    if any(t.lemma in reference.others | reference.neighbours for t in before):
        return None  # "Iran's ally | Hezbollah"
    owners = [sentence.phrases[i].head for i in sentence.below(held) if sentence.phrases[i].slot == "genitive"]
    states = [m for m in context.open if m.form == "country" and len(m.code) == 3]
    owner = next((m for m in states for h in owners if m.start <= h < m.end), None)
    if owner is None:
        told = (m for m in (*context.before, *context.discourse.mentions) if m.why == OWNER_BESIDE)
        owner = next((m for m in told if m.text == mention.text), None)
    if owner is None or owner.code == mention.code:
        return None
    return msgspec.structs.replace(mention, entity=None, code=owner.code, basis=owner.spans[:1], why=OWNER_BESIDE)


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


def _entity(mention: Mention, context: Context) -> Mention:
    """Gives a closed mention without entity the holder of its office, or its country's role."""
    if mention.entity is not None or mention.members:
        return mention
    if mention.office and mention.code and not mention.person and not mention.plural and not mention.former:
        words = [t.text for t in context.sentence.tokens[mention.start : mention.head + 1]]
        feminine = context.knowledge.feminine(words[:-1], words[-1:])
        holder = _introduced(mention, context) or context.knowledge.holder(
            mention.office, mention.code, context.date, feminine=feminine
        )
        if holder is not None:
            return msgspec.structs.replace(mention, entity=holder)
    if mention.form == "role" and not mention.code and stateless(context.sentence, mention.head, context.pack):
        return msgspec.structs.replace(mention, entity=Entity("band:REB", mention.text, "", mention.sector, "group"))
    name = mention.person or mention.text
    key = f"person:{_slug(mention.person)}" if mention.person else f"role:{mention.code}:{mention.sector}" if mention.code else ""
    kind: Literal["person", "role"] = "person" if mention.person else "role"
    entity = Entity(key, name, mention.code, mention.sector, kind, mention.office)
    return msgspec.structs.replace(mention, entity=entity) if key else mention


def _introduced(mention: Mention, context: Context) -> Entity | None:
    """The one person whom the article itself has named in an office of a country, whoever the atlas has in it."""
    told = (*context.before, *context.discourse.mentions)
    people = (m.entity for m in told if m.person and (m.office, m.code) == (mention.office, mention.code) and not m.former)
    named = {e.id: e for e in people if e is not None and e.kind == "person"}
    return next(iter(named.values())) if len(named) == 1 else None


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


RULES: tuple[Rule, ...] = (pair_of, pronoun, same_office, person_with_title, _listed, bare_title, role_noun)
