"""A sentence with its mentions, times, places and statements -> the events it tells, and why the rest is none."""

import hashlib

import msgspec

from dragoman.language.codebook import Codebook
from dragoman.language.pack import Pack
from dragoman.language.triggers import Trigger
from dragoman.values.errors import Reason, Refusal
from dragoman.values.event import Attribution, Count, Event, Participant, Status, TextInfo, Trace
from dragoman.values.reading import Reading, Scene
from dragoman.values.speech import Statement
from dragoman.values.syntax import Sentence
from dragoman.values.text import Span
from dragoman.values.world import NO_STATES, Mention
from dragoman.what.acts import act_over, content_of, declined, is_act, turned_down
from dragoman.what.blame import blamed, claimed
from dragoman.what.counts import COUNTED, counts
from dragoman.what.dating import announced, begun, days_of, retold, time_of, told_on
from dragoman.what.fillings import Filling
from dragoman.what.frames import Frame, ranked
from dragoman.what.homelands import HELP, Around
from dragoman.what.participants import TELLING, participant, participants
from dragoman.what.placing import here_of, place_of, stand_of
from dragoman.what.refusals import PEOPLE_THERE
from dragoman.what.sites import Site, site_at
from dragoman.what.status import Verdict
from dragoman.what.verdicts import first_possible

OF_OTHERS = ("SUPPORT", "REQUEST", "THREATEN", "AID")  # said and given to others than one's own state
FRIENDLY = 2  # the quad classes of cooperation, in words and deeds
SEVERAL, STATE_LETTERS = "multilateral", 3  # the mode of talks of several parties; letters of a state's code
OPEN = ("PROTEST", "MOBILIZE")  # deeds that need be done to nobody
SENTENCES_THAT_PLACE = 3  # an article of so many has said whose people it speaks of


class Coded(msgspec.Struct, frozen=True):
    """The events of a sentence and the refusals of what looked like one."""

    events: tuple[Event, ...]
    refusals: tuple[Refusal, ...]


class Before(msgspec.Struct):
    """What earlier triggers of a sentence leave to later ones: tokens used up, verbal acts by clause, clauses that refuse."""

    used: set[int] = msgspec.field(default_factory=set)
    acts: dict[int, Frame] = msgspec.field(default_factory=dict)
    refusing: set[int] = msgspec.field(default_factory=set)
    asked: dict[int, list[tuple[Trigger, ...]]] = msgspec.field(default_factory=dict)
    """Clauses of verbal acts with the entries of the deed that is asked for or refused there."""
    types: set[tuple[int, str]] = msgspec.field(default_factory=set)
    """Clauses with the types of the deeds that their verbs tell of somebody."""

    def take(self, frame: Frame) -> None:
        """Notes a frame that is coded."""
        self.used.update(frame.tokens)
        if frame.content >= 0:
            phrases = frame.site.sentence.phrases
            listed = [p for i, p in enumerate(phrases) if frame.content in (i, p.conjunct)]  # "sent teams and | aid"
            self.used.update(t for p in listed for t in range(p.inner, p.end))
        if frame.site.phrase < 0 and frame.trigger.event == "REJECT":
            self.refusing.add(frame.site.clause)
        if frame.site.phrase < 0 and frame.actor:
            self.types.add((frame.site.clause, frame.trigger.event))
        if frame.site.phrase < 0 and is_act(frame):
            self.acts[frame.site.clause] = frame

    def note(self, site: Site, entries: tuple[Trigger, ...]) -> None:
        """Notes a deed that is no event of its own, or wished for, as what the verbal act above it is about."""
        host = site.clause if site.clause in self.refusing and site.phrase >= 0 else act_over(site, self.acts)
        if host >= 0:
            self.asked.setdefault(host, []).append(entries)

    def tells(self, frame: Frame) -> bool:
        """Whether a noun without a doer says in what the deed of its verb was done: "killed 45 people | in an air strike"."""
        site = frame.site
        within = site.phrase >= 0 and site.sentence.phrases[site.phrase].adp in site.pack.modality.adpositions.happened
        return within and not frame.actor and (site.clause, frame.trigger.event) in self.types


class Given(msgspec.Struct, frozen=True):
    """What the deeds of a sentence are coded with: the sentence as read, the article, the codebook, the events told before."""

    reading: Reading
    scene: Scene
    codebook: Codebook
    told: tuple[Event, ...]


def code(reading: Reading, scene: Scene, *, pack: Pack, codebook: Codebook, told: tuple[Event, ...] = ()) -> Coded:
    """The events that a sentence tells, in the order of their triggers; `told` are those of the sentences before."""
    given, before = Given(reading, scene, codebook, told), Before()
    events: list[Event] = []
    told_in: list[int] = []
    refusals: list[Refusal] = []
    for site, entries, tokens in _candidates(reading, pack):
        if site.phrase >= 0 and site.token in before.used:
            continue
        frames, why_not = ranked(site, entries, tokens)
        if not frames:
            refusals += why_not
            before.note(site, entries)
            continue
        outcome = _told_at(frames, before, given)
        if isinstance(outcome, Refusal):
            refusals.append(outcome)
        else:
            events.append(outcome)
            told_in.append(site.clause if site.phrase < 0 else -1)
    asked = (before.asked.get(i, []) for i in told_in)
    return Coded(tuple(_with_mode(e, a, codebook) for e, a in zip(events, asked, strict=True)), tuple(refusals))


