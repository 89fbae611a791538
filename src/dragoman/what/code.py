"""A sentence with its mentions, times, places and statements -> the events it tells, and why the rest is none."""

import datetime
import hashlib

import msgspec

from dragoman.language.citing import in_citation
from dragoman.language.codebook import Codebook
from dragoman.language.pack import Pack
from dragoman.language.triggers import Trigger
from dragoman.values.errors import Refusal
from dragoman.values.event import TALKS, Attribution, Count, DateInfo, Event, Participant, Status, TextInfo, Trace
from dragoman.values.reading import Reading, Scene
from dragoman.values.speech import Statement
from dragoman.values.syntax import Sentence
from dragoman.values.text import Span
from dragoman.values.time import TimeSpan
from dragoman.values.world import Place
from dragoman.what.acts import content_of, declined, is_act, turned_down
from dragoman.what.counts import COUNTED, counts
from dragoman.what.fillings import Filling
from dragoman.what.frames import Frame, ranked
from dragoman.what.participants import TELLING, Around, participant, participants
from dragoman.what.sites import Site, site_at
from dragoman.what.status import Verdict
from dragoman.what.verdicts import first_possible

SENTENCES_THAT_PLACE = 3  # an article of so many has said whose people it speaks of
BACKGROUND_DAYS = 7  # a week: news retells what is older only as background


class Coded(msgspec.Struct, frozen=True):
    """The events of a sentence and the refusals of what looked like one."""

    events: tuple[Event, ...]
    refusals: tuple[Refusal, ...]


def code(reading: Reading, scene: Scene, *, pack: Pack, codebook: Codebook) -> Coded:
    """The events that a sentence tells, in the order of their triggers."""
    events: list[Event] = []
    refusals: list[Refusal] = []
    used: set[int] = set()
    acts: dict[int, Frame] = {}
    refusing: set[int] = set()
    for site, entries, tokens in _candidates(reading, pack):
        if site.phrase >= 0 and site.token in used:
            continue
        frames, why_not = ranked(site, entries, tokens)
        refusals += () if frames else why_not
        if not frames:
            continue
        frame, verdict, reason = first_possible(frames, scene, codebook)
        if reason == "negated" and (no := declined(frame, verdict)) is not None:
            frame, verdict, reason = *no, None
        reason = reason or ("negated" if turned_down(frame, refusing) else content_of(frame, verdict, acts))
        if reason is not None:
            detail = f"{frame.trigger.id}: {'; '.join(verdict.rules) or 'no further rule'}"
            refusals.append(Refusal("what", reason, _hull(frame), detail))
            continue
        used.update(frame.tokens)
        if frame.content >= 0:
            phrases = reading.sentence.phrases
            listed = [p for i, p in enumerate(phrases) if frame.content in (i, p.conjunct)]  # "sent teams and | aid"
            used.update(t for p in listed for t in range(p.inner, p.end))
        if site.phrase < 0 and frame.trigger.event == "REJECT":
            refusing.add(site.clause)
        if site.phrase < 0 and is_act(frame):
            acts[site.clause] = frame
        event = _event(frame, verdict, reading, scene, codebook)
        if not (event.actor or event.recipient):
            refusals.append(Refusal("what", "no_actor", _hull(frame), f"{frame.trigger.id}: of no known place"))
            continue
        events.append(event)
    return Coded(tuple(events), tuple(refusals))


def placed(events: tuple[Event, ...], readings: tuple[Reading, ...]) -> Coded:
    """The events of an article without those that nobody of a known country takes part in; a sentence alone keeps them."""
    if len(readings) < SENTENCES_THAT_PLACE:
        return Coded(events, ())
    kept = tuple(e for e in events if e.event[0] in TELLING or any(p.code for p in (*e.actor, *e.recipient)))
    lost = (e for e in events if e not in kept)
    return Coded(
        kept, tuple(Refusal("what", "no_actor", e.text_info.trigger[0], f"{e.trace.entry}: of no known country") for e in lost)
    )


