"""words/stems.tsv and words/endings.tsv of a pack -> Endings: what a word can be where verbs are a stem and a row of endings.

No tagger and no model: the last syllable of a stem has a few shapes (stems.tsv), an ending is added to one of them
(endings.tsv). A stem that no table names is a verb where stems.tsv says `guess`; nouns that a table names are asked first.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.language.lexicon import Noun, VerbForm
from dragoman.language.reading import read_tsv

SHAPES = ("base", "past", "adnominal", "future", "joined")  # columns of stems.tsv between `stem` and `guess`
SHORTEST = 2  # characters before the ending in the shortest word that is guessed to be a verb
CACHED_WORDS = 200_000  # distinct forms kept in memory


class Endings:
    """What single words can be. Built once per pack; all look-ups are pure functions of the tables."""

    separating: tuple[str, ...] = ()

    def __init__(self, folder: Path, *, dictionary: str, nouns: Iterable[str], verbs: Iterable[str]) -> None:
        self._dictionary = dictionary
        self._closed: dict[str, tuple[str, ...]] = {}
        for row in read_tsv(folder / "frequent.tsv", ("word", "pos")):
            self._closed[row["word"]] = (*self._closed.get(row["word"], ()), row["pos"])
        listed = (r["lemma"] for r in read_tsv(folder / "nouns.tsv", ("lemma",)))
        self._nouns = frozenset(w for n in (*listed, *nouns) for w in (n, *n.split()))
        self.verbs = frozenset((*verbs, *(r["lemma"] for r in read_tsv(folder / "verbs.tsv", ("lemma",)))))
        self._tails = _tails(folder)
        self.verb = lru_cache(CACHED_WORDS)(self._verb)

    def _verb(self, word: str) -> tuple[VerbForm, ...]:
        """All readings of a word as a verb, listed verbs and longer endings first."""
        found = []
        for tail, stem, guess, form in self._tails:
            if word.endswith(tail):
                lemma = word[: -len(tail)] + stem + self._dictionary
                if lemma in self.verbs or (guess and len(word) >= SHORTEST + len(tail)):
                    found.append(msgspec.structs.replace(form, lemma=lemma))
        return tuple(sorted(found, key=lambda f: f.lemma not in self.verbs))

    def noun(self, word: str) -> Noun | None:
        """The noun that a word is, None when no table names it."""
        return Noun(word) if word in self._nouns else None

    def noun_listed(self, word: str) -> bool:
        """Whether a table names the word as a noun."""
        return word in self._nouns

    def singular(self, word: str) -> str:
        """The word: the plural has no rule here."""
        return word

    def adjective(self, word: str) -> str:
        """The word: there are no adjectives that inflect apart from verbs."""
        return word

    def closed(self, word: str) -> tuple[str, ...]:
        """Parts of speech of a word that is never inflected; () for all others."""
        return self._closed.get(word, ())

    def takes_be(self, lemma: str) -> bool:
        """False: no perfect with an auxiliary."""
        return False

    def split(self, lemma: str) -> tuple[str, str]:
        """("", lemma): no verb separates."""
        return "", lemma

    def joins(self, prefix: str, base: str) -> bool:
        """False: no verb separates."""
        return False


def _tails(folder: Path) -> tuple[tuple[str, str, bool, VerbForm], ...]:
    """(end of a word, what stands there in the stem, whether unlisted verbs end so, reading), longest end first."""
    endings = read_tsv(folder / "endings.tsv", ("shape", "ending", "kind", "tense"))
    found = []
    for row in read_tsv(folder / "stems.tsv", ("stem", *SHAPES, "guess")):
        for ending in endings:
            shape = row[ending["shape"]]
            if shape:
                form = msgspec.convert({"lemma": "", "kind": ending["kind"], "tense": ending["tense"]}, VerbForm)
                found.append((shape + ending["ending"], row["stem"], bool(row["guess"]), form))
    return tuple(sorted(found, key=lambda t: (-len(t[0]), t[0], t[1])))
