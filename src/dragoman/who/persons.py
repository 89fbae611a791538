"""A personal name -> the holder of an office on the day, or whoever the article has named so before."""

import msgspec

from dragoman.knowledge import Holding
from dragoman.values.world import Mention
from dragoman.who.context import Context, again
from dragoman.who.owners import named_ground

# Offices whose holders newspapers name by the bare family name, and those for which it must be a rare one.
HEADS = ("head_of_state", "head_of_government", "secretary_general", "commission_president", "high_representative")
KNOWN = (*HEADS, "foreign_minister")
RARE_NAME = 5  # letters from which a family name is hardly anybody else's
FAMILY_FIRST = ("CHN", "TWN", "KOR", "PRK", "VNM")  # where the family name stands before the given name


def holding_of(mention: Mention, context: Context) -> Mention | None:
    """The person of the atlas that bears the name, valid on the day; a bare surname needs a title or earlier full name."""
    words = tuple(mention.person.split())
    if len(words) == 1 and mention.form == "name" and named_ground(mention, context):
        return None
    for name in (
        words,
        *_without_second_surname(words, context),
        (words[-1].rstrip("s"),) if len(words) == 1 and len(words[0]) > 4 else (*words[:-1], words[-1].rstrip("s")),
    ):
        holdings = context.knowledge.person(name, context.date)
        codes = {h.entity.code for h in holdings}
        if mention.code:
            holdings = tuple(h for h in holdings if h.entity.code == mention.code)
        elif len(codes) > 1:
            home = tuple(h for h in holdings if h.entity.code == context.discourse.home.code)
            holdings = home or _powerful(holdings, mention) if holdings[0].support else holdings
        if holdings and (mention.form == "title" or not holdings[0].support or _powerful(holdings, mention)):
            best = next((h for h in holdings if h.office == mention.office), holdings[0])
            return msgspec.structs.replace(
                mention,
                entity=best.entity,
                code=mention.code or best.entity.code,
                sector=mention.sector or best.entity.sector,
                office=mention.office or best.entity.office,
                former=mention.former or (best.former and mention.office in ("", best.office)),
                why="atlas: holder on the day",
            )
    return None


def _without_second_surname(words: tuple[str, ...], context: Context) -> list[tuple[str, ...]]:
    """The name without the mother's family name, where people bear one: "Claudia | Sheinbaum | Pardo"; () else."""
    borne = context.pack.roles.reference.second_surnames and len(words) > 2 and words[-2] not in context.knowledge.given
    short = words[:-1]
    known = context.knowledge.person(short, context.date) if borne and not context.knowledge.person(words, context.date) else ()
    return [short] if known and not known[0].support else []


def _powerful(holdings: tuple[Holding, ...], mention: Mention) -> tuple[Holding, ...]:
    """The terms of the one head of a state or body who bears a bare family name on that day ("Macron", "Lawrow"), else ()."""
    offices = KNOWN if len(mention.person) >= RARE_NAME else HEADS
    known = {h.entity.id for h in holdings if not h.former and h.office in offices}
    return tuple(h for h in holdings if h.entity.id in known) if len(known) == 1 and len(mention.person) > 2 else ()


def spoken_of(mention: Mention, context: Context) -> Mention | None:
    """Whoever bore the same family name earlier in the article."""
    family = mention.person.split()[-1]
    base = family.rstrip("s")
    for known in (*reversed(context.before), *context.discourse.mentions):
        if not known.person:
            continue
        theirs = known.person.split()[-1]
        if theirs in (family, base) or context.knowledge.same_person(theirs, family) or _family_first(known, family):
            return msgspec.structs.replace(again(mention, known), person=known.person, why="named before")
    return _by_given_name(mention, context)


def _by_given_name(mention: Mention, context: Context) -> Mention | None:
    """Whoever was named before with a title, by the first of his names: "Abiy Ahmed", later "Premier Abiy" or "M. Abiy"."""
    words = mention.person.split()
    given = words[-1] if all(w in context.pack.roles.reference.honorifics for w in words[:-1]) else mention.person
    named = (m for m in (*reversed(context.before), *context.discourse.mentions) if m.person.startswith(given))
    known = next((m for m in named if whole(m) and (m.office or m.code) and m.person.split()[0] == given), None)
    return msgspec.structs.replace(again(mention, known), person=known.person, why="named before") if known is not None else None


def whole(known: Mention) -> bool:
    """Whether somebody was named before with more than a family name."""
    return len(known.person.split()) > 1


def _family_first(known: Mention, family: str) -> bool:
    """Family name first ("Kim Hong-kyun", later "Kim"; "Xi Jinping", later "Xi")."""
    words = known.person.split()
    return len(words) > 1 and words[0] == family and ("-" in words[1] or known.code in FAMILY_FIRST)


def of_whom_he_serves(mention: Mention, context: Context) -> Mention | None:
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
