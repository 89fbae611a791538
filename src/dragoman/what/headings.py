"""A site -> whom its sentence is about though no slot names him: the country before a colon; and whom a name is no sign of."""

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.world import Mention
from dragoman.what.fillings import Filling
from dragoman.what.parties import Named
from dragoman.what.sites import Site

GIVEN = (
    "AID",
    "AGREE",
    "SANCTION",
    "REQUEST",
    "CONCEDE",
    "RETREAT",
    "MOBILIZE",
)  # done to the country that a headline opens with, where it names nobody else


def heading_of(site: Site) -> Named | None:
    """The country before the colon that a headline opens with, None without one: "Mali : expulsion de l'ambassadeur"."""
    tokens, first = site.sentence.tokens, next(iter(site.reading.mentions), None)
    if first is None or first.start or first.form != "country" or len(first.code) != 3 or first.end >= len(tokens):
        return None
    return Named((first,), rule="topic of the headline") if tokens[first.end].text == ":" else None


def given_to(site: Site, entry: Trigger, doers: tuple[Mention, ...]) -> Named | None:
    """The country before the colon as the other side of what another one does: "Tchad : l'UE annonce une aide"; else None."""
    topic = heading_of(site) if entry.event in GIVEN and site.phrase < 0 else None
    stated = {m.code for m in doers if m.code and not m.inferred}
    return topic if topic is not None and stated and topic.mentions[0].code not in stated else None


def named_after(site: Site, slot: Slot, filling: Filling) -> bool:
    """Whether a seat of government only names an agreement that was made there: "rejette l'accord | de Doha"."""
    if site.phrase >= 0 or filling.phrase < 0 or not all(m.form == "metonym" for m in filling.mentions):
        return False
    phrases, at = site.sentence.phrases, filling.phrase
    owner = slot.kind == "genitive" or slot.word in site.pack.grammar.shape.genitive
    above = phrases[at].parent if filling.rule == "head" and owner else at
    nouns = site.pack.triggers.nouns.get(site.sentence.tokens[phrases[above].head].lemma, ()) if above >= 0 else ()
    return bool(filling.mentions) and any(deed.symmetric for deed in nouns)
