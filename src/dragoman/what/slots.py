"""A place in a sentence (a verb or a noun) and a slot of a frame -> the phrases that fill it, and the actors in them."""

from collections.abc import Callable

import msgspec

from dragoman.language.triggers import Slot
from dragoman.values.syntax import Phrase
from dragoman.values.world import Mention
from dragoman.what.arguments import by_slot, of_reason, verb_phrases
from dragoman.what.around import apart, has_parties, in_participle, of_backdrop, owns_its_noun, set_beside
from dragoman.what.fillings import OTHERS, Filling, actors, like, located
from dragoman.what.operators import does
from dragoman.what.sites import Site, site_at
from dragoman.what.subjects import subjects

AROUND = "doer of the deed around it"
ONE_SIDED = ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "CONCEDE")  # deeds of one side only, which others praise
ARMED = ("MIL", "COP", "REB", "UAF", "CRM", "PRM")  # whose an attack is when it is "theirs"


def fill(site: Site, slot: Slot) -> tuple[Filling, ...]:
    """The fillings of a slot at a site, nearest first; () when the slot is empty."""
    known = site.filled.get(slot)
    if known is None:
        known = site.filled[slot] = _fill(site, slot)
    return known


def _fill(site: Site, slot: Slot) -> tuple[Filling, ...]:
    finder = FINDERS.get(slot.kind)
    if finder is not None:
        return finder(site)
    found = _noun_phrases(site, slot) if site.phrase >= 0 else verb_phrases(site, slot)
    return tuple([_filling(site, index) for index in found])


def _in_deed(site: Site) -> tuple[Filling, ...]:
    """Whoever does the deed in which the clause's came about: "tués | dans une embuscade de rebelles"."""
    sentence, pack = site.sentence, site.pack
    found: list[Filling] = []
    behind = sentence.clauses[site.clause + 1 : site.clause + 2]  # "seis murieron | y 20 resultaron heridos en un ataque"
    shared = behind[0].phrases if behind and sentence.tokens[behind[0].tokens[0]].pos == "cconj" else ()
    for index in (*site.host.phrases, *shared) if site.phrase < 0 else ():
        phrase = sentence.phrases[index]
        if phrase.adp not in pack.modality.adpositions.happened or sentence.tokens[phrase.head].lemma not in pack.triggers.nouns:
            continue
        inside = site_at(site.reading, site.clause, pack, site.people, phrase=index, token=phrase.head)
        doers = [f for word in pack.grammar.verbs.agent for f in fill(inside, Slot("adp", word))]
        doers += [] if _named_by_place(inside) else fill(inside, Slot("adjective"))
        doers += [f for f in fill(inside, Slot("genitive")) if any(m.sector in ARMED for m in f.mentions) or _of_state(inside, f)]
        doers += _fought_with(inside)
        found += [msgspec.structs.replace(f, phrase=index, rule=AROUND) for f in doers if f.mentions]
    return tuple(found) or tuple(_in_told_deed(site))


def _of_state(site: Site, owner: Filling) -> bool:
    """Whether a state by its name owns a blow of one side: "died in an attack | of Israel", not "in the war | of Yemen"."""
    entries = site.pack.triggers.nouns.get(site.sentence.tokens[site.token].lemma, ())
    deeds = [e for e in entries if e.event == "ASSAULT"]
    blow = any(Slot("genitive") in e.slots["actor"] for e in deeds) and not any(e.symmetric for e in deeds)
    return blow and owner.rule == "head" and all(m.form == "country" for m in owner.mentions)


def _fought_with(site: Site) -> list[Filling]:
    """The armed other side of a fight by its noun: "three soldiers were killed in clashes | with Azerbaijani forces"."""
    entries = site.pack.triggers.nouns.get(site.sentence.tokens[site.token].lemma, ())
    fights = [e for e in entries if e.symmetric and e.event == "ASSAULT"]
    slots = dict.fromkeys(s for e in fights for s in e.slots["recipient"])
    if any(f.mentions for e in fights for s in e.slots["actor"] for f in fill(site, s)):
        return []  # "in a gunbattle between | police | and militants"
    return [f for slot in slots if slot.kind == "adp" for f in fill(site, slot) if _armed(f)]


