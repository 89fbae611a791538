"""A trigger entry at a site -> who fills its roles: the first slot of each that somebody can be, else a place under it."""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.world import Mention
from dragoman.what.compounds import aimed_at, planned
from dragoman.what.fillings import Filling, actors, beside, located
from dragoman.what.headings import given_to, heading_of, named_after
from dragoman.what.operators import does, effect_of
from dragoman.what.parties import Named, Parties
from dragoman.what.sides import deeds_at, of_victims, part_of, same_side, suffered, where
from dragoman.what.sites import Site, site_at
from dragoman.what.slots import asked, fill
from dragoman.what.subjects import subjects

ANSWERS = ("REJECT", "AGREE")  # things are rejected and accepted, they do neither
UNARMED = ("CVL", "JRN", "REL", "EDU", "SOC", "AGR", "LAB", "MED", "OPP", "BUS")  # of whose killing they are the victims
BY_STATES = ("COERCE", "SANCTION")  # deeds that are the state's in whose land they are done
OF_DEEDS = ("ACCUSE", "REQUEST")  # of whom a deed is said or asked is not whom it is done to
BANDS = ("REB", "UAF", "CRM")  # blamed also where nobody knows whose they are
HARMS = ("ASSAULT", "COERCE", "SANCTION")  # whoever suffers one is not backed by those who praise it
MOVES = ("RETREAT", "MOBILIZE")  # in which a doer's own troops are not the other side


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A role of an entry at a site: the phrase of the light noun (-1 without one), who is taken, the trigger's tokens."""

    site: Site
    entry: Trigger
    role: Literal["actor", "recipient"]
    noun: int
    taken: tuple[Mention, ...]
    tokens: tuple[int, ...]


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
        return _keeper(site)
    if not actor.mentions and entry.kind == "noun" and entry.event in BY_STATES and (topic := heading_of(site)) is not None:
        return topic
    known = any(m.code or m.members or m.form == "pronoun" for m in actor.mentions)
    if known or entry.kind != "noun" or not does(site):
        return actor
    return _doer(site) or actor  # "autoriza el despliegue | de 4.000 soldados"


def _recipient(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int, *, taken: tuple[Mention, ...]) -> Named:
    """To whom it is done, beside those who do it."""
    found = _blamed(site, entry) or _holder(site, entry) or _first(Asked(site, entry, "recipient", noun, taken, tokens))
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
    if first < 0 or phrases[first].start > verb.finite:
        return ()
    found = (f for f in fill(site, Slot("object")) if f.rule == "head" and phrases[f.phrase].start > verb.finite)
    return next((f.mentions for f in found), ())


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
    about = [s for s in entry.slots["recipient"] if s.kind == "adp"] if entry.kind == "light" else [Slot("object")]
    for filling in (f for slot in about for f in fill(site, slot)):  # "voiced concern over | the arrest of activists | in Kenya"
        deeds = deeds_at(site, filling.phrase)
        for deed in deeds:
            doer = _first(Asked(at_noun(site, filling.phrase), deed, "actor", -1, (), ()))
            if any(m.code or m.sector in BANDS for m in doer.mentions):
                return msgspec.structs.replace(doer, through="deed")
        own = any(deed.event in BY_STATES or "own_people" in deed.recipient for deed in deeds)
        if own and not _upon_others(site, filling.phrase, deeds):
            return _state_there(site, filling.phrase)
    return None


def _upon_others(site: Site, phrase: int, deeds: tuple[Trigger, ...]) -> bool:
    """Whether those to whom it was done are named with their country: "the attack on a base | of the UN | in Congo"."""
    aimed = {s.word for d in deeds for s in d.slots["recipient"]} - site.pack.modality.adpositions.inside - {""}
    under = [i for i in site.sentence.below(phrase) if site.sentence.phrases[i].adp in aimed]
    found = (m for i in under for m in actors(site.reading, i, site.pack)[0])
    return any(m.code and not m.inferred and m.sector not in UNARMED for m in found)


def _holder(site: Site, entry: Trigger) -> Named | None:
    """Who holds those whose release is asked for: "the release of a priest | arrested by Indonesia", "... | held in Iran"."""
    if entry.event != "REQUEST":
        return None
    sentence, arrests = site.sentence, site.pack.triggers.verbs
    asked_of = [f.phrase for f in fill(site, Slot("object")) if "genitive" in of_victims(site, f.phrase)]
    for at, clause in enumerate(sentence.clauses):
        held = sentence.phrase_at(clause.antecedent) if clause.antecedent >= 0 else -1
        if clause.verb is None or not any(sentence.descends(held, i) for i in asked_of):
            continue
        if any(e.event == "COERCE" for e in arrests.get(clause.verb.lemma, ())):
            inside = site_at(site.reading, at, site.pack, site.people)
            words = site.pack.modality.adpositions.inside
            holders = (*fill(inside, Slot("subject")), *(f for word in sorted(words) for f in fill(inside, Slot("adp", word))))
            named = next((f.mentions for f in holders if any(m.code for m in f.mentions)), ())
            return Named(named, rule="who holds them") if named else None
    return next((found for i in asked_of if (found := _state_there(site, i))), None)


