"""A sentence with its mentions -> the statements in it: an ordered tuple of rules, the first to claim a stretch keeps it."""

from collections.abc import Callable
from itertools import pairwise

import msgspec

from dragoman.said.told import Speaker, Told
from dragoman.values.speech import Stance, Statement
from dragoman.values.syntax import Clause, Phrase, Sentence
from dragoman.values.text import Span
from dragoman.values.world import Mention

BACK = "adverb that names the source before"
HEAD_WORDS_MAX = 7  # words before the colon of a headline
HEADS = ("name", "title", "role")  # forms of mentions of those who speak there
QUOTE_WORDS_MIN = 4  # quotation marks around fewer words mark a term, where no verb of saying stands beside them


def within(told: Told) -> list[Statement]:
    """The statements of one sentence, in text order; a quotation inside reported speech is a statement of its own."""
    found: list[Statement] = []
    for rule in RULES:
        for statement in rule(told):
            if not any(covers(s.quote, statement.quote) for s in found):
                found.append(statement)
    found += _verbatim(told, found)
    return sorted(found, key=lambda s: (s.quote[0], -s.quote[1]))


def covers(a: Span, b: Span) -> bool:
    """Whether two spans share more than half of the shorter one."""
    return min(a[1], b[1]) - max(a[0], b[0]) > 0.5 * min(a[1] - a[0], b[1] - b[0])


def _indirect(told: Told, tokens: list[int], clause: Clause, stance: Stance, rule: str) -> Statement:
    speaker, mention = told.speaker(clause)
    return Statement(_hull(told.sentence, tokens), speaker, told.cue(clause), "indirect", stance, mention, (), rule)


def _hull(sentence: Sentence, tokens: list[int]) -> Span:
    return sentence.tokens[min(tokens)].start, sentence.tokens[max(tokens)].end


# The rules ----------------------------------------------------------------------------------------------------------


def _quoted(told: Told) -> list[Statement]:
    """Quotation marks and a verb of saying outside of them in the same sentence."""
    sentence = told.sentence
    speaking = told.speech_clauses()
    found = []
    for quote in sentence.quotes:
        if not speaking or told.is_name(quote) or not told.words_in(quote):
            continue
        _, clause, stance = min(speaking, key=lambda c: abs(sentence.tokens[c[1].tokens[0]].start - quote[0]))
        if _holds(sentence, clause, quote) or (len(told.words_in(quote)) < 2 and not _beside(told, clause, quote)):
            continue
        speaker, mention = told.speaker(clause)
        if speaker is not None and speaker[0] <= quote[0] < speaker[1]:
            continue
        rule = "quotation marks with a verb of saying"
        found.append(Statement(quote, speaker, told.cue(clause), "direct", stance, mention, (), rule))
    return found


def _beside(told: Told, clause: Clause, quote: Span) -> bool:
    """Whether the quotation stands in the very clause of the verb of saying."""
    return any(quote[0] <= told.sentence.tokens[t].start < quote[1] for t in clause.tokens)


def _holds(sentence: Sentence, clause: Clause, quote: Span) -> bool:
    """Whether the quotation stands inside a dependent clause, or another main clause (then the clause is the statement)."""
    at = next((i for i, t in enumerate(sentence.tokens) if t.start >= quote[0]), 0)
    index = sentence.clause_of(at)
    if index < 0 or sentence.clauses[index] == clause:
        return False
    return sentence.tokens[sentence.clauses[index].tokens[0]].start < quote[0]


def _announced(told: Told) -> list[Statement]:
    """A quotation behind a colon, whatever the verb before it: "Der Minister zeigte sich zufrieden: „...“"."""
    sentence = told.sentence
    found = []
    for quote in sentence.quotes:
        words = told.words_in(quote)
        if len(words) < QUOTE_WORDS_MIN:
            continue
        marks = [t.text for t in sentence.tokens[max(words[0] - 3, 0) : words[0]] if t.pos == "punct"]
        before = next((i for i in range(words[0] - 1, -1, -1) if sentence.tokens[i].pos != "punct"), -1)
        index = sentence.clause_of(before) if before >= 0 else -1
        if index < 0 or ":" not in marks:
            continue
        speaker, mention = told.speaker(sentence.clauses[index])
        found.append(Statement(quote, speaker, None, "direct", "asserts", mention, (), "quotation behind a colon"))
    return found