def _named_by_place(site: Site) -> bool:
    """Whether a deed has the name of the land it was done in: "died in | a Niger | attack", not "a Niger attack on Benin"."""
    first = next((m for f in fill(site, Slot("adjective")) for m in f.mentions), None)
    if first is None or first.form not in ("country", "metonym") or first.why == "adjective" or first.text.isupper():
        return False
    lemma, inside = site.sentence.tokens[site.token].lemma, site.pack.modality.adpositions.inside
    aimed = {s.word for e in site.pack.triggers.nouns.get(lemma, ()) for s in e.slots["recipient"]} - inside - {""}
    return not any(site.sentence.phrases[i].adp in aimed for i in site.sentence.below(site.phrase))


def _in_told_deed(site: Site) -> list[Filling]:
    """Whoever does the deed that a clause of the occasion tells: "were killed | when gunmen attacked a village"."""
    occasion, triggers = site.pack.grammar.clauses.occasion, site.pack.triggers.verbs
    found: list[Filling] = []
    for i, clause in enumerate(site.sentence.clauses if site.phrase < 0 else ()):
        verb = clause.verb
        told = clause.parent == site.clause and clause.opener in occasion and verb is not None and verb.voice == "active"
        doing = any(e.event == "ASSAULT" and "subject" in e.actor for e in triggers.get(verb.lemma, ())) if verb else False
        if not told or not doing:
            continue
        doers = fill(site_at(site.reading, i, site.pack, site.people), Slot("subject"))
        found += [msgspec.structs.replace(f, rule="doer of what is told beside it") for f in doers if _armed(f)]
    return found


def _armed(filling: Filling) -> bool:
    """Whether those who fill a slot bear arms, so that they may be who killed."""
    return any(m.sector in ARMED for m in filling.mentions)


def _borne_by(site: Site) -> tuple[Filling, ...]:
    """Whoever a noun under an adposition is said of where no verb says it: "| Les infirmières | en grève"."""
    above = _bearer(site)
    return (_filling(site, above),) if above >= 0 else ()


def _bearer(site: Site) -> int:
    """The phrase that a noun under an adposition is said of without a verb, -1 where none is.

    Between the two there may be owners and where it is: "| the minister | in Moscow | for talks".
    """
    phrases = site.sentence.phrases
    if site.phrase < 0 or site.host.verb is not None or not phrases[site.phrase].adp:
        return -1
    above = phrases[site.phrase].parent
    if above < 0:  # "| Six soldiers | dead in an ambush"
        above = next((i for i in site.host.phrases if i < site.phrase and phrases[i].slot == "none"), -1)
    while above >= 0 and (phrases[above].slot == "genitive" or phrases[above].adp in site.pack.modality.adpositions.inside):
        above = phrases[above].parent  # "des milliers | d'enseignants | dans la rue"
    bare = above >= 0 and not phrases[above].adp and phrases[above].slot in ("none", "subject")
    return above if bare else -1


def _between(site: Site, words: tuple[str, ...]) -> list[int]:
    """The phrase right behind whoever a noun is said of without a verb: "the minister | in Moscow | for talks"."""
    bearer, phrases = _bearer(site), site.sentence.phrases
    if bearer < 0 or site.pack.modality.adpositions.inside.isdisjoint(words):
        return []
    after = [i for i in range(bearer + 1, site.phrase) if phrases[i].start == phrases[bearer].end]
    return [i for i in after if phrases[i].adp in words and phrases[i].parent == bearer]


