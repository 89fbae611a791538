"""The atlas and the user's overlay -> answers to "who holds this name or office on this date?"."""

from collections.abc import Sequence
from pathlib import Path

from dragoman.knowledge.build import compile_atlas
from dragoman.knowledge.cache import store, stored
from dragoman.knowledge.checks import check, left_out
from dragoman.knowledge.lookup import Knowledge
from dragoman.knowledge.records import Holding, Name, Title
from dragoman.knowledge.spelling import same_person
from dragoman.knowledge.tables import Tables, atlas_hash
from dragoman.language.names import NameRules, read_names
from dragoman.values.errors import ConfigError

__all__ = ["Holding", "Knowledge", "Name", "Title", "atlas_hash", "load", "same_person"]


def load(language: str, *, overlay: Path | Sequence[Path] | None = None, rules: NameRules | None = None) -> Knowledge:
    """Knowledge in one language, from the user's cache where the atlas, the overlays and the rules are unchanged.

    `overlay` is a folder with tables like those of the atlas, or several; their rows win, those of the first one most. Rows
    that a check finds faulty (`dragoman.knowledge.checks`) are left out. `rules` replaces the pack's names.toml. ConfigError
    where an overlay is no folder, PackError where a table of the atlas is malformed.

    >>> load("de").country("KOR").name
    'Südkorea'
    """
    overlays = () if overlay is None else (overlay,) if isinstance(overlay, Path) else tuple(overlay)
    lost = [str(o) for o in overlays if not o.is_dir()]
    if lost:
        raise ConfigError(f"overlay {lost[0]} is no folder; expected one with tables such as person_names.tsv")
    rules = read_names(language) if rules is None else rules
    mark = atlas_hash(overlays)
    key = f"{language}-{mark}-{_rules_mark(rules)}"
    compiled = stored(key)
    if compiled is None:
        faulty = frozenset((o, file, line) for o in overlays for file, line in left_out(check(o)))
        compiled = compile_atlas(language, Tables(overlays, faulty), rules)
        store(key, compiled)
    return Knowledge(compiled, rules, language, mark)


def _rules_mark(rules: NameRules) -> str:
    import hashlib

    import msgspec

    return hashlib.sha256(msgspec.json.encode(rules)).hexdigest()[:8]
