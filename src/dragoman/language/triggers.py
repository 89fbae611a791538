"""triggers/*.toml of a pack -> Triggers: valency frames with their examples, indexed by lemma."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.reading import read_toml
from dragoman.values.errors import PackError
from dragoman.values.event import Type
from dragoman.values.syntax import Token

_SLOT = re.compile(
    r"(subject|object|genitive|adjective|complement_subject|complement|condition_subject|own_people|people_there|deed|bearer|case:[a-z]+|adp:[^\[\]\s]+(\[[a-z]+\])?)"
)
ELIDED = 2  # letters at most before the mark of an elision: "d'", "qu'"
LAST_PART = 3  # letters that a noun has more than, to be looked for at the end of a compound
Content = Literal["", "called_for", "expected", "conditional", "denied"]


class Slot(msgspec.Struct, frozen=True):
    """A surface slot of a frame: subject, object, genitive, adjective, case:C, adp:W, with the case letter it asks for."""

    kind: str
    word: str = ""
    case: str = ""


class Simple(msgspec.Struct, frozen=True):
    """Words that are no compounds although they end in a noun, as ends in small letters, and prefixes that make no compound."""

    ends: tuple[str, ...] = ()
    prefixes: frozenset[str] = frozenset()

    def parts(self, lemma: str, end: str) -> bool:
        """Whether a word in small letters is a compound with this last part: "demonstrations | verbot", not "op | position"."""
        if not lemma.endswith(end) or lemma[: -len(end)] in self.prefixes:
            return False
        return not any(len(e) > len(end) and e.endswith(end) and lemma.endswith(e) for e in self.ends)


class Listed:
    """Words that an entry wants or forbids, ready to be looked up: by lemma, as written, as end of a compound, in a row."""

    def __init__(self, words: tuple[str, ...], simple: "Simple | None" = None) -> None:
        self._simple = simple or Simple()
        self._words = frozenset(words)
        self._lower = frozenset(w.lower() for w in words)
        self._ends = tuple(w.lower() for w in words if len(w) > LAST_PART and w[0].isupper())
        self._rows = tuple(row for w in words for row in spellings(w.lower()) if len(row) > 1)
        self._firsts = frozenset(row[0] for row in self._rows)

    def __bool__(self) -> bool:
        return bool(self._words)

    def __contains__(self, token: Token) -> bool:
        """Whether a token, or the last part of a compound, is listed."""
        return token.lemma in self._words or token.text.lower() in self._lower or bool(self._ends and self._ended(token))

    def _ended(self, token: Token) -> bool:
        """Whether a word is a compound with a listed word as its last part."""
        lemma = token.lemma.lower()
        return lemma.endswith(self._ends) and any(self._simple.parts(lemma, e) for e in self._ends)

    def misses(self, words: frozenset[str]) -> bool:
        """Whether none of the listed words can stand among these (lower case)."""
        return not self._ends and self._lower.isdisjoint(words) and self._firsts.isdisjoint(words)

    def absent(self, words: frozenset[str]) -> bool:
        """Whether none of the listed words stands among the lemmas and texts of some tokens (lower case), also in a compound."""
        if not (self._lower.isdisjoint(words) and self._firsts.isdisjoint(words)):
            return False
        return not self._ends or not any(w.endswith(self._ends) for w in words)

    def first_in(self, tokens: Sequence[Token]) -> Token | None:
        """The first of some tokens that is listed or begins a listed row of words, None without one."""
        for n, token in enumerate(tokens):
            if token in self or (self._rows and self.begins(tokens, n)):
                return token
        return None

    def begins(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether one of the listed rows of words begins at a position, by lemma or as written."""
        first = tokens[at]
        if not self._rows or (first.lemma.lower() not in self._firsts and first.text.lower() not in self._firsts):
            return False
        return any(_row(tokens[at : at + len(row)], row) for row in self._rows)


def spellings(lemma: str) -> tuple[tuple[str, ...], ...]:
    """A lemma as rows of words: parted at blanks, and where a word has an elision also there ("coup | d' | état")."""
    words, parted = lemma.split(), list[str]()
    for word in words:
        elided, mark, rest = word.partition("'")
        parted += [elided + mark, rest.lower()] if mark and rest and len(elided) <= ELIDED else [word]
    return tuple(dict.fromkeys((tuple(words), tuple(parted))))


