"""words/*.tsv and words/paradigms.toml of a pack -> Paradigms: a word's readings in a language whose verbs have no prefixes.

A verb's forms are its stem with the endings of its class, joined by the pack's spelling rules; what no class gives stands in
verbs.tsv. Nothing is learnt and nothing guessed, but for nouns that stand in no list.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.reading import read_toml, read_tsv
from dragoman.values.errors import PackError
from dragoman.values.syntax import Mood, Tense

CACHED_WORDS = 200_000  # distinct forms kept in memory; about 40 MB at most
BARE_LETTERS = 4  # letters of a word that may be written without the accent of its capital: shorter ones mean something else

Reading = TypeVar("Reading")

# slot of a class -> what its form says: kind, tense, mood, number
SLOTS: dict[str, tuple[str, Tense, Mood, str]] = {
    "infinitive": ("inf", "", "", ""),
    "present": ("fin", "present", "indicative", ""),
    "present_s": ("fin", "present", "indicative", "s"),
    "present_p": ("fin", "present", "indicative", "p"),
    "past": ("fin", "past", "indicative", ""),
    "past_s": ("fin", "past", "indicative", "s"),
    "past_p": ("fin", "past", "indicative", "p"),
    "imperfect_s": ("fin", "past", "indicative", "s"),
    "imperfect_p": ("fin", "past", "indicative", "p"),
    "future_s": ("fin", "future", "indicative", "s"),
    "future_p": ("fin", "future", "indicative", "p"),
    "conditional_s": ("fin", "present", "subjunctive2", "s"),
    "conditional_p": ("fin", "present", "subjunctive2", "p"),
    "subjunctive_s": ("fin", "present", "subjunctive", "s"),
    "subjunctive_p": ("fin", "present", "subjunctive", "p"),
    "past_subjunctive_s": ("fin", "past", "subjunctive", "s"),
    "past_subjunctive_p": ("fin", "past", "subjunctive", "p"),
    "participle": ("part2", "", "", ""),
    "gerund": ("part1", "", "", ""),
}
Endings = str | tuple[str, ...]


class VerbClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A conjugation: the infinitive's ending, and for each slot the endings it may have ("strong:e" takes another stem).

    A verb that stands in no table is of the first class whose `ending` it has, unless `listed` says that the class is closed.
    """

    ending: str
    forms: dict[str, Endings]
    listed: bool = False


class NounRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ordered rules, pattern and replacement; of `plural` and of `singular` the first that fits is used."""

    plural: tuple[tuple[str, str], ...]
    singular: tuple[tuple[str, str], ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """paradigms.toml: `spelling` rewrites stem+ending, all rules in order.

    `adjective` are ordered rules, pattern and replacement, of which the first that fits makes an adjective its lemma.

    `bare`: letters that lose their accent as capitals, and what is then written ("Etat" for "État").

    `guess` (pattern, replacement, slots) reads words that stand in no list as verbs by their ending, the first that fits.
    """

    verb: dict[str, VerbClass]
    noun: NounRules
    guess: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()
    respelled: tuple[tuple[str, str], ...] = ()
    """Letters that some write in other ways, in all words ("manoeuvres")."""
    adjective: tuple[tuple[str, str], ...] = ()
    bare: dict[str, str] = {}


class Paradigms:
    """What single words can be, made from classes of endings. Implements `Lexicon`."""

    separating: tuple[str, ...] = ()

    def __init__(self, folder: Path, *, be: str, nouns: Iterable[str] = (), verbs: Iterable[str] = ()) -> None:
        self._rules = read_toml(folder / "paradigms.toml", Rules)
        self._spelling = tuple((re.compile(p), r) for p, r in self._rules.spelling)
        self._guesses = tuple((re.compile(p), r, slots) for p, r, slots in self._rules.guess)
        self._singular = tuple((re.compile(p), r) for p, r in self._rules.noun.singular)
        self._plural = tuple((re.compile(p), r) for p, r in self._rules.noun.plural)
        self._agreeing = tuple((re.compile(p), r) for p, r in self._rules.adjective)
        self._forms: dict[str, tuple[VerbForm, ...]] = {}
        self._nouns: dict[str, Noun] = {}
        self._closed: dict[str, tuple[str, ...]] = {}
        for row in read_tsv(folder / "frequent.tsv", ("word", "pos")):
            self._closed[row["word"]] = (*self._closed.get(row["word"], ()), row["pos"])
        self.verbs, self._moving = self._read_verbs(folder / "verbs.tsv", be, verbs)
        self._read_nouns(folder / "nouns.tsv", nouns)
        self._bare_capitals(self._forms)
        self._bare_capitals(self._nouns)
        self._respell(self._forms)
        self._respell(self._nouns)
        self.noun = lru_cache(CACHED_WORDS)(self._noun)
        self.singular = lru_cache(CACHED_WORDS)(self._single)
        self.adjective = lru_cache(CACHED_WORDS)(self._agreed)
        self.guessed = lru_cache(CACHED_WORDS)(self._guessed)

    def _bare_capitals(self, table: dict[str, Reading]) -> None:
        """Adds words as they are written where a capital has no accent, unless another word is written so."""
        for word in [w for w in table if w[0] in self._rules.bare and len(w) >= BARE_LETTERS]:
            table.setdefault(self._rules.bare[word[0]] + word[1:], table[word])

    def _respell(self, table: dict[str, Reading]) -> None:
        """Adds words as some write them with other letters, unless another word is written so."""
        for written, other in self._rules.respelled:
            for word in [w for w in table if written in w]:
                table.setdefault(word.replace(written, other), table[word])

    # verbs

    def _read_verbs(self, path: Path, be: str, more: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        rows = read_tsv(path, ("lemma", "class", "forms", "aux"))
        for row in rows:
            self._conjugate(row["lemma"], row["class"], row["forms"], path)
        known = {row["lemma"] for row in rows}
        for lemma in more:
            if lemma not in known:
                known.add(lemma)
                self._conjugate(lemma, "", "", path)
        return frozenset(known), frozenset(r["lemma"] for r in rows if r["aux"] == be)

    def _conjugate(self, lemma: str, name: str, irregular: str, path: Path) -> None:
        own = dict(part.partition("=")[::2] for part in irregular.split())
        found = self._class(lemma, name)
        if found is None:
            raise PackError(f"{path}: '{lemma}': no class '{name}' in paradigms.toml, and no class whose ending it has")
        stem = lemma[: len(lemma) - len(found.ending)]
        self._add(lemma, lemma, "infinitive")
        for slot, endings in found.forms.items():
            for form in self._made(stem, own, slot, endings):
                self._add(form, lemma, slot)
        for slot in own:
            if slot in SLOTS and slot not in found.forms:
                for form in filter(None, own[slot].split("/")):
                    self._add(form, lemma, slot)

    def _class(self, lemma: str, name: str) -> VerbClass | None:
        if name:
            return self._rules.verb.get(name)
        return next((c for c in self._rules.verb.values() if not c.listed and lemma.endswith(c.ending)), None)

    def _made(self, stem: str, own: dict[str, str], slot: str, endings: Endings) -> list[str]:
        """The forms of a slot: the verb's own, else its stem with each ending."""
        if slot in own:
            return [form for form in own[slot].split("/") if form]
        found = []
        for text in (endings,) if isinstance(endings, str) else endings:
            which, _, ending = text.rpartition(":")
            found.append(self._spelt((own.get(which) or stem) + "+" + ending))
        return found

    def _spelt(self, joined: str) -> str:
        for pattern, replacement in self._spelling:
            joined = pattern.sub(replacement, joined)
        return joined.replace("+", "")

    def _add(self, form: str, lemma: str, slot: str) -> None:
        if slot not in SLOTS:
            raise PackError(f"paradigms.toml: no slot '{slot}'; there are {', '.join(SLOTS)}")
        kind, tense, mood, number = SLOTS[slot]
        reading = VerbForm(lemma, kind, tense, mood, number)
        known = self._forms.get(form, ())
        if reading not in known:
            self._forms[form] = (*known, reading)

    def verb(self, word: str) -> tuple[VerbForm, ...]:
        """All readings of a lower-case form as a verb; () when it is none."""
        known = self._forms.get(word)
        return known if known is not None else () if word in self._nouns or word in self._closed else self.guessed(word)

    def _guessed(self, word: str) -> tuple[VerbForm, ...]:
        """Readings of a word in no list that has the ending of a verb."""
        for pattern, replacement, slots in self._guesses:
            if pattern.search(word):
                lemma = pattern.sub(replacement, word)
                return tuple(VerbForm(lemma, *SLOTS[slot]) for slot in slots)
        return ()

    def takes_be(self, lemma: str) -> bool:
        """Whether the verb forms its perfect with the auxiliary of being."""
        return lemma in self._moving

    def split(self, lemma: str) -> tuple[str, str]:
        """("", lemma): nothing separates."""
        return "", lemma

    def joins(self, prefix: str, base: str) -> bool:
        """False: nothing separates."""
        return False

    # nouns

    def _read_nouns(self, path: Path, more: Iterable[str]) -> None:
        for row in read_tsv(path, ("lemma", "plural", "gender")):
            self._decline(row["lemma"], row["plural"], row["gender"])
        for lemma in more:
            if lemma.lower() not in self._nouns:
                self._decline(lemma, "", "")

    def _decline(self, lemma: str, plural: str, gender: str) -> None:
        self._nouns[lemma.lower()] = Noun(lemma, gender=gender, number="s" if plural != lemma else "")
        form = plural or _first(self._plural, lemma)
        self._nouns.setdefault(form.lower(), Noun(lemma, gender=gender, number="p"))

    def _noun(self, word: str) -> Noun | None:
        """The noun reading: a listed noun, the last part of a hyphenated one, else the word itself, guessed."""
        lower = word.lower()
        known = self._nouns.get(lower)
        if known is not None:
            return known
        first, hyphen, last = lower.rpartition("-")
        if hyphen and last in self._nouns:
            return msgspec.structs.replace(self._nouns[last], first=word[: len(first)])
        single = _first(self._singular, lower)
        return Noun(single, number="p" if single != lower else "", guessed=True)

    def _single(self, word: str) -> str:
        """The singular of a lower-case noun or adjective, the word itself where no rule fits."""
        known = self._nouns.get(word)
        return known.lemma if known is not None else _first(self._singular, word)

    def _agreed(self, word: str) -> str:
        """The lemma of a lower-case adjective: as for nouns where a language has no rules of its own for it."""
        return _first(self._agreeing, word) if self._agreeing else self.singular(word)

    def noun_listed(self, word: str) -> bool:
        """Whether a table names the word as a noun."""
        return word in self._nouns

    def closed(self, word: str) -> tuple[str, ...]:
        """Parts of speech of a closed-class or frequent uninflected word; () for all others."""
        return self._closed.get(word, ())


def _first(rules: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str:
    """The word rewritten by the first rule that fits."""
    return next((p.sub(r, word) for p, r in rules if p.search(word)), word)
