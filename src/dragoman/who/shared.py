"""A people's name that two countries share ("congolais") -> the one that the person, the home or the text speaks for."""

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.knowledge.homonyms import of_lands_told
from dragoman.language.pack import Pack
from dragoman.values.world import Mention
from dragoman.who.context import STATES, Context


def of_namesakes(mention: Mention, context: Context) -> Mention:
    """The mention, of the other country that its adjective may name where its person is of that one, or only that is told."""
    if not mention.code or mention.members:
        return mention
    rivals = context.pack.remember(_rivals)((mention.text, context.knowledge)) - {mention.code}
    if not rivals:
        return mention
    held = context.knowledge.person(tuple(mention.person.split()), context.date) if mention.person else ()
    codes = {h.entity.code for h in held}
    told = codes or _told(context)
    found = rivals & told
    if mention.code in told or len(found) != 1:
        return mention
    code = next(iter(found))
    entity = mention.entity and context.knowledge.entity(f"country:{code}")
    return msgspec.structs.replace(mention, code=code, entity=entity, why=mention.why + ", the one spoken of")


def of_a_namesake_city(mention: Mention, context: Context) -> Mention:
    """The mention, of the land that the text speaks of where its city has a namesake: "protesters in | Guadalajara", of Spain."""
    if not mention.code or mention.members or mention.form not in ("role", "title"):
        return mention
    outside = tuple(m for m in context.open if not (mention.start <= m.start and m.end <= mention.end))
    bodies = {m.code for m in outside if m.form in ("role", "title") and m.end <= mention.start}
    told = (_told(msgspec.structs.replace(context, open=outside)) | bodies) - {""}
    words = context.sentence.names_in
    for i in range(mention.start, mention.end) if told and mention.code not in told else ():
        names = context.knowledge.find(words, i)[1] if words[i][:1].isupper() else ()
        named = bool(names) and names[0].entity.code == mention.code
        there = of_lands_told(names, tuple(sorted(told)), context.knowledge) if named else None
        if there is not None:
            return msgspec.structs.replace(mention, code=there.entity.code, why=mention.why + ", of the land spoken of")
    return mention


def _rivals(written: tuple[str, Knowledge], pack: Pack) -> frozenset[str]:
    """The countries that one word of a text names as their people, none where no word has several."""
    text, knowledge = written
    for word in text.split():
        names = knowledge.find([word[:1].upper() + word[1:]], 0)[1]
        codes = frozenset(n.entity.code for n in names if n.form == "demonym")
        if len(codes) > 1:
            return codes
    return frozenset()


def _told(context: Context) -> set[str]:
    """The countries that the text names otherwise than by an adjective, with the home country."""
    named = (m for m in (*context.open, *context.discourse.mentions) if m.form in (*STATES, "name", "title"))
    told = {m.code for m in named if not m.doubtful and m.why != "adjective" and not _by_people(m, context)}
    return told | {context.discourse.home.code}


def _by_people(mention: Mention, context: Context) -> bool:
    """Whether a mention has its country from a shared name itself."""
    return bool(context.pack.remember(_rivals)((mention.text, context.knowledge)))