def _row(tokens: Sequence[Token], words: tuple[str, ...]) -> bool:
    same = [w in (t.lemma.lower(), t.text.lower()) for w, t in zip(words, tokens, strict=False)]
    return len(words) == len(tokens) and all(same)


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One entry: lemmas that share a frame, what they code, and the sentences that prove it (docs/reference/packs.md)."""

    id: str
    lemma: str | tuple[str, ...]
    kind: Literal["verb", "noun", "light"]
    gloss: str
    event: Type
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    codes: tuple[str, ...]
    does_not_code: tuple[str, ...]
    mode: str | tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str = ""
    requires: tuple[str, ...] = ()
    reflexive: bool = False
    symmetric: bool = False
    speech: bool = False
    content: Content = ""
    persons: bool = False
    """The actor must be somebody with an office or a name, or a body; unnamed groups travel for other reasons."""
    states: bool = False
    """The actor must be states by their names, more than one of them: "France and Iran met"."""
    negated: bool = False
    """Only in a clause that is negated: not to recognise an election is a deed, a refusal."""
    status: Content = ""
    """What the words themselves make of the deed: who calls a strike has not struck yet."""
    unless: tuple[str, ...] = ()
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    within: tuple[str, ...] = ()
    """Slots in whose phrases the words of `with` must stand; anywhere in the clause when empty."""
    complement: tuple[str, ...] = ()
    """One of these verbs must be that of the clause that depends on the trigger ("vow" + "attack")."""
    own_denial: bool = False
    """What is said must be negated and told of the actor himself: "said it did not | arm | the rebels" is an answer."""
    noun: str | tuple[str, ...] = ()
    noun_slot: str = ""
    not_yet: tuple[str, ...] = ()
    source: str = ""

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """All lemmas of the entry."""
        return (self.lemma,) if isinstance(self.lemma, str) else self.lemma

    @cached_property
    def fixed(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word of a lemma -> the words that must follow it, longest first; () for a lemma of one word."""
        table: dict[str, tuple[tuple[str, ...], ...]] = {}
        for first, *rest in (row for lemma in self.lemmas for row in spellings(lemma)):
            table[first] = tuple(sorted((*table.get(first, ()), tuple(rest)), key=len, reverse=True))
        return table

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """The nouns of a light-verb entry."""
        return (self.noun,) if isinstance(self.noun, str) else self.noun

    def look_up(self, simple: Simple | None) -> None:
        """Makes the lists of words anew for a language in which some words only look like compounds."""
        if simple is not None:
            lists = {"wanted": self.with_, "forbidden": self.unless, "carried": self.nouns}
            self.__dict__.update({name: Listed(words, simple) for name, words in lists.items()})

    @cached_property
    def wanted(self) -> Listed:
        """`with`, ready to be looked up."""
        return Listed(self.with_)

    @cached_property
    def forbidden(self) -> Listed:
        """`unless`, ready to be looked up."""
        return Listed(self.unless)

    @cached_property
    def carried(self) -> Listed:
        """`noun`, ready to be looked up."""
        return Listed(self.nouns)

    @cached_property
    def looks_below(self) -> bool:
        """Whether the frame looks into the clauses that depend on the trigger."""
        return bool(self.complement) or any(s.kind == "complement" for role in self.slots.values() for s in role)

    @cached_property
    def modes(self) -> tuple[str, ...]:
        """All modes of the entry."""
        return (self.mode,) if isinstance(self.mode, str) else self.mode

    @cached_property
    def slots(self) -> dict[str, tuple[Slot, ...]]:
        """Parsed slots of `actor`, `recipient`, `noun` (the light noun) and `requires`."""
        named = {"actor": self.actor, "recipient": self.recipient, "noun": (self.noun_slot,) if self.noun_slot else ()}
        named["within"] = self.within
        named["requires"] = tuple(r for r in self.requires if r not in ("actor", "recipient"))
        return {name: tuple(parse_slot(s) for s in texts) for name, texts in named.items()}


class TriggerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of trigger entries."""

    trigger: tuple[Trigger, ...]


def parse_slot(text: str) -> Slot:
    """The Slot a frame names; PackError says what is allowed."""
    if not _SLOT.fullmatch(text):
        allowed = (
            "subject, object, genitive, adjective, complement, condition_subject, own_people, people_there, deed, bearer, "
            "case:dat, adp:gegen or adp:auf[acc]"
        )
        raise PackError(f"slot '{text}': expected {allowed}")
    name, _, case = text.partition("[")
    kind, _, word = name.partition(":")
    return Slot(kind, word, case.rstrip("]")[:1])


class Triggers:
    """All trigger entries of a pack, indexed by the first word of their lemmas, verbs and nouns apart, with their files."""

    def __init__(self, folder: Path, simple: Simple | None = None) -> None:
        self.source: dict[str, str] = {}
        entries: list[Trigger] = []
        for path in sorted(folder.glob("*.toml")):
            lines = path.read_text(encoding="utf-8").splitlines()
            where = {m.group(1): n for n, line in enumerate(lines, 1) if (m := re.match(r'\s*id\s*=\s*"([^"]+)"', line))}
            for entry in read_toml(path, TriggerFile).trigger:
                if entry.id in self.source:
                    raise PackError(f"{path}:{where.get(entry.id, 0)}: id '{entry.id}' stands already in {self.source[entry.id]}")
                self.source[entry.id] = f"{path.name}:{where.get(entry.id, 0)}"
                entry.look_up(simple)
                entries.append(entry)
        self.entries = tuple(entries)
        self.by_id = {e.id: e for e in entries}
        self.verbs = _index(e for e in entries if e.kind in ("verb", "light"))
        self.nouns = _index(e for e in entries if e.kind == "noun")

    @cached_property
    def nouns_coded(self) -> tuple[str, ...]:
        """Every noun lemma and light noun of the entries, in order of first mention."""
        return tuple(dict.fromkeys(n for e in self.entries for n in ((e.lemmas if e.kind == "noun" else ()) + e.nouns)))

    @cached_property
    def all_nouns(self) -> tuple[str, ...]:
        """These, and the words with a capital that entries want or forbid: nouns where a capital shows one."""
        asked = [w for e in self.entries for w in e.with_ + e.unless if w[:1].isupper()]
        return tuple(dict.fromkeys((*self.nouns_coded, *asked)))

    @cached_property
    def particles(self) -> dict[str, frozenset[str]]:
        """Verb -> the single words that make a lemma of two words with it ("call" -> off, up ...)."""
        table: dict[str, set[str]] = {}
        for entry in self.entries:
            for first, tails in entry.fixed.items() if entry.kind != "noun" else ():
                table.setdefault(first, set()).update(t[0] for t in tails if len(t) == 1)
        return {verb: frozenset(words) for verb, words in table.items() if words}

    @cached_property
    def givers(self) -> frozenset[str]:
        """Verbs of frames that give or refuse a thing to somebody: light verbs with a bare indirect object."""
        given = (e for e in self.entries if e.kind == "light" and "case:dat" in e.recipient)
        return frozenset(lemma for e in given for lemma in e.lemmas)

    @cached_property
    def tails(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Verb -> the words, several each time, that make a lemma with it right behind it ("llevar" -> a cabo), longest first."""
        table: dict[str, set[tuple[str, ...]]] = {}
        for entry in self.entries:
            for first, tails in entry.fixed.items() if entry.kind != "noun" else ():
                table.setdefault(first, set()).update(t for t in tails if t)
        return {verb: tuple(sorted(tails, key=lambda t: (-len(t), t))) for verb, tails in table.items() if tails}

    @cached_property
    def transitive(self) -> frozenset[str]:
        """Verbs of which some frame asks for an object, or gives it a part."""
        asks = [e for e in self.entries if e.kind != "noun" and "object" in (*e.recipient, *e.requires, e.noun_slot)]
        return frozenset(lemma for e in asks for lemma in e.lemmas)

    @cached_property
    def noun_tails(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word of a noun of several words -> the words behind it ("alto" -> el fuego), longest first."""
        table: dict[str, set[tuple[str, ...]]] = {}
        for entry in self.entries:
            names = (entry.lemmas if entry.kind == "noun" else ()) + entry.nouns
            for first, *rest in (row for name in names for row in spellings(name)):
                if rest:
                    table.setdefault(first, set()).add(tuple(rest))
        return {first: tuple(sorted(tails, key=lambda t: (-len(t), t))) for first, tails in table.items()}

    @cached_property
    def takes_adposition(self) -> frozenset[tuple[str, str, bool]]:
        """(verb, adposition, reflexive) of frames that have this adposition and no bare object."""
        return frozenset(
            (verb, slot.word, entry.reflexive)
            for entry in self.entries
            if entry.kind == "verb" and "object" not in (*entry.actor, *entry.recipient, *entry.requires)
            for verb in entry.fixed
            for slots in entry.slots.values()
            for slot in slots
            if slot.kind == "adp"
        )

    @cached_property
    def all_verbs(self) -> tuple[str, ...]:
        """Every verb that some entry names, of a lemma of several words the first."""
        return tuple(dict.fromkeys(v for e in self.entries if e.kind != "noun" for v in e.fixed))


def _index(entries: Iterable[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    table: dict[str, list[Trigger]] = {}
    for entry in entries:
        for first in entry.fixed:
            table.setdefault(first, []).append(entry)
    return {lemma: tuple(found) for lemma, found in table.items()}
