"""A frame and the times of its sentence -> when the deed was done, whether that is still to come, or long past."""

import datetime
from collections.abc import Iterator

from dragoman.values.event import TALKS, DateBasis, DateInfo, Event, Participant
from dragoman.values.reading import Reading, Scene
from dragoman.values.syntax import Clause, Sentence
from dragoman.values.time import TimeSpan
from dragoman.what.frames import Frame
from dragoman.what.status import Verdict

CALLED = "PROTEST"  # which people are called upon to take part in
BACKGROUND_DAYS = 7  # a week: news retells what is older only as background
CLAUSES_UP = 4  # clauses, its own counted, in which a deed's time is looked for


def time_of(frame: Frame, reading: Reading, verdict: Verdict, scene: Scene) -> TimeSpan | None:
    """The time of a deed, unless it dates the other of a deed still to come and the verb that speaks of it.

    "Sprachen am Freitag über den Besuch" dates no visit, "appelle à une grève lundi" no appeal.
    """
    time = _time(frame, reading)
    verb, today = frame.site.host.verb, scene.anchor.date
    says = bool(frame.trigger.content or frame.trigger.speech) and frame.site.phrase < 0
    speaks = says and verb is not None and verb.tense != "future"
    if time is not None and today and time.first > today and (speaks or _inherited(frame, time)):
        return None
    if time is None or frame.site.phrase < 0 or verdict.effect not in ("expected", "conditional", "called_for"):
        return time
    return None if today and time.last <= today and not _inside_phrase(frame, [time]) else time


def _time(frame: Frame, reading: Reading) -> TimeSpan | None:
    """The time expression of the trigger's clause that stands nearest to it, else one of the clauses it depends on."""
    sentence, site = reading.sentence, frame.site
    dated = [t for t in reading.times if t.first and t.type in ("DATE", "TIME")]
    at = sentence.tokens[frame.tokens[0]].start
    index = site.clause
    dated = [t for t in dated if not _ends(frame, t) and not _of_topic(frame, t)]
    own = _inside_phrase(frame, dated) if site.phrase >= 0 else []
    if own or answered(frame):
        return own[0] if own else None
    for _ in range(CLAUSES_UP):
        inside = [t for t in dated if _stands_in(sentence, sentence.clauses[index], t) and not _behind_participle(frame, t)]
        inside = [t for t in inside if site.phrase >= 0 or not _modifies_noun(frame, t)] or inside
        if inside:
            return min(inside, key=lambda t: (t.granularity == "time", abs(t.start - at)))
        clause = sentence.clauses[index]
        apart = clause.kind in ("relative", "infinitive") or clause.opener in site.pack.grammar.clauses.content
        if clause.parent < 0 or apart:
            return None
        index = clause.parent
    return None


def told_on(frame: Frame, reading: Reading, verdict: Verdict, scene: Scene) -> TimeSpan | None:
    """The day on which a deed was told that has no date of its own: "said | on Tuesday | that it had expelled an envoy".

    It had happened by then, which is nearer than the day of the article.
    """
    anchor, sentence = scene.anchor.date, reading.sentence
    if verdict.effect != "occurred" or not anchor or (frame.site.phrase >= 0 and not answered(frame)):
        return None
    before, older = [t for t in reading.times if t.first and t.last < anchor], answered(frame)
    days = [t for t in before if older or t.granularity in ("day", "time")]
    for clause in _telling(frame, reading) if days else ():
        inside = [t for t in days if _stands_in(sentence, clause, t) and not _ends(frame, t)]
        if inside and clause.verb is not None:
            return inside[0] if older or _days(inside[0].last, anchor) <= BACKGROUND_DAYS else None
    return None


def _telling(frame: Frame, reading: Reading) -> Iterator[Clause]:
    """The clauses that tell of a deed, nearest first: those above it, and those in which somebody is quoted with it."""
    sentence, index = reading.sentence, frame.site.clause
    at = sentence.tokens[frame.tokens[0]].start
    if answered(frame):
        yield sentence.clauses[index]
    for _ in range(CLAUSES_UP):
        clause = sentence.clauses[index]
        if clause.parent < 0 or clause.kind == "relative":
            break
        index = clause.parent
        yield sentence.clauses[index]
    cues = (s.cue for s in reading.statements if s.cue is not None and s.quote[0] <= at < s.quote[1])
    held = (sentence.clause_of(sentence.token_at(c[0])) for c in cues if sentence.start <= c[0] < sentence.end)
    yield from (sentence.clauses[i] for i in held if i >= 0 and i != frame.site.clause)