def _headed(told: Told) -> list[Statement]:
    """A headline that puts somebody before a colon: "Merz: Deutschland unterstützt Ukraine"; a land is but where it is."""
    sentence = told.sentence
    mark = next((i for i, t in enumerate(sentence.tokens[:HEAD_WORDS_MAX]) if t.text == ":"), 0)
    if sentence.block != "headline" or not mark or mark + QUOTE_WORDS_MIN > len(sentence.tokens):
        return []
    who = next((m for m in told.mentions if m.start == 0 and m.end == mark and m.form in HEADS), None)
    if who is None or (who.form == "name" and not who.person and who.sector == "GOV"):
        return []
    quote = sentence.tokens[mark + 1].start, sentence.tokens[-1].end
    return [Statement(quote, who.spans[0], None, "indirect", "asserts", who, (), "somebody before the colon of a headline")]


def _dependent(told: Told) -> list[Statement]:
    """A verb of saying and the clause that depends on it: with "dass", an infinitive, in Konjunktiv, or bare."""
    found = []
    for index, clause, stance in told.speech_clauses():
        if clause.opener not in told.pack.speech.phrases.manner:
            tokens = _content(told, index, clause)
            if tokens:
                found.append(_indirect(told, tokens, clause, stance, "verb of saying with a dependent clause"))
    return found


def _content(told: Told, index: int, clause: Clause) -> list[int]:
    """Tokens of what the clause at `index` introduces."""
    sentence, grammar = told.sentence, told.pack.grammar.clauses
    tokens: list[int] = []
    later = {i for i, c in enumerate(sentence.clauses) if i > index and c.kind == "main"}
    others = False  # whether somebody has said something else since: "wies das zurück und | erklärte, | X habe ..."
    for i, other in enumerate(sentence.clauses):
        others = others or (i > index and _says_more(told, other))
        if i == index or (i < index and (other.kind != "main" or clause.kind == "infinitive")):
            continue
        content = other.parent == index and (other.opener in grammar.content or _without_opener(told, other))
        nested = other.parent >= 0 and bool(tokens) and i > index and other.parent != index and _top(sentence, i) not in later
        if content or nested or (_reported(other) and not others) or (i > index and _bare(told, clause, other)):
            tokens += other.tokens
            later.discard(i)
    return tokens


def _top(sentence: Sentence, index: int) -> int:
    """The clause that a clause hangs on in the end: "rechazó el plan | y advirtió | de que responderá"."""
    for _ in sentence.clauses:
        if sentence.clauses[index].parent < 0:
            break
        index = sentence.clauses[index].parent
    return index


def _says_more(told: Told, clause: Clause) -> bool:
    """Whether a clause goes on with a verb of saying of its own."""
    verb, first = clause.verb, told.sentence.tokens[clause.tokens[0]]
    joined = clause.kind == "main" and first.pos == "cconj" and verb is not None and verb.mood == "indicative"
    return joined and verb is not None and verb.lemma in told.pack.speech.stance


def _without_opener(told: Told, clause: Clause) -> bool:
    """A dependent clause that no word opens: an infinitive, or what "officials said" is followed by in some languages."""
    return _bare_infinitive(told, clause) or (clause.kind == "subordinate" and not clause.opener)


def _bare_infinitive(told: Told, clause: Clause) -> bool:
    """An infinitive that says what is said, not what for ("um ... zu")."""
    return clause.kind == "infinitive" and clause.opener not in told.pack.grammar.clauses.infinitive_openers


def _reported(clause: Clause) -> bool:
    return clause.kind == "main" and clause.verb is not None and clause.verb.mood in ("subjunctive1", "subjunctive2")


def _bare(told: Told, clause: Clause, other: Clause) -> bool:
    """A second main clause right behind the comma: its mood may look like an indicative ("sagte, die USA hielten sich")."""
    tokens = told.sentence.tokens
    first = other.tokens[0]
    if other.kind != "main" or other.verb is None or first < 2 or tokens[first].pos == "cconj" or other.verb.finite == first:
        return False
    objects = any(told.sentence.phrases[i].slot == "object" for i in clause.phrases)
    return tokens[first - 1].text == "," and first - 2 in clause.tokens and not objects


