"""Sentences and their mentions -> statements: who is said to have said what, through whom.

Over sentences, quotation marks that stay open make one statement, and Konjunktiv carries the speaker on.
"""

import msgspec

from dragoman.language.pack import Pack
from dragoman.said.rules import BACK, QUOTE_WORDS_MIN, covers, points_back, within
from dragoman.said.told import Speaker, Told
from dragoman.values.speech import Statement
from dragoman.values.syntax import Sentence
from dragoman.values.text import Span
from dragoman.values.world import Mention

CHAIN_SENTENCES_MAX = 6  # sentences that Konjunktiv carries a speaker on without naming him again
CHAIN = "konjunktiv chain"
SPEAKING = ("name", "title", "metonym", "country", "role")  # forms of mention that can have said something
SAME_SPEAKER = "quotation of the last speaker"


def attribute(sentences: tuple[Sentence, ...], mentions: tuple[tuple[Mention, ...], ...], pack: Pack) -> tuple[Statement, ...]:
    """The statements of an article in text order; `mentions` are those of each sentence."""
    talk = _Talk()
    for sentence, group in zip(sentences, mentions, strict=True):
        talk.hear(Told(sentence, group, pack))
    return tuple(sorted(talk.found, key=lambda s: (s.quote[0], -s.quote[1], s.speaker or (0, 0))))


class _Talk:
    """What has been said so far, who spoke last, and the quotation that is still open."""

    def __init__(self) -> None:
        self.found: list[Statement] = []
        self.last: Statement | None = None
        self.since = 0
        self.opened: Statement | None = None
        self.subject: Speaker = (None, None)
        self.before: Span | None = None

    def hear(self, told: Told) -> None:
        """Takes in the next sentence."""
        self._hear(told)
        self.before = told.sentence.start, told.sentence.end

    def _hear(self, told: Told) -> None:
        sentence = told.sentence
        lead = next((q for q in sentence.quotes if q[0] == sentence.start), None) if self.opened is not None else None
        if lead is not None and lead[1] == sentence.end:
            return
        here = [self._referred(s) for s in within(told)] or self._pointed_back(told)
        if not here:
            here = self._carried(told) or self._bare_quote(told)
        if lead is not None:
            here = [self._closed(lead, here), *(s for s in here if not covers(s.quote, lead))]
        elif self.opened is not None:
            self.found.append(self.opened)
        self.opened = None
        tail = next((q for q in sentence.quotes if q[1] == sentence.end), None)
        if tail is not None and tail != lead:
            self.opened = self._begun(tail, here)
            here = [s for s in here if not covers(s.quote, tail)]
            if self.opened.speaker is not None:
                self._remember([self.opened], told)
                self.found += here
                return
        self._remember(here, told)
        self._keep(here)

    def _referred(self, statement: Statement) -> Statement:
        """A statement of "whoever was named before" with that one's mention."""
        if statement.rule != BACK or self.last is None:
            return statement
        return msgspec.structs.replace(statement, mention=self.last.mention)

    def _pointed_back(self, told: Told) -> list[Statement]:
        """ "Das teilte das Ministerium mit." gives the sentence before to the ministry, if nobody has said it yet."""
        found = points_back(told)
        if found is None or self.before is None or (self.found and covers(self.found[-1].quote, self.before)):
            return []
        return [msgspec.structs.replace(found, quote=self.before)]

    def _begun(self, tail: Span, here: list[Statement]) -> Statement:
        """The statement that an open quotation begins: of whoever says it in this sentence, else not known yet."""
        mine = next((s for s in here if covers(s.quote, tail)), None)
        return msgspec.structs.replace(mine, quote=tail) if mine is not None else Statement(tail, None, None, "direct")

    def _closed(self, lead: Span, here: list[Statement]) -> Statement:
        """The whole quotation, with the speaker named where it began, where it ends, or last."""
        begun = self.opened
        assert begun is not None
        behind = next((s for s in here if covers(s.quote, lead) and s.speaker is not None and s.rule != CHAIN), None)
        span = begun.quote[0], lead[1]
        if behind is not None and (begun.speaker is None or begun.cue is None):
            return msgspec.structs.replace(behind, quote=span, kind="direct")
        if begun.speaker is None and self.last is not None:
            last = self.last
            return msgspec.structs.replace(begun, quote=span, speaker=last.speaker, mention=last.mention, rule=SAME_SPEAKER)
        return msgspec.structs.replace(begun, quote=span)

    def _remember(self, here: list[Statement], told: Told) -> None:
        self.since = 0 if here and here[0].rule != CHAIN else self.since + 1
        named = [s for s in here if s.speaker is not None and s.mention is not None] or [s for s in here if s.speaker is not None]
        self.last = named[-1] if named else self.last if here or self.since < CHAIN_SENTENCES_MAX else None
        self.subject = (None, None) if here else _subject(told)

    def _keep(self, here: list[Statement]) -> None:
        """Adds statements; a chain that goes on grows the one before."""
        for statement in here:
            before = self.found[-1] if self.found else None
            if statement.rule == CHAIN and before is not None and before.rule == CHAIN and before.speaker == statement.speaker:
                self.found[-1] = msgspec.structs.replace(before, quote=(before.quote[0], statement.quote[1]))
            else:
                self.found.append(statement)

    def _carried(self, told: Told) -> list[Statement]:
        """A sentence in Konjunktiv goes on with what was said: by the last speaker, or by the subject of the sentence before."""
        mains = [c.verb for c in told.sentence.clauses if c.kind == "main" and c.verb is not None and not told.inside_quotes(c)]
        moods = {v.mood for v in mains}
        fresh = self.since == 0 or (self.found and self.found[-1].rule == CHAIN)
        if "subjunctive1" not in moods and not ("subjunctive2" in moods and fresh and self.last is not None):
            return []
        span = told.sentence.tokens[0].start, told.sentence.tokens[-1].end
        if self.subject[0] is not None:
            return [Statement(span, self.subject[0], None, "indirect", "asserts", self.subject[1], (), CHAIN)]
        if self.last is None or self.since >= CHAIN_SENTENCES_MAX:
            return []
        last = self.last
        return [Statement(span, last.speaker, None, "indirect", last.stance, last.mention, last.via, CHAIN)]

    def _bare_quote(self, told: Told) -> list[Statement]:
        """A sentence that is nothing but a quotation belongs to the last speaker, or to the subject of the sentence before."""
        found = []
        for quote in told.sentence.quotes:
            words = told.words_in(quote)
            outside = [t for t in told.sentence.tokens if not quote[0] <= t.start < quote[1] and t.pos != "punct"]
            if len(words) >= QUOTE_WORDS_MIN and len(outside) < QUOTE_WORDS_MIN:
                speaker, mention = (self.last.speaker, self.last.mention) if self.last is not None else self.subject
                if self.subject[1] is not None:
                    speaker, mention = self.subject
                found.append(Statement(quote, speaker, None, "direct", "asserts", mention, (), SAME_SPEAKER))
        return found


def _subject(told: Told) -> Speaker:
    """The actor that is subject of a sentence that says nothing itself ("Paris wies die Kritik zurück. Es sei ...")."""
    for clause in told.sentence.clauses:
        if clause.kind == "main" and clause.verb is not None and clause.verb.voice == "active":
            span, mention = told.speaker(clause)
            if mention is not None and mention.form in SPEAKING:
                return span, mention
    return None, None
