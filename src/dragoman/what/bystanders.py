"""Who fills a slot of an entry and is no party all the same: an ordered tuple of rules for each role."""

from collections.abc import Callable

from dragoman.language.triggers import Slot
from dragoman.what.fillings import Filling
from dragoman.what.headings import named_after
from dragoman.what.holders import frees
from dragoman.what.operators import does, effect_of
from dragoman.what.parties import Asked
from dragoman.what.sides import deeds_at, where
from dragoman.what.slots import fill

ANSWERS = ("REJECT", "AGREE")  # things are rejected and accepted, they do neither
UNARMED = ("CVL", "JRN", "REL", "EDU", "SOC", "AGR", "LAB", "MED", "OPP", "BUS")  # of whose killing they are the victims
HARMS = ("ASSAULT", "COERCE", "SANCTION")  # whoever suffers one is not backed by those who praise it


def is_bystander(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether some rule says that whoever fills a slot does not play the role."""
    return any(rule(role, slot, filling) for rule in PASSED_OVER[role.role])


def _place_of_attack(role: Asked, slot: Slot, filling: Filling) -> bool:
    return role.entry.event == "ASSAULT" and slot.kind == "adp" and where(filling, slot.word, role.site.pack)


def _named_by_place(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an attack is only called after the city where it was: "bei dem Anschlag | von Kabul"; "Moskaus Angriff" is not.

    So where nothing says on whom it was made.
    """
    site, phrases = role.site, role.site.sentence.phrases
    agents = site.pack.grammar.verbs.agent
    owner = slot.kind == "genitive" and filling.phrase >= 0 and phrases[filling.phrase].adp in agents
    agent = slot.word in agents or filling.rule == "author" or owner
    city = agent and all(m.form == "metonym" for m in filling.mentions)
    if role.entry.event != "ASSAULT" or not (city and filling.mentions) or site.pack.grammar.order != "verb-second":
        return False
    held = site.sentence.phrase_at(filling.mentions[0].head)
    deed = phrases[held].parent if held >= 0 else -1
    if deed < 0 or not any(e.event == "ASSAULT" for e in deeds_at(site, deed)):
        return False
    aims = {s.word for e in deeds_at(site, deed) for s in e.slots["recipient"] if s.kind == "adp" and s.word != slot.word}
    aims -= {*agents}
    return not any(p.adp in aims and site.sentence.descends(i, deed) for i, p in enumerate(phrases))


def _where_two_agree(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether a state is only where two others do something together: "Kenya and Uganda signed a truce | in Qatar"."""
    sides = {(x.code, x.sector) for m in role.taken for x in (m.members or (m,))}
    inside = slot.kind == "adp" and slot.word in role.site.pack.modality.adpositions.inside
    named = all(m.form in ("country", "metonym") and (m.code, m.sector) not in sides for m in filling.mentions)
    return role.entry.symmetric and len(sides) > 1 and inside and named


def _acted_upon(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an adjective says who does what an owner suffers: "der | israelische | Beschuss | von Stellungen der Hamas"."""
    agent = slot.kind == "genitive" or slot.word in role.site.pack.grammar.verbs.agent
    if role.entry.kind != "noun" or role.entry.event != "ASSAULT" or not agent or role.site.pack.grammar.order != "verb-second":
        return False
    return any(s.kind == "adjective" and any(f.mentions for f in fill(role.site, s)) for s in role.entry.slots["actor"])


def _whose_man(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether a single person right behind somebody who is arrested says whose man he is: "Berater | von Ruto | verhaftet".

    Arrests are made by bodies.
    """
    site, phrases = role.site, role.site.sentence.phrases
    verb_second = site.pack.grammar.order == "verb-second"
    passive = verb_second and site.host.verb is not None and site.host.verb.voice != "active"
    if not passive or role.entry.event != "COERCE" or filling.phrase < 0:
        return False
    held = phrases[filling.phrase]
    behind = held.parent >= 0 and phrases[held.parent].end == held.start and phrases[held.parent].slot == "subject"
    persons = all(not m.plural and (m.person or m.form == "title") for m in filling.mentions)
    return behind and held.adp in site.pack.grammar.verbs.agent and bool(filling.mentions) and persons


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


def _where_they_are_from(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether a phrase says where those are from to whom it is done: "Diplomaten | aus Kenia | wurden ausgewiesen"."""
    site, phrases = role.site, role.site.sentence.phrases
    origin = slot.kind == "adp" and slot.word in site.pack.roles.reference.origin and role.entry.kind == "verb"
    if not origin or filling.phrase < 0 or site.host.verb is None or site.host.verb.voice == "active":
        return False
    above = phrases[filling.phrase].parent
    return above >= 0 and phrases[above].slot == "subject" and slot.word not in site.pack.grammar.verbs.agent


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
    return any(map(frees, deeds_at(role.site, at)))


def _victim_of_backed(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether somebody suffers the deed that is praised or condemned: "applauded the killing | of a general" backs not him."""
    phrases, owners = role.site.sentence.phrases, ("genitive", *role.site.pack.grammar.shape.genitive)
    blames = role.entry.event == "ACCUSE" and role.entry.kind == "verb"
    if not (blames or role.entry.event == "SUPPORT") or filling.phrase < 0:
        return False
    owner = filling.rule == "head" and (slot.word or slot.kind) in owners
    if not owner and filling.rule != "possessor":
        return False
    deeds = deeds_at(role.site, phrases[filling.phrase].parent if owner else filling.phrase)
    return any(d.event in HARMS and "genitive" in d.recipient and "genitive" not in d.actor for d in deeds)


def _harmed_one(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether unarmed people own the attack that is condemned: "condemned the bombing | of a school" blames not the school."""
    owner = role.entry.event == "ACCUSE" and filling.phrase >= 0 and filling.rule == "possessor"
    unarmed = owner and all(m.sector in UNARMED for m in filling.mentions)
    return unarmed and any(d.event == "ASSAULT" for d in deeds_at(role.site, filling.phrase))


def _under_its_link(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an owner stands under the adposition of those to whom it is done: "the expulsion | of two of its envoys"."""
    marked = bool(role.site.pack.grammar.shape.possessive)  # an owner who acts has a mark of his own: "Peru's expulsion"
    harm = role.entry.kind == "noun" and role.entry.event in HARMS
    if not (marked and harm) or slot.kind != "genitive" or filling.phrase < 0:
        return False
    adp = role.site.sentence.phrases[filling.phrase].adp
    return bool(adp) and adp in {s.word for s in role.entry.slots["recipient"] if s.kind == "adp"}


def _venue(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether a place is only where a meeting is held, and no host who is visited: "joined the talks | in Doha"."""
    inside = slot.kind == "adp" and slot.word in role.site.pack.modality.adpositions.inside and filling.phrase >= 0
    meets = role.entry.event == "CONSULT" and role.entry.kind == "verb" and "visit" not in role.entry.mode
    named = filling.rule == "head" or role.site.sentence.tokens[role.site.sentence.phrases[filling.phrase].head].pos == "name"
    placed = inside and meets and named and "recipient" not in role.entry.requires
    return placed and all(m.form in ("country", "metonym") for m in filling.mentions)


def _by_a_thing(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether what somebody does threatens, and not he: "this move by Kenya | threatens Uganda's sovereignty"."""
    sentence, pack = role.site.sentence, role.site.pack
    owner = filling.rule in ("author", "possessor") and filling.phrase >= 0 and slot.kind == "subject"
    if role.entry.event != "THREATEN" or role.entry.kind != "verb" or not owner:
        return False
    lemma = sentence.tokens[sentence.phrases[filling.phrase].head].lemma
    return lemma in pack.triggers.nouns or lemma in pack.speech.told.any or lemma in pack.grammar.nouns.steps


def _behind_border(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether only a border says whose land begins where an attack is made: "une frappe près de la frontière | mauritanienne"."""
    attack = role.entry.event == "ASSAULT" and slot.kind == "adp" and filling.phrase >= 0 and filling.rule != "head"
    phrases, tokens = role.site.sentence.phrases, role.site.sentence.tokens
    return attack and tokens[phrases[filling.phrase].head].lemma in role.site.pack.grammar.nouns.borders


def at_border(role: Asked, ground: Filling) -> bool:
    """Whether the ground that is attacked is told by a border only: "bombardierte ein Dorf nahe | der thailändischen Grenze"."""
    sentence, borders = role.site.sentence, role.site.pack.grammar.nouns.borders
    held = [sentence.phrase_at(m.head) for m in ground.mentions if role.entry.event == "ASSAULT"]
    return any(sentence.tokens[sentence.phrases[i].head].lemma in borders for i in held if i >= 0)


def _told_it(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether somebody is only told of a deed that a noun names: "l'attaque a été confirmée | à l'AFP"."""
    site, addressee = role.site, role.site.pack.modality.adpositions.addressee
    if role.entry.kind != "noun" or slot.word not in addressee or filling.phrase < 0 or site.host.verb is None:
        return False
    behind = site.sentence.phrases[filling.phrase].start > max(site.host.verb.tokens) > site.token
    return behind and site.lemma in site.pack.speech.stance


def _region(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether only a region without a country is named in which it is done: "hat | im Roten Meer | ein Schiff beschossen"."""
    within = role.entry.event == "ASSAULT" and slot.kind == "adp" and slot.word in role.site.pack.modality.adpositions.inside
    regions = (m.entity is not None and m.entity.kind == "region" and not m.code for m in filling.mentions)
    return within and bool(filling.mentions) and all(regions)


def _ground_only(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether an attack is called after the ground where it was: "northern | Mali | attack", "a market in | North Kivu |"."""
    if role.entry.event != "ASSAULT" or not filling.mentions:
        return False
    tokens, sides = role.site.sentence.tokens, role.site.pack.roles.reference.sides
    return all(
        (m.entity is not None and m.entity.kind == "region" and not m.sector)
        or (m.form in ("country", "metonym") and m.start > 0 and tokens[m.start - 1].text.lower() in sides)
        for m in filling.mentions
    )


def _meant_for(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether a thing that is turned down is only for somebody: "lehnte einen Plan | für Syrien | ab"."""
    return role.entry.event == "REJECT" and slot.kind == "object" and filling.rule == "what it is for"


def _own_men(role: Asked, slot: Slot, filling: Filling) -> bool:
    """Whether these are the men of whoever consents, not those who have asked: "stimmte dem Abzug | seiner Soldaten | zu"."""
    moved = role.entry.event == "RETREAT" and "object" in role.entry.actor  # "Peru withdrew | its troops |"
    return (moved or role.entry.event == "AGREE") and bool(filling.mentions) and all(m.owned for m in filling.mentions)


def _seat(role: Asked, slot: Slot, filling: Filling) -> bool:
    return role.entry.event in ANSWERS and named_after(role.site, slot, filling)


Rule = Callable[[Asked, Slot, Filling], bool]
PASSED_OVER: dict[str, tuple[Rule, ...]] = {
    "actor": (
        _place_of_attack,
        _ground_only,
        _named_by_place,
        _acted_upon,
        _whose_man,
        _of_another_deed,
        _who_asks,
        _word_of_trigger,
        _text,
        _harmed,
        _of_target,
        _owns_what_is_hit,
        _by_a_thing,
        _under_its_link,
        _where_they_are_from,
    ),
    "recipient": (
        _where_two_agree,
        _of_another_deed,
        _word_of_trigger,
        _text,
        _freed,
        _victim_of_backed,
        _harmed_one,
        _venue,
        _behind_border,
        _told_it,
        _own_men,
        _meant_for,
        _region,
        _seat,
    ),
}
