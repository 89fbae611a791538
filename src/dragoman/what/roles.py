"""A trigger entry at a site -> who fills its roles: the first slot of each that somebody can be, else a place under it."""

from collections.abc import Iterator

import msgspec

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.world import Mention
from dragoman.what.bystanders import ANSWERS, UNARMED, at_border, is_bystander
from dragoman.what.compounds import aimed_at, planned
from dragoman.what.fillings import Filling, actors, beside, located
from dragoman.what.headings import given_to, heading_of
from dragoman.what.holders import captor, holder, keeper, state_there
from dragoman.what.operators import does
from dragoman.what.parties import Asked, Named, Parties
from dragoman.what.sides import deeds_at, no_ground, part_of, same_side, suffered
from dragoman.what.sites import Site, at_noun, site_at
from dragoman.what.slots import asked, fill
from dragoman.what.subjects import subjects

BY_STATES = ("COERCE", "SANCTION")  # deeds that are the state's in whose land they are done
OF_DEEDS = ("ACCUSE", "REQUEST")  # of whom a deed is said or asked is not whom it is done to
BANDS = ("REB", "UAF", "CRM")  # blamed also where nobody knows whose they are
MOVES = ("RETREAT", "MOBILIZE")  # in which a doer's own troops are not the other side


def parties_of(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int) -> Parties:
    """Who fills the roles of an entry, and by which rules."""
    actor = _actor(site, entry, tokens, noun)
    if behind := _behind(site, entry, actor):
        owner = Named(actor.mentions, rule=f"owner of the thing before the verb: {actor.how}")
        return Parties(Named(behind, "object", "head"), owner)
    recipient = _recipient(site, entry, tokens, noun, taken=actor.mentions)
    if any(m.code or m.members for m in recipient.mentions):
        return Parties(actor, recipient)
    return planned(site, entry, _doer(site), actor) or Parties(actor, recipient)


def _actor(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int) -> Named:
    """Who does it; of a deed that nobody known does, the subject of the verb that carries its noun."""
    actor = _first(Asked(site, entry, "actor", noun, (), tokens))
    if entry.event == "RETREAT" and entry.kind == "verb" and not actor.mentions:
        return keeper(site)
    if not actor.mentions and entry.kind == "noun" and entry.event in BY_STATES and (topic := heading_of(site)) is not None:
        return topic
    known = any(m.code or m.members or m.form == "pronoun" for m in actor.mentions)
    if known or entry.kind != "noun" or not does(site):
        return actor
    return _doer(site) or actor  # "autoriza el despliegue | de 4.000 soldados"


def _recipient(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int, *, taken: tuple[Mention, ...]) -> Named:
    """To whom it is done, beside those who do it."""
    found = _blamed(site, entry) or holder(site, entry) or _first(Asked(site, entry, "recipient", noun, taken, tokens))
    if any(m.code or m.members for m in found.mentions):
        return found
    if aimed := aimed_at(site, entry, noun, taken):
        return aimed
    if not found.mentions and (topic := given_to(site, entry, taken)) is not None:
        return topic
    if entry.event == "SANCTION" and found.mentions:
        return msgspec.structs.replace(found, mentions=_involved(site, found.mentions))
    return found