def _told_at(frames: tuple[Frame, ...], before: Before, given: Given) -> Event | Refusal:
    """The event that the frames at one place tell, or why they tell none; notes what later triggers need to know."""
    frame, verdict, reason = first_possible(frames, given.scene, given.codebook)
    if reason == "negated" and (no := declined(frame, verdict)) is not None:
        frame, verdict, reason = *no, None
    reason = reason or ("negated" if turned_down(frame, before.refusing) else content_of(frame, verdict, before.acts))
    reason = reason or ("embedded" if before.tells(frame) else None)
    if reason in ("embedded", "negated") or verdict.effect == "called_for":
        before.note(frame.site, (frame.trigger,))
    if reason is not None:
        return _refusal(frame, reason, "; ".join(verdict.rules) or "no further rule")
    before.take(frame)
    event = _event(frame, verdict, given)
    if _of_itself(frame, event):
        return _refusal(frame, "no_recipient", "only the doer's own")
    if not (event.actor or event.recipient) or _given_to_nobody(frame, event):
        return _refusal(frame, "no_actor", "of no known place")
    if _idle(event, given.codebook):
        return _refusal(frame, "no_recipient", "might be done to nobody known")
    return event


def _refusal(frame: Frame, reason: Reason, detail: str) -> Refusal:
    return Refusal("what", reason, _hull(frame), f"{frame.trigger.id}: {detail}")


def _with_mode(event: Event, asked: list[tuple[Trigger, ...]], codebook: Codebook) -> Event:
    """A demand or refusal in the mode of what is asked for or refused: help, talks, giving way, another government."""
    if event.mode or event.event[0] not in codebook.modes_by_content:
        return event
    read = ({codebook.mode_of(e.event, e.modes) for e in entries} for entries in asked)
    mode = next((tuple(modes) for modes in read if len(modes) == 1 and modes != {""}), ())
    return msgspec.structs.replace(event, mode=mode, event_scale=codebook.scale(event.event[0], mode)) if mode else event


def _modes(entry: Trigger, actors: tuple[Participant, ...]) -> tuple[str, ...]:
    """The modes of a trigger; two states that meet are not several, whatever else its verb may tell."""
    states = {p.code for p in actors if len(p.code) == STATE_LETTERS and p.code not in NO_STATES}
    two = len(actors) == len(states) == 2
    return tuple(m for m in entry.modes if m != SEVERAL) if two else entry.modes


def _given_to_nobody(frame: Frame, event: Event) -> bool:
    """Whether help that names nobody is for no known land either."""
    return event.event[0] in HELP and PEOPLE_THERE in frame.trigger.recipient and not event.recipient


def _of_itself(frame: Frame, event: Event) -> bool:
    """Whether all to whom something is said are the doer's own country: "the minister thanked | German | rescue teams"."""
    doers = {p.code for p in event.actor if p.code}
    states = all(m.code in doers and m.entity is not None and m.entity.id == f"country:{m.code}" for m in frame.recipient)
    said = frame.trigger.event in OF_OTHERS and not frame.trigger.symmetric
    own = all(m.code in doers and _has_own(frame, m) for m in frame.recipient)
    return said and bool(frame.recipient and doers) and ((states and not event.recipient) or own)


def _has_own(frame: Frame, mention: Mention) -> bool:
    """Whether a possessive says whose a mention is: "said that | his government | must act"."""
    first = frame.site.sentence.tokens[mention.start].text.lower()
    return frame.trigger.event == "REQUEST" and first in frame.site.pack.roles.reference.own and mention.form != "pronoun"


def _idle(event: Event, codebook: Codebook) -> bool:
    """Whether some harm only might be done, and nobody of a known country is named that it would be done to."""
    harm = codebook.types[event.event[0]].quad > FRIENDLY
    return harm and event.status == "conditional" and event.event[0] not in OPEN and not any(p.code for p in event.recipient)


def placed(events: tuple[Event, ...], readings: tuple[Reading, ...]) -> Coded:
    """The events of an article without those that nobody of a known country takes part in; a sentence alone keeps them."""
    if len(readings) < SENTENCES_THAT_PLACE:
        return Coded(events, ())
    kept = tuple(e for e in events if any(p.code for p in (*e.actor, *e.recipient)) or (e.event[0] in TELLING and _somewhere(e)))
    lost = (e for e in events if e not in kept)
    return Coded(
        kept, tuple(Refusal("what", "no_actor", e.text_info.trigger[0], f"{e.trace.entry}: of no known country") for e in lost)
    )


def _somewhere(event: Event) -> bool:
    """Whether anybody takes part in an event who may be of a country: a band that fights across borders is of none."""
    return any(not p.identifier_id.startswith("band:") for p in (*event.actor, *event.recipient))


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


