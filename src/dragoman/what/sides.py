"""Who was found for a side of a deed -> whether he can be that side: not its place, not its victim, not the same once more."""

from collections.abc import Sequence

from dragoman.language.pack import Pack
from dragoman.language.triggers import Trigger
from dragoman.values.syntax import Token
from dragoman.values.world import Mention
from dragoman.what.fillings import Filling
from dragoman.what.sites import Site

WORDS_BEHIND = 3  # of a lemma of several words, behind its first: "coup d'État"


def suffered(site: Site, filling: Filling) -> bool:
    """Whether somebody beside a deed is whom it is done to: who deplores "la detención | de un opositor" blames not him."""
    phrases, possessive = site.sentence.phrases, site.pack.grammar.shape.possessive
    if filling.mentions and all(_below_deed(site, m) for m in filling.mentions):
        return True  # "condemned the attack | on Kiev", "... on a base | of the UN"
    if filling.rule != "possessor":
        return False
    if possessive and all(m.form in ("country", "metonym") for m in filling.mentions):
        return False  # "condemned | Azerbaijan | 's attempts", "Israel | 's killing of a leader"
    entries = site.pack.triggers.nouns.get(site.sentence.tokens[phrases[filling.phrase].head].lemma, ())
    return bool(entries) and all("genitive" in e.recipient and "genitive" not in e.actor for e in entries)


def _below_deed(site: Site, mention: Mention) -> bool:
    """Whether somebody, or the thing he owns, stands where an attack or release that is named has its object."""
    phrases, at = site.sentence.phrases, site.sentence.phrase_at(mention.head)
    first = phrases[at].adp if at >= 0 and phrases[at].slot != "genitive" else ""
    while at >= 0 and (above := phrases[at].parent) not in (-1, site.phrase):
        own = phrases[at]
        owner = own.slot == "genitive" and not site.pack.grammar.shape.possessive
        victims = of_victims(site, above)
        link = first or own.adp or (owner and own.slot)
        if link in victims:
            return True
        means = phrases[above].slot == "adp" and not deeds_at(site, above)  # "attacks with drones | against Kiev"
        at = above if (own.slot == "genitive" and not first) or (first and means) else -1
    return False


def deeds_at(site: Site, phrase: int) -> tuple[Trigger, ...]:
    """The entries by which the head of a phrase names what is done to somebody; () where it names none."""
    if phrase < 0:
        return ()
    tokens, head = site.sentence.tokens, site.sentence.phrases[phrase].head
    lemma, behind = tokens[head].lemma, tokens[head + 1 : head + 1 + WORDS_BEHIND]
    entries = (e for e in site.pack.triggers.nouns.get(lemma, ()) if not e.symmetric)
    return tuple(e for e in entries if any(_follow(words, behind) for words in e.fixed.get(lemma, ((),))))


def _follow(words: tuple[str, ...], tokens: Sequence[Token]) -> bool:
    """Whether the next words of a lemma are these tokens."""
    return len(words) <= len(tokens) and all(w in (t.text.lower(), t.lemma) for w, t in zip(words, tokens, strict=False))


def of_victims(site: Site, phrase: int) -> frozenset[str]:
    """The adpositions (or "genitive") behind an attack or release under which its objects stand and no doers.

    What a state does to its own people is blamed on the state by their country: "condemned the execution | of two Iranians".
    """
    named = site.pack.triggers.nouns.get(site.sentence.tokens[site.sentence.phrases[phrase].head].lemma, ())
    entries = [e for e in named if e.event in ("ASSAULT", "RETREAT")]
    if any("own_people" in e.recipient for e in entries):
        return frozenset()
    links = {role: {s.word or s.kind for e in entries for s in e.slots[role]} for role in ("actor", "recipient")}
    return frozenset(links["recipient"] - links["actor"])


def no_ground(site: Site, entry: Trigger, phrase: int) -> frozenset[str]:
    """The adpositions under a phrase of an entry that say whom a deed was done to or what is talked about, not where."""
    if entry.event == "ACCUSE":
        return of_victims(site, phrase)
    if entry.event != "CONSULT":
        return frozenset()
    links = site.pack.modality.adpositions
    held = links.inside if entry.kind == "verb" and "visit" not in entry.mode else frozenset()  # "joined the talks | in Doha"
    return links.purpose | held  # "spoke with aides | about Iran"


def where(filling: Filling, adp: str, pack: Pack) -> bool:
    """Whether a country under an adposition of place is where a deed is done, not who does it ("tués | au Mali")."""
    named = filling.rule == "head" and all(m.form in ("country", "metonym") for m in filling.mentions)
    return named and adp in pack.modality.adpositions.inside - pack.modality.adpositions.origin


def part_of(site: Site, mention: Mention, taken: tuple[Mention, ...]) -> bool:
    """Whether a mention is one of those found before, or one of several in it ("las embajadas de Perú y | Chile")."""
    tokens = site.sentence.tokens
    several = [t for t in taken if t.members and t.start < mention.start and mention.end <= t.end]
    return mention in taken or (bool(several) and tokens[mention.start - 1].pos == "cconj")


def same_side(filling: Filling, taken: tuple[Mention, ...]) -> bool:
    """Whether a filling is of the country of whoever was found before: what is promised goes to others."""
    codes = {m.code for m in taken}
    return all(not m.code or m.code in codes for m in filling.mentions)


def several(actor: tuple[Mention, ...]) -> bool:
    """Whether more than one takes part; a body of its members may also meet by itself, a cabinet every week does not count."""
    return len(actor) > 1 or any(m.members or m.plural or m.why != "role institution" for m in actor)


def dignitary(mention: Mention) -> bool:
    """Somebody with an office or a name known for one, also as the antecedent of a pronoun; or a body of a country."""
    return all(
        m.form in ("title", "pair") or bool(m.office or m.person) or (bool(m.code) and m.why == "role institution")
        for m in (mention.members or (mention,))
    )
