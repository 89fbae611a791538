"""roles.toml of a pack -> Roles: generic nouns that name actors, and words that refer back."""

from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.reading import read_toml
from dragoman.language.triggers import spellings


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of one sector and kind."""

    sector: str
    kind: Literal["person", "group", "institution", "country"]
    lemma: tuple[str, ...]


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases (as lower-case word sequences) and single words for the parties named before."""

    phrases: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    loose: frozenset[str] = frozenset()
    """Words of phrases that mean the two only where these have met or agreed ("les | parties"; but "les deux parties")."""


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that refer to what was said before, and modifiers of offices."""

    same_office: frozenset[str]
    origin: frozenset[str]
    persons: frozenset[str]
    people: frozenset[str]
    former: frozenset[str]
    former_prefixes: tuple[str, ...]
    deputy: frozenset[str]
    honorifics: frozenset[str]
    bodies: frozenset[str] = frozenset()
    """Pronouns that stand for countries and bodies only ("it")."""
    sides: frozenset[str] = frozenset()
    """Adjectives before a land's name by which it is ground and not a state ("a | northern | Mali attack")."""
    suffixes: frozenset[str] = frozenset()
    """Words behind a family name that are no part of it ("Joseph Boakai | Sr.")."""
    houses: frozenset[str] = frozenset()
    """Nouns for houses that may be called by another land than they stand in ("the Saudi | hospital | in El Fasher")."""
    escorts: frozenset[str] = frozenset()
    """Nouns for those who drive with somebody: what is done to them is done to him ("the | convoy | of the president")."""
    objects: frozenset[str] = frozenset()
    """Pronouns for whoever something is done to, that also stand for things ("| lo | acusó de traición")."""
    own: frozenset[str] = frozenset()
    """Possessives by which a country or seat is that of whoever was named before ("son pays")."""
    speakers: frozenset[str] = frozenset()
    """Pronouns by which a speaker means himself and his side ("we", "nous")."""
    speaker_endings: tuple[str, ...] = ()
    """Endings of verbs that say the same without a pronoun ("insta|mos")."""
    led: tuple[str, ...] = ()
    """Beginnings of participles that say whose a body is, when these stand between the two ("von X geführte Koalition")."""
    loyal: frozenset[str] = frozenset()
    """Adjectives behind which stands whose men somebody is ("forces | loyal | to the president")."""
    blocs: frozenset[str] = frozenset()
    """Nouns by which, behind a definite article, a body of states is meant that was spoken of ("the | bloc")."""
    any_group: frozenset[str] = frozenset()
    """Nouns by which, behind a definite article, any group is meant that was named before ("the | group")."""
    peacekeepers: frozenset[str] = frozenset()
    """Nouns, also of several words, for soldiers whom a body of states has sent ("soldat de la paix")."""
    seats: frozenset[str] = frozenset()
    """Words beside a place that is only the seat of a body ("the Observatory, | based | in Britain")."""
    borders: frozenset[str] = frozenset()
    """Words behind which stands what lies on the other side ("the region | bordering | Uganda")."""
    foreign: tuple[str, ...] = ()
    """Beginnings of adjectives for those from abroad, whose country nobody says ("| foreign | journalists")."""
    lands: frozenset[str] = frozenset()
    """Nouns by which, behind a definite article, the state is meant that was spoken of ("the | country")."""
    neighbours: frozenset[str] = frozenset()
    """Nouns by which, behind a definite article or none, the other state is meant ("das | Nachbarland")."""
    others: frozenset[str] = frozenset()
    """Nouns for others than whoever they belong to ("Chinas | Nachbarn")."""
    ground: frozenset[str] = frozenset()
    """Nouns for the land of whoever an adjective names: "groups on Pakistani soil"."""
    guests: frozenset[str] = frozenset()
    """Bodies that stand in another country than their own ("embassy")."""
    men: frozenset[str] = frozenset()
    """Pronouns for men only: in what a man says, himself ("der Minister sagte, dass | er | ...")."""
    women: frozenset[str] = frozenset()
    """Pronouns for women only ("she")."""
    bare: frozenset[str] = frozenset()
    """Nouns that alone in the singular, without an article, name no actor ("took the town by | force")."""
    colonies: frozenset[str] = frozenset()
    """Nouns for a land that an adjective says whose it was: "the former Portuguese | colony" is not Portugal."""
    sites: frozenset[str] = frozenset()
    """Bodies by whose house a deed is named that is done to it, not by it ("a | mosque | bombing")."""
    means: frozenset[str] = frozenset()
    """Nouns that before a deed say with what it is done, not who does it ("a | drone | attack")."""
    groups: frozenset[str] = frozenset()
    """Nouns for some of those who are told behind them: what these are the group is ("a | group | of gunmen")."""
    staff: frozenset[str] = frozenset()
    """Nouns for those who serve the body behind them, and are of its sector: "two | employees | of the embassy"."""
    anybody: frozenset[str] = frozenset()
    """Nouns of which a single one says nothing but that it is somebody: "a man was arrested" is crime."""
    stateless: frozenset[str] = frozenset()
    """Nouns for armed people who fight across borders: of no country unless the text itself says of which ("jihadists")."""
    second_surnames: bool = False
    """Whether people may be called by their mother's family name behind their father's ("Gustavo Petro Urrego")."""
    civilians: frozenset[str] = frozenset()
    """Nouns for people whom, killed in an attack, nobody takes for victims of a crime ("civilian")."""
    portfolios: frozenset[str] = frozenset()
    """Words for an office or body behind which stands what it is in charge of ("Ministry | of Trade, Industry and Tourism")."""
    portfolio_endings: tuple[str, ...] = ()
    """Endings of words for such a field that no list may hold ("Décentralisa|tion")."""
    patrons: frozenset[str] = frozenset()
    """Last parts of compounds whose first part names somebody else than the whole ("Iran-backed")."""


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Role nouns of a language."""

    role: tuple[Role, ...]
    pair: Pair
    reference: Reference

    @cached_property
    def by_lemma(self) -> dict[str, Role]:
        """Lemma -> its first role."""
        table: dict[str, Role] = {}
        for role in self.role:
            for lemma in role.lemma:
                table.setdefault(lemma, role)
        return table

    @cached_property
    def long(self) -> dict[str, tuple[tuple[tuple[str, ...], Role], ...]]:
        """First word of a lemma of several words -> (its words, its role), longest first."""
        table: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
        for lemma, role in self.by_lemma.items():
            words = spellings(lemma)[-1]
            if len(words) > 1:
                table.setdefault(words[0], []).append((words, role))
        return {first: tuple(sorted(found, key=lambda f: (-len(f[0]), f[0]))) for first, found in table.items()}

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """Pair phrases, lower case."""
        return frozenset(tuple(w.lower() for w in p) for p in self.pair.phrases)

    @cached_property
    def pair_ends(self) -> frozenset[str]:
        """The last words of pair phrases, lower case."""
        return frozenset(p[-1] for p in self.pairs)


def read_roles(path: Path) -> Roles:
    """The Roles of a pack's roles.toml; PackError names file and path."""
    return read_toml(path, Roles)
