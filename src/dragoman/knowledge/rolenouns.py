"""roles.toml of a language and its name rules -> RoleNouns: which generic noun for an actor begins at a word, and its sector."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.knowledge.index import CharacterIndex, Index, lengths
from dragoman.knowledge.inflection import Inflection
from dragoman.language.names import NameRules
from dragoman.language.reading import PACKS, read_toml


class RoleNoun(msgspec.Struct, frozen=True):
    """Nouns of one sector; `kind` says whether they name a person, several, an institution or a country."""

    sector: str
    kind: str = "person"
    lemma: tuple[str, ...] = ()


class _Reference(msgspec.Struct, frozen=True):
    honorifics: frozenset[str] = frozenset()


class _File(msgspec.Struct, frozen=True):
    """The part of roles.toml that is read here; a language without a full pack has nothing else in it."""

    role: tuple[RoleNoun, ...] = ()
    reference: _Reference = _Reference()


class RoleNouns:
    """Looks role nouns up in running words, inflected and in either case."""

    def __init__(self, roles: tuple[RoleNoun, ...], rules: NameRules, honorifics: frozenset[str] = frozenset()) -> None:
        self.honorifics = frozenset(h.lower() for h in honorifics)
        """Words before a name or title that are no part of it ("herr"), lower case."""
        self._characters = rules.writing == "characters"
        inflection = Inflection(
            msgspec.structs.replace(rules, name_endings=(*rules.name_endings, *rules.titles.endings), every_word=True, shortest=1)
        )
        table: dict[str, RoleNoun] = {}
        for role in roles:
            for lemma in role.lemma:
                table.setdefault(inflection.plain(lemma.lower()), role)
        kind: type[Index[RoleNoun]] = CharacterIndex if self._characters else Index
        self._index = kind(table, lengths(table, self._characters), inflection, every_word=True)

    def at(self, words: Sequence[str], at: int) -> tuple[int, RoleNoun | None]:
        """How many words from `at` on are the longest role noun, and which; (0, None) when none begins there."""
        lower = words[at:] if self._characters else [w.lower() for w in words[at : at + 6]]
        exact, bent = self._index.exact(lower, 0), self._index.inflected(lower, 0)
        found = bent if bent is not None and (exact is None or bent[0] > exact[0]) else exact
        return found if found is not None else (0, None)


def read_role_nouns(language: str, rules: NameRules, folder: Path = PACKS) -> RoleNouns:
    """The role nouns of a language; none where it has no roles.toml."""
    path = folder / language / "roles.toml"
    if not path.exists():
        return RoleNouns((), rules)
    file = read_toml(path, _File)
    return RoleNouns(file.role, rules, file.reference.honorifics)