def _event(frame: Frame, verdict: Verdict, given: Given) -> Event:
    """The record of a deed: who, to whom, when and where, on whose word, and the characters that prove each."""
    reading, scene, codebook, told = given.reading, given.scene, given.codebook, given.told
    entry, sentence = frame.trigger, reading.sentence
    place = place_of(frame, reading, codebook)
    actors, recipients = participants(frame, Around(place, here_of(frame, reading), reading.setting, scene.home), codebook)
    time = time_of(frame, reading, verdict, scene)
    verdict = announced(frame, verdict, time, scene)
    day = told_on(frame, reading, verdict, scene)
    date, enddate, date_info = days_of(time, day, scene)
    trigger = tuple((sentence.tokens[t].start, sentence.tokens[t].end) for t in frame.tokens)
    modes = _modes(entry, actors)
    info = TextInfo(sentence.index, sentence.start, sentence.end, trigger, sentence.block)
    attributions = _attributions(frame, reading, scene)
    status = _status(frame, verdict, attributions)
    return Event(
        id=_id(scene, trigger, entry),
        date=date,
        enddate=enddate,
        event=(entry.event,),
        mode=modes,
        context=entry.context,
        quad_code=codebook.types[entry.event].quad,
        event_scale=codebook.scale(entry.event, modes),
        actor=actors,
        recipient=recipients or blamed(frame, actors, told) or claimed(frame, told),
        event_loc=place or stand_of(frame, reading, codebook),
        event_text=(" ".join(scene.article.at(s) for s in trigger),),
        text=scene.article.text[sentence.start : sentence.end],
        text_info=info,
        cite_info=scene.cite,
        coder=scene.coder,
        status=status,
        background=retold(verdict, time or day, scene) or begun(entry.event, status, actors, told),
        date_info=date_info,
        attribution=attributions,
        counts=_counts(frame, attributions),
        cameo=entry.cameo,
        evidence=(info,),
        trace=Trace(entry.id, f"actor {entry.actor}, recipient {entry.recipient}", (*frame.rules, *verdict.rules)),
    )


def _status(frame: Frame, verdict: Verdict, attributions: tuple[Attribution, ...]) -> Status:
    """The status of a deed: what the sentence says of it, and denied where whoever speaks of it denies it."""
    itself = frame.site.phrase < 0 and frame.site.pack.speech.stance.get(frame.site.lemma) == "denies"
    denied = verdict.effect in ("occurred", "expected") and not itself and any(a.stance == "denies" for a in attributions)
    status: Status = msgspec.convert("denied" if denied else verdict.effect, Status)
    return status


def _id(scene: Scene, trigger: tuple[Span, ...], entry: Trigger) -> str:
    """Hash of document, text, trigger span and frame slot: it stays the same when type or status are corrected."""
    key = f"{scene.cite.id}\0{scene.article.text_sha256}\0{trigger}\0{entry.kind}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _attributions(frame: Frame, reading: Reading, scene: Scene) -> tuple[Attribution, ...]:
    """The statements that cover the trigger, innermost first."""
    sentence = reading.sentence
    at = sentence.tokens[frame.tokens[0]].start
    covering = [s for s in reading.statements if s.quote[0] <= at < s.quote[1] and (s.mention or _named(s, sentence)) is not None]
    covering.sort(key=lambda s: (s.quote[1] - s.quote[0], s.quote[0]))
    return tuple(_attribution(s, reading, scene) for s in covering)


def _named(statement: Statement, sentence: Sentence) -> Span | None:
    """The words for a source that is no mention, None where a verb's ending or a pronoun is all there is."""
    said = statement.speaker
    nouns = said is not None and any(said[0] <= t.start < said[1] and t.pos in ("noun", "name") for t in sentence.tokens)
    return said if nouns else None


def _attribution(statement: Statement, reading: Reading, scene: Scene) -> Attribution:
    """Whose word it is; a source that is nobody of note ("officials", "his lawyer") has its words alone."""
    who = Participant("")
    if statement.mention is not None:
        who = participant(statement.mention)
    elif statement.speaker is not None:
        owner = _owner(statement.speaker, reading)
        who = Participant(scene.article.at(statement.speaker), spans=(statement.speaker,))
        who = who.of_country(owner.code, owner.spans[:1]) if owner is not None else who
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


def _owner(speaker: Span, reading: Reading) -> Mention | None:
    """Whose a source is that is nobody itself: "| Ruto's | office said", "le bureau | de Ruto"; None where nobody is named."""
    sentence = reading.sentence
    held = sentence.phrase_at(sentence.token_at(speaker[1] - 1))
    below = [sentence.phrases[i] for i in sentence.below(held)] if held >= 0 else []
    heads = [p.head for p in below if p.slot == "genitive"]
    return next((m for m in reading.mentions if m.code and any(m.start <= h < m.end for h in heads)), None)


def _counts(frame: Frame, attributions: tuple[Attribution, ...]) -> tuple[Count, ...]:
    if frame.trigger.event not in COUNTED:
        return ()
    return counts(frame.site, frame.trigger.event, attributions[0].entity_text if attributions else "")
