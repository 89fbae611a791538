"""A statement of a text -> the Said that the store keeps: words, speaker, stance, whom it is about, whom it blames or backs."""

from collections.abc import Iterator
from typing import Literal

from dragoman.pipeline import Understood
from dragoman.values.corpus import Said
from dragoman.values.event import Attribution, Participant
from dragoman.values.speech import Statement
from dragoman.values.text import Span
from dragoman.values.world import Mention

STATEMENT_CHARACTERS_MAX = 4_000  # of the words kept with a statement; the span has all of them
Tone = Literal["", "criticises", "supports"]
TONES: dict[str, Tone] = {"ACCUSE": "criticises", "REJECT": "criticises", "SUPPORT": "supports"}
"""PLOVER type of what somebody does while speaking -> tone toward whom it is done to."""


def said(statement: Statement, outcome: Understood) -> Said:
    """The Said of a statement."""
    article = outcome.article
    start, end = statement.quote
    speaker = _speaker(statement, article.at)
    tone, toward = _tone(statement, speaker, outcome)
    return Said(
        start=start,
        end=end,
        text=article.text[start : min(end, start + STATEMENT_CHARACTERS_MAX)],
        kind=statement.kind,
        stance=statement.stance,
        speaker=speaker,
        about=tuple(dict.fromkeys(_about(statement, outcome))),
        tone=tone,
        toward=toward,
        events=tuple(e.id for e in outcome.events if any(start <= i.trigger[0][0] < end for i in e.evidence if i.trigger)),
    )


def _tone(statement: Statement, speaker: Attribution, outcome: Understood) -> tuple[Tone, tuple[str, ...]]:
    """What the speaker does to somebody in the sentence that holds the cue, and to whom; "" where there is no such deed."""
    at = statement.cue or statement.speaker or statement.quote
    for event in outcome.events:
        tone = TONES.get(event.event[0], "")
        here = any(i.start <= at[0] < i.end for i in event.evidence)
        if tone and here and event.status == "occurred" and any(_same(p, speaker) for p in event.actor):
            people = event.recipient
            return tone, tuple(dict.fromkeys(x for p in people for x in (p.identifier_id, p.code) if x and " " not in x))
    return "", ()


def _same(party: Participant, speaker: Attribution) -> bool:
    if party.spans and set(party.spans) & set(speaker.spans):
        return True
    return bool(speaker.code) and (party.code, party.sector) == (speaker.code, speaker.sector)


def _speaker(statement: Statement, at) -> Attribution:  # type: ignore[no-untyped-def]
    mention = statement.mention
    words = at(statement.speaker) if statement.speaker else ""
    cue = at(statement.cue) if statement.cue else ""
    chain = tuple(m.entity.name if m.entity else m.text for m in statement.via)
    spans: tuple[Span, ...] = (statement.speaker,) if statement.speaker else ()
    if mention is None:
        return Attribution(words, cue=cue, stance=statement.stance, spans=spans, quote=statement.quote, chain=chain)
    entity = mention.entity
    return Attribution(
        mention.text, entity.id if entity else "", entity.name if entity else "", mention.code, mention.sector, mention.office,
        mention.spans, mention.basis, cue, statement.stance, statement.quote, chain,
    )  # fmt: skip


def _about(statement: Statement, outcome: Understood) -> Iterator[str]:
    """Ids and codes of everybody named inside the quotation but the speaker."""
    start, end = statement.quote
    speaker = statement.mention
    for reading in outcome.readings:
        if reading.sentence.end <= start or reading.sentence.start >= end:
            continue
        for mention in reading.mentions:
            if mention.spans and start <= mention.spans[0][0] < end and not _is(mention, speaker):
                if mention.entity and " " not in mention.entity.id:
                    yield mention.entity.id
                if mention.code:
                    yield mention.code


def _is(mention: Mention, speaker: Mention | None) -> bool:
    return speaker is not None and (
        mention.spans == speaker.spans or (mention.entity is not None and mention.entity == speaker.entity)
    )