def _keeper(site: Site) -> Named:
    """Who has held those who are let go by nobody named: "freed were two envoys | seized by rebels", "... | jailed in Iran"."""
    sentence, verbs = site.sentence, site.pack.triggers.verbs
    freed = {f.phrase for f in fill(site, Slot("object"))}
    for at, clause in enumerate(sentence.clauses):
        held = sentence.phrase_at(clause.antecedent) if clause.antecedent >= 0 else -1
        if clause.verb is None or held not in freed or clause.kind not in ("participle", "relative"):
            continue
        taken = {e.event for e in verbs.get(clause.verb.lemma, ()) if e.event in ("COERCE", "ASSAULT")}
        inside = site_at(site.reading, at, site.pack, site.people)
        words = site.pack.modality.adpositions.inside if taken == {"COERCE"} else frozenset()
        holders = (*fill(inside, Slot("subject")), *(f for word in sorted(words) for f in fill(inside, Slot("adp", word))))
        named = next((f.mentions for f in holders if taken and f.phrase not in freed and any(m.code for m in f.mentions)), ())
        if named:
            return Named(named, rule="who has held them")
    return Named()


def _state_there(site: Site, phrase: int) -> Named | None:
    """The state in which something was done that states do: "the arrest of a journalist | in Turkey"."""
    phrases, inside, end = site.sentence.phrases, site.pack.modality.adpositions.inside, -1
    for i in range(phrase, len(phrases)):
        within = site.sentence.descends(i, phrase) or phrases[i].start == end  # "le coup d'État | au Niger"
        if not within:
            continue
        end = max(end, phrases[i].end)
        named = tuple(m for m in actors(site.reading, i, site.pack)[0] if m.form in ("country", "metonym"))
        if phrases[i].adp in inside and named:
            return Named(named, rule="state where it is done", through="deed")
    return None


def _first(role: Asked) -> Named:
    """Who fills the first slot of a role that somebody can fill, else whoever stands without a word beside, else a place."""
    empty: list[tuple[str, Filling]] = []
    own = Named()
    for text, slot, filling in _candidates(role):
        if role.role == "recipient" and role.entry.event in OF_DEEDS and suffered(role.site, filling):
            empty += [(text, filling)] if filling.rule == "possessor" else []  # the country in which it was done, if named
            continue
        if any(rule(role, slot, filling) for rule in PASSED_OVER[role.role]):
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
    return _beside_subject(role) or _captor(role) or _ground(role, empty) or own


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


def _captor(role: Asked) -> Named | None:
    """The state that holds those whose release is asked for: "réclame la libération de X, détenu | en Algérie"."""
    if role.entry.event != "REQUEST" or role.site.phrase >= 0:
        return None
    for filling in fill(role.site, Slot("object")):
        if any(map(_frees, deeds_at(role.site, filling.phrase))):
            return _state_there(role.site, filling.phrase)
    return None


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


def _place_of_attack(role: Asked, slot: Slot, filling: Filling) -> bool:
    return role.entry.event == "ASSAULT" and slot.kind == "adp" and where(filling, slot.word, role.site.pack)