def _involved(site: Site, people: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Those who are punished for a deed are of whoever did it: "persons involved in | Russia's | invasion"."""
    sentence, held = site.sentence, {site.sentence.phrase_at(m.head) for m in people}
    for at, clause in enumerate(sentence.clauses):
        of = sentence.phrase_at(clause.antecedent) if clause.antecedent >= 0 else -1
        if of < 0 or not held & {of, sentence.phrases[of].conjunct}:
            continue
        inside = site_at(site.reading, at, site.pack, site.people)
        for i in clause.phrases:
            words = site.pack.grammar.verbs.agent if deeds_at(inside, i) else ()
            slots = (Slot("adjective"), *(Slot("adp", word) for word in words)) if words else ()
            doer = next((m for s in slots for f in fill(at_noun(inside, i), s) for m in f.mentions if len(m.code) == 3), None)
            if doer is not None:
                told = {"code": doer.code, "entity": None, "basis": doer.spans[:1], "why": "doer of what they took part in"}
                return tuple(msgspec.structs.replace(m, **told) for m in people)
    return people


def _behind(site: Site, entry: Trigger, actor: Named) -> tuple[Mention, ...]:
    """Who stands as object behind a thing that stands before the verb: "das Angebot der USA | wies | Teheran | zurück"."""
    verb, phrases = site.host.verb, site.sentence.phrases
    other_order = site.pack.grammar.order != "verb-second" or site.phrase >= 0
    thing = entry.event in ANSWERS and actor.slot == "subject" and actor.rule != "head"
    if other_order or not thing or verb is None or verb.voice != "active":
        return ()
    first = next((i for i in site.host.phrases if phrases[i].slot == "subject"), -1)
    before = first >= 0 and phrases[first].start <= verb.finite
    found = (f for f in fill(site, Slot("object")) if f.rule == "head" and phrases[f.phrase].start > verb.finite)
    return next((f.mentions for f in found), ()) if before else ()


def _doer(site: Site) -> Named | None:
    """The subject of a verb whose object the deed is ("die EU plant Sanktionen")."""
    for filling in fill(msgspec.structs.replace(site, phrase=-1, token=-1), Slot("subject")):
        if filling.mentions:
            return Named(filling.mentions, "subject", filling.rule, through="verb")
    return None


def _blamed(site: Site, entry: Trigger) -> Named | None:
    """Who did the deed that a verb of blame has as its object: "condemned the arrest of X | by Iran", "... | in Iran"."""
    if entry.event != "ACCUSE" or entry.kind == "noun" or "case:dat" in entry.recipient:  # "warf | Iran | den Angriff vor"
        return None
    beside = entry.kind == "light" or "object" not in entry.recipient  # "protested against | the arrest of X in Iran"
    about = [Slot("object")] if entry.kind != "light" else []
    about += [s for s in entry.slots["recipient"] if s.kind == "adp"] if beside else []
    for filling in (f for slot in about for f in fill(site, slot)):  # "voiced concern over | the arrest of activists | in Kenya"
        deeds = deeds_at(site, filling.phrase)
        for deed in deeds:
            doer = _first(Asked(at_noun(site, filling.phrase), deed, "actor", -1, (), ()))
            if any(m.code or m.sector in BANDS for m in doer.mentions):
                return msgspec.structs.replace(doer, through="deed")
        own = any(deed.event in BY_STATES or "own_people" in deed.recipient for deed in deeds)
        if own and not _upon_others(site, filling.phrase, deeds):
            return state_there(site, filling.phrase)
    return None


def _upon_others(site: Site, phrase: int, deeds: tuple[Trigger, ...]) -> bool:
    """Whether those to whom it was done are named with their country: "the attack on a base | of the UN | in Congo"."""
    aimed = {s.word for d in deeds for s in d.slots["recipient"]} - site.pack.modality.adpositions.inside - {""}
    under = [i for i in site.sentence.below(phrase) if site.sentence.phrases[i].adp in aimed]
    found = (m for i in under for m in actors(site.reading, i, site.pack)[0])
    return any(m.code and not m.inferred and m.sector not in UNARMED for m in found)


def _first(role: Asked) -> Named:
    """Who fills the first slot of a role that somebody can fill, else whoever stands without a word beside, else a place."""
    empty: list[tuple[str, Filling]] = []
    own = Named()
    for text, slot, filling in _candidates(role):
        if role.role == "recipient" and role.entry.event in OF_DEEDS and _suffered(role, filling):
            empty += [(text, filling)] if filling.rule == "possessor" else []  # the country in which it was done, if named
            continue
        if is_bystander(role, slot, filling):
            continue
        mentions = tuple(m for m in filling.mentions if not part_of(role.site, m, role.taken))
        found = Named(mentions, text, filling.rule)
        if mentions and not _own(role, filling, mentions):
            return found
        if mentions and not own.mentions:
            own = found  # "withdrew its troops from | Chad"
        if filling.phrase >= 0 and not filling.mentions and slot.kind != "complement":
            empty.append((text, filling))
    if role.role == "actor":
        return own
    return _beside_subject(role) or captor(role) or _ground(role, empty) or own


def _suffered(role: Asked, filling: Filling) -> bool:
    """Whether a deed that is blamed was done to somebody; whom words attack is: "a verbal attack | on Peru"."""
    aimed = filling.rule == "head" and role.noun >= 0 and role.site.sentence.phrases[filling.phrase].parent == role.noun
    return not aimed and suffered(role.site, filling)


def _candidates(role: Asked) -> Iterator[tuple[str, Slot, Filling]]:
    """What fills the slots of a role, in their order, each with its slot as the entry writes it and as it is read."""
    for text, slot in zip(getattr(role.entry, role.role), role.entry.slots[role.role], strict=True):
        for filling in _fillings(role, slot):
            if filling.phrase != role.noun or slot.kind == "adjective":
                yield text, slot, filling


def _own(role: Asked, filling: Filling, mentions: tuple[Mention, ...]) -> bool:
    """Whether these belong to the doer, so that any other is rather whom it is done to."""
    return role.role == "recipient" and (_own_troops(role, mentions) or _own_inside(role, filling, mentions))


def _own_troops(role: Asked, mentions: tuple[Mention, ...]) -> bool:
    """Whether these are a doer's own men, who are moved and not met: "withdrew | its troops | from Chad"."""
    return role.entry.event in MOVES and all(m.owned for m in mentions)


def _own_inside(role: Asked, filling: Filling, mentions: tuple[Mention, ...]) -> bool:
    """Whether only a word inside a phrase names the doer's country: "sanctions on Russia, such as a ban on | US | banks"."""
    doers = {m.code for m in role.taken if m.code}
    return filling.rule == "inside" and role.entry.event == "SANCTION" and all(m.code in doers for m in mentions)


def _fillings(role: Asked, slot: Slot) -> tuple[Filling, ...]:
    """The fillings of a slot: at the light noun before the verb, of a demand those asked, of a promise others first."""
    site, found = role.site, tuple[Filling, ...]()
    if role.noun >= 0 and slot.kind in ("genitive", "adjective", "adp"):
        found = fill(at_noun(site, role.noun), slot)
    if slot.kind == "complement" and role.entry.content == "called_for":
        found = asked(site)
    if slot.kind == "complement" and role.entry.content == "expected":
        found = tuple(sorted(fill(site, slot), key=lambda f: same_side(f, role.taken)))
    told = role.noun >= 0 and role.entry.slots["noun"][0].kind == "subject"
    aside = slot.kind == "genitive" and told  # "an attack hit a convoy | of the army": who owns the object is none of the noun's
    if not any(f.mentions for f in found) and not aside and (slot.kind != "adjective" or site.phrase >= 0):
        found += fill(site, slot)
    return found


def _beside_subject(role: Asked) -> Named | None:
    """Whoever stands behind the subject in one phrase with it: "hat der Präsident | Peking | gedroht"."""
    site = role.site
    takes = any(slot.kind in ("object", "case") for slot in role.entry.slots["recipient"])
    if site.phrase >= 0 or not takes or site.pack.grammar.order == "subject-verb":
        return None
    for second in (beside(site.reading, i, site.pack) for i in subjects(site.sentence, site.clause, site.pack)):
        if second.mentions and second.mentions[0] not in role.taken:
            return Named(second.mentions, role.entry.recipient[0], second.rule)
    return None


def _ground(role: Asked, empty: list[tuple[str, Filling]]) -> Named | None:
    """Whose ground the things stand on that fill a slot and are nobody ("attacked positions | in Lebanon")."""
    for text, filling in empty:
        without = no_ground(role.site, role.entry, filling.phrase)
        ground = located(role.site.reading, filling.phrase, role.site.pack, without=without)
        if ground.mentions and ground.mentions[0] not in role.taken and not at_border(role, ground):
            return Named(ground.mentions, text, ground.rule)
    return None
