"""The order of the rooms and nothing else: a Document in, everything understood of it out."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from dragoman import __version__, clauses, intake, knowledge, said, stories, what, when, where, who
from dragoman.knowledge import Knowledge
from dragoman.language.codebook import Codebook, read_codebook
from dragoman.language.pack import Pack, Packs
from dragoman.values.errors import Refusal
from dragoman.values.event import CiteInfo, Event
from dragoman.values.reading import Reading, Scene
from dragoman.values.speech import Statement
from dragoman.values.syntax import Sentence
from dragoman.values.text import Article, Document, Finding
from dragoman.values.time import Anchor, TimeSpan
from dragoman.values.world import Discourse, Home, Mention, Place


class Understood(msgspec.Struct, frozen=True):
    """All that was understood of one document: the article, its events, statements, times, mentions, findings, refusals."""

    article: Article
    anchor: Anchor
    home: Home
    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]

    @property
    def times(self) -> tuple[TimeSpan, ...]:
        """All time expressions, in text order."""
        return tuple(t for r in self.readings for t in r.times)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All closed mentions, in text order."""
        return tuple(m for r in self.readings for m in r.mentions)


class Opened(msgspec.Struct, frozen=True):
    """The sentences of an article with their open mentions and their times, before anybody is resolved: as many of each."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    times: tuple[tuple[TimeSpan, ...], ...]


class Pipeline:
    """Packs, codebook and knowledge loaded once; documents in, Understood or a Refusal out."""

    def __init__(self, *, packs: Packs | None = None, overlay: Path | Sequence[Path] = ()) -> None:
        self.packs = packs or Packs()
        self._overlay = overlay
        self._knowledge: dict[str, Knowledge] = {}

    @cached_property
    def codebook(self) -> Codebook:
        """Types, modes, scale."""
        return read_codebook()

    def knowledge(self, language: str) -> Knowledge:
        """The atlas with the names of one language, loaded when first asked for."""
        if language not in self._knowledge:
            self._knowledge[language] = knowledge.load(language, overlay=self._overlay)
        return self._knowledge[language]

    def coder(self, pack: Pack) -> str:
        """Version of the program, and hashes of pack and atlas: what made a record."""
        return f"dragoman {__version__} {pack.code}:{pack.hash} atlas:{self.knowledge(pack.code).hash}"

    def understand(self, document: Document | Refusal, *, language: str = "", home: str = "") -> Understood | Refusal:
        """Everything understood of a document; a Refusal when it cannot be read, or came as one."""
        if isinstance(document, Refusal):
            return document
        parts = intake.read_parts(document, packs=self.packs, language=language)
        if isinstance(parts[0], Refusal):
            return parts[0]
        walked = [
            self._walk(a, self.packs[a.language], self.knowledge(a.language), home) for a in parts if isinstance(a, Article)
        ]
        return _joined(walked, tuple(p for p in parts if isinstance(p, Refusal)))

    def _walk(self, article: Article, pack: Pack, atlas: Knowledge, home_given: str) -> Understood:
        """All rooms, in their order."""
        sentences = clauses.split(article, pack, atlas)
        anchor = when.anchor(article, pack.times)
        mentions = tuple(who.recognise(s, pack, atlas) for s in sentences)
        home = who.home(article, sentences, mentions, knowledge=atlas, pack=pack, given=home_given)
        times, late = _times(article, sentences, pack, anchor)
        scene = Scene(article, anchor, home, _cite(article), self.coder(pack), what.topic(sentences, pack))
        opened = Opened(sentences, mentions, times)
        readings = _first_pass(opened, scene, pack, atlas)
        statements = said.attribute(sentences, tuple(r.mentions for r in readings), pack)
        events, refusals, final = self._second_pass(_with_statements(readings, statements), opened, scene, pack, atlas)
        people = who.findings(tuple(m for r in final for m in r.mentions), knowledge=atlas, date=anchor.date)
        told = what.placed(events, final)
        findings, refusals = (*article.findings, *people), (*late, *refusals, *told.refusals)
        return Understood(article, anchor, home, final, statements, stories.gather(told.events), findings, refusals)

    def _second_pass(
        self, readings: tuple[Reading, ...], opened: Opened, scene: Scene, pack: Pack, atlas: Knowledge
    ) -> tuple[tuple[Event, ...], tuple[Refusal, ...], tuple[Reading, ...]]:
        """Events, refusals and final readings. Body first, then captions, the headline last: the body explains its names."""
        discourse = Discourse(home=scene.home)
        events: list[Event] = []
        final: dict[int, Reading] = {}
        coded: dict[int, what.Coded] = {}
        for i in _order(readings):
            sentence = readings[i].sentence
            mentions = who.resolve(opened.mentions[i], sentence, discourse, knowledge=atlas, pack=pack, date=scene.anchor.date)
            statements = tuple(_with_speaker(s, mentions) for s in readings[i].statements)
            reading = msgspec.structs.replace(readings[i], mentions=mentions, statements=statements)
            final[i], coded[i] = reading, what.code(reading, scene, pack=pack, codebook=self.codebook, told=tuple(events))
            discourse = who.remember(discourse, sentence, mentions, coded[i].events, pack=pack)
            events += coded[i].events
        for i in [i for i in coded if any(what.unanswered(e) for e in coded[i].events)]:  # what is condemned may be told later
            others = tuple(e for k, found in coded.items() if k != i for e in found.events)
            coded[i] = what.code(final[i], scene, pack=pack, codebook=self.codebook, told=others)
        refusals = tuple(r for found in coded.values() for r in found.refusals)
        told = what.unhosted(what.exchanged(tuple(e for found in coded.values() for e in found.events)))
        return told, refusals, _told(final, {i: bool(c.events) for i, c in coded.items()}, scene.topic)


def _told(readings: dict[int, Reading], tells: dict[int, bool], topic: str) -> tuple[Reading, ...]:
    """The readings in text order, with the mentions that are worth telling."""
    every = [readings[i] for i in range(len(readings))]
    coded = [tells[i] for i in range(len(readings))]
    left = who.told([r.sentence for r in every], [r.mentions for r in every], coded=coded, topic=topic)
    return tuple(msgspec.structs.replace(r, mentions=m) for r, m in zip(every, left, strict=True))


def _joined(walked: list[Understood], refused: tuple[Refusal, ...]) -> Understood:
    """What was understood of all parts of a document that mixes languages; the first part is the article."""
    first = walked[0]
    if len(walked) == 1 and not refused:
        return first
    return msgspec.structs.replace(
        first,
        readings=tuple(r for u in walked for r in u.readings),
        statements=tuple(s for u in walked for s in u.statements),
        events=stories.gather(tuple(e for u in walked for e in u.events)),
        findings=tuple(f for u in walked for f in u.findings),
        refusals=(*refused, *(r for u in walked for r in u.refusals)),
    )


def _order(readings: tuple[Reading, ...]) -> list[int]:
    rank = {"body": 0, "quote_box": 1, "caption": 2, "headline": 3}
    return sorted(range(len(readings)), key=lambda i: (rank.get(readings[i].sentence.block, 4), i))


def _times(
    article: Article, sentences: tuple[Sentence, ...], pack: Pack, anchor: Anchor
) -> tuple[tuple[tuple[TimeSpan, ...], ...], tuple[Refusal, ...]]:
    found: list[tuple[TimeSpan, ...]] = []
    refusals: list[Refusal] = []
    reference = ""
    for sentence in sentences:
        times, late = when.read(
            article.text, sentence.start, sentence.end, pack.times, anchor, tense=_tense(sentence), reference=reference
        )
        reference = next((t.first for t in reversed(times) if t.first and t.type == "DATE"), reference)
        found.append(times)
        refusals += late
    return tuple(found), tuple(refusals)


def _tense(sentence: Sentence) -> Callable[[int], str]:
    def tense(position: int) -> str:
        clause = sentence.clause_of(sentence.token_at(position))
        verb = sentence.clauses[clause].verb if clause >= 0 else None
        return verb.tense if verb is not None else ""

    return tense


def _first_pass(opened: Opened, scene: Scene, pack: Pack, atlas: Knowledge) -> tuple[Reading, ...]:
    """The sentences with whoever and whatever place is known in text order, so that speakers are before events are coded."""
    context = _countries_named(opened, scene.home)
    discourse = Discourse(home=scene.home)
    setting = _opening(scene, atlas, context)
    found = []
    for sentence, group, times in zip(opened.sentences, opened.mentions, opened.times, strict=True):
        mentions = who.resolve(group, sentence, discourse, knowledge=atlas, pack=pack, date=scene.anchor.date)
        discourse = who.remember(discourse, sentence, mentions, (), pack=pack)
        places, _ = where.places(sentence, pack, atlas, context=context)
        setting = where.setting(sentence, places, pack, atlas) or setting
        found.append(Reading(sentence, mentions, times, places, (), setting))
    return tuple(found)


def _opening(scene: Scene, atlas: Knowledge, named: tuple[str, ...]) -> Place | None:
    """The place of the dateline, where the report is not about other lands than it comes from: "NAIROBI - Togo's police ..."."""
    place, home = where.opening(scene.article, atlas), scene.home
    elsewhere = place is not None and (home.code != place.code if home.told else not home.code and place.code not in named)
    return None if elsewhere and named else place


def _countries_named(opened: Opened, home: Home) -> tuple[str, ...]:
    """Codes of the home country and of those that the text names, the commonest first: in which of them is "San José"?"""
    told = [m for group in opened.mentions for m in group if m.code and not m.doubtful]
    states = {m.code for m in told if m.form not in ("role", "title", "metonym")} or {m.code for m in told}
    codes = Counter(m.code for m in told if m.code in states)  # "protesters in Guadalajara" need not be Mexico's
    named = tuple(c for c, _ in sorted(codes.items(), key=lambda x: (-x[1], x[0])))
    return (home.code, *named) if home.code else named


def _with_statements(readings: tuple[Reading, ...], statements: tuple[Statement, ...]) -> tuple[Reading, ...]:
    """The readings, each with the statements that cover some of its sentence."""
    return tuple(
        msgspec.structs.replace(
            r, statements=tuple(s for s in statements if s.quote[0] < r.sentence.end and r.sentence.start < s.quote[1])
        )
        for r in readings
    )


def _with_speaker(statement: Statement, mentions: tuple[Mention, ...]) -> Statement:
    """The statement with its speaker as resolved in this pass."""
    if statement.speaker is None:
        return statement
    now = next(
        (m for m in mentions if m.spans and m.spans[0][0] < statement.speaker[1] and statement.speaker[0] < m.spans[0][1]), None
    )
    return msgspec.structs.replace(statement, mention=now) if now is not None else statement


def _cite(article: Article) -> CiteInfo:
    document = article.document
    headline = next((article.at((b.start, b.end)) for b in article.of("headline")), document.title)
    return CiteInfo(
        id=document.id,
        url=document.url,
        title=headline,
        outlet=document.outlet,
        agency=article.agency,
        author=document.author,
        published=article.published,
        language=article.language,
        rights=article.rights,
        origin=article.origin,
        text_sha256=article.text_sha256,
        reader=document.reader,
    )
