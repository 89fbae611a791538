"""Dragoman reads news and says who did what to whom, when, where, on whose word, and whether it has happened.

>>> import dragoman
>>> events = dragoman.code("Die Polizei in Ankara hat am Montag zwei Journalisten festgenommen.", published="2024-06-14")
>>> events[0].event[0], events[0].status
('COERCE', 'occurred')
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dragoman.coder import Coder, code, documents, read
    from dragoman.pipeline import Understood
    from dragoman.values.errors import ConfigError, DragomanError, InputError, PackError, Refusal, StoreError
    from dragoman.values.event import Attribution, Event, Participant
    from dragoman.values.speech import Statement
    from dragoman.values.text import Article, Document, Finding
    from dragoman.values.time import TimeSpan
    from dragoman.values.world import Mention, Place
    from dragoman.view import Corpus, open

_HOMES = {
    "Coder": "coder",
    "code": "coder",
    "open": "view",
    "Corpus": "view",
    "documents": "coder",
    "read": "coder",
    "Understood": "pipeline",
    "ConfigError": "values.errors",
    "DragomanError": "values.errors",
    "InputError": "values.errors",
    "PackError": "values.errors",
    "Refusal": "values.errors",
    "StoreError": "values.errors",
    "Attribution": "values.event",
    "Event": "values.event",
    "Participant": "values.event",
    "Statement": "values.speech",
    "Article": "values.text",
    "Document": "values.text",
    "Finding": "values.text",
    "TimeSpan": "values.time",
    "Mention": "values.world",
    "Place": "values.world",
}

__all__ = [
    "Article",
    "Attribution",
    "Coder",
    "ConfigError",
    "Corpus",
    "Document",
    "DragomanError",
    "Event",
    "Finding",
    "InputError",
    "Mention",
    "PackError",
    "Participant",
    "Place",
    "Refusal",
    "Statement",
    "StoreError",
    "TimeSpan",
    "Understood",
    "__version__",
    "code",
    "documents",
    "open",
    "read",
]


def __getattr__(name: str) -> Any:
    """Loads a public name when it is first asked for, so that `import dragoman` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(f"dragoman.{_HOMES[name]}"), name)
