"""The atlas and the user's overlay -> answers to "who holds this name or office on this date?"."""

from pathlib import Path

from dragoman.knowledge.build import compile_atlas
from dragoman.knowledge.cache import store, stored
from dragoman.knowledge.lookup import Knowledge
from dragoman.knowledge.records import Holding, Name, Title
from dragoman.knowledge.spelling import same_person
from dragoman.knowledge.tables import Tables, atlas_hash
from dragoman.language.names import NameRules, read_names

__all__ = ["Holding", "Knowledge", "Name", "Title", "atlas_hash", "load", "same_person"]


def load(language: str, *, overlay: Path | None = None, rules: NameRules | None = None) -> Knowledge:
    """Knowledge in one language, from the user's cache where the atlas, the overlay and the rules are unchanged.

    `overlay` is a folder with tables like those of the atlas; its rows win. `rules` replaces the pack's names.toml.
    PackError names the table and row that is malformed.

    >>> load("de").country("KOR").name
    'Südkorea'
    """
    rules = read_names(language) if rules is None else rules
    mark = atlas_hash(overlay)
    key = f"{language}-{mark}-{_rules_mark(rules)}"
    compiled = stored(key)
    if compiled is None:
        compiled = compile_atlas(language, Tables(overlay), rules)
        store(key, compiled)
    return Knowledge(compiled, rules, language, mark)


def _rules_mark(rules: NameRules) -> str:
    import hashlib

    import msgspec

    return hashlib.sha256(msgspec.json.encode(rules)).hexdigest()[:8]
