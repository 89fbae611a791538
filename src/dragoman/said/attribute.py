"""Sentences and their mentions -> statements: who is said to have said what, through whom.

Within a sentence an ordered tuple of rules each adds what it finds; over sentences, quotation marks that stay open and
Konjunktiv I carry the speaker on.
"""

from collections.abc import Callable

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.speech import Stance, Statement
from dragoman.values.syntax import Clause, Sentence
from dragoman.values.text import Span
from dragoman.values.world import Mention

QUOTE_WORDS_MIN = 4  # quotation marks around fewer words mark a term, not a statement
QUOTE_WORDS_SPOKEN = 2  # beside a verb of saying two words are one
CHAIN_SENTENCES_MAX = 6  # sentences that Konjunktiv I carries a speaker on without naming him again


class Told(msgspec.Struct, frozen=True):
    """A sentence with its mentions, and the pack."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    pack: Pack


def attribute(sentences: tuple[Sentence, ...], mentions: tuple[tuple[Mention, ...], ...], pack: Pack) -> tuple[Statement, ...]:
    """The statements of an article in text order; `mentions` are those of each sentence."""
    found: list[Statement] = []
    last: Statement | None = None
    since = 0
    previous: Sentence | None = None
    for sentence, group in zip(sentences, mentions, strict=True):
        told = Told(sentence, group, pack)
        here = _sentence(told)
        if previous is not None and here and _reaches_back(told, here[0]):
            span = previous.tokens[0].start, previous.tokens[-1].end
            found.append(msgspec.structs.replace(here[0], quote=span, rule="source behind a quotation that began before"))
        previous = sentence
        if not here and last is not None and since < CHAIN_SENTENCES_MAX:
            here = _carried(told, last)
        if not here:
            here = _bare_quote(told, last)
        since = 0 if here and here[0].rule != "konjunktiv chain" else since + 1
        named = [s for s in here if s.speaker is not None and s.mention is not None] or [s for s in here if s.speaker is not None]
        last = named[-1] if named else last if here or since < CHAIN_SENTENCES_MAX else None
        found += here
    return tuple(sorted(found, key=lambda s: (s.quote, s.speaker or (0, 0))))


def _reaches_back(told: Told, statement: Statement) -> bool:
    """Whether a source stands behind a closing quotation mark whose opening one is in an earlier sentence."""
    sentence = told.sentence
    closers = {pair[1] for pair in told.pack.grammar.text.quote_pairs}
    closed = {b for _, b in sentence.quotes}
    lone = [t for t in sentence.tokens if t.text in closers and t.start not in closed and t.end not in closed]
    return bool(lone) and statement.speaker is not None and lone[0].start < statement.speaker[0]


def _sentence(told: Told) -> list[Statement]:
    found: list[Statement] = []
    for rule in RULES:
        for statement in rule(told):
            if not any(_covers(s.quote, statement.quote) for s in found):
                found.append(statement)
    return found


def _covers(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > 0.5 * min(a[1] - a[0], b[1] - b[0])


def _speech_clauses(told: Told) -> list[tuple[int, Clause, Stance]]:
    """Clauses whose verb says something."""
    stances = told.pack.speech.stance
    return [
        (i, c, stances[c.verb.lemma])
        for i, c in enumerate(told.sentence.clauses)
        if c.verb is not None and c.verb.lemma in stances
    ]


def _clause_span(sentence: Sentence, clause: Clause, without: tuple[int, ...] = ()) -> Span:
    tokens = [t for t in clause.tokens if t not in without]
    return sentence.tokens[tokens[0]].start, sentence.tokens[tokens[-1]].end


def _speaker(told: Told, clause: Clause) -> tuple[Span | None, Mention | None]:
    """Whoever is subject of the verb of saying (agent in a passive); its span and mention."""
    sentence = told.sentence
    passive = clause.verb is not None and clause.verb.voice == "passive"
    for index in clause.phrases:
        phrase = sentence.phrases[index]
        agent = passive and phrase.adp in told.pack.grammar.verbs.agent
        if not agent and (passive or phrase.slot != "subject"):
            continue
        head = sentence.tokens[phrase.head]
        if head.text.lower() in told.pack.speech.phrases.impersonal:
            return _document(told, clause)
        if clause.kind == "relative" and head.text.lower() == clause.opener:
            return _antecedent(told, clause)
        mention = next((m for m in told.mentions if m.start <= phrase.head < m.end), None)
        span = sentence.span(phrase.inner, phrase.end)
        return (min(span[0], mention.spans[0][0]), max(span[1], mention.spans[0][1])) if mention is not None else span, mention
    index = sentence.clauses.index(clause)
    before = next((c for c in reversed(sentence.clauses[:index]) if c.kind == clause.kind and c.verb is not None), None)
    if before is not None and sentence.tokens[clause.tokens[0]].pos == "cconj" and not passive:
        return _speaker(told, before)
    return _document(told, clause) if passive else (None, None)


def _antecedent(told: Told, clause: Clause) -> tuple[Span | None, Mention | None]:
    """Whom a relative clause speaks of ("Celebi, die angab, dass ...")."""
    index = next((i for i, p in enumerate(told.sentence.phrases) if p.start <= clause.antecedent < p.end), -1)
    return _of(told, index) if index >= 0 else (None, None)


def _document(told: Told, clause: Clause) -> tuple[Span | None, Mention | None]:
    """The text in which "it is said": "In einer Erklärung des Präsidenten heißt es, ..."."""
    for index in clause.phrases:
        phrase = told.sentence.phrases[index]
        head = told.sentence.tokens[phrase.head]
        if phrase.adp in told.pack.modality.adpositions.inside and {head.lemma, head.text} & (
            told.pack.speech.phrases.source_nouns | told.pack.speech.phrases.nouns
        ):
            owner = next((i for i, p in enumerate(told.sentence.phrases) if p.parent == index and p.slot == "genitive"), -1)
            span, mention = _of(told, index)
            return span, _of(told, owner)[1] if owner >= 0 else mention
    return None, None


def _cue(told: Told, clause: Clause) -> Span | None:
    if clause.verb is None:
        return None
    tokens = told.sentence.tokens
    main = clause.verb.main[0]
    return tokens[main].start, tokens[main].end


def _quoted(told: Told) -> list[Statement]:
    """Quotation marks and a verb of saying outside of them in the same sentence."""
    sentence = told.sentence
    outside = [(c, s) for _, c, s in _speech_clauses(told) if not _inside(sentence, c)]
    found = []
    for quote in sentence.quotes:
        words = [t for t in sentence.tokens if quote[0] <= t.start < quote[1] and t.pos != "punct"]
        if len(words) < QUOTE_WORDS_SPOKEN or not outside:
            continue
        clause, stance = min(outside, key=lambda c: abs(_clause_span(sentence, c[0])[0] - quote[0]))
        if _holds(sentence, clause, quote):
            continue
        speaker, mention = _speaker(told, clause)
        found.append(
            Statement(quote, speaker, _cue(told, clause), "direct", stance, mention, (), "quotation marks with a verb of saying")
        )
    return found


def _holds(sentence: Sentence, clause: Clause, quote: Span) -> bool:
    """Whether the quotation stands inside a dependent clause (then the clause is the statement)."""
    at = next((i for i, t in enumerate(sentence.tokens) if t.start >= quote[0]), 0)
    index = sentence.clause_of(at)
    if index < 0 or sentence.clauses[index] == clause or sentence.clauses[index].kind not in ("subordinate", "infinitive"):
        return False
    return sentence.tokens[sentence.clauses[index].tokens[0]].start < quote[0]


def _inside(sentence: Sentence, clause: Clause) -> bool:
    if clause.verb is None:
        return False
    at = sentence.tokens[clause.verb.main[0]].start
    return any(a <= at < b for a, b in sentence.quotes)


def _dependent(told: Told) -> list[Statement]:
    """A verb of saying and the clause that depends on it: with "dass", an infinitive, or in Konjunktiv."""
    sentence, grammar = told.sentence, told.pack.grammar.clauses
    found = []
    for index, clause, stance in _speech_clauses(told):
        if _manner(told, clause):
            continue
        hull: list[int] = []
        for i, other in enumerate(sentence.clauses):
            if i == index or (i < index and other.kind != "main"):
                continue
            content = other.parent == index and (other.opener in grammar.content or other.kind == "infinitive")
            reported = other.kind == "main" and other.verb is not None and other.verb.mood in ("subjunctive1", "subjunctive2")
            nested = other.parent >= 0 and bool(hull) and i > index and other.parent != index
            if content or reported or nested:
                hull += other.tokens
        if hull:
            speaker, mention = _speaker(told, clause)
            span = sentence.tokens[min(hull)].start, sentence.tokens[max(hull)].end
            found.append(
                Statement(
                    span, speaker, _cue(told, clause), "indirect", stance, mention, (), "verb of saying with a dependent clause"
                )
            )
    return found


def _manner(told: Told, clause: Clause) -> bool:
    return clause.opener in told.pack.speech.phrases.manner


def _noun_content(told: Told) -> list[Statement]:
    """A noun of saying and the clause that depends on it: "ist der Meinung, dass ...", "die Warnung der Polizei, ..."."""
    sentence, grammar = told.sentence, told.pack.grammar.clauses
    found = []
    for index, other in enumerate(sentence.clauses):
        if index == 0 or not (other.opener in grammar.content or other.kind == "infinitive") or other.parent < 0:
            continue
        above = sentence.clauses[other.parent]
        nouns = [t for t in above.tokens if t < other.tokens[0] and sentence.tokens[t].pos == "noun"][-2:]
        said = next((t for t in reversed(nouns) if sentence.tokens[t].lemma in told.pack.speech.phrases.nouns), -1)
        if said < 0 or (above.verb is not None and above.verb.lemma in told.pack.speech.stance):
            continue
        owner = next(
            (
                i
                for i, p in enumerate(sentence.phrases)
                if p.slot == "genitive"
                and p.parent >= 0
                and sentence.phrases[p.parent].start <= said < sentence.phrases[p.parent].end
            ),
            -1,
        )
        speaker, mention = _of(told, owner) if owner >= 0 else _speaker(told, above)
        hull = [t for i, c in enumerate(sentence.clauses) if i >= index and (i == index or c.parent >= index) for t in c.tokens]
        cue = sentence.tokens[said].start, sentence.tokens[said].end
        found.append(
            Statement(
                (sentence.tokens[min(hull)].start, sentence.tokens[max(hull)].end),
                speaker,
                cue,
                "indirect",
                "asserts",
                mention,
                (),
                "noun of saying with a dependent clause",
            )
        )
    return found


def _of(told: Told, index: int) -> tuple[Span, Mention | None]:
    phrase = told.sentence.phrases[index]
    mention = next((m for m in told.mentions if m.start <= phrase.head < m.end), None)
    return told.sentence.span(phrase.inner, phrase.end), mention


def _parenthesis(told: Told) -> list[Statement]:
    """A main clause with a verb of saying behind or in what is said: "..., sagte X", "..., wie X mitteilte"."""
    sentence = told.sentence
    found = []
    for index, clause, stance in _speech_clauses(told):
        first = clause.tokens[0]
        after_comma = first > 0 and (
            sentence.tokens[first - 1].pos == "punct" or sentence.tokens[first - 1].end == sentence.tokens[first].start
        )
        manner = _manner(told, clause)
        if not manner and not (after_comma and clause.verb is not None and clause.verb.finite == first):
            continue
        others = [t for i, c in enumerate(sentence.clauses) if i != index and c.verb is not None for t in c.tokens]
        if not others:
            continue
        before = [t for t in others if t < first] or others
        speaker, mention = _speaker(told, clause)
        span = sentence.tokens[min(before)].start, sentence.tokens[max(before)].end
        found.append(
            Statement(span, speaker, _cue(told, clause), "indirect", stance, mention, (), "parenthesis with a verb of saying")
        )
    return found


def _source_phrase(told: Told) -> list[Statement]:
    """ "Laut X ...", "nach Angaben von X ...", "X zufolge ...", "so X"."""
    sentence, phrases = told.sentence, told.pack.speech.phrases
    found = []
    for index, phrase in enumerate(sentence.phrases):
        head = sentence.tokens[phrase.head]
        direct = phrase.adp in phrases.source
        noun = phrase.adp in phrases.source_noun_adpositions and (
            head.lemma in phrases.source_nouns or head.text in phrases.source_nouns
        )
        so = (
            phrase.start > 1
            and sentence.tokens[phrase.start - 1].text.lower() in phrases.by
            and sentence.tokens[phrase.start - 2].pos == "punct"
            and not phrase.adp
        )
        if not (direct or noun or so):
            continue
        span, mention = _source(told, index, noun)
        quote = _rest(sentence, phrase.start, max(phrase.end, _token_at(sentence, span[1])))
        if quote is not None:
            cue = sentence.tokens[phrase.start - so].start, sentence.tokens[phrase.start - so].end
            found.append(Statement(quote, span, cue, "indirect", "asserts", mention, (), "phrase that names a source"))
    return found


def _token_at(sentence: Sentence, position: int) -> int:
    return next((i for i, t in enumerate(sentence.tokens) if t.start >= position), len(sentence.tokens))


def _source(told: Told, index: int, noun: bool) -> tuple[Span, Mention | None]:
    """The span and mention of a source phrase; behind "Angaben" it is the attribute."""
    sentence = told.sentence
    phrase = sentence.phrases[index]
    owners = [i for i, p in enumerate(sentence.phrases) if p.parent == index] if noun else []
    owner = sentence.phrases[owners[0]] if owners else phrase
    mention = next((m for m in told.mentions if m.start <= owner.head < m.end), None)
    if mention is None:
        mention = next((m for m in told.mentions if phrase.inner <= m.start < phrase.end), None)
    return sentence.span(owner.inner, owner.end), mention


def _rest(sentence: Sentence, start: int, end: int) -> Span | None:
    """What is said: behind the source when it opens the sentence, else before it, else the whole sentence."""
    before = [i for i in range(start) if sentence.tokens[i].pos != "punct"]
    after = [i for i in range(end, len(sentence.tokens)) if sentence.tokens[i].pos != "punct"]
    kept = after if len(before) < 3 else before if len(after) < 3 else before + after
    return (sentence.tokens[kept[0]].start, sentence.tokens[kept[-1]].end) if kept else None


def _carried(told: Told, last: Statement) -> list[Statement]:
    """A sentence in Konjunktiv I goes on with what the last speaker said."""
    sentence = told.sentence
    mains = [c for c in sentence.clauses if c.kind == "main" and c.verb is not None]
    if not mains or not any(c.verb is not None and c.verb.mood == "subjunctive1" for c in mains):
        return []
    span = sentence.tokens[0].start, sentence.tokens[-1].end
    return [Statement(span, last.speaker, None, "indirect", last.stance, last.mention, last.via, "konjunktiv chain")]


def _bare_quote(told: Told, last: Statement | None) -> list[Statement]:
    """A sentence that is nothing but a quotation belongs to the last speaker."""
    sentence = told.sentence
    found = []
    for quote in sentence.quotes:
        words = [t for t in sentence.tokens if quote[0] <= t.start < quote[1] and t.pos != "punct"]
        outside = [t for t in sentence.tokens if not quote[0] <= t.start < quote[1] and t.pos != "punct"]
        if len(words) >= QUOTE_WORDS_MIN and len(outside) < QUOTE_WORDS_MIN:
            speaker, mention = (last.speaker, last.mention) if last is not None else (None, None)
            found.append(Statement(quote, speaker, None, "direct", "asserts", mention, (), "quotation of the last speaker"))
    return found


RULES: tuple[Callable[[Told], list[Statement]], ...] = (_quoted, _dependent, _noun_content, _parenthesis, _source_phrase)
