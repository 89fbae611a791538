"""modality.toml of a pack -> Modality: what words make of a deed named beside them, refusals, counts."""

from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.reading import read_toml

Effect = Literal["occurred", "expected", "conditional", "called_for", "denied", "none"]


class Operator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that say whether the deed in one of their slots came about."""

    lemma: tuple[str, ...]
    slot: tuple[str, ...]
    status: Effect
    doer: bool = False
    """Whether the verb's subject does the deed ("plant Sanktionen"), as it does not with "verurteilt Sanktionen"."""
    noun: frozenset[str] = frozenset()
    """Nouns or verbs of deeds for which it holds, all when empty: what is announced is to come of a visit, not of an arrest."""

    under: frozenset[str] = frozenset()
    """Nouns whose clause it holds for as well ("its | decision | to break off relations")."""

    def about(self, noun: str) -> bool:
        """Whether it holds for a deed that this noun or verb tells."""
        return not self.noun or noun in self.noun


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Adjectives or nouns by what they make of the deed they stand with."""

    occurred: frozenset[str] = frozenset()
    """Nouns that say only which part of the deed is told: "a | round | of talks"."""
    expected: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    called_for: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    background: frozenset[str] = frozenset()

    def effect(self, word: str) -> str:
        """The field that lists the word, "" when none does."""
        return self._effects.get(word, "")

    @cached_property
    def _effects(self) -> dict[str, str]:
        """Word -> the first field that lists it."""
        return {word: f for f in reversed(self.__struct_fields__) for word in sorted(getattr(self, f))}


class Under(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adpositions that tell whether the noun under them has happened, is to come, is a purpose, or is a place."""

    happened: frozenset[str]
    purpose: frozenset[str]
    place: frozenset[str]
    inside: frozenset[str]
    aim: frozenset[str]
    beside: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    during: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    """Under these stands what the deed of the clause depends on ("en cas d'attaque")."""
    coming: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    """Under these stands what a talk is about ("talks | on the war")."""
    because: frozenset[str] = frozenset()
    """Under these stands the deed of others that another answers: done elsewhere, and before ("summoned him | over the raid")."""
    backdrop: frozenset[str] = frozenset()
    """Under these stands what else goes on meanwhile, with parties of its own ("met | amid tensions with Russia")."""
    until: frozenset[str] = frozenset()
    """Under these stands when a deed ends ("imposed a curfew | until Sunday")."""


class Refuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of sport, fiction and business."""

    sport: frozenset[str]
    fiction: frozenset[str]
    business: frozenset[str]
    not_sport: frozenset[str]


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one kind of count is told."""

    verbs: frozenset[str]
    phrases: tuple[str, ...]
    nouns: frozenset[str]


class Approximately(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that bound a number, and number words."""

    at_least: frozenset[str]
    at_most: frozenset[str]
    numbers: dict[str, int]
    dozens: dict[str, tuple[int, int]]


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What words make of a deed named beside them."""

    operator: tuple[Operator, ...]
    adjectives: Beside
    nouns: Beside
    adpositions: Under
    refuse: Refuse
    counts: dict[str, Counted]
    approximately: Approximately
    postponing: frozenset[str] = frozenset()
    """Verbs that move a deed to another day, among those that say it did not come about."""
    consequences: frozenset[str] = frozenset()
    """Verbs of what comes of a deed: of a definite one it has happened, whatever comes of it ("the arrest could lead to")."""
    excluding: frozenset[str] = frozenset()
    """Verbs that, negated, leave a deed open ("does not | rule out | an attack")."""
    answered: dict[str, str] = {}
    """Nouns of answers, with the adposition over the deed that they answer ("Antwort | auf")."""
    adverbs: dict[str, tuple[str, ...]] = {}
    """What adverbs, of one word or several, make of a deed: `background` those of what happens again and again."""
    discussing: frozenset[str] = frozenset()
    """Verbs whose object is only talked of: an attack that is discussed is nobody's plan and no news."""
    announcing: frozenset[str] = frozenset()
    """Verbs that say of the deed which a noun names beside them that it is still to come ("announced | manoeuvres")."""
    cancelling: frozenset[str] = frozenset()
    """Words that call a planned deed off, among those that say it did not come about."""

    @cached_property
    def topics(self) -> dict[str, frozenset[str]]:
        """Name of a topic -> its words, less those that politics uses as well."""
        refuse = self.refuse
        return {name: getattr(refuse, name) - refuse.not_sport for name in ("sport", "fiction", "business")}

    @cached_property
    def adverbial(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """First word of an adverb -> the effects that begin with it, and their words, all in small letters."""
        table: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        for effect, phrases in self.adverbs.items():
            for phrase in phrases:
                words = tuple(phrase.lower().split())
                table[words[0]] = (*table.get(words[0], ()), (effect, words))
        return table

    @cached_property
    def operators(self) -> dict[str, tuple[Operator, ...]]:
        """Verb lemma -> its operators, in file order."""
        table: dict[str, tuple[Operator, ...]] = {}
        for operator in self.operator:
            for lemma in operator.lemma:
                table[lemma] = (*table.get(lemma, ()), operator)
        return table


def read_modality(path: Path) -> Modality:
    """The Modality of a pack's modality.toml; PackError names file and path."""
    return read_toml(path, Modality)