def _candidates(reading: Reading, pack: Pack) -> list[tuple[Site, tuple[Trigger, ...], tuple[int, ...]]]:
    """Verbs first, clause by clause, then nouns: a noun that a light verb has used up is none of its own."""
    sentence, found = reading.sentence, []
    people: dict[int, Filling] = {}
    for i, clause in enumerate(sentence.clauses):
        if clause.verb is not None and (entries := pack.triggers.verbs.get(clause.verb.lemma, ())):
            found.append((site_at(reading, i, pack, people), entries, clause.verb.main))
    nouns, tokens = pack.triggers.nouns, sentence.tokens
    for i, phrase in enumerate(sentence.phrases):
        for token in range(phrase.inner, phrase.end):
            entries = nouns.get(tokens[token].lemma, ()) if tokens[token].pos == "noun" else ()
            if entries and pack.grammar.shape.compounds and token != phrase.head:  # "war crimes" are no war
                entries = tuple(e for e in entries if _reaches(e, tokens[token].lemma, phrase.head - token))
            if entries and (clause_index := sentence.clause_of(token)) >= 0:
                found.append((site_at(reading, clause_index, pack, people, phrase=i, token=token), entries, (token,)))
    return found


def _reaches(entry: Trigger, first: str, words: int) -> bool:
    """Whether a lemma of several words goes on to the head of the phrase."""
    return any(len(rest) == words for rest in entry.fixed.get(first, ()))


def _hull(frame: Frame) -> Span:
    tokens = frame.site.sentence.tokens
    return tokens[frame.tokens[0]].start, tokens[frame.tokens[-1]].end


def _event(frame: Frame, verdict: Verdict, reading: Reading, scene: Scene, codebook: Codebook) -> Event:
    entry, sentence = frame.trigger, reading.sentence
    place = _place(frame, reading)
    setting = reading.setting
    here = setting if setting is not None and setting.spans and sentence.start <= setting.spans[0][0] < sentence.end else None
    actors, recipients = participants(frame, Around(place, here, setting, scene.home), codebook)
    time = _plausible(_time(frame, reading), frame, verdict, scene)
    verdict = _future_by_date(frame, verdict, time, scene)
    trigger = tuple((sentence.tokens[t].start, sentence.tokens[t].end) for t in frame.tokens)
    info = TextInfo(sentence.index, sentence.start, sentence.end, trigger, sentence.block)
    attributions = _attributions(frame, reading)
    date, enddate, date_info = _dates(time, verdict, scene)
    itself = frame.site.phrase < 0 and frame.site.pack.speech.stance.get(frame.site.lemma) == "denies"
    status: Status = msgspec.convert(verdict.effect if itself else _denied(verdict.effect, attributions), Status)
    return Event(
        id=_id(scene, trigger, entry),
        date=date,
        enddate=enddate,
        event=(entry.event,),
        mode=entry.modes,
        context=entry.context,
        quad_code=codebook.types[entry.event].quad,
        event_scale=codebook.scale(entry.event, entry.modes),
        actor=actors,
        recipient=recipients,
        event_loc=place,
        event_text=(" ".join(scene.article.at(s) for s in trigger),),
        text=scene.article.text[sentence.start : sentence.end],
        text_info=info,
        cite_info=scene.cite,
        coder=scene.coder,
        status=status,
        background=_background(verdict, time, scene),
        date_info=date_info,
        attribution=attributions,
        counts=_counts(frame, attributions),
        cameo=entry.cameo,
        evidence=(info,),
        trace=Trace(entry.id, f"actor {entry.actor}, recipient {entry.recipient}", (*frame.rules, *verdict.rules)),
    )


