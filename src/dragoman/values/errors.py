"""The error tree and the closed list of refusals: what can go wrong, and how it is said.

    DragomanError
    ├── PackError      a language pack, the codebook or the atlas is malformed (file and path in it are named)
    ├── InputError     an input cannot be opened or is not what it claims to be
    ├── StoreError     a database cannot be read or written
    └── ConfigError    an option has a value that cannot be used

A document or clause that cannot be coded is no error but a `Refusal`.
"""

from typing import Literal

import msgspec

from dragoman.values.text import Span


class DragomanError(Exception):
    """Root of all errors that Dragoman raises on purpose; the message says what was found and what to do."""


class PackError(DragomanError):
    """A pack, codebook or atlas file is malformed; the message starts with file and path."""


class InputError(DragomanError):
    """An input cannot be read; the message names it and says what was expected."""


class StoreError(DragomanError):
    """A database cannot be opened, read or written."""


class ConfigError(DragomanError):
    """An option has an unusable value; the message names option, value and what is allowed."""


Stage = Literal["intake", "clauses", "who", "said", "when", "where", "what", "stories"]

Reason = Literal[
    # intake: the document
    "empty",
    "binary",
    "too_large",
    "broken_json",
    "unreadable",
    "no_article_text",
    "unsupported_language",
    "mixed_language",
    # who, where
    "no_home",
    "ambiguous_name",
    "unknown_place",
    # when
    "no_anchor",
    "ambiguous_time",
    # what: the clause
    "negated",
    "no_actor",
    "no_recipient",
    "not_political",
    "missing_slot",
    "forbidden_word",
    "missing_word",
    "embedded",
    "unsupported_noun",
    "generic",
    "question",
    "sport",
    "fiction",
    "business",
    "metaphor",
    "history",
    "same_event",
]


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Why nothing was coded: the stage that refused, a reason from the closed list, where, and a readable detail.

    `span` is half-open in code points of the stored text, None where it concerns the whole document.
    """

    stage: Stage
    reason: Reason
    span: Span | None = None
    detail: str = ""
