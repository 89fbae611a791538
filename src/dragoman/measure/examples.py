"""A pack's example sentences -> which code as marked, which stay silent, and what fails."""

import hashlib
import re
from functools import lru_cache

import msgspec

from dragoman import intake
from dragoman.language.triggers import Trigger
from dragoman.pipeline import Pipeline, Understood
from dragoman.values.errors import Refusal
from dragoman.values.text import Span

_MARK = re.compile(r"\[(actor|recipient|verb|noun): ([^\[\]]+)\]")
EXAMPLE_DAY = "2024-06-14"  # the day on which all example sentences are read, a Friday


class Example(msgspec.Struct, frozen=True):
    """One example sentence: entry id, plain text, marked spans by role, and whether it must code."""

    entry: str
    text: str
    marks: dict[str, tuple[Span, ...]]
    codes: bool
    not_yet: bool = False

    @property
    def address(self) -> str:
        """Entry id and hash of the sentence."""
        return f"{self.entry}-{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"


class Report(msgspec.Struct, frozen=True):
    """Counts and failures of a pack's examples."""

    entries: int
    lemmas: int
    should_code: int
    coded: int
    should_not: int
    silent: int
    not_yet: int
    failures: tuple[str, ...]


def examples(entry: Trigger) -> tuple[Example, ...]:
    """All example sentences of an entry, marks taken out."""
    return (
        *(_example(entry, s, codes=True) for s in entry.codes),
        *(_example(entry, s, codes=False) for s in entry.does_not_code),
        *(msgspec.structs.replace(_example(entry, s, codes="[" in s), not_yet=True) for s in entry.not_yet),
    )


def _example(entry: Trigger, sentence: str, *, codes: bool) -> Example:
    text, at = "", 0
    marks: dict[str, list[Span]] = {}
    for match in _MARK.finditer(sentence):
        text += sentence[at : match.start()]
        role = "trigger" if match.group(1) in ("verb", "noun") else match.group(1)
        marks.setdefault(role, []).append((len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        at = match.end()
    return Example(entry.id, text + sentence[at:], {k: tuple(v) for k, v in marks.items()}, codes)


@lru_cache(1)
def _pipeline() -> Pipeline:
    return Pipeline()


def problem(example: Example, language: str) -> str:
    """What is wrong with the outcome of an example, "" when it is right."""
    pipeline = _pipeline()
    document = intake.document_from(text=example.text, id=example.address, published=EXAMPLE_DAY)
    outcome = pipeline.understand(document, language=language)
    if isinstance(outcome, Refusal):
        return f"refused: {outcome.reason}"
    entry = pipeline.packs[language].triggers.by_id[example.entry]
    return _judge(example, entry, outcome)


def _judge(example: Example, entry: Trigger, outcome: Understood) -> str:
    if not example.codes:
        wrong = [e for e in outcome.events if e.trace.entry == entry.id]
        return f"must not code, but gives {wrong[0].event[0]} by '{wrong[0].event_text[0]}'" if wrong else ""
    triggers = example.marks.get("trigger", ())
    hits = [
        e
        for e in outcome.events
        if e.event[0] == entry.event and any(_meet(t, m) for i in e.evidence for t in i.trigger for m in triggers)
    ]
    if not hits:
        others = ", ".join(f"{e.event[0]} by {e.event_text[0]}" for e in outcome.events) or "; ".join(
            f"{r.reason} {r.detail}" for r in outcome.refusals if entry.id in r.detail
        )
        return f"no {entry.event} at the mark ({others or 'nothing'})"
    event = hits[0]
    everybody = (*event.actor, *event.recipient)
    for role in ("actor", "recipient"):
        people = everybody if entry.symmetric else getattr(event, role)
        for mark in example.marks.get(role, ()):
            if not any(_meet(s, mark) for p in people for s in p.spans):
                return f"{role} '{example.text[mark[0] : mark[1]]}' not found (found {[p.entity_text for p in people]})"
    return ""


def _meet(a: Span, b: Span) -> bool:
    return max(a[0], b[0]) < min(a[1], b[1])


def check_examples(language: str) -> Report:
    """Runs all examples of a pack; failures name entry, file and line, sentence and what came out."""
    triggers = _pipeline().packs[language].triggers
    failures: list[str] = []
    tally = {"code": 0, "coded": 0, "not": 0, "silent": 0, "not_yet": 0}
    for entry in triggers.entries:
        failures += [f"{triggers.source[entry.id]} {entry.id}: {p}" for p in form_problems(entry, language)]
        for example in examples(entry):
            wrong = problem(example, language)
            if example.not_yet:
                tally["not_yet"] += 1
                failures += [] if wrong else [f"{triggers.source[entry.id]} {entry.id}: works now, move it up: {example.text}"]
                continue
            tally["code" if example.codes else "not"] += 1
            tally["coded" if example.codes else "silent"] += not wrong
            failures += [f"{triggers.source[entry.id]} {entry.id}: {wrong}: {example.text}"] if wrong else []
    lemmas = sum(len(e.lemmas) if e.kind != "light" else len(e.nouns) for e in triggers.entries)
    return Report(
        len(triggers.entries),
        lemmas,
        tally["code"],
        tally["coded"],
        tally["not"],
        tally["silent"],
        tally["not_yet"],
        tuple(failures),
    )


def form_problems(entry: Trigger, language: str) -> list[str]:
    """What the entry itself lacks: sentences, a sentence for each lemma, modes and contexts of the codebook."""
    codebook = _pipeline().codebook
    found = []
    if (not entry.codes and not entry.not_yet) or not entry.does_not_code:
        found.append("needs sentences that code and sentences that do not")
    found += [f"mode '{m}' is none of {entry.event}" for m in entry.modes if m not in codebook.types[entry.event].modes]
    found += [f"context '{c}' is not in the codebook" for c in entry.context if c not in codebook.contexts]
    found += [f"lemma '{lemma}' has no sentence that codes" for lemma in _unshown(entry, language)]
    return found


def _unshown(entry: Trigger, language: str) -> list[str]:
    """Lemmas (of a light verb: nouns) that no marked sentence shows; of a lemma of several words each must stand in its marks."""
    words = _pipeline().packs[language].words
    shown: set[str] = set()
    wholes: list[set[str]] = []
    for sentence in (*entry.codes, *entry.not_yet):
        marked: set[str] = set()
        for match in _MARK.finditer(sentence):
            for word in match.group(2).split():
                noun = words.noun(word)
                marked |= {f.lemma for f in words.verb(word.lower())} | {word, word.lower(), noun.lemma if noun else word}
        parts = [m.group(2) for m in _MARK.finditer(sentence) if m.group(1) == "verb"]
        shown |= marked | {p.lower() + f.lemma for p in parts for q in parts for f in words.verb(q.lower())}
        wholes.append(marked)
    wanted = entry.nouns if entry.kind == "light" else entry.lemmas
    return [w for w in wanted if w not in shown and not (" " in w and any(set(w.split()) <= marked for marked in wholes))]