def _id(scene: Scene, trigger: tuple[Span, ...], entry: Trigger) -> str:
    """Hash of document, text, trigger span and frame slot: it stays the same when type or status are corrected."""
    key = f"{scene.cite.id}\0{scene.article.text_sha256}\0{trigger}\0{entry.kind}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _time(frame: Frame, reading: Reading) -> TimeSpan | None:
    """The time expression of the trigger's clause that stands nearest to it, else one of the clauses it depends on."""
    sentence, site = reading.sentence, frame.site
    dated = [t for t in reading.times if t.first and t.type in ("DATE", "TIME")]
    at = sentence.tokens[frame.tokens[0]].start
    index = site.clause
    own = _inside_phrase(frame, dated) if site.phrase >= 0 else []
    if own:
        return own[0]
    for _ in range(4):
        tokens = set(sentence.clauses[index].tokens)
        inside = [
            t
            for t in dated
            if any(
                sentence.tokens[k].start <= t.start < sentence.tokens[k].end or t.start <= sentence.tokens[k].start < t.end
                for k in tokens
            )
        ]
        inside = [t for t in inside if site.phrase >= 0 or not _modifies_noun(frame, t)] or inside
        if inside:
            return min(inside, key=lambda t: (t.granularity == "time", abs(t.start - at)))
        parent = sentence.clauses[index].parent
        if parent < 0 or sentence.clauses[index].kind == "relative":
            return None
        if sentence.clauses[index].opener in site.pack.grammar.clauses.content or sentence.clauses[index].kind == "infinitive":
            return None
        index = parent
    return None


def _plausible(time: TimeSpan | None, frame: Frame, verdict: Verdict, scene: Scene) -> TimeSpan | None:
    """The time, unless it dates the other of a deed still to come and the verb that speaks of it.

    "Sprachen am Freitag über den Besuch" dates no visit, "appelle à une grève lundi" no appeal.
    """
    verb, today = frame.site.host.verb, scene.anchor.date
    speaks = frame.trigger.content and frame.site.phrase < 0 and verb is not None and verb.tense != "future"
    if time is not None and today and time.first > today and (speaks or _inherited(frame, time)):
        return None
    if time is None or frame.site.phrase < 0 or verdict.effect not in ("expected", "conditional", "called_for"):
        return time
    return None if today and time.last <= today and not _inside_phrase(frame, [time]) else time


