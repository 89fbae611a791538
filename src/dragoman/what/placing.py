"""A frame and the places of its sentence -> where the deed was done, and which setting says something of its parties."""

from dragoman.language.citing import in_citation
from dragoman.language.codebook import Codebook
from dragoman.language.pack import Pack
from dragoman.values.event import TALKS
from dragoman.values.reading import Reading
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import Mention, Place
from dragoman.what.around import of_backdrop
from dragoman.what.dating import answered
from dragoman.what.frames import Frame
from dragoman.what.sites import Site

VISIT = "visit"
HARM = ("ASSAULT", "COERCE")
FAR = 9  # tokens between a distance and the place that it is counted from: "kilometers (31 miles) away from the city of"


def place_of(frame: Frame, reading: Reading, codebook: Codebook) -> Place | None:
    """The place of the deed: the nearest place of its clause under a local adposition, that is not a participant."""
    sentence, site = reading.sentence, frame.site
    hosted = bool(codebook.in_hosts_land & set(frame.trigger.modes))
    at = sentence.tokens[frame.tokens[0]].start
    local, away = [], answered(frame)
    for place in reading.places:
        if not place.spans or _of_whoever_acts(frame, place) or (not hosted and _stands_in(place, frame.recipient)):
            continue
        token = sentence.token_at(place.spans[0][0])
        held = sentence.phrase_at(token)
        if held >= 0 and (in_citation(sentence, held, site.pack) or _of_others(frame, reading, held) or of_backdrop(site, held)):
            continue
        if _far_from(sentence, token, site.pack):
            continue
        if held >= 0 and _taken_there(frame, sentence.phrases[held]):
            continue
        if away and not sentence.descends(held, site.phrase):
            continue
        visited = hosted and _visited(frame, place)
        if (visited or _under_local(frame, held, place)) and sentence.clause_of(token) in (site.clause, site.host.parent):
            apart = sentence.clause_of(token) != site.clause
            local.append((not visited, apart, place.precision == "country", abs(place.spans[0][0] - at), place))
    nearest = min(local, key=lambda found: found[:4], default=None)
    if nearest:
        return nearest[4]
    struck = _struck(frame, reading) if frame.trigger.event == "ASSAULT" else None
    return struck or (_headed(sentence, reading) if frame.trigger.event in codebook.on_the_spot else None)


def _headed(sentence: Sentence, reading: Reading) -> Place | None:
    """The place that a headline begins with, before a colon: "Mali: six soldiers killed"."""
    first = next((p for p in reading.places if p.spans and sentence.token_at(p.spans[0][0]) == 0), None)
    if sentence.block != "headline" or first is None:
        return None
    behind = sentence.token_at(first.spans[0][1] - 1) + 1
    return first if behind < len(sentence.tokens) and sentence.tokens[behind].text == ":" else None


def stand_of(frame: Frame, reading: Reading, codebook: Codebook) -> Place | None:
    """Where those stand to whom a deed is done by hand, or who do it: "attacked a base | in Mali", "withdrew from | Niger"."""
    sentence, trigger = reading.sentence, frame.trigger
    if trigger.event in codebook.on_the_spot:
        for mention in (*frame.recipient, *frame.actor):
            for place in reading.places:
                token = sentence.token_at(place.spans[0][0]) if place.spans else -1
                held = sentence.phrase_at(token) if mention.start <= token < mention.end else -1
                if held < 0 or _far_from(sentence, token, frame.site.pack):
                    continue
                under = sentence.phrases[_owning(frame, held)]
                deed = sentence.tokens[under.head].lemma in frame.site.pack.triggers.nouns  # "after the air strike | of Israel"
                if under.head != mention.head and not deed and under.adp in frame.site.pack.modality.adpositions.place:
                    return place
    if not (trigger.event == "ASSAULT" or codebook.in_recipients_land & set(trigger.modes)):
        return None
    named = (p for m in frame.recipient for p in reading.places if p.spans and p.spans == m.spans)
    return next(named, None)