def _noun_content(told: Told) -> list[Statement]:
    """A noun of saying and the clause that depends on it: "ist der Meinung, dass ...", "die Warnung der Polizei, ..."."""
    sentence, grammar = told.sentence, told.pack.grammar.clauses
    found = []
    for index, other in enumerate(sentence.clauses):
        dependent = other.parent >= 0 and (other.opener in grammar.content or _bare_infinitive(told, other))
        if index == 0 or not (dependent or _reported(other)):
            continue
        above = sentence.clauses[other.parent if other.parent >= 0 else index - 1]
        if told.inside_quotes(other) or (above.verb is not None and above.verb.lemma in told.pack.speech.stance):
            continue
        said = _noun_of_saying(told, above, other)
        if said < 0:
            continue
        speaker, mention = _whose(told, said, above)
        tokens = [t for i, c in enumerate(sentence.clauses) if i >= index and (i == index or c.parent >= index) for t in c.tokens]
        cue = sentence.tokens[said].start, sentence.tokens[said].end
        rule = "noun of saying with a dependent clause"
        found.append(Statement(_hull(sentence, tokens), speaker, cue, "indirect", "asserts", mention, (), rule))
    return found


def _noun_of_saying(told: Told, above: Clause, other: Clause) -> int:
    """Token of the noun of saying that stands last before the clause, -1 without one."""
    tokens = told.sentence.tokens
    nouns = [t for t in above.tokens if t < other.tokens[0] and tokens[t].pos in ("noun", "name")]
    return next((t for t in reversed(nouns[-4:]) if tokens[t].lemma in told.pack.speech.phrases.nouns), -1)


def _whose(told: Told, said: int, above: Clause) -> Speaker:
    """Whose word a noun names: its owner, else the subject of its clause, else the noun itself ("es gab Hinweise, dass")."""
    index = told.sentence.phrase_at(said)
    owner = told.owner(index) if index >= 0 else -1
    if owner >= 0:
        return told.of_phrase(owner)
    speaker = told.speaker(above)
    return speaker if speaker[0] is not None or index < 0 else told.of_phrase(index)


def _parenthesis(told: Told) -> list[Statement]:
    """A clause with a verb of saying behind or in what is said: "..., sagte X", "..., wie X mitteilte"."""
    sentence = told.sentence
    found = []
    for index, clause, stance in told.speech_clauses():
        first = clause.tokens[0]
        after_comma = first > 0 and (
            sentence.tokens[first - 1].pos == "punct" or sentence.tokens[first - 1].end == sentence.tokens[first].start
        )
        manner = clause.opener in told.pack.speech.phrases.manner
        closes = clause.verb is not None and (clause.verb.finite == first or _only_says(told, index, clause))
        if not manner and not (after_comma and closes):
            continue
        others = [t for i, c in enumerate(sentence.clauses) if i != index and c.verb is not None for t in c.tokens]
        if others:
            before = [t for t in others if t < first] or others
            found.append(_indirect(told, before, clause, stance, "parenthesis with a verb of saying"))
    return found


def _only_says(told: Told, index: int, clause: Clause) -> bool:
    """A clause of order subject-verb with nothing said in it: "..., the ministry said"."""
    objects = (told.sentence.phrases[i] for i in clause.phrases if told.sentence.phrases[i].slot == "object")
    bare = all((m := told.mention_at(p.head)) is not None and m.sector == "JRN" for p in objects)  # "told Reuters"
    holds = any(c.parent == index and c.kind != "relative" for c in told.sentence.clauses) or _sums_up(told, clause)
    return told.pack.grammar.order == "subject-verb" and clause.kind == "main" and bare and not holds


def _sums_up(told: Told, clause: Clause) -> bool:
    """Whether a noun in front of the speaker says what was said before it: ", | a charge | Baku denied"."""
    tokens = [told.sentence.tokens[t] for t in clause.tokens]
    nouns = told.pack.speech.phrases.nouns
    return any(a.lemma in nouns and b.pos in ("name", "det", "pron") for a, b in pairwise(tokens))


def _source_phrase(told: Told) -> list[Statement]:
    """ "Laut X ...", "nach Angaben von X ...", "X zufolge ...", "so X"."""
    sentence, phrases = told.sentence, told.pack.speech.phrases
    found = []
    for index, phrase in enumerate(sentence.phrases):
        so = (
            phrase.start > 1
            and sentence.tokens[phrase.start - 1].text.lower() in phrases.by
            and sentence.tokens[phrase.start - 2].pos == "punct"
            and not phrase.adp
        )
        named = phrases.names_source(phrase.adp, sentence.tokens[phrase.head]) and not _owns(told, phrase)
        if not (named or so or _leads(told, phrase)):
            continue
        span, mention = _source(told, index)
        end = next((i for i, t in enumerate(sentence.tokens) if t.start >= span[1]), len(sentence.tokens))
        behind = max(phrase.end, end)
        while behind < len(sentence.tokens) and sentence.tokens[behind].pos == "adp" and told.pack.grammar.shape.particles:
            behind += 1  # particles belong to the source
        quote = _rest(sentence, phrase.start - so, behind)
        if quote is not None:
            cue = sentence.tokens[phrase.start - so].start, sentence.tokens[phrase.start - so].end
            found.append(Statement(quote, span, cue, "indirect", "asserts", mention, (), "phrase that names a source"))
    return found


