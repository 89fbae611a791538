"""A folder of packs -> Pack: everything a language's data says, each section read when first asked for."""

import hashlib
import re
from collections.abc import Callable, Hashable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from dragoman.language.endings import Endings
from dragoman.language.furniture import Furniture, read_furniture
from dragoman.language.grammar import Grammar, read_grammar
from dragoman.language.lexicon import Lexicon
from dragoman.language.modality import Modality, read_modality
from dragoman.language.paradigms import Paradigms
from dragoman.language.reading import PACKS
from dragoman.language.roles import Roles, read_roles
from dragoman.language.speech import Speech, read_speech
from dragoman.language.times import Times, read_times
from dragoman.language.tokens import Tokeniser
from dragoman.language.triggers import Simple, Triggers
from dragoman.language.words import Words
from dragoman.values.errors import PackError

_DRAFT = re.compile(r"^draft\s*=\s*true", re.MULTILINE)
_REMEMBERED = 50_000  # answers kept of each question about single words
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Pack:
    """One language: grammar, words, triggers, speech, times, furniture, roles, modality."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = folder.name
        self._remembered: dict[object, Any] = {}

    def remember(self, question: "Callable[[K, Pack], T]") -> Callable[[K], T]:
        """The question asked of this pack, with its latest answers remembered: most words of a text come again.

        `question` is a pure function of a word (or another key) and the pack, known by its identity: no lambda, no closure.
        """
        known: Callable[[K], T] | None = self._remembered.get(question)
        if known is None:
            known = self._remembered[question] = lru_cache(_REMEMBERED)(lambda key: question(key, self))
        return known

    @cached_property
    def grammar(self) -> Grammar:
        """Closed classes and family properties."""
        return read_grammar(self.folder / "grammar.toml")

    @cached_property
    def tokeniser(self) -> Tokeniser:
        """Tokens and sentences."""
        return Tokeniser(self.grammar.text)

    @cached_property
    def triggers(self) -> Triggers:
        """Valency frames."""
        nouns, verbs = self.grammar.nouns, self.grammar.verbs
        simple = Simple(nouns.simple, frozenset(verbs.inseparable)) if nouns.simple else None
        return Triggers(self.folder / "triggers", simple)

    @cached_property
    def words(self) -> Lexicon:
        """What single words can be: by rows of endings, classes of endings (paradigms), or prefixes and compounds."""
        triggers = self.triggers.all_nouns if self.grammar.nouns_capitalised else self.triggers.nouns_coded
        named = (*sorted(self.grammar.nouns.time), *self.roles.by_lemma, *triggers)
        verbs = tuple(dict.fromkeys((*self.triggers.all_verbs, *self.speech.stance, *self.modality.operators)))
        if self.grammar.order == "verb-final":
            verbs = (*verbs, *(k.split()[-1] for k in self.grammar.modals), *sorted(self.grammar.clauses.negators))
            return Endings(self.folder / "words", dictionary=self.grammar.shape.dictionary, nouns=named, verbs=verbs)
        if not self._paradigms:
            return Words(self.folder / "words", self.grammar, named, tuple(v for v in verbs if " " not in v))
        closed = self.grammar.closed
        shape = self.grammar.shape
        nominal = slice(-1, None) if shape.compounds else slice(1) if shape.adjectives_after else slice(None)
        nouns = tuple(w for n in named for w in n.split()[nominal] if w.lower() not in closed)
        return Paradigms(self.folder / "words", be=self.grammar.verbs.be, nouns=nouns, verbs=tuple(v.split()[0] for v in verbs))

    @cached_property
    def _paradigms(self) -> bool:
        return (self.folder / "words" / "paradigms.toml").exists()

    @cached_property
    def modality(self) -> Modality:
        """What verbs and nouns make of a deed, and the refusals."""
        return read_modality(self.folder / "modality.toml")

    @cached_property
    def speech(self) -> Speech:
        """Speech verbs and attributing phrases."""
        return read_speech(self.folder / "speech.toml")

    @cached_property
    def roles(self) -> Roles:
        """Role nouns, group nouns, pair words."""
        return read_roles(self.folder / "roles.toml")

    @cached_property
    def times(self) -> Times:
        """The interval grammar's words."""
        return read_times(self.folder / "times.toml")

    @cached_property
    def furniture(self) -> Furniture:
        """Wire furniture: agencies, captions, rights notices, menus."""
        return read_furniture(self.folder / "furniture.toml")

    @cached_property
    def hash(self) -> str:
        """Short hash of all files of the pack, in the order of their names."""
        digest = hashlib.sha256()
        for path in sorted(p for p in self.folder.rglob("*") if p.suffix in (".toml", ".tsv")):
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]


class Packs:
    """The packs there are; a Pack is read when first asked for."""

    def __init__(self, folder: Path = PACKS) -> None:
        self._folder = folder
        self._read: dict[str, Pack] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes (BCP 47) of the languages with a finished pack, sorted: texts in these are read without asking."""
        return tuple(code for code in self.all_codes if code not in self.drafts)

    @cached_property
    def all_codes(self) -> tuple[str, ...]:
        """Codes of the languages with a pack, drafts included: these are read when they are asked for by name."""
        return tuple(sorted(p.parent.name for p in self._folder.glob("*/grammar.toml")))

    @cached_property
    def drafts(self) -> frozenset[str]:
        """Codes of the packs whose grammar.toml says `draft = true`."""
        return frozenset(c for c in self.all_codes if _DRAFT.search((self._folder / c / "grammar.toml").read_text("utf-8")))

    def __getitem__(self, code: str) -> Pack:
        """The pack of a language; PackError names the languages there are."""
        if code not in self.all_codes:
            raise PackError(f"no pack for language '{code}'; there are packs for {', '.join(self.codes)}")
        return self._read.setdefault(code, Pack(self._folder / code))
