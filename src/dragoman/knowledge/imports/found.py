"""What a reader of other people's dictionaries gives: entities with names and terms, and problems with file and line."""

from typing import Literal

import msgspec

EntityKind = Literal["country", "organisation", "group", "party", "person", "institution"]
LONGEST_NAME = 200  # characters; longer ones are reported and left out


class Problem(msgspec.Struct, frozen=True):
    """A fault of a dictionary or table: code (E = left out, W = kept), file, line (0 = the whole file) and what was found."""

    code: str
    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.text}"


class Term(msgspec.Struct, frozen=True):
    """A time in an office: office id, id or code of the body, ISO dates ("" = open)."""

    office: str
    body: str
    start: str = ""
    end: str = ""


class Found(msgspec.Struct, frozen=True):
    """One entity of a dictionary: its names as (language, form, text), the line it begins on."""

    line: int
    name: str
    kind: EntityKind
    code: str = ""
    sector: str = ""
    names: tuple[tuple[str, str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    id: str = ""
    """Id of an entity that the atlas has already; "" makes a new one."""
