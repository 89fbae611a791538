"""The version of a database -> the steps that bring it to the version of this program."""

import sqlite3
from collections.abc import Callable
from importlib.resources import files

VERSION = 1
"""Version of schema.sql; a change to it raises this number and adds a step."""

Step = Callable[[sqlite3.Connection], None]

STEPS: tuple[tuple[int, str, Step], ...] = ()
"""(version reached, what it does, step), in order; a step runs inside one transaction."""


def schema() -> str:
    """The text of schema.sql."""
    return files("dragoman.store").joinpath("schema.sql").read_text(encoding="utf-8")


def pending(version: int) -> tuple[tuple[int, str, Step], ...]:
    """The steps that a database of this version still needs, in order."""
    return tuple(step for step in STEPS if step[0] > version)
