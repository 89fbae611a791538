"""A frame in its clause -> numbers of people: killed, wounded, arrested, participants, with the characters that say so."""

import re

from dragoman.language.modality import Approximately
from dragoman.language.pack import Pack
from dragoman.values.event import Count
from dragoman.values.syntax import Clause, Phrase, Sentence
from dragoman.what.slots import Site

_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")


def counts(site: Site, source: str) -> tuple[Count, ...]:
    """The counts told in the sentence of a site, in text order; `source` is whose figure it is."""
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
    return tuple(found)


def _what(sentence: Sentence, clause: Clause, phrase: Phrase, pack: Pack) -> str:
    """What a numbered phrase counts: by its noun, else by the verb it is subject or object of."""
    head = sentence.tokens[phrase.head]
    for name, table in pack.modality.counts.items():
        if head.lemma in table.nouns or head.text in table.nouns:
            return name
    verb = clause.verb
    if verb is None or phrase.slot not in ("subject", "object"):
        return ""
    affected = "subject" if verb.voice != "active" else phrase.slot
    text = " ".join(sentence.tokens[t].text for t in clause.tokens)
    for name, table in pack.modality.counts.items():
        if (verb.lemma in table.verbs and phrase.slot == affected) or any(p in text for p in table.phrases):
            return name
    return ""


def number_of(sentence: Sentence, phrase: Phrase, pack: Pack) -> tuple[int, int | None] | None:
    """Least and most that a phrase's number says (most None: open), None without a number."""
    words = pack.modality.approximately
    before = sentence.tokens[phrase.start - 1].text.lower() if phrase.start else ""
    tokens = [t.text for t in sentence.tokens[phrase.start : phrase.end]]
    values = [v for t in tokens if (v := _value(t, words)) is not None]
    if not values:
        return None
    least, most = values[0]
    lowered = {before, *(t.lower() for t in tokens)}
    if lowered & words.at_least:
        return least, None
    if lowered & words.at_most and len(values) == 1:
        return 0, most
    return (least, values[1][1]) if len(values) > 1 and values[1][0] > least else (least, most)


def _value(text: str, words: Approximately) -> tuple[int, int] | None:
    if text in words.dozens:
        return words.dozens[text]
    if text.lower() in words.numbers and text.lower() == text:
        value = words.numbers[text.lower()]
        return value, value
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    value = int(match.group().replace(".", ""))
    return (value, value) if value < 1_900 or value > 2_100 or "." in text else None
