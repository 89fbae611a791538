"""words/*.tsv of a pack -> Words: what a single word can be (verb forms, noun lemma, closed class), by rules of inflection.

No tagger and no model: base verbs and nouns are tables, their inflected forms and prefixed or compound relatives are derived.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.language.grammar import Grammar
from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.reading import read_tsv

# A weak masculine ("Präsidenten") and nouns declined like adjectives ("Abgeordneter", "Abgeordnete", "Abgeordneten").
_WEAK = ("asm", "dsm", "gsm", "np", "ap", "dp", "gp")
_ADJECTIVAL_R = ("nsm", "dsf", "gsf", "gp")
_ADJECTIVAL_E = ("nsm", "nsf", "asf", "np", "ap")
_ADJECTIVAL_N = ("asm", "dsm", "gsm", "dsf", "gsf", "np", "ap", "dp", "gp")

_Readings = TypeVar("_Readings")

FIRST_PART_MIN = 3  # letters; a shorter first part must be a word, or "Norwegen" is a way
CACHED_WORDS = 200_000  # distinct forms kept in memory; about 40 MB at most


class Words:
    """What single words can be. Built once per pack; all look-ups are pure functions of the tables."""

    def __init__(self, folder: Path, grammar: Grammar, more_nouns: Iterable[str] = (), more_verbs: Iterable[str] = ()) -> None:
        self._grammar = grammar
        self._closed: dict[str, tuple[str, ...]] = {}
        for row in read_tsv(folder / "frequent.tsv", ("word", "pos")):
            known = self._closed.get(row["word"], ())
            self._closed[row["word"]] = (*known, row["pos"])
        self._separable_lists: dict[str, tuple[str, str]] = {}
        self._forms: dict[str, list[VerbForm]] = {}
        self.verbs = self._read_verbs(folder)
        self.separating = self._separating()
        """Prefixes that separate in listed verbs only ("durch" in durchführen, not in durchqueren)."""
        for lemma in more_verbs:
            self._derive(lemma)
        self.separating = self._separating()
        for form, (lemma, tense, mood, number) in grammar.verbs.forms.items():
            kind = "fin" if tense else "part2"
            reading = msgspec.convert({"lemma": lemma, "kind": kind, "tense": tense, "mood": mood, "number": number}, VerbForm)
            self._forms.setdefault(form, []).insert(0, reading)
        self._nouns: dict[str, Noun] = {}
        self._read_nouns(folder, more_nouns)
        for written, other in grammar.respelled:
            _respell(self._closed, written, other)
            _respell(self._forms, written, other)
            _respell(self._nouns, written, other)
        self.verb = lru_cache(CACHED_WORDS)(self._verb)
        self.noun = lru_cache(CACHED_WORDS)(self._noun)

    def _separating(self) -> tuple[str, ...]:
        listed = {prefix for prefix, _ in self._separable_lists.values()}
        return tuple(sorted(listed - set(self._grammar.verbs.separable)))

    def closed(self, word: str) -> tuple[str, ...]:
        """Parts of speech of a closed-class or frequent uninflected word; () for all others."""
        return self._closed.get(word, ())

    # verbs ---------------------------------------------------------------------------------------------------------

    def _read_verbs(self, folder: Path) -> frozenset[str]:
        lemmas = []
        moving = []
        columns = ("lemma", "class", "present3", "preterite3", "participle", "aux", "subjunctive2")
        barred = []
        for row in read_tsv(folder / "verbs.tsv", columns):
            if "|" in row["lemma"]:
                barred.append(row["lemma"])
                if row["aux"] == self._grammar.verbs.be:
                    moving.append(row["lemma"].replace("|", ""))
                continue
            lemmas.append(row["lemma"])
            if row["aux"] == self._grammar.verbs.be:
                moving.append(row["lemma"])
            self._inflect(row)
        for lemma in barred:
            prefix, base = lemma.split("|", 1)
            self._separable_lists[prefix + base] = (prefix, base)
        self._moving = frozenset(moving)
        return frozenset(lemmas)

    def _inflect(self, row: dict[str, str]) -> None:
        lemma = row["lemma"]
        stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
        e = "e" if _needs_e(stem) else ""
        bare = any(lemma.startswith(p) and len(lemma) > len(p) + 3 for p in self._grammar.verbs.inseparable[:8])
        bare = bare or lemma.endswith(self._grammar.verbs.suffixes["foreign"])
        ge = "" if bare else self._grammar.verbs.participle_prefix
        past = row["preterite3"] or f"{stem}{e}te"
        add = self._add
        add(lemma, VerbForm(lemma, "inf"))
        add(row["present3"] or f"{stem}{e}t", VerbForm(lemma, "fin", "present", "indicative", "s"))
        add(lemma, VerbForm(lemma, "fin", "present", "indicative", "p"))
        add(past, VerbForm(lemma, "fin", "past", "indicative", "s"))
        add(past + ("n" if past.endswith("e") else "en"), VerbForm(lemma, "fin", "past", "indicative", "p"))
        add(f"{stem}e", VerbForm(lemma, "fin", "present", "subjunctive1", "s"))
        if row["subjunctive2"]:
            add(row["subjunctive2"], VerbForm(lemma, "fin", "present", "subjunctive2", "s"))
            add(
                row["subjunctive2"] + ("n" if row["subjunctive2"].endswith("e") else "en"),
                VerbForm(lemma, "fin", "present", "subjunctive2", "p"),
            )
        add(row["participle"] or f"{ge}{stem}{e}t", VerbForm(lemma, "part2"))
        add(lemma + "d", VerbForm(lemma, "part1"))
        if ge and not row["participle"]:
            add(f"\0{stem}{e}t", VerbForm(lemma, "part2"))
        elif row["participle"].startswith("ge"):
            add("\0" + row["participle"][2:], VerbForm(lemma, "part2"))
        elif row["participle"]:
            add("\0" + row["participle"], VerbForm(lemma, "part2"))

    def _add(self, form: str, reading: VerbForm) -> None:
        readings = self._forms.setdefault(form, [])
        if reading not in readings:
            readings.append(reading)

    def _derive(self, lemma: str) -> None:
        """Takes in a verb that triggers name and that neither stands in the table nor derives from one that does."""
        if not any(f.kind == "inf" for f in self._verb(lemma)):
            prefix, base = self.split(lemma)
            prefix = prefix or next(
                (
                    p
                    for p in sorted(self._grammar.verbs.separable, key=len, reverse=True)
                    if lemma.startswith(p) and len(lemma) > len(p) + 4
                ),
                "",
            )
            base = lemma[len(prefix) :]
            if prefix:
                self._separable_lists.setdefault(lemma, (prefix, base))
            self._inflect({"lemma": base, "present3": "", "preterite3": "", "participle": "", "subjunctive2": ""})

    def takes_be(self, lemma: str) -> bool:
        """Whether the verb, or the base of a separable verb, forms its perfect with the auxiliary of being."""
        return lemma in self._moving or self.split(lemma)[1] in self._moving

    def joins(self, prefix: str, base: str) -> bool:
        """Whether prefix and verb are listed as one separable verb."""
        return self._separable_lists.get(prefix + base) == (prefix, base)

    def split(self, lemma: str) -> tuple[str, str]:
        """(separable prefix, base) of an infinitive; ("", lemma) when nothing separates."""
        if lemma in self._separable_lists:
            return self._separable_lists[lemma]
        for prefix in self._grammar.verbs.separable:
            if lemma.startswith(prefix) and len(lemma) > len(prefix) + 3 and prefix not in self._grammar.verbs.inseparable:
                base = lemma[len(prefix) :]
                if any(f.kind == "inf" for f in self._verb(base)) and not any(
                    f.kind == "inf" and not f.prefix for f in self._forms.get(lemma, ())
                ):
                    return prefix, base
        return "", lemma

    def _verb(self, word: str) -> tuple[VerbForm, ...]:
        """All readings of a lower-case form as a verb; () when it is none."""
        direct = tuple(self._forms.get(word, ()))
        if direct:
            return direct
        found: list[VerbForm] = []
        for prefix in _prefixes_of(word, (*self._grammar.verbs.separable, *self.separating)):
            found += self._with_separable(prefix, word[len(prefix) :])
        for prefix in _prefixes_of(word, self._grammar.verbs.inseparable):
            found += self._with_inseparable(prefix, word[len(prefix) :])
        if not found:
            found = list(self._foreign(word))
        return tuple(dict.fromkeys(found))

    def _with_separable(self, prefix: str, rest: str) -> list[VerbForm]:
        zu = self._grammar.verbs.particle_infinitive
        found = []
        ambiguous = prefix in self._grammar.verbs.inseparable or prefix not in self._grammar.verbs.separable
        readings = self._forms.get(rest) or self._prefixed(rest)
        for form in readings:
            if (not ambiguous or prefix + form.lemma in self._separable_lists) and not form.prefix:
                found.append(msgspec.structs.replace(form, lemma=prefix + form.lemma, prefix=prefix))
        if rest.startswith(zu):
            for form in self._forms.get(rest[len(zu) :]) or self._prefixed(rest[len(zu) :]):
                if form.kind == "inf" and (not ambiguous or prefix + form.lemma in self._separable_lists):
                    found.append(VerbForm(prefix + form.lemma, "zuinf", prefix=prefix))
        return found

    def _prefixed(self, rest: str) -> list[VerbForm]:
        """Readings of a rest that is itself a verb with inseparable prefix (an|erkannt, vor|bereitet)."""
        found: list[VerbForm] = []
        for prefix in _prefixes_of(rest, self._grammar.verbs.inseparable):
            found += self._with_inseparable(prefix, rest[len(prefix) :])
        return found

    def _with_inseparable(self, prefix: str, rest: str) -> list[VerbForm]:
        found = []
        for form in self._forms.get(rest, ()):
            lemma = prefix + form.lemma
            if lemma in self._separable_lists or form.kind == "part2":
                continue
            found.append(msgspec.structs.replace(form, lemma=lemma))
        for form in self._forms.get("\0" + rest, ()):
            if prefix + form.lemma not in self._separable_lists:
                found.append(VerbForm(prefix + form.lemma, "part2"))
        return found

    def _foreign(self, word: str) -> Iterable[VerbForm]:
        prefix = next((p for p in self._grammar.verbs.inseparable[:8] if word.startswith(p)), "")
        if prefix and len(word) > len(prefix) + 6:  # "bezifferte": a prefix and a past tense make a verb without any table
            for suffix, number in (("te", "s"), ("ten", "p")):
                if word.endswith(suffix):
                    stem = word[: -len(suffix)]
                    yield VerbForm(stem + ("n" if stem.endswith(("er", "el")) else "en"), "fin", "past", "indicative", number)
        ending = self._grammar.verbs.suffixes["foreign"]
        stem = ending[:-2]
        for suffix, kind, tense, number in (
            (stem + "t", "fin", "present", "s"),
            (stem + "t", "part2", "", ""),
            (stem + "te", "fin", "past", "s"),
            (stem + "ten", "fin", "past", "p"),
            (ending, "inf", "", ""),
            (ending, "fin", "present", "p"),
            (ending + "d", "part1", "", ""),
        ):
            if word.endswith(suffix) and len(word) > len(suffix) + 2:
                lemma = word[: -len(suffix)] + ending
                mood = "indicative" if kind == "fin" else ""
                yield msgspec.convert({"lemma": lemma, "kind": kind, "tense": tense, "mood": mood, "number": number}, VerbForm)

    # nouns ---------------------------------------------------------------------------------------------------------

    def _read_nouns(self, folder: Path, more: Iterable[str]) -> None:
        rows = {
            r["lemma"]: (r["plural"], r["gender"], r["genitive"])
            for r in read_tsv(folder / "nouns.tsv", ("lemma", "plural", "gender", "genitive"))
        }
        for lemma, (plural, gender, genitive) in rows.items():
            self._decline(lemma, plural, "u" if gender == "n" else gender, genitive)
        for lemma in more:
            if lemma not in rows:
                last = next((i for i in range(2, len(lemma) - 2) if lemma[i:].capitalize() in rows), 0)
                if last:  # a compound is declined like its last part
                    plural, gender, genitive = rows[lemma[last:].capitalize()]
                    first = lemma[:last]
                    self._decline(
                        lemma,
                        plural and first + plural.lower(),
                        "u" if gender == "n" else gender,
                        genitive and first + genitive.lower(),
                    )
                else:
                    self._decline(lemma, *self._by_ending(lemma))

    def singular(self, word: str) -> str:
        """The base form of a listed noun, else the word itself."""
        known = self._nouns.get(word)
        return known.lemma if known is not None else word

    def adjective(self, word: str) -> str:
        """The word: endings of adjectives are told by the grammar."""
        return word

    def noun_listed(self, word: str) -> bool:
        """Whether a table names the lower-case word as a noun."""
        return word in self._nouns

    def _begins(self, first: str) -> bool:
        """Whether so short a first part can begin a compound: a noun, a prefix, or something with a hyphen ("US-")."""
        verbs = self._grammar.verbs
        return first.endswith("-") or first in self._nouns or first in verbs.separable or first in verbs.inseparable

    def _by_ending(self, lemma: str) -> tuple[str, str, str]:
        for ending, gender, plural in self._grammar.nouns.endings:
            if lemma.endswith(ending):
                weak = gender == "m" and plural in ("n", "en")
                return lemma + plural, gender, lemma + plural if weak else ""
        return "", "", ""

    def _decline(self, lemma: str, plural: str, gender: str, genitive: str) -> None:
        put = self._nouns.setdefault
        if gender == "m" and genitive.endswith("n") and genitive != lemma + "n" + "s":
            if lemma.endswith("r") and plural == lemma[:-1]:
                for form, readings in ((lemma, _ADJECTIVAL_R), (plural, _ADJECTIVAL_E), (genitive, _ADJECTIVAL_N)):
                    put(form.lower(), Noun(lemma, gender="", readings=readings))
                return
            if genitive == plural:
                put(lemma.lower(), Noun(lemma, gender="m", number="s", cases="n"))
                put(plural.lower(), Noun(lemma, gender="m", readings=_WEAK))
                return
        if plural == lemma and gender in ("m", "u"):  # "der Lehrer" is one of them or of all of them
            dative = ("dp",) if lemma.endswith(("n", "s")) else ()
            same = (*tuple(case + "s" + gender for case in "nad"), "np", "ap", "gp", *dative)
            put(lemma.lower(), Noun(lemma, gender=gender, readings=same))
        put(
            lemma.lower(),
            Noun(lemma, gender=gender, number="" if plural == lemma else "s", cases="nadg" if gender in ("f", "") else "nad"),
        )
        if plural and plural != lemma:
            put(plural.lower(), Noun(lemma, gender=gender, number="p"))
        if plural and not plural.endswith(("n", "s")):
            put(plural.lower() + "n", Noun(lemma, gender=gender, number="p", cases="d"))
        if not plural and not genitive and gender != "f":  # of unknown plural: "des Kampfjets", "die Kampfjets"
            put(lemma.lower() + "s", Noun(lemma, gender=gender, readings=("gs" + gender, "np", "ap", "gp", "dp")))
        for form in {genitive, lemma + "s", lemma + "es"} if gender != "f" else ():
            if form:
                put(form.lower(), Noun(lemma, gender=gender, number="s", cases="g"))
        if gender != "f":
            put(lemma.lower() + "e", Noun(lemma, gender=gender, number="", cases="nad"))
        if not plural:
            for ending in self._grammar.nouns.generic_endings:
                put(
                    (lemma + ending).lower(), Noun(lemma, gender=gender, number="p" if ending.endswith("n") else "", cases="nadg")
                )

    def _noun(self, word: str) -> Noun | None:
        """The noun reading of a capitalised word: a listed noun, or a compound whose last part is one; None otherwise."""
        lower = word.lower()
        known = self._nouns.get(lower)
        if known is not None:
            return known
        for i in range(3 if "-" not in lower else 1, len(lower) - 3):
            last = self._nouns.get(lower[i:])
            if last is not None and last.lemma.lower() in self._grammar.nouns.name_parts and lower[i - 1] != "-":
                continue
            if last is not None and len(last.lemma) >= 3 and (i > FIRST_PART_MIN or self._begins(lower[:i])):
                return msgspec.structs.replace(last, first=word[:i].rstrip("-"))
        for ending, gender, plural in self._grammar.nouns.endings:
            if plural and len(ending) > 1 and lower.endswith(ending + plural):
                return Noun(word[: -len(plural)], gender=gender, number="p", guessed=True)
            if lower.endswith(ending) and len(lower) > len(ending) + 3:
                return Noun(word, gender=gender, number="s" if gender == "f" else "", guessed=True)
        return None


def _respell(table: dict[str, _Readings], written: str, other: str) -> None:
    """Gives every form in a table that has some letters its other spelling, where that is no word of its own."""
    for form in [form for form in table if written in form]:
        table.setdefault(form.replace(written, other), table[form])


def _prefixes_of(word: str, prefixes: tuple[str, ...]) -> Iterable[str]:
    return [p for p in prefixes if word.startswith(p) and len(word) >= len(p) + 3]


def _needs_e(stem: str) -> bool:
    """Whether the regular endings -t and -te take an e: stems in d, t, or consonant + m, n (atm-, öffn-, rechn-)."""
    if stem.endswith(("d", "t")):
        return True
    return len(stem) > 2 and stem[-1] in "mn" and (stem[-2] not in "aeiouäöülrmnh" or stem.endswith("chn"))