def _of_another_deed(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether only the owner of what the verb acts upon is named: "beschlossen bei ihrem Treffen | Sanktionen gegen den Iran"."""
    beside_verb = role.site.phrase >= 0 and role.entry.symmetric and slot.kind in ("object", "case")
    return beside_verb and filling.rule not in ("head", "the speaker")


def _who_asks(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether somebody asks for the deed and so does not do it: "| Demonstranten | fordern die Auflösung des Parlaments"."""
    site, phrases = role.site, role.site.sentence.phrases
    if slot.kind != "subject" or site.phrase < 0 or filling.phrase < 0 or role.entry.symmetric:
        return False
    phrase = phrases[site.phrase]
    place = phrase.slot_name
    noun = site.sentence.tokens[site.token].lemma
    return effect_of(site.host, site.pack, place, noun) == "called_for" and not does(site)


def _word_of_trigger(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an owner is a word of the trigger itself: "coup | d'État"."""
    owner = filling.phrase >= 0 and slot.kind == "genitive"
    return owner and role.site.sentence.phrases[filling.phrase].head in role.tokens


def _text(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether a text or a recording stands there, which is no party and no place: "claimed the attack | in a video"."""
    under = filling.phrase >= 0 and slot.kind == "adp" and filling.rule in ("head", "author")
    phrases, tokens = role.site.sentence.phrases, role.site.sentence.tokens
    return under and tokens[phrases[filling.phrase].head].lemma in role.site.pack.speech.phrases.documents


def _harmed(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an unarmed people owns an attack of which no other victim is named: "the killing | of protesters"."""
    owner = role.entry.kind == "noun" and role.entry.event == "ASSAULT" and filling.phrase >= 0
    if not owner or not filling.mentions or not all(m.sector in UNARMED for m in filling.mentions):
        return False
    inside = role.site.pack.modality.adpositions.inside
    aimed = [s for s in role.entry.slots["recipient"] if s.kind == "adp" and s.word not in (slot.word, *inside)]
    return slot in role.entry.slots["recipient"] and not any(f.mentions for s in aimed for f in fill(role.site, s))


def _of_target(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an owner is that of what the deed is aimed at: "une attaque contre une base | de la Monusco"."""
    owner = slot.kind == "genitive" or slot.word in role.site.pack.grammar.shape.genitive
    if role.entry.kind != "noun" or not owner or filling.phrase < 0:
        return False
    phrases, inside = role.site.sentence.phrases, role.site.pack.modality.adpositions.inside
    aimed = {s.word for s in role.entry.slots["recipient"]} - {s.word for s in role.entry.slots["actor"]} - {""} - inside
    above = phrases[filling.phrase].parent
    while above >= 0 and above != role.site.phrase:
        if phrases[above].adp in aimed:
            return True
        above = phrases[above].parent
    return False


def _owns_what_is_hit(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether somebody owns what a verb of attack acts upon: "un attentat a visé un convoi | de l'armée"."""
    site, phrases = role.site, role.site.sentence.phrases
    owner = slot.word in site.pack.grammar.shape.genitive and filling.phrase >= 0 and role.entry.kind == "verb"
    if not owner or role.entry.event != "ASSAULT" or site.phrase >= 0:
        return False
    above = phrases[filling.phrase].parent
    return above >= 0 and phrases[above].slot == "object"


def _freed(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether somebody is who shall be freed, not who is asked to do it: "réclame la libération | de deux journalistes"."""
    owner = slot.kind == "genitive" or slot.word in role.site.pack.grammar.shape.genitive
    asks = role.entry.event == "REQUEST" and filling.phrase >= 0
    if not asks or (not owner and slot.kind not in ("object", "case")):
        return False
    above = role.site.sentence.phrases[filling.phrase].parent
    at = above if above >= 0 else filling.phrase
    return any(map(_frees, deeds_at(role.site, at)))


def _victim_of_backed(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether somebody suffers the deed that is praised: "applauded the killing | of a general" backs not him."""
    phrases, owners = role.site.sentence.phrases, ("genitive", *role.site.pack.grammar.shape.genitive)
    if role.entry.event != "SUPPORT" or filling.phrase < 0:
        return False
    owner = filling.rule == "head" and (slot.word or slot.kind) in owners
    if not owner and filling.rule != "possessor":
        return False
    deeds = deeds_at(role.site, phrases[filling.phrase].parent if owner else filling.phrase)
    return any(d.event in HARMS and "genitive" in d.recipient and "genitive" not in d.actor for d in deeds)


def _seat(role: Asked, slot: Slot, filling: Filling) -> bool:
    return role.entry.event in ANSWERS and named_after(role.site, slot, filling)


def _frees(deed: Trigger) -> bool:
    """Whether a noun tells that somebody is let go: its owner is who is freed, as of no withdrawal and no truce."""
    return deed.event == "RETREAT" and "genitive" in deed.recipient and "genitive" not in deed.actor


Rule = Callable[[Asked, Slot, Filling], bool]
# who fills a slot and is no party all the same
PASSED_OVER: dict[str, tuple[Rule, ...]] = {
    "actor": (_place_of_attack, _of_another_deed, _who_asks, _word_of_trigger, _text, _harmed, _of_target, _owns_what_is_hit),
    "recipient": (_of_another_deed, _word_of_trigger, _text, _freed, _victim_of_backed, _seat),
}


def _beside_subject(role: Asked) -> Named | None:
    """Whoever stands behind the subject in one phrase with it: "hat der Präsident | Peking | gedroht"."""
    site = role.site
    if site.phrase >= 0 or not any(slot.kind in ("object", "case") for slot in role.entry.slots["recipient"]):
        return None
    for second in (beside(site.reading, i, site.pack) for i in subjects(site.sentence, site.clause, site.pack)):
        if second.mentions and second.mentions[0] not in role.taken:
            return Named(second.mentions, role.entry.recipient[0], second.rule)
    return None


def _ground(role: Asked, empty: list[tuple[str, Filling]]) -> Named | None:
    """Whose ground the things stand on that fill a slot and are nobody ("attacked positions | in Lebanon")."""
    for text, filling in empty:
        victims = of_victims(role.site, filling.phrase) if role.entry.event == "ACCUSE" else frozenset[str]()
        ground = located(role.site.reading, filling.phrase, role.site.pack, without=victims)
        if ground.mentions and ground.mentions[0] not in role.taken:
            return Named(ground.mentions, text, ground.rule)
    return None


def at_noun(site: Site, phrase: int) -> Site:
    """The site of a light noun, in the clause of the verb at another one."""
    return site_at(site.reading, site.clause, site.pack, site.people, phrase=phrase, token=site.sentence.phrases[phrase].head)
