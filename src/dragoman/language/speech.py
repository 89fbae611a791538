"""speech.toml of a pack -> Speech: verbs of saying by stance, and phrases that name a source."""

from functools import cached_property
from pathlib import Path

import msgspec

from dragoman.language.reading import read_toml
from dragoman.values.speech import Stance
from dragoman.values.syntax import Token


class SpeechVerbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of one stance."""

    stance: Stance
    lemma: tuple[str, ...]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adpositions, nouns and particles that name a source."""

    source: frozenset[str]
    source_nouns: frozenset[str]
    documents: frozenset[str]
    source_noun_parts: tuple[str, ...]
    source_noun_adpositions: frozenset[str]
    by: frozenset[str]
    manner: frozenset[str]
    medium_nouns: frozenset[str]
    impersonal: frozenset[str]
    nouns: frozenset[str]
    quoting: frozenset[str]
    only_impersonal: frozenset[str]
    back: frozenset[str]
    demonstratives: frozenset[str]
    issuing: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    source_leading: frozenset[str] = frozenset()

    def report(self, head: Token) -> bool:
        """Whether a noun is a word for a report, or a compound of one ("Polizeiangaben")."""
        if (
            head.lemma in self.source_nouns
            or head.text in self.source_nouns
            or head.lemma in self.nouns
            or head.text in self.nouns
        ):
            return True
        return head.pos == "noun" and head.lemma.lower().endswith(self.source_noun_parts)

    def names_source(self, adp: str, head: Token) -> bool:
        """Whether a phrase of this adposition and head says on whose word ("laut Polizei", "nach Angaben des Ministeriums")."""
        return adp in self.source or (adp in self.source_noun_adpositions and self.report(head))


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that name a deed told before, beside those of the triggers ("condemned | this act").

    `any` are of whatever is done to somebody, `of` by PLOVER type; `determiners` are the words before them that point back.
    """

    determiners: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    of: dict[str, frozenset[str]] = {}


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """How a language attributes."""

    verbs: tuple[SpeechVerbs, ...]
    phrases: Phrases
    told: Told = Told()

    @cached_property
    def stance(self) -> dict[str, Stance]:
        """Verb lemma -> its stance; the first list that names it decides."""
        table: dict[str, Stance] = {}
        for group in self.verbs:
            for lemma in group.lemma:
                table.setdefault(lemma, group.stance)
        return table

    @cached_property
    def tails(self) -> dict[str, tuple[str, ...]]:
        """Verb -> the words behind it with which it is a lemma of saying of several words ("faire" -> savoir)."""
        table: dict[str, list[str]] = {}
        for lemma in self.stance:
            first, blank, rest = lemma.partition(" ")
            if blank:
                table.setdefault(first, []).append(rest)
        return {first: tuple(rests) for first, rests in table.items()}


def read_speech(path: Path) -> Speech:
    """The Speech of a pack's speech.toml; PackError names file and path."""
    return read_toml(path, Speech)