def _owns(told: Told, phrase: Phrase) -> bool:
    """Whether an owner is no source: only a bare noun is one ("de source diplomatique"), not "le rétablissement | de l'ordre"."""
    bare = phrase.inner == phrase.head and told.sentence.tokens[phrase.head].lemma in told.pack.speech.phrases.source_nouns
    return phrase.adp in told.pack.grammar.shape.genitive and not bare


def _leads(told: Told, phrase: Phrase) -> bool:
    """Whether a phrase before the comma says for whom something is so: "Pour le ministre, la trêve est morte"."""
    tokens = told.sentence.tokens
    opens = phrase.start == 0 and phrase.adp in told.pack.speech.phrases.source_leading
    return opens and phrase.end < len(tokens) and tokens[phrase.end].text == "," and told.mention_at(phrase.head) is not None


def _source(told: Told, index: int) -> tuple[Span, Mention | None]:
    """Span and mention of a source phrase; behind "Angaben" it is the owner's mention."""
    sentence, phrase = told.sentence, told.sentence.phrases[index]
    owner = told.owner(index) if told.names_source(phrase) else -1
    mention = told.mention_at(sentence.phrases[owner].head if owner >= 0 else phrase.head)
    if mention is None:
        mention = next((m for m in told.mentions if phrase.inner <= m.start < phrase.end), None)
    last = sentence.phrases[owner].end if owner >= 0 else phrase.end
    return sentence.span(phrase.inner, max(last, phrase.end)), mention


def _referring_back(told: Told) -> list[Statement]:
    """An adverb that gives the sentence to whoever was named before ("demnach"): the speaker is the adverb's span."""
    found = []
    back = told.pack.speech.phrases.back
    for i, token in enumerate(told.sentence.tokens if not back.isdisjoint(told.sentence.written) else ()):
        if token.text.lower() in back:
            quote = _rest(told.sentence, i, i + 1)
            if quote is not None:
                span = token.start, token.end
                found.append(Statement(quote, span, span, "indirect", "asserts", None, (), BACK))
    return found


def _rest(sentence: Sentence, start: int, end: int) -> Span | None:
    """What is said: behind the source when it opens the sentence, else before it, else the whole sentence."""
    before = [i for i in range(start) if sentence.tokens[i].pos != "punct"]
    after = [i for i in range(end, len(sentence.tokens)) if sentence.tokens[i].pos != "punct"]
    told = any(sentence.tokens[i].pos == "verb" for i in before)  # "Putin traf | nach einem Bericht ... | den Präsidenten"
    kept = after if len(before) < 3 and not told else before if len(after) < 3 else before + after
    return (sentence.tokens[kept[0]].start, sentence.tokens[kept[-1]].end) if kept else None


def _verbatim(told: Told, found: list[Statement]) -> list[Statement]:
    """The words that a report quotes: "... seien „unschuldige Zivilisten“ getötet worden, so X"."""
    more = []
    for quote in told.sentence.quotes:
        holder = next((s for s in found if s.quote[0] <= quote[0] and quote[1] <= s.quote[1] and s.quote != quote), None)
        taken = any(s.kind == "direct" and covers(s.quote, quote) for s in found)
        if holder is not None and not taken and told.words_in(quote) and not told.is_name(quote):
            more.append(msgspec.structs.replace(holder, quote=quote, kind="direct", rule="quoted in a report"))
    return more


RULES: tuple[Callable[[Told], list[Statement]], ...] = (
    _quoted,
    _announced,
    _headed,
    _dependent,
    _noun_content,
    _parenthesis,
    _source_phrase,
    _referring_back,
)


def points_back(told: Told) -> Statement | None:
    """The saying in "Das teilte X mit.": its quote is still to be set to the sentence before."""
    sentence, phrases = told.sentence, told.pack.speech.phrases
    for _, clause, stance in told.speech_clauses():
        first = sentence.tokens[clause.tokens[0]]
        bare = all(t.pos == "punct" or i in clause.tokens for i, t in enumerate(sentence.tokens))
        if first.text.lower() in phrases.demonstratives and bare and clause.verb is not None and clause.verb.finite == 1:
            speaker, mention = told.speaker(clause)
            if speaker is not None and speaker[0] != first.start:
                return Statement((0, 0), speaker, told.cue(clause), "indirect", stance, mention, (), "saying that points back")
    return None