def _acted_upon(site: Site) -> tuple[Filling, ...]:
    """Whoever is acted upon in a clause that depends on the trigger: its object, else whoever stands in it with an adposition."""
    phrases = site.sentence.phrases
    found: list[Filling] = []
    demands = site.pack.speech.stance.get(site.lemma) == "demands"
    for clause in site.complements:
        if demands and clause.kind != "infinitive" and clause.verb is not None and clause.verb.voice == "passive":
            continue  # "demanded that the crew be released": whoever holds it is meant
        inside = site_at(site.reading, site.sentence.clauses.index(clause), site.pack, site.people)
        tried = clause.kind == "infinitive" and clause.verb is not None and clause.verb.lemma in site.pack.modality.operators
        if tried and (deeper := _acted_upon(inside)):  # "pour tenter | de disperser | la foule"
            found += deeper
            continue
        loose = [i for i in clause.phrases if phrases[i].adp and phrases[i].conjunct < 0 and phrases[i].slot != "genitive"]
        suffers = clause.kind != "infinitive" and clause.verb is not None and clause.verb.voice == "passive"
        loose = [] if suffers else [i for i in loose if not _hosts(inside, i)]  # "said talks should be moved | from Oslo"
        for index in (*verb_phrases(inside, Slot("object")), *_made_to(inside), *loose):
            filling = _filling(inside, index)
            someone = any(m.form != "pronoun" for m in filling.mentions)  # "will destroy | them"
            if someone and not _means(inside, index):
                found.append(msgspec.structs.replace(filling, rule="acted upon in the complement"))
    return tuple(sorted(found, key=lambda f: not any(m.code and not m.owned for m in f.mentions)))  # "livrer des chars à | Kiev"


def _made_to(site: Site) -> list[int]:
    """Whoever a verb of making or helping has do something: "to help | Malawi | recover from floods"."""
    below = (c for c in site.sentence.clauses if c.kind == "subordinate" and c.parent == site.clause and not c.opener)
    helps = site.lemma in site.pack.grammar.verbs.causative
    return [i for c in below if helps for i in c.phrases if site.sentence.phrases[i].slot == "subject"]


def _hosts(site: Site, index: int) -> bool:
    """Whether a phrase only says where those of the clause meet: "agreed to hold talks | in Doha"."""
    phrase, triggers = site.sentence.phrases[index], site.pack.triggers.verbs.get(site.lemma, ())
    meets = any(entry.event == "CONSULT" and entry.symmetric for entry in triggers)
    above = site.sentence.phrases[phrase.parent].head if phrase.parent >= 0 else -1
    loose = above < 0 or site.sentence.tokens[above].lemma in site.pack.grammar.nouns.time  # "to meet next week | in Doha"
    return meets and loose and phrase.adp in site.pack.modality.adpositions.inside


def _means(site: Site, index: int) -> bool:
    """Whether a phrase is what the verb acts with, by a light frame of its own: "threatened to send | troops | into Syria"."""
    phrase, entries = site.sentence.phrases[index], site.pack.triggers.verbs.get(site.lemma, ())
    head = site.sentence.tokens[phrase.head]
    bare = phrase.slot == "object" and phrase.conjunct < 0 and site.people[index].mentions[0].code == ""
    return bare and any(entry.kind == "light" and "object" in entry.noun_slot and head in entry.carried for entry in entries)


def _under_condition(site: Site) -> tuple[Filling, ...]:
    """Whoever a condition of the sentence is about: the subject of "unless the president arranges a ceasefire"."""
    sentence, openers = site.sentence, site.pack.grammar.clauses.conditional
    found = [
        _filling(site, index)
        for clause in sentence.clauses
        if clause.opener in openers and clause is not site.host
        for index in clause.phrases
        if sentence.phrases[index].slot == "subject"
    ]
    return tuple(filling for filling in found if filling.mentions)


def asked(site: Site) -> tuple[Filling, ...]:
    """Whoever is to act: the subject of the finite clause that says what is asked ("demanded that | Israel | lift ...")."""
    phrases = site.sentence.phrases
    found = [
        _filling(site, index)
        for clause in site.complements
        if clause.kind != "infinitive"
        for index in clause.phrases
        if phrases[index].slot == "subject" and phrases[index].conjunct < 0
    ]
    return tuple(filling for filling in found if filling.mentions)


def _doer_below(site: Site) -> tuple[Filling, ...]:
    """Whoever does what a clause tells that depends on the trigger ("denounced that | Israel | bombed ...")."""
    finite = [site.sentence.clauses.index(c) for c in site.complements if c.kind != "infinitive" and c.verb is not None]
    finite = finite or _demanded(site)
    doers = [f for at in finite for f in fill(site_at(site.reading, at, site.pack, site.people), Slot("subject"))]
    named = [f for f in doers if f.rule != "the speaker" and any(m.form != "pronoun" for m in f.mentions)]
    return tuple([msgspec.structs.replace(f, rule="doer in the complement") for f in named])


