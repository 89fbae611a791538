"""packs/codebook/plover.toml -> Codebook: types, modes, quad classes, scale."""

from pathlib import Path

import msgspec

from dragoman.language.reading import PACKS, read_toml
from dragoman.values.event import Type


class TypeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event type: definition, quad class 1-4, scale -10..10, whether it needs a recipient, scale by mode."""

    definition: str
    quad: int
    scale: float
    requires_recipient: bool
    modes: dict[str, float]


class Codebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What PLOVER's manual says about types, modes, contexts and sectors."""

    contexts: tuple[str, ...]
    auxiliary: dict[str, str]
    future_is_agree: tuple[Type, ...]
    political_sectors: frozenset[str]
    sectors: tuple[str, ...]
    types: dict[Type, TypeRow]

    def scale(self, event: Type, modes: tuple[str, ...]) -> float:
        """The scale of a type in its modes: the value farthest from zero among the modes', else the type's."""
        row = self.types[event]
        known = [row.modes[m] for m in modes if m in row.modes]
        return max(known, key=abs) if known else row.scale


def read_codebook(path: Path = PACKS / "codebook" / "plover.toml") -> Codebook:
    """The Codebook; PackError names file and path."""
    return read_toml(path, Codebook)
