"""`dragoman explain`: the derivation of every clause, with and without an event."""

from collections.abc import Sequence

import click

from dragoman.desk.coding import Options, understood
from dragoman.language.pack import Packs
from dragoman.pipeline import Understood
from dragoman.values.errors import Refusal
from dragoman.values.event import Event
from dragoman.values.reading import Reading
from dragoman.values.syntax import Sentence


def run_explain(inputs: Sequence[str], *, options: Options) -> None:
    """Explains every sentence of the inputs."""
    for name, outcome in understood(inputs, options):
        click.echo(f"=== {name}")
        if isinstance(outcome, Refusal):
            click.echo(f"refused by {outcome.stage}: {outcome.reason}: {outcome.detail}")
            continue
        for line in explanation(outcome):
            click.echo(line)


def explanation(outcome: Understood) -> list[str]:
    """The derivation of a document, line by line."""
    article = outcome.article
    lines = [
        f"language {article.language}, published {article.published or '?'} ({article.published_from or 'nothing says so'})",
        f"anchor {outcome.anchor.date or '?'} ({outcome.anchor.basis or '-'})",
        f"home country {outcome.home.code or '?'} ({outcome.home.why or 'nothing supports one: titles stay open'})",
    ]
    lines += [f"finding {f.kind}: {f.detail}" for f in outcome.findings]
    source = Packs()[article.language].triggers.source
    for reading in outcome.readings:
        lines += _sentence(reading, outcome, source)
    return lines


def _sentence(reading: Reading, outcome: Understood, source: dict[str, str]) -> list[str]:
    sentence = reading.sentence
    lines = ["", f"[{sentence.index}] {sentence.block}: {outcome.article.text[sentence.start : sentence.end]}"]
    for number, clause in enumerate(sentence.clauses):
        words = " ".join(sentence.tokens[t].text for t in clause.tokens)
        lines.append(f"  clause {number} {clause.kind}{' ' + clause.opener if clause.opener else ''}: {words}")
        if clause.verb is not None:
            verb = clause.verb
            marks = [
                verb.voice,
                verb.tense,
                verb.mood,
                verb.modal and f"modal {verb.modal}",
                verb.reflexive and "reflexive",
                clause.negation >= 0 and "negated",
                clause.quoted and "quoted",
            ]
            lines.append(f"    verb {verb.lemma} ({', '.join(m for m in marks if m)})")
        lines += [f"    {_slot(sentence, i)}" for i in clause.phrases]
    lines += [
        f"  mention {m.text} -> {'/'.join(x for x in (m.code, m.sector, m.office) if x) or '?'} ({m.why})"
        for m in reading.mentions
    ]
    lines += [
        f"  time {outcome.article.text[t.start : t.end]} -> {t.value} {t.first}..{t.last} ({t.rule})" for t in reading.times
    ]
    lines += [f"  place {p.name} [{p.code}]" for p in reading.places]
    lines += [
        f"  said by {outcome.article.at(s.speaker) if s.speaker else '?'} ({s.stance}, {s.rule})" for s in reading.statements
    ]
    lines += [line for e in outcome.events if any(i.start == sentence.start for i in e.evidence) for line in _event(e, source)]
    lines += [
        f"  refused {r.reason}: {r.detail}"
        for r in outcome.refusals
        if r.span is not None and sentence.start <= r.span[0] < sentence.end
    ]
    return lines


def _slot(sentence: Sentence, index: int) -> str:
    phrase = sentence.phrases[index]
    words = " ".join(t.text for t in sentence.tokens[phrase.start : phrase.end])
    slot = phrase.slot_name
    hung = f" of phrase {phrase.parent}{' (bound)' if phrase.bound else ''}" if phrase.parent >= 0 else ""
    joined = f" joined to {phrase.conjunct}" if phrase.conjunct >= 0 else ""
    return f"{index} {slot}[{phrase.case}] {words}{hung}{joined}"


def _event(event: Event, source: dict[str, str]) -> list[str]:
    people = (
        "; ".join(f"{p.entity_text} [{p.code}]" for p in event.actor)
        + " -> "
        + "; ".join(f"{p.entity_text} [{p.code}]" for p in event.recipient)
    )
    lines = [
        f"  EVENT {event.event[0]} {event.status}: {people}",
        f"    entry {event.trace.entry} ({source.get(event.trace.entry, '?')}), {event.trace.frame}",
    ]
    return lines + [f"    rule {r}" for r in event.trace.rules]
