"""grammar.toml of a pack -> Grammar: closed classes and the named properties of a language."""

from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.reading import read_toml


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Auxiliaries, prefixes and particles of the verb."""

    have: str
    be: str
    become: str
    be_perfect: bool
    particle_infinitive: str
    participle_prefix: str
    separable: tuple[str, ...]
    inseparable: tuple[str, ...]
    agent: tuple[str, ...]
    reflexive: frozenset[str]
    causative: frozenset[str]
    forms: dict[str, tuple[str, str, str, str]]
    suffixes: dict[str, str]


class Clauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open, join and negate clauses."""

    subordinators: frozenset[str]
    weak_subordinators: frozenset[str]
    content: frozenset[str]
    conditional: frozenset[str]
    verb_first: str
    temporal_past: frozenset[str]
    purpose: frozenset[str]
    infinitive_openers: frozenset[str]
    negating_openers: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    noun_coordinators: frozenset[str]
    comparators: frozenset[str]
    negators: frozenset[str]
    not_negating: frozenset[str]


class Adpositions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adpositions by the case they govern, postpositions, and contracted forms (form -> lemma)."""

    accusative: frozenset[str]
    dative: frozenset[str]
    both: frozenset[str]
    genitive: frozenset[str]
    postpositions: frozenset[str]
    contracted: dict[str, str]


class DeterminerStems(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Stems of determiners by their kind of inflection."""

    like_der: tuple[str, ...]
    like_ein: tuple[str, ...]


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Time nouns, endings that tell gender and plural, linking elements of compounds."""

    measure: frozenset[str]
    name_parts: frozenset[str]
    person_parts: tuple[str, ...]
    time: frozenset[str]
    endings: tuple[tuple[str, str, str], ...]
    linking: tuple[str, ...]
    generic_endings: tuple[str, ...]


class TextRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Abbreviations, pairs of quotation marks, words that open a sentence after a number with a full stop."""

    abbreviations: frozenset[str]
    quote_pairs: tuple[str, ...]
    sentence_openers: frozenset[str]


Feats = tuple[str, ...]
"""Readings of a form: case letter, number letter, gender letter (missing letters: any)."""


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """How a language builds clauses: named family properties and closed classes."""

    language: str
    name: str
    name_own: str
    order: Literal["verb-second", "subject-verb", "verb-final"]
    embedded: Literal["verb-final", "same"]
    adverb_endings: tuple[str, ...]
    relational: str
    definite: frozenset[str]
    nouns_capitalised: bool
    name_endings: tuple[str, ...]
    verbs: Verbs
    modals: dict[str, Literal["expected", "conditional", "called_for"]]
    clauses: Clauses
    adpositions: Adpositions
    determiners: dict[str, Feats]
    determiner_stems: DeterminerStems
    determiner_endings: dict[str, dict[str, Feats]]
    adjective_endings: dict[str, Feats]
    pronouns: dict[str, Feats]
    nouns: Nouns
    text: TextRules

    @cached_property
    def governs(self) -> dict[str, str]:
        """Adposition lemma -> letters of the cases it governs."""
        table: dict[str, str] = {}
        for letters, words in (
            ("g", self.adpositions.genitive),
            ("ad", self.adpositions.both),
            ("d", self.adpositions.dative),
            ("a", self.adpositions.accusative),
        ):
            for word in sorted(words):
                table[word] = table.get(word, "") + letters
        return table

    @cached_property
    def determiner_forms(self) -> dict[str, Feats]:
        """Every form of every determiner -> its readings."""
        forms = dict(self.determiners)
        for kind, stems in (("like_der", self.determiner_stems.like_der), ("like_ein", self.determiner_stems.like_ein)):
            for stem in stems:
                for ending, feats in self.determiner_endings[kind].items():
                    forms.setdefault(stem + ending, feats)
        return forms


def read_grammar(path: Path) -> Grammar:
    """The Grammar of a pack folder's grammar.toml; PackError names file and path."""
    return read_toml(path, Grammar)
