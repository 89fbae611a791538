"""A frame and the places of its sentence -> where the deed was done, and which setting says something of its parties."""

from dragoman.language.citing import in_citation
from dragoman.values.event import TALKS
from dragoman.values.reading import Reading
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import Place
from dragoman.what.frames import Frame
from dragoman.what.sites import Site

HARM = ("ASSAULT", "COERCE")


def place_of(frame: Frame, reading: Reading) -> Place | None:
    """The place of the deed: the nearest place of its clause under a local adposition, that is not a participant."""
    sentence, site = reading.sentence, frame.site
    taken = {s for m in (*frame.actor, *frame.recipient) for s in m.spans}
    at = sentence.tokens[frame.tokens[0]].start
    local = []
    for place in reading.places:
        if not place.spans or (frame.trigger.modes != ("visit",) and any(a <= place.spans[0][0] < b for a, b in taken)):
            continue
        token = sentence.token_at(place.spans[0][0])
        held = sentence.phrase_at(token)
        if held >= 0 and (_of_another_deed(frame, held) or in_citation(sentence, held, site.pack) or _of_post(reading, held)):
            continue
        if held >= 0 and _taken_there(frame, sentence.phrases[held]):
            continue
        adp = sentence.phrases[_owning(sentence, held)].adp if held >= 0 else ""
        visited = "visit" in frame.trigger.modes and any(a <= place.spans[0][0] < b for m in frame.recipient for a, b in m.spans)
        if (adp in _local(frame, place) or visited) and sentence.clause_of(token) in (site.clause, site.host.parent):
            local.append(place)
    nearest = min(local, key=lambda p: (p.precision == "country", abs(p.spans[0][0] - at)), default=None)
    return nearest or (_struck(frame, reading) if frame.trigger.event == "ASSAULT" else None)


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


def _owning(sentence: Sentence, index: int) -> int:
    """The phrase that a chain of owners hangs on ("en cinco municipios | del norte | de Chile")."""
    phrases = sentence.phrases
    while phrases[index].slot == "genitive" and phrases[index].parent >= 0:
        index = phrases[index].parent
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
    while parent >= 0 and parent not in (frame.site.phrase, frame.content):
        lemma = sentence.tokens[sentence.phrases[parent].head].lemma
        if any(() in entry.fixed.get(lemma, ((),)) for entry in pack.triggers.nouns.get(lemma, ())):  # no "street" of a protest
            return True
        parent = sentence.phrases[parent].parent
    return False
