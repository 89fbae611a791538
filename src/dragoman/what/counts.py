"""A frame in its clause -> numbers of people: killed, wounded, arrested, participants, with the characters that say so."""

import re

from dragoman.language.modality import Approximately
from dragoman.language.pack import Pack
from dragoman.values.event import Count
from dragoman.values.syntax import Clause, Phrase, Sentence
from dragoman.what.sites import Site

_DIGITS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


# What is counted of an event of a type; the toll of an attack says nothing about a protest in the same sentence.
COUNTED: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset({"killed", "wounded", "missing", "abducted", "displaced"}),
    "PROTEST": frozenset({"participants", "killed", "wounded", "arrested"}),
    "COERCE": frozenset({"arrested", "displaced"}),
    "RETREAT": frozenset({"released"}),
}


def counts(site: Site, event: str, source: str) -> tuple[Count, ...]:
    """The counts of an event's type told in the sentence of a site, in text order; `source` is whose figure it is."""
    found = []
    sentence, pack = site.sentence, site.pack
    for clause in sentence.clauses:
        for index in clause.phrases:
            phrase = sentence.phrases[index]
            number = number_of(sentence, phrase, pack)
            what = _what(sentence, clause, phrase, pack) if number else ""
            if number and what:
                unit = sentence.tokens[phrase.head].text
                found.append(Count(what, number[0], number[1], unit, source, (sentence.span(phrase.start, phrase.end),)))  # type: ignore[arg-type]
        found += _bare(sentence, clause, source, pack)
    wanted = COUNTED[event]
    return tuple(sorted((c for c in found if c.what in wanted), key=lambda c: c.spans))


def _verbs(sentence: Sentence, clause: Clause, pack: Pack) -> list[tuple[int, str]]:
    """The clause's verbs that affect people, each with what it counts ("getötet und 21 verletzt worden")."""
    tables = pack.modality.counts.items()
    verbs = [t for t in clause.tokens if sentence.tokens[t].pos == "verb"]
    return [(t, name) for t in verbs for name, table in tables if sentence.tokens[t].lemma in table.verbs]


def _bare(sentence: Sentence, clause: Clause, source: str, pack: Pack) -> list[Count]:
    """Numbers without a noun, right before such a verb."""
    found = []
    for token, name in _verbs(sentence, clause, pack):
        value = _value(sentence.tokens[token - 1].text, pack.modality.approximately) if token else None
        held = any(sentence.phrases[i].start < token <= sentence.phrases[i].end for i in clause.phrases)
        if value is not None and not held:
            found.append(Count(name, value[0], value[1], "", source, (sentence.span(token - 1, token),)))  # type: ignore[arg-type]
    return found


def _what(sentence: Sentence, clause: Clause, phrase: Phrase, pack: Pack) -> str:
    """What a numbered phrase counts: by the verb it is affected by, else by its noun."""
    verb, tables = clause.verb, pack.modality.counts.items()
    if verb is not None and phrase.slot in ("subject", "object"):
        acted_upon = verb.voice == "active" and any(sentence.phrases[i].slot == "object" for i in clause.phrases)
        affected = "object" if acted_upon else "subject"
        several = _verbs(sentence, clause, pack)
        if len(several) > 1 and phrase.slot == affected:
            return next((name for token, name in several if token >= phrase.end), several[-1][1])
        text = " ".join(sentence.tokens[t].text for t in clause.tokens)
        for name, table in tables:
            if (verb.lemma in table.verbs and phrase.slot == affected) or any(p in text for p in table.phrases):
                return name
    head = sentence.tokens[phrase.head]
    return next((name for name, table in tables if head.lemma in table.nouns or head.text in table.nouns), "")


def number_of(sentence: Sentence, phrase: Phrase, pack: Pack) -> tuple[int, int | None] | None:
    """Least and most that a phrase's number says (most None: open), None without a number."""
    words = pack.modality.approximately
    before = sentence.tokens[phrase.start - 1].text.lower() if phrase.start else ""
    tokens = _joined([t.text for t in sentence.tokens[phrase.start : phrase.end]])
    if tokens and phrase.start == 0 and tokens[0].lower() in (*words.numbers, *words.dozens):
        tokens[0] = tokens[0].lower()  # "Six soldiers were killed"
    values = [_times(tokens, i, words) for i, t in enumerate(tokens) if t in words.dozens]  # "une | trentaine"
    values = values or [v for t in tokens if (v := _value(t, words)) is not None]
    if not values or (values[0] == (1, 1) and sentence.tokens[phrase.head].lemma in pack.grammar.nouns.measure):
        return None  # "an undisclosed | number" is not one
    least, most = values[0]
    lowered = {before, *(t.lower() for t in tokens)}
    if lowered & words.at_least:
        return least, None
    if lowered & words.at_most and len(values) == 1:
        return 0, most
    return (least, values[1][1]) if len(values) > 1 and values[1][0] > least else (least, most)


def _times(tokens: list[str], at: int, words: Approximately) -> tuple[int, int]:
    """What a word for many says, taken as often as the number before it has it ("two | dozen")."""
    least, most = words.dozens[tokens[at]]
    times = words.numbers.get(tokens[at - 1].lower(), 1) if at and least == most else 1
    return least * times, most * times


def _joined(texts: list[str]) -> list[str]:
    """The tokens, numbers that a blank groups in thousands put together ("1 200")."""
    joined: list[str] = []
    for text in texts:
        grouped = len(text) == 3 and text.isdigit() and joined and joined[-1].isdigit() and len(joined[-1]) <= 3
        if grouped:
            joined[-1] += "." + text
        else:
            joined.append(text)
    return joined


def _value(text: str, words: Approximately) -> tuple[int, int] | None:
    if text in words.dozens:
        return words.dozens[text]
    if text.lower() in words.numbers and text.lower() == text:
        value = words.numbers[text.lower()]
        return value, value
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    value = int(match.group().replace(".", "").replace(",", ""))
    return (value, value) if value < 1_900 or value > 2_100 or not text.isdigit() else None
