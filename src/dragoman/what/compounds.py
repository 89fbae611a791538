"""A measure named by a compound -> whom its first part says that it is aimed at: "die USA verschärfen | Iran-Sanktionen"."""

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.world import Mention
from dragoman.what.operators import does
from dragoman.what.parties import Named, Parties
from dragoman.what.sites import Site, at_noun
from dragoman.what.slots import fill

AT_OTHERS = ("SANCTION", "CONCEDE", "THREATEN")  # of measures aimed at a country that a compound may name
BY_COMPOUND = "first part of the compound"


def planned(site: Site, entry: Trigger, doer: Named | None, named: Named) -> Parties | None:
    """The parties of a measure whose compound names only whom it is aimed at: "die EU plant | Russland-Sanktionen"."""
    aimed = entry.event == "SANCTION" and site.phrase >= 0 and does(site) and _first_part(site, named.mentions)
    if not aimed or doer is None or not any(m.code for m in doer.mentions) or _same(doer.mentions, named.mentions):
        return None
    return Parties(doer, Named(named.mentions, rule=BY_COMPOUND))


def aimed_at(site: Site, entry: Trigger, noun: int, doers: tuple[Mention, ...]) -> Named | None:
    """Whom a compound of the light noun, or one in the clause, says that a measure is aimed at, where its doer is another."""
    phrases, tokens, nouns = site.sentence.phrases, site.sentence.tokens, site.pack.triggers.nouns
    for i in ((noun,) if noun >= 0 else site.host.phrases) if entry.event in AT_OTHERS and doers else ():
        if any(e.event == "SANCTION" for e in nouns.get(tokens[phrases[i].head].lemma, ())):
            at = at_noun(site, i)
            found = next((f.mentions for f in fill(at, Slot("adjective")) if _first_part(at, f.mentions)), ())
            if found and not _same(found, doers):
                return Named(found, rule=BY_COMPOUND)
    return None


def _first_part(site: Site, people: tuple[Mention, ...]) -> bool:
    """Whether some are named by the first part of a site's noun ("Russland" in "Russland-Sanktionen")."""
    return bool(people) and all(m.head == site.token and m.form == "country" for m in people)


def _same(people: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    return any(m.code == o.code for m in people for o in others)