def _of_whoever_acts(frame: Frame, place: Place) -> bool:
    """Whether a place only says whose the doers are; a visitor may be named with the town where he is received."""
    visit = VISIT in frame.trigger.modes
    return any(_stands_in(place, (m,)) and not (visit and m.code != place.code) for m in frame.actor)


def _stands_in(place: Place, people: tuple[Mention, ...]) -> bool:
    """Whether a place stands in the words of some who take part."""
    return any(a <= place.spans[0][0] < b for m in people for a, b in m.spans)


def _visited(frame: Frame, place: Place) -> bool:
    return _stands_in(place, frame.recipient)


def _of_others(frame: Frame, reading: Reading, held: int) -> bool:
    """Whether a place belongs to another deed, a post, an office, or to whoever only speaks of the deed."""
    if _of_another_deed(frame, held) or _of_post(reading, held):
        return True
    phrases = reading.sentence.phrases
    if frame.site.phrase < 0 or held == frame.site.phrase:
        return False
    while phrases[held].parent >= 0 and phrases[held].parent != frame.site.phrase:
        held = phrases[held].parent
    return phrases[held].slot == "subject" and phrases[held].parent < 0  # "the ministry | in Moscow | rejected the sanctions"


def _far_from(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a place only tells how far away something is: "the village of Mann, 550 km from | Bangui"."""
    before = sentence.tokens[max(token - FAR, 0) : token]
    return any(t.text in pack.modality.adpositions.apart for t in before)


def _taken_there(frame: Frame, phrase: Phrase) -> bool:
    """Whether a phrase says where somebody is taken to, which is not where he is from: "verschleppten ihn | in den Libanon"."""
    goal = phrase.adp in frame.site.pack.grammar.adpositions.both and phrase.case == "a"
    return goal and frame.trigger.event in HARM


def here_of(frame: Frame, reading: Reading) -> Place | None:
    """The setting, where the sentence names it in the clause of the deed, in one above, or in one that tells its occasion."""
    sentence, index, setting = frame.site.sentence, frame.site.clause, reading.setting
    if setting is None or not setting.spans or not sentence.start <= setting.spans[0][0] < sentence.end:
        return None
    own = sentence.clause_of(sentence.token_at(setting.spans[0][0]))
    if own >= 0 and sentence.clauses[own].opener in frame.site.pack.grammar.clauses.occasion:
        return None if _of_talks(frame.site, own) else setting
    while index >= 0 and index != own:
        index = sentence.clauses[index].parent
    return setting if index == own else None


def _of_talks(site: Site, clause: int) -> bool:
    """Whether the verb of a clause tells that some meet or agree ("after both sides | agreed in Ethiopia")."""
    verb = site.sentence.clauses[clause].verb
    return verb is not None and any(e.event in TALKS for e in site.pack.triggers.verbs.get(verb.lemma, ()))


def _of_post(reading: Reading, phrase: int) -> bool:
    """Whether a phrase says where somebody with an office has his post: "the Malian ambassador | in Uganda | said"."""
    parent = reading.sentence.phrases[phrase].parent
    above = reading.sentence.phrases[parent] if parent >= 0 else None
    if above is None or above.slot != "subject":
        return False
    return any(m.form == "title" and m.start <= above.head < m.end for m in reading.mentions)


def _under_local(frame: Frame, held: int, place: Place) -> bool:
    """Whether a place, or what it is the owner of, stands under a local adposition: not "against the decision | of Nairobi |"."""
    under = _owning(frame, held) if held >= 0 else -1
    adp = frame.site.sentence.phrases[under].adp if under >= 0 else ""
    within = frame.site.pack.modality.adpositions.inside
    return adp in _local(frame, place) and (under == held or adp in within or place.precision != "country")


def _local(frame: Frame, place: Place) -> frozenset[str]:
    """Adpositions under which a place says where a deed is done: talks "on | Syria" are about it."""
    adpositions = frame.site.pack.modality.adpositions
    topic = frame.trigger.event in TALKS and "visit" not in frame.trigger.modes and place.precision == "country"
    return adpositions.inside if topic else adpositions.place


def _struck(frame: Frame, reading: Reading) -> Place | None:
    """The city or region that is attacked: it is target and place of the deed ("a missile hit | Odesa")."""
    sentence = frame.site.sentence
    for mention in frame.recipient:
        held = sentence.phrase_at(mention.head)
        if held < 0:
            continue
        start, end = sentence.span(sentence.phrases[held].start, sentence.phrases[held].end)
        inside = [p for p in reading.places if p.spans and start <= p.spans[0][0] < end and p.precision != "country"]
        if inside:
            return inside[0]
    return _aimed_at(frame, reading)


def _aimed_at(frame: Frame, reading: Reading) -> Place | None:
    """The place that the deed is aimed at in which somebody came to harm: "resultaron heridos en un ataque contra | Járkov"."""
    sentence, site = reading.sentence, frame.site
    happened = site.pack.modality.adpositions.happened
    around = [i for i in site.host.phrases if sentence.phrases[i].adp in happened] if site.phrase < 0 else []
    below: list[Phrase] = []
    for held in [frame.content] if frame.content >= 0 else around:
        noun = sentence.tokens[sentence.phrases[held].head].lemma
        deeds = (e for e in site.pack.triggers.nouns.get(noun, ()) if e.event == frame.trigger.event)
        aims = {slot.word for entry in deeds for slot in entry.slots["recipient"]} - {""}
        below += [p for i in sentence.below(held) if (p := sentence.phrases[i]).adp in aims]
    stretches = [sentence.span(p.start, p.end) for p in below]
    return next((p for p in reading.places if p.spans and any(a <= p.spans[0][0] < b for a, b in stretches)), None)


def _owning(frame: Frame, index: int) -> int:
    """The phrase that a chain of owners and names hangs on ("en cinco municipios | del norte | de Chile").

    Where somebody comes from to do another deed is none ("beraten über einen Besuch | aus Kairo").
    """
    sentence, pack = frame.site.sentence, frame.site.pack
    phrases, deeds = sentence.phrases, pack.triggers.nouns
    of = pack.roles.reference.origin - pack.modality.adpositions.place
    while (above := phrases[index].parent) >= 0:
        whence = phrases[index].adp in of and sentence.tokens[phrases[above].head].lemma not in deeds
        if not whence and phrases[index].slot not in ("genitive", "apposition"):
            break
        index = above
    return index


def _of_another_deed(frame: Frame, index: int) -> bool:
    """Whether a phrase hangs on a noun that is a trigger of its own ("sprachen über den Besuch in Nordkorea").

    What is talked about is elsewhere too ("discussed the situation | in Syria").
    """
    sentence, pack = frame.site.sentence, frame.site.pack
    parent = sentence.phrases[index].parent
    if frame.trigger.event in TALKS and parent >= 0 and parent not in (frame.site.phrase, frame.content):
        head, bare = sentence.phrases[parent].head, sentence.phrases[parent].slot in ("object", "subject")
        return bare and not any(m.start <= head < m.end for m in (*frame.actor, *frame.recipient))
    while parent >= 0 and parent not in (frame.site.phrase, frame.content) and not _occasion(frame, parent):
        lemma = sentence.tokens[sentence.phrases[parent].head].lemma
        if any(() in entry.fixed.get(lemma, ((),)) for entry in pack.triggers.nouns.get(lemma, ())):  # no "street" of a protest
            return True
        parent = sentence.phrases[parent].parent
    return False


def _occasion(frame: Frame, index: int) -> bool:
    """Whether a phrase tells at what a deed is done, or in which deed of its kind: "killed two | in an attack | near Kunduz"."""
    sentence, pack = frame.site.sentence, frame.site.pack
    phrase, under = sentence.phrases[index], pack.modality.adpositions
    if frame.site.phrase >= 0 or phrase.adp not in under.happened:
        return False
    kinds = {e.event for e in pack.triggers.nouns.get(sentence.tokens[phrase.head].lemma, ())}
    return phrase.adp in under.during or frame.trigger.event in kinds
