"""What the rooms ask of a word, however a language makes its forms: its readings as verb, as noun, as closed class."""

from typing import Protocol

import msgspec

from dragoman.values.syntax import Mood, Tense


class VerbForm(msgspec.Struct, frozen=True, gc=False):
    """One reading of a form as a verb: lemma (with its separable prefix), kind, tense, mood and number ("s", "p", "")."""

    lemma: str
    kind: str
    """fin | inf | zuinf | part2 | part1"""
    tense: Tense = ""
    mood: Mood = ""
    number: str = ""
    prefix: str = ""
    """Separable prefix that stands in this form ("abgezogen": ab)."""


class Noun(msgspec.Struct, frozen=True, gc=False):
    """A noun's lemma, its first part when it is a compound, gender letter and number ("s", "p", "" both)."""

    lemma: str
    first: str = ""
    gender: str = ""
    number: str = ""
    cases: str = "nadg"
    readings: tuple[str, ...] = ()
    """Case, number and gender letters of each reading, where cases alone do not tell them ("Präsidenten": asm, dsm, np ...)."""
    guessed: bool = False
    """Read off the ending alone: the word may as well be a name or a capitalised adjective."""


class Lexicon(Protocol):
    """Look-ups of single words; pure functions of a pack's tables."""

    @property
    def separating(self) -> tuple[str, ...]:
        """Prefixes that separate in listed verbs only; () where no verb separates."""

    @property
    def verbs(self) -> frozenset[str]:
        """Lemmas of the verbs that the pack lists."""

    def verb(self, word: str) -> tuple[VerbForm, ...]:
        """All readings of a lower-case form as a verb; () when it is none."""

    def noun(self, word: str) -> Noun | None:
        """The noun reading of a word, None when it has none."""

    def singular(self, word: str) -> str:
        """The singular of a lower-case noun or adjective, the word itself where no rule fits."""

    def adjective(self, word: str) -> str:
        """The lemma of a lower-case adjective, the word itself where the pack has no rules for it."""

    def noun_listed(self, word: str) -> bool:
        """Whether a table names the lower-case word as a noun."""

    def closed(self, word: str) -> tuple[str, ...]:
        """Parts of speech of a closed-class or frequent uninflected word; () for all others."""

    def takes_be(self, lemma: str) -> bool:
        """Whether the verb forms its perfect with the auxiliary of being."""

    def split(self, lemma: str) -> tuple[str, str]:
        """(separable prefix, base) of an infinitive; ("", lemma) when nothing separates."""

    def joins(self, prefix: str, base: str) -> bool:
        """Whether prefix and verb are one separable verb."""