def _demanded(site: Site) -> list[int]:
    """Clauses of what the trigger's verb says that tell what must be: "Kenya | must | withdraw", demanded the minister."""
    sentence, grammar = site.sentence, site.pack.grammar
    words = [sentence.tokens[t] for t in site.host.tokens]
    told = [s.quote for s in site.reading.statements if s.cue is not None and any(s.cue[0] <= w.start < s.cue[1] for w in words)]
    inside = [
        i
        for i, c in enumerate(sentence.clauses)
        if c is not site.host and any(a <= sentence.tokens[c.tokens[0]].start < b for a, b in told) and c.verb is not None
    ]
    verbs = [(i, v) for i in inside if (v := sentence.clauses[i].verb) is not None and v.modal]
    return [i for i, v in verbs if grammar.modals.get(v.modal) == "called_for" or v.mood.startswith("subjunctive")]


def _noun_phrases(site: Site, slot: Slot) -> list[int]:
    phrases = site.sentence.phrases
    if slot.kind == "genitive":
        mine = [i for i in site.sentence.below(site.phrase) if phrases[i].slot == "genitive"]
        return mine or _near(site, site.pack.grammar.verbs.agent[:1])
    if slot.kind == "adp":
        return _near(site, (slot.word,), slot.case) or _between(site, (slot.word,))
    verb = site.host.verb
    if slot.kind in ("case", "object"):  # "in einem Telefonat forderte X Y auf": whoever the clause's verb is about
        name = "dative" if slot.kind == "case" else "object"
        return (
            [i for i in by_slot(site, name) if i != site.phrase]
            if verb is not None and phrases[site.phrase].slot == "adp"
            else []
        )
    if verb is None or phrases[site.phrase].slot not in ("object", "subject", "adp") or _far_down(site):
        return []
    if phrases[site.phrase].adp in site.pack.grammar.adpositions.reasons and verb.voice == "active":
        return []  # "wegen der Unterdrückung der Opposition verhängte die EU Sanktionen"
    if judged(site):
        return []
    beside = set_beside(site.sentence, site.phrase)
    own = [beside] if beside >= 0 else subjects(site.sentence, site.clause, site.pack)
    return [i for i in own if i != site.phrase]


def judged(site: Site) -> bool:
    """Whether the verb condemns or praises the deed that is its object: whoever does that has not done the deed.

    Praised is what one side alone does: "hailed | the release of prisoners", but "celebrates | a meeting".
    """
    verb = site.host.verb
    if verb is None or verb.voice != "active" or site.sentence.phrases[site.phrase].slot != "object":
        return False
    events = {e.event for e in site.pack.triggers.verbs.get(verb.lemma, ())}
    entries = site.pack.triggers.nouns.get(site.sentence.tokens[site.token].lemma, ())
    praised = "SUPPORT" in events and any(e.event in ONE_SIDED for e in entries)
    return "ACCUSE" in events or (praised and not does(site))


def _far_down(site: Site) -> bool:
    """Whether a noun hangs on the verb only by way of others ("rechazó la acusación de su participación en | el ataque")."""
    phrases = site.sentence.phrases
    phrase = phrases[site.phrase]
    if phrase.bound or phrase.adp in site.pack.modality.adpositions.beside:
        return phrase.bound  # "called for a truce in the war | during a call with Putin"
    return phrase.parent >= 0 and phrases[phrase.parent].parent >= 0


def _near(site: Site, words: tuple[str, ...], case: str = "") -> list[int]:
    """Adpositional phrases after the noun that hang on it, directly or behind its other attributes."""
    if site.sentence.adpositions.isdisjoint(words):
        return []
    phrases = site.sentence.phrases
    members, other, found = {site.phrase}, set[int](), []
    for i in range(site.phrase + 1, len(phrases)):
        phrase = phrases[i]
        if phrase.conjunct in found:
            continue
        if phrase.parent in other or phrase.adp in site.pack.modality.adpositions.beside:
            other.add(i)
            continue
        if phrase.adp not in words and phrase.slot != "genitive" and has_parties(site, phrase):
            other.add(i)  # what follows it is its own: "la visita de Lula y la visita de Boric | a Brasil"
            continue
        if phrase.parent not in members:
            if phrase.adp not in words or i not in site.host.phrases or phrase.bound or _of_another(site, phrase):
                continue
            if apart(site, phrase):
                continue
        elif phrase.slot == "genitive" or (phrase.adp and not has_parties(site, phrase)):
            members.add(i)
        if owns_its_noun(site, phrase) or _of_place(site, phrase) or of_backdrop(site, i) or of_reason(site, i):
            continue
        if phrase.adp in words and (not case or case in phrase.case):
            found.append(i)
    return found or in_participle(site.sentence, site.phrase, site.pack, words)


