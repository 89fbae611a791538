"""names.toml of a pack -> NameRules: how names of the atlas inflect and how titles are put together."""

import msgspec

from dragoman.language.reading import PACKS, read_toml


class TitleRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Endings of title words and the first parts of their compounds: deputy, former, acting, no change, or a country."""

    endings: tuple[str, ...] = ()
    deputy: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    country: dict[str, str] = {}


class NameRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Endings that names and adjectives inside names take; `capitals_from` is in letters."""

    name_endings: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    capitals_from: int = 4
    titles: TitleRules = TitleRules()


def read_names(language: str) -> NameRules:
    """The name rules of a language; rules without endings where its pack has no names.toml."""
    path = PACKS / language / "names.toml"
    return read_toml(path, NameRules) if path.exists() else NameRules()
