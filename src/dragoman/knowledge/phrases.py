"""The words of an actor phrase -> its parts: names, adjectives, joint words, titles, role nouns, modifiers, unknown words."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from dragoman.knowledge.lookup import Knowledge
from dragoman.knowledge.records import Name, Title
from dragoman.knowledge.rolenouns import RoleNoun, RoleNouns
from dragoman.language.names import NameRules
from dragoman.values.world import Entity

LONGEST_PHRASE = 400  # characters; a longer query is no actor phrase
LONGEST_COMPOUND = 40  # letters of a word that is looked through for a name and a title
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\b[^\W\d_]\.(?=\s+[^\W\d_])|\w+(?:[-'’·/.‐‑]\w+)*['’]?|\S")

Kind = Literal["name", "relational", "joint", "title", "role", "deputy", "former", "acting", "word"]


class Part(msgspec.Struct, frozen=True):
    """What the words [start, end) of a phrase are; only the field of its kind is filled, of a role noun that is a name both."""

    kind: Kind
    start: int
    end: int
    text: str
    names: tuple[Name, ...] = ()
    entities: tuple[Entity, ...] = ()
    titles: tuple[Title, ...] = ()
    role: RoleNoun | None = None


class Reader:
    """Reads phrases of one language into parts."""

    def __init__(self, knowledge: Knowledge, roles: RoleNouns, rules: NameRules) -> None:
        self._knowledge, self._roles = knowledge, roles
        self._modifiers: dict[str, Kind] = {
            **dict.fromkeys(rules.titles.deputy_words, "deputy"),
            **dict.fromkeys(rules.titles.former_words, "former"),
            **dict.fromkeys(rules.titles.acting_words, "acting"),
        }
        self._described = frozenset(rules.titles.described)
        self._rules: tuple[Callable[[Sequence[str], int], Part | None], ...] = (
            self._joint, self._title, self._role, self._glued, self._sure_name, self._modifier, self._compound, self._relational,
            self._sign, self._any_name, self._demonym,
        )  # fmt: skip

    def parts(self, phrase: str) -> tuple[Part, ...]:
        """The parts of a phrase in text order, leftmost longest; of equally long readings the first rule's is taken."""
        words: Sequence[str] = phrase if self._knowledge.characters else _WORD.findall(self._knowledge.plain(phrase))
        found, at = [], 0
        while at < len(words):
            if words[at].isspace():
                at += 1
                continue
            readings = [part for rule in self._rules if (part := rule(words, at)) is not None]
            part = max(readings, key=lambda p: p.end) if readings else Part("word", at, at + 1, words[at])
            found.append(part)
            at = part.end
        return tuple(found)

    def _text(self, words: Sequence[str], start: int, end: int) -> str:
        return ("" if self._knowledge.characters else " ").join(words[start:end])

    def _joint(self, words: Sequence[str], at: int) -> Part | None:
        """ "franco-allemand", "日米韓", "한·미": one word, or in a language without blanks the longest run of signs."""
        sizes = range(min(7, len(words) - at), 1, -1) if self._knowledge.characters else (1,)
        for size in sizes:
            text = "".join(words[at : at + size])
            if len(entities := self._knowledge.joint(text)) > 1:
                return Part("joint", at, at + size, text, entities=entities)
        return None

    def _title(self, words: Sequence[str], at: int) -> Part | None:
        length, titles = self._knowledge.titles_at(words, at)
        if not length or (length == 1 and at and words[at].islower() and words[at - 1].lower() in self._described):
            return None
        longer, parted, owners = self._knowledge.parted_title(words, at)
        if longer > length:
            return Part("title", at, at + longer, self._text(words, at, at + longer), titles=parted, entities=owners)
        return Part("title", at, at + length, self._text(words, at, at + length), titles=titles)

    def _role(self, words: Sequence[str], at: int) -> Part | None:
        length, role = self._roles.at(words, at)
        if not length:
            return None
        named = self._sure_name(words, at)
        bodies = named.names if named is not None and named.end == at + length else ()
        people = self._knowledge.adjectives(words[at]) if length == 1 and not self._knowledge.characters else ()
        return Part("role", at, at + length, self._text(words, at, at + length), names=bodies, role=role, entities=people)

    def _any_name(self, words: Sequence[str], at: int) -> Part | None:
        length, names = self._knowledge.find(words, at)
        return Part("name", at, at + length, self._text(words, at, at + length), names=names) if length else None

    def _sure_name(self, words: Sequence[str], at: int) -> Part | None:
        part = self._any_name(words, at)
        return part if part is not None and any(not n.support for n in part.names) else None

    def _modifier(self, words: Sequence[str], at: int) -> Part | None:
        lower = words[at].lower()
        kind = self._modifiers.get(lower)
        if kind is None and self._knowledge.characters:
            text = next((m for m in self._modifiers if "".join(words[at : at + len(m)]) == m), "")
            return Part(self._modifiers[text], at, at + len(text), text) if text else None
        if kind is None:
            kind = next((k for base in self._knowledge.base_forms(lower) if (k := self._modifiers.get(base))), None)
        return Part(kind, at, at + 1, words[at]) if kind is not None else None

    def _relational(self, words: Sequence[str], at: int) -> Part | None:
        """An adjective of a country, body or city, also before a hyphen ("US-", "EU-backed")."""
        word = words[at]
        if self._knowledge.characters:
            return None
        entities = self._knowledge.adjectives(word)
        if not entities and "-" in word and (first := self._knowledge.prefix(word.split("-")[0])) is not None:
            entities = (first,)
        return Part("relational", at, at + 1, word, entities=entities) if entities else None

    def _sign(self, words: Sequence[str], at: int) -> Part | None:
        """A part of joint words right before a title or role noun: "日外相", "미 국무장관"."""
        entity = self._knowledge.part(words[at])
        if entity is None or at + 1 >= len(words) or not (self._title(words, at + 1) or self._role(words, at + 1)):
            return None
        return Part("relational", at, at + 1, words[at], entities=(entity,))

    def _glued(self, words: Sequence[str], at: int) -> Part | None:
        """A compound without a hyphen that is no listed name itself: "러시아군이" is the army before it is Russia."""
        word = words[at]
        if self._knowledge.characters or "-" in word or self._knowledge.listed(word):
            return None
        return self._compound(words, at)

    def _compound(self, words: Sequence[str], at: int) -> Part | None:
        """One word made of a name and a title or role noun ("미국대통령", "US-Regierung"): the name is in `entities`."""
        word = words[at]
        if self._knowledge.characters or len(word) > LONGEST_COMPOUND:
            return None
        for cut in range(len(word) - 1, 0, -1):
            first = word[:cut].rstrip("-")
            entity = self._knowledge.prefix(first) or (self._knowledge.part(first) if "-" not in word else None)
            rest = [word[cut:].lstrip("-")]
            if entity is not None and rest[0]:
                title, role = self._title(rest, 0), self._role(rest, 0)
                if title is not None:
                    return Part("title", at, at + 1, word, titles=title.titles, entities=(entity,))
                if role is not None:
                    return Part("role", at, at + 1, word, role=role.role, entities=(entity,))
        return None

    def _demonym(self, words: Sequence[str], at: int) -> Part | None:
        entity = None if self._knowledge.characters else self._knowledge.demonym(words[at])
        return Part("relational", at, at + 1, words[at], entities=(entity,)) if entity is not None else None

    def people(self, part: Part) -> bool:
        """Whether a part alone means a people: a demonym, or an adjective that is used as one."""
        return part.kind == "relational" and "-" not in part.text and self._knowledge.demonym(part.text) is not None