def _of_place(site: Site, phrase: Phrase) -> bool:
    """Whether an owner is that of a place where the deed is set ("clashes with activists | in parts | of Islamabad")."""
    above = site.sentence.phrases[phrase.parent] if phrase.parent >= 0 and phrase.parent != site.phrase else None
    owners = site.pack.grammar.shape.genitive
    if above is None or phrase.adp not in owners or above.adp in owners or not site.pack.grammar.shape.compounds:
        return False
    return above.adp in site.pack.modality.adpositions.inside


def _of_another(site: Site, phrase: Phrase) -> bool:
    """Whether a phrase is the agent of a passive that does not carry the noun ("the attack was condemned | by Iran")."""
    verb, pack = site.host.verb, site.pack
    if (
        verb is None
        or verb.voice == "active"
        or phrase.adp not in pack.grammar.verbs.agent
        or site.sentence.phrases[site.phrase].slot != "subject"
    ):
        return False
    entries = pack.triggers.verbs.get(verb.lemma, ())
    return any(e.kind == "verb" for e in entries) and not any(
        e.kind == "light" and site.sentence.tokens[site.token].lemma in e.nouns for e in entries
    )


def _beside(site: Site) -> tuple[Filling, ...]:
    """Actors named by an adjective beside the noun, on the side where these stand, or by the first part of the compound."""
    phrase = site.sentence.phrases[site.phrase] if site.phrase >= 0 else None
    if phrase is None:
        return ()
    last = phrase.end if site.pack.grammar.shape.adjectives_after else site.token + 1
    inside = tuple(
        m
        for m in site.reading.mentions
        if phrase.start <= m.start
        and (
            (m.end <= last and m.form in ("country", "metonym", "group", "name"))
            or (m.form == "role" and phrase.inner <= m.head < site.token and not _site(site, m))  # "a rebel | attack"
            or (m.form == "role" and m.head == site.token and m.code and not m.inferred)  # "closed | the Russian consulate"
        )
    )
    return (Filling(site.phrase, inside, "adjective"),) if inside else ()


def _site(site: Site, mention: Mention) -> bool:
    """Whether a body is only the house where the deed is done: "a | mosque | bombing"."""
    return site.sentence.tokens[mention.head].lemma in site.pack.roles.reference.sites


def _filling(site: Site, index: int) -> Filling:
    """Whoever is in a phrase and in those that are coordinated with it."""
    known = site.people.get(index)
    if known is None:
        known = site.people[index] = _look_in(site, index)
    return known


def _look_in(site: Site, index: int) -> Filling:
    phrases = site.sentence.phrases
    members = [index, *(i for i in range(index + 1, len(phrases)) if phrases[i].conjunct == index)]
    mentions: list[Mention] = []
    rules = []
    for member in members:
        found, rule = actors(site.reading, member, site.pack)
        found = like(found, mentions, site.sentence, phrases[member])
        if not found and rule != OTHERS and len(members) > 1:  # "strikes on | Gaza | and Lebanon"
            found = located(site.reading, member, site.pack).mentions
        mentions += [m for m in found if m not in mentions]
        rules.append(rule)
    return Filling(index, tuple(mentions), next((r for r in rules if r), ""))


def _nobody(site: Site) -> tuple[Filling, ...]:
    """The own people of a doer, and the people of a place, stand nowhere."""
    return ()


# kinds of slots that are no noun phrases of the verb or noun itself
FINDERS: dict[str, Callable[[Site], tuple[Filling, ...]]] = {
    "adjective": _beside,
    "complement": _acted_upon,
    "complement_subject": _doer_below,
    "condition_subject": _under_condition,
    "own_people": _nobody,
    "people_there": _nobody,
    "deed": _in_deed,
    "bearer": _borne_by,
}