def _inherited(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time stands in a clause above that of a deed told as happening ("will begin in May while war | is raging")."""
    site, verb = frame.site, frame.site.host.verb
    finite = site.host.kind in ("subordinate", "relative") and verb is not None and not verb.modal and verb.tense != "future"
    return finite and site.phrase < 0 and site.sentence.clause_of(site.sentence.token_at(time.start)) != site.clause


def _inside_phrase(frame: Frame, dated: list[TimeSpan]) -> list[TimeSpan]:
    """Times inside the noun's own phrase or right behind it ("der Angriff vom Montag")."""
    sentence = frame.site.sentence
    phrase = sentence.phrases[frame.site.phrase]
    end = sentence.tokens[min(phrase.end + 1, len(sentence.tokens) - 1)].start
    start = sentence.tokens[phrase.start].start
    return [t for t in dated if start <= t.start <= end]


def _modifies_noun(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time stands inside a phrase that is bound to another noun ("das am 1. Juni aufgenommene Foto")."""
    sentence = frame.site.sentence
    held = sentence.phrase_at(sentence.token_at(time.start))
    return held >= 0 and sentence.phrases[held].bound


def _future_by_date(frame: Frame, verdict: Verdict, time: TimeSpan | None, scene: Scene) -> Verdict:
    """A present tense with a date after the anchor is an announcement; so is a date that the deed's own noun has."""
    verb = frame.site.host.verb
    if time is None or not scene.anchor.date or time.first <= scene.anchor.date or verdict.effect != "occurred":
        return verdict
    past = verb is not None and verb.tense in ("past", "perfect", "pluperfect") and frame.site.phrase < 0
    if past and not _dates_noun(frame, time):
        return verdict
    return verdict.also("expected", "dated after the article")


def _dates_noun(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time hangs on the light noun that names the deed: "convocó | una marcha para el sábado"."""
    phrases, tokens = frame.site.sentence.phrases, frame.site.sentence.tokens
    held = next((p for p in phrases if tokens[p.start].start <= time.start < tokens[p.end - 1].end), None)
    return frame.content >= 0 and held is not None and held.parent == frame.content


def _background(verdict: Verdict, time: TimeSpan | None, scene: Scene) -> bool:
    """An older event retold: the sentence says so, or its date lies more than a week before the article."""
    if verdict.background or time is None or not scene.anchor.date or verdict.effect != "occurred":
        return verdict.background
    return time.last < scene.anchor.date and _days(time.last, scene.anchor.date) > BACKGROUND_DAYS


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _dates(time: TimeSpan | None, verdict: Verdict, scene: Scene) -> tuple[str | None, str | None, DateInfo]:
    anchor = scene.anchor.date
    if time is not None:
        return time.first, time.last, DateInfo(time.value, time.granularity, anchor, "stated", ((time.start, time.end),))
    if not anchor:
        return None, None, DateInfo()
    return anchor, anchor, DateInfo(anchor, "day", anchor, "published", scene.anchor.spans)


def _place(frame: Frame, reading: Reading) -> Place | None:
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
        adp = sentence.phrases[_owning(sentence, held)].adp if held >= 0 else ""
        visited = "visit" in frame.trigger.modes and any(a <= place.spans[0][0] < b for m in frame.recipient for a, b in m.spans)
        if (adp in _local(frame, place) or visited) and sentence.clause_of(token) in (
            site.clause,
            site.host.parent,
        ):
            local.append(place)
    nearest = min(local, key=lambda p: (p.precision == "country", abs(p.spans[0][0] - at)), default=None)
    return nearest or (_struck(frame, reading) if frame.trigger.event == "ASSAULT" else None)


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
    if frame.content < 0:
        return None
    noun = sentence.tokens[sentence.phrases[frame.content].head].lemma
    aims = {slot.word for entry in site.pack.triggers.nouns.get(noun, ()) for slot in entry.slots["recipient"]} - {""}
    below = [p for i in sentence.below(frame.content) if (p := sentence.phrases[i]).adp in aims]
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


def _attributions(frame: Frame, reading: Reading) -> tuple[Attribution, ...]:
    """The statements that cover the trigger, innermost first."""
    sentence = reading.sentence
    at = sentence.tokens[frame.tokens[0]].start
    covering = [s for s in reading.statements if s.quote[0] <= at < s.quote[1] and s.mention is not None]
    covering.sort(key=lambda s: (s.quote[1] - s.quote[0], s.quote[0]))
    return tuple(_attribution(s, reading) for s in covering)


def _attribution(statement: Statement, reading: Reading) -> Attribution:
    who = participant(statement.mention) if statement.mention is not None else Participant("")
    chain = tuple(m.text for m in statement.via)
    cue = ""
    if statement.cue is not None:
        cue = " ".join(t.text for t in reading.sentence.tokens if statement.cue[0] <= t.start < statement.cue[1])
    return Attribution(
        **{f: getattr(who, f) for f in who.__struct_fields__},
        cue=cue,
        stance=statement.stance,
        quote=statement.quote,
        chain=chain,
    )


def _denied(effect: str, attributions: tuple[Attribution, ...]) -> str:
    return "denied" if effect == "occurred" and any(a.stance == "denies" for a in attributions) else effect


def _counts(frame: Frame, attributions: tuple[Attribution, ...]) -> tuple[Count, ...]:
    if frame.trigger.event not in COUNTED:
        return ()
    return counts(frame.site, frame.trigger.event, attributions[0].entity_text if attributions else "")