def answered(frame: Frame) -> bool:
    """Whether a deed is only named as what another answers, so that time and place of that one are not its own.

    "Summoned the ambassador in Oslo on Monday | over the raid"; talks are named for what was done at them or right after.
    """
    site, phrases, at = frame.site, frame.site.sentence.phrases, frame.site.phrase
    while at >= 0 and frame.trigger.event not in TALKS:
        if phrases[at].adp in site.pack.modality.adpositions.because:
            return True
        at = phrases[at].parent
    return False


def _ends(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time only says when a deed ended ("a curfew | until Sunday"): one still to come runs from the article on."""
    sentence = frame.site.sentence
    held = sentence.phrase_at(sentence.token_at(time.start))
    return held >= 0 and time.direction <= 0 and sentence.phrases[held].adp in frame.site.pack.modality.adpositions.until


def _of_topic(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time dates what a deed is about, not the deed: "criticised remarks about | Sunday's election"."""
    sentence, site = frame.site.sentence, frame.site
    at = sentence.phrase_at(sentence.token_at(time.start))
    if at < 0 or site.phrase >= 0:
        return False
    phrases, of = sentence.phrases, site.pack.roles.reference.origin - site.pack.modality.adpositions.place
    alone = time.start <= sentence.tokens[phrases[at].head].start < time.end
    owned = phrases[at].slot == "genitive" or phrases[at].adp in of  # "valoración sobre las elecciones | del domingo"
    if alone and owned and phrases[at].parent >= 0:
        at, alone = phrases[at].parent, False
    return not alone and phrases[at].adp in site.pack.modality.adpositions.about


def _stands_in(sentence: Sentence, clause: Clause, time: TimeSpan) -> bool:
    """Whether a time shares a token with a clause."""
    held = (sentence.tokens[t] for t in clause.tokens)
    return any(t.start <= time.start < t.end or time.start <= t.start < time.end for t in held)


def _inherited(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time stands in a clause above that of a deed told as happening ("will begin in May while war | is raging")."""
    site, verb = frame.site, frame.site.host.verb
    finite = site.host.kind in ("subordinate", "relative") and verb is not None and not verb.modal and verb.tense != "future"
    return finite and site.phrase < 0 and site.sentence.clause_of(site.sentence.token_at(time.start)) != site.clause


def _inside_phrase(frame: Frame, dated: list[TimeSpan]) -> list[TimeSpan]:
    """Times inside the noun's own phrase, in what hangs on it, or right behind that ("die Festnahme des Autors | im März")."""
    sentence, index = frame.site.sentence, frame.site.phrase
    phrase = sentence.phrases[index]
    last = phrase.end
    for i in range(index + 1, len(sentence.phrases)):
        if not sentence.descends(i, index) or sentence.phrases[i].start > last + 1:
            break
        last = max(last, sentence.phrases[i].end)
    end = sentence.tokens[min(last + 1, len(sentence.tokens) - 1)].start
    start = sentence.tokens[phrase.start].start
    return [t for t in dated if start <= t.start <= end]


def _modifies_noun(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time stands inside a phrase that is bound to another noun ("das am 1. Juni aufgenommene Foto")."""
    sentence, phrases = frame.site.sentence, frame.site.sentence.phrases
    held = sentence.phrase_at(sentence.token_at(time.start))
    if held < 0 or not phrases[held].bound:
        return False
    noun = sentence.tokens[phrases[phrases[held].parent].head].start
    return not any(t.start <= noun < t.end for t in frame.site.reading.times)  # "en la noche | del domingo al lunes"


def _behind_participle(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time stands right behind what a noun phrase says was done to somebody: "un policía secuestrado | el viernes"."""
    sentence, pack = frame.site.sentence, frame.site.pack
    phrase = sentence.phrase_at(sentence.token_at(time.start))
    last = sentence.phrases[phrase].start - 1 if phrase >= 0 else -1
    before = next((p for p in sentence.phrases if p.end == last + 1 and p.head < last), None)
    if before is None or last in frame.tokens or not pack.grammar.shape.adjectives_after:
        return False
    forms = pack.words.verb(sentence.tokens[last].text.lower())
    return any(f.kind == "part2" and f.lemma in pack.triggers.verbs for f in forms)


def announced(frame: Frame, verdict: Verdict, time: TimeSpan | None, scene: Scene) -> Verdict:
    """The verdict, "expected" for a present tense with a date after the anchor, and for such a date of the deed's own noun."""
    verb = frame.site.host.verb
    if _for_today(frame, time, scene) and verdict.effect == "occurred":
        return verdict.also("expected", "told in the present for the article's day")
    if time is None or not scene.anchor.date or time.first <= scene.anchor.date or verdict.effect != "occurred":
        return verdict
    if _is_aim(frame, time):
        return verdict
    past = verb is not None and verb.tense in ("past", "perfect", "pluperfect") and frame.site.phrase < 0
    if past and not _dates_noun(frame, time):
        return verdict
    return verdict.also("expected", "dated after the article")


def _is_aim(frame: Frame, time: TimeSpan) -> bool:
    """Whether a month or year says what a thing is for ("protestieren gegen Kürzungen im Haushalt | für 2027")."""
    sentence, pack = frame.site.sentence, frame.site.pack
    at = sentence.token_at(time.start)
    aimed = at > 0 and sentence.tokens[at - 1].lemma in pack.modality.adpositions.aim
    return aimed and frame.site.phrase < 0 and time.granularity in ("year", "quarter", "month")


def _for_today(frame: Frame, time: TimeSpan | None, scene: Scene) -> bool:
    """Whether a meeting is told in the present for the day of the article: "empfängt | heute | seinen Kollegen"."""
    verb = frame.site.host.verb
    ahead = frame.site.pack.grammar.verbs.present_ahead and frame.site.phrase < 0
    if time is None or verb is None or frame.trigger.event != "CONSULT" or not ahead:
        return False
    return verb.tense == "present" and verb.mood == "indicative" and time.first == scene.anchor.date == time.last


def _dates_noun(frame: Frame, time: TimeSpan) -> bool:
    """Whether a time hangs on the light noun that names the deed: "convocó | una marcha para el sábado"."""
    phrases, tokens = frame.site.sentence.phrases, frame.site.sentence.tokens
    held = next((p for p in phrases if tokens[p.start].start <= time.start < tokens[p.end - 1].end), None)
    return frame.content >= 0 and held is not None and held.parent == frame.content


def retold(verdict: Verdict, time: TimeSpan | None, scene: Scene) -> bool:
    """Whether an older event is retold: the sentence says so, or its date lies more than a week before the article."""
    if verdict.background or time is None or not scene.anchor.date or verdict.effect != "occurred":
        return verdict.background
    return time.last < scene.anchor.date and _days(time.last, scene.anchor.date) > BACKGROUND_DAYS


def begun(event: str, status: str, actors: tuple[Participant, ...], told: tuple[Event, ...]) -> bool:
    """Whether people of a country are said to call for what they have been told to do already: it is no further protest."""
    mine = {p.code for p in actors if p.code}
    known = (e for e in told if e.event[0] == event == CALLED and e.status == "occurred")
    return status == "expected" and any(mine == {p.code for p in e.actor if p.code} for e in known)


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def days_of(time: TimeSpan | None, told: TimeSpan | None, scene: Scene) -> tuple[str | None, str | None, DateInfo]:
    """First and last day of an event and how they were found.

    Without a time of its own it has the day on which it was told, else the article's day; None without either.
    """
    anchor = scene.anchor.date
    if (known := time or told) is not None:
        basis: DateBasis = "stated" if time is not None else "inherited"
        return known.first, known.last, DateInfo(known.value, known.granularity, anchor, basis, ((known.start, known.end),))
    if not anchor:
        return None, None, DateInfo()
    return anchor, anchor, DateInfo(anchor, "day", anchor, "published", scene.anchor.spans)
