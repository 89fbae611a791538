"""Sentences, clauses and phrases: the shape of a sentence as far as it can be seen without a parser.

Token positions inside a sentence are indices into `Sentence.tokens`; character positions are `Span`s.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import msgspec

from dragoman.values.text import BlockKind, Span

Pos = Literal["noun", "name", "verb", "adj", "adv", "adp", "det", "pron", "num", "cconj", "sconj", "part", "punct", "x"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark: half-open code points of the text, its characters, and its reading in this sentence.

    `lemma` is the dictionary form where known, else the text. `feats` holds one-letter marks of the pack's grammar
    (for German nouns and determiners the cases n a d g that are possible; empty when not known).
    """

    start: int
    end: int
    text: str
    pos: Pos
    lemma: str
    feats: str = ""


Voice = Literal["active", "passive", "state"]
PhraseSlot = Literal["subject", "object", "dative", "genitive", "adp", "predicate", "adverbial", "apposition", "none"]


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase of a clause: tokens [start, end), its head, and the slot it fills.

    `adp` is the lemma of its adposition ("" without one), `case` the cases that are possible for it ("n", "a", "d", "g"
    or several). `parent` is the index, in the sentence's `phrases`, of the phrase it modifies (-1: the verb).
    `start` counts the adposition in; `inner` is the first token after it.
    """

    start: int
    end: int
    inner: int
    head: int
    adp: str
    case: str
    slot: PhraseSlot
    parent: int = -1
    bound: bool = False
    """Whether it certainly belongs to `parent`; otherwise it may as well depend on the verb."""
    conjunct: int = -1
    """Index of the first phrase of the coordination it belongs to, -1 for that first one."""
    number: str = ""

    @property
    def slot_name(self) -> str:
        """Where it stands, as entries and operators write a slot: "adp:" with its adposition, else its own slot."""
        return f"adp:{self.adp}" if self.adp else self.slot


ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "participle", "fragment"]
Mood = Literal["indicative", "subjunctive1", "subjunctive2", "subjunctive", "imperative", ""]
Tense = Literal["present", "past", "perfect", "pluperfect", "future", ""]


class Verb(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The verb cluster of a clause: lemma of the full verb and what its auxiliaries say about the deed.

    `tokens` are all its parts (finite verb, participle, particle); `main` those that carry the meaning (the full verb and
    its separated particle). `modal` is the lemma of a modal verb over it, `finite` the token of the finite form or -1.
    """

    lemma: str
    tokens: tuple[int, ...]
    main: tuple[int, ...]
    finite: int = -1
    voice: Voice = "active"
    tense: Tense = ""
    mood: Mood = ""
    modal: str = ""
    reflexive: bool = False


class Clause(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A clause: its tokens (possibly interrupted by an embedded clause), verb, phrases, and how it hangs in the sentence.

    `opener` is the lemma of its subordinator, relative pronoun or infinitive opener ("um", "ohne"), "" for main clauses.
    `parent` is the index of the clause it depends on (-1: none). `quoted` tells that it stands inside quotation marks.
    `negation` is the token index of the negating word, -1 when there is none.
    """

    kind: ClauseKind
    tokens: tuple[int, ...]
    verb: Verb | None
    phrases: tuple[int, ...]
    opener: str = ""
    parent: int = -1
    antecedent: int = -1
    quoted: bool = False
    negation: int = -1
    question: bool = False


class Sentence(msgspec.Struct, frozen=True, dict=True):
    """A sentence: its number in the article, its span, the kind of block it stands in, tokens, phrases and clauses."""

    index: int
    start: int
    end: int
    block: BlockKind
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quotes: tuple[Span, ...] = ()
    """Character spans of the stretches between quotation marks in this sentence (marks not counted)."""

    @cached_property
    def names_in(self) -> list[str]:
        """The tokens' characters for looking up names: a particle written onto a word is part of none, and is a blank here."""
        tokens = self.tokens
        glued = [t.pos == "adp" and i > 0 and tokens[i - 1].end == t.start for i, t in enumerate(tokens)]
        return [" " if particle else t.text for t, particle in zip(tokens, glued, strict=True)]

    @cached_property
    def written(self) -> frozenset[str]:
        """The tokens' characters in small letters: what is not among them need not be looked for."""
        return frozenset(self.lowered)

    @cached_property
    def lowered(self) -> list[str]:
        """The tokens' characters in small letters."""
        return [t.text.lower() for t in self.tokens]

    @cached_property
    def clause_words(self) -> list[frozenset[str]]:
        """The lemmas and characters of the tokens of each clause, in small letters."""
        lowered, lemmas = self.lowered, [t.lemma.lower() for t in self.tokens]
        return [frozenset([w for t in c.tokens for w in (lowered[t], lemmas[t])]) for c in self.clauses]

    @cached_property
    def adpositions(self) -> frozenset[str]:
        """Lemmas of the adpositions of all phrases: under any other one nothing need be looked for."""
        return frozenset([p.adp for p in self.phrases])

    def span(self, first: int, last: int) -> Span:
        """Character span of tokens [first, last)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def clause_of(self, token: int) -> int:
        """Index of the innermost clause that holds the token, -1 when none does."""
        return self._clauses_of.get(token, -1)

    @cached_property
    def _clauses_of(self) -> dict[int, int]:
        return {token: i for i, clause in enumerate(self.clauses) for token in clause.tokens}

    def token_at(self, position: int) -> int:
        """Index of the token at a character of the text, or of the next one behind it; 0 where none is left."""
        index = bisect_right(self._ends, position)
        return index if index < len(self.tokens) else 0

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    def phrase_at(self, token: int) -> int:
        """Index of the first phrase that holds the token, -1 when none does."""
        return self._phrases_at.get(token, -1)

    @cached_property
    def _phrases_at(self) -> dict[int, int]:
        numbered = reversed(list(enumerate(self.phrases)))  # of several the first stays
        return {token: i for i, phrase in numbered for token in range(phrase.start, phrase.end)}

    def below(self, phrase: int) -> Sequence[int]:
        """Indices of the phrases that hang on a phrase directly, in order."""
        return self._below.get(phrase, ())

    def descends(self, index: int, ancestor: int, depth: int = 99) -> bool:
        """Whether a phrase is another one or hangs on it, directly or through others, at most `depth` links above it."""
        while index >= 0 and index != ancestor and depth > 0:
            index, depth = self.phrases[index].parent, depth - 1
        return index == ancestor

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, phrase in enumerate(self.phrases):
            found.setdefault(phrase.parent, []).append(i)
        return found
