"""packs/codebook/*.toml -> Codebook: types, modes, contexts, quad classes, scale; and where packs depart from it."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dragoman.language.reading import PACKS, read_toml
from dragoman.values.event import Type

FOLDER = PACKS / "codebook"


class TypeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event type.

    `definition` says what it is; `counts` and `does_not_count` are notes, one case each, the latter with the type that
    the case belongs to. `quad` is its class 1-4, `scale` -10..10, `cameo` the roots of CAMEO that it takes up.
    `modes` gives each mode's scale and `mode_definitions` what it means; both name the same modes.
    """

    definition: str
    quad: int
    scale: float
    requires_recipient: bool
    cameo: tuple[str, ...]
    counts: tuple[str, ...]
    does_not_count: tuple[str, ...]
    modes: dict[str, float]
    mode_definitions: dict[str, str]

    def __post_init__(self) -> None:
        _same_names("modes", self.modes, "mode_definitions", self.mode_definitions)


class Codebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What PLOVER's manual says about types, modes, contexts and sectors.

    `quad_classes` names the classes 1-4 in order; `context_definitions` says what each of the `contexts` means.
    `authorities` gives, by mode, the sector of those who do such a deed where nobody is named.
    """

    contexts: tuple[str, ...]
    context_definitions: dict[str, str]
    auxiliary: dict[str, str]
    future_is_agree: tuple[Type, ...]
    future_is_threaten: tuple[Type, ...]
    weapons_of_war: frozenset[str]
    political_contexts: frozenset[str]
    on_the_spot: frozenset[Type]
    in_hosts_land: frozenset[str]
    in_recipients_land: frozenset[str]
    modes_by_content: frozenset[Type]
    mode_of_modes: dict[str, str]
    mode_of_types: dict[Type, str]
    hostages: frozenset[str]
    silenced: frozenset[str]
    of_anybody: frozenset[str]
    open_to_servants: frozenset[str]
    authorities: dict[str, str]
    political_sectors: frozenset[str]
    sectors: tuple[str, ...]
    quad_classes: tuple[str, str, str, str]
    types: dict[Type, TypeRow]

    def __post_init__(self) -> None:
        _same_names("contexts", self.contexts, "context_definitions", self.context_definitions)

    def scale(self, event: Type, modes: tuple[str, ...]) -> float:
        """The scale of a type in its modes: the value farthest from zero among the modes', else the type's."""
        row = self.types[event]
        known = [row.modes[m] for m in modes if m in row.modes]
        return max(known, key=abs) if known else row.scale

    def mode_of(self, asked: Type, modes: tuple[str, ...]) -> str:
        """The mode of a demand or refusal of a deed of that type in those modes, "" without one."""
        return next((self.mode_of_modes[m] for m in modes if m in self.mode_of_modes), self.mode_of_types.get(asked, ""))


class Departure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A trigger entry of a pack that codes otherwise than the codebook says.

    `event` and `mode` are what the codebook asks for; `words` the lemmas or nouns of the entry that are meant, none for all.
    """

    language: str
    entry: str
    event: Type
    note: str
    mode: str = ""
    words: tuple[str, ...] = ()


class DepartureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of departures."""

    departure: tuple[Departure, ...] = ()


def read_codebook(path: Path = FOLDER / "plover.toml") -> Codebook:
    """The Codebook; PackError names file and path."""
    return read_toml(path, Codebook)


def read_departures(path: Path = FOLDER / "departures.toml") -> tuple[Departure, ...]:
    """Where packs depart from the codebook; PackError names file and path."""
    return read_toml(path, DepartureFile).departure


def _same_names(name: str, names: Iterable[str], other: str, others: Iterable[str]) -> None:
    """ValueError when two keys do not name the same things; the reader makes it a PackError."""
    odd = sorted(set(names) ^ set(others))
    if odd:
        raise ValueError(f"`{name}` and `{other}` must name the same things; only one of them has {', '.join(odd)}")
