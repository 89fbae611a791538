"""names.toml of a pack -> NameRules: how names of the atlas inflect and how titles are put together."""

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.reading import PACKS, read_toml, read_tsv
from dragoman.values.errors import PackError


class TitleRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Endings of title words and the first parts of their compounds: deputy, former, acting, no change, or a country.

    `deputy_words`, `former_words` and `acting_words` do the same as words of their own before or behind a title.
    `feminine_words` before or at the start of a title, and `feminine_endings` of its words, say that a woman holds the office.
    A title right behind a word of `described` is its adjective ("fuentes | diplomáticas"); what stands before a word of
    `narrowed` is what that person is the head of ("trade | chief").
    """

    capitalised: bool = False
    endings: tuple[str, ...] = ()
    deputy: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    country: dict[str, str] = {}
    deputy_words: tuple[str, ...] = ()
    former_words: tuple[str, ...] = ()
    acting_words: tuple[str, ...] = ()
    feminine_words: tuple[str, ...] = ()
    feminine_endings: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()


class NameRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How names are written in a language: endings, replaced endings, glued starts, letters; lengths are in letters."""

    writing: Literal["words", "characters"] = "words"
    name_endings: tuple[str, ...] = ()
    stacked: bool = False
    nouns: dict[str, tuple[str, ...]] = {}
    adjectives: dict[str, tuple[str, ...]] = {}
    adjective_endings: tuple[str, ...] = ()
    every_word: bool = False
    before: dict[str, tuple[str, ...]] = {}
    letters: dict[str, str] = {}
    blanks_optional: bool = False
    capitals_from: int = 4
    shortest: int = 2
    titles: TitleRules = TitleRules()


def read_names(language: str, folder: Path = PACKS) -> NameRules:
    """The name rules of a language, with the letters of its letters.tsv; rules without endings where it has no names.toml."""
    path = folder / language / "names.toml"
    if not path.exists():
        return NameRules()
    rules = read_toml(path, NameRules)
    table = path.with_name("letters.tsv")
    if table.exists():
        rows = read_tsv(table, ("letter", "base"))
        rules = msgspec.structs.replace(rules, letters=rules.letters | {r["letter"]: r["base"] for r in rows})
    long = [letter for letter in rules.letters if len(letter) != 1]
    if long:
        raise PackError(f"{path}: letters: '{long[0]}' has {len(long[0])} characters; expected one")
    return rules


def named_languages(folder: Path = PACKS) -> tuple[str, ...]:
    """Codes (BCP 47) of the languages whose names are known, sorted: those with a names.toml, with or without a full pack."""
    return tuple(sorted(p.parent.name for p in folder.glob("*/names.toml")))
