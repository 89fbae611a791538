"""A PETRARCH, Phoenix or TABARI actor dictionary -> entities with dated codes, and what is malformed in it.

Format: a head `NAME_ [CODE]`, synonyms `+NAME_`, codes on the head's line or on indented lines below it, each with a period
(`YYMMDD-YYMMDD`, `>YYMMDD`, `<YYMMDD`) or without (the role at all other times); `_` is a blank, `#` begins a comment.
"""

import datetime
import re
from collections.abc import Iterator

import msgspec

from dragoman.knowledge.imports.codes import Codes
from dragoman.knowledge.imports.found import LONGEST_NAME, EntityKind, Found, Problem, Term

PIVOT = 29  # two-digit years up to it are 20xx, later ones 19xx: 14 is 2014, 43 is 1943
_CODE = re.compile(r"\[([^\]]*)\]?")
_INSIDE = re.compile(r"^(?P<code>[A-Za-z~]*)\s*(?P<period>[<>]?\s*[\d\s-]*)$")
_DATED = re.compile(r"[<>]|\d{5}|\s\d")  # digits that are no part of a code such as NGOCHRPRO214
_SECTOR_KINDS: dict[str, EntityKind] = {"IGO": "organisation", "SOC": "organisation", "BUS": "organisation", "REB": "group",
                                        "UAF": "group", "PRM": "group", "PTY": "party"}  # fmt: skip


class Counts(msgspec.Struct):
    """What was read: heads, synonyms, codes with a period, codes without."""

    heads: int = 0
    synonyms: int = 0
    dated: int = 0
    undated: int = 0


class Block(msgspec.Struct):
    """A head with its synonyms and codes, as read so far."""

    line: int
    names: list[str]
    codes: list[tuple[int, str]]


def read(lines: list[str], file: str, codes: Codes, language: str) -> tuple[list[Found], list[Problem], Counts]:
    """The entities of a dictionary in its order; a malformed date leaves out that code only."""
    found: list[Found] = []
    problems: list[Problem] = []
    counts = Counts()
    for block in _blocks(lines, counts):
        entity = _entity(block, file, codes, language, problems, counts)
        if entity is not None:
            found.append(entity)
    return found, problems, counts


def _blocks(lines: list[str], counts: Counts) -> Iterator[Block]:
    block: Block | None = None
    for number, line in enumerate(lines, 1):
        text = line.split("#", 1)[0].rstrip()
        if not text.strip():
            continue
        indented = text[0] in " \t"
        name = _CODE.split(text, maxsplit=1)[0].strip() if not indented else ""
        inside = [(number, m.group(1).strip()) for m in _CODE.finditer(text)]
        if indented or name.startswith("+"):
            if block is not None:
                block.names += [name[1:]] if name else []
                block.codes += inside
            counts.synonyms += bool(name)
            continue
        if block is not None:
            yield block
        counts.heads += 1
        block = Block(number, [name], inside)
    if block is not None:
        yield block


def _entity(block: Block, file: str, codes: Codes, language: str, problems: list[Problem], counts: Counts) -> Found | None:
    terms: list[Term] = []
    default: tuple[str, str] | None = None
    for line, text in block.codes:
        match = _INSIDE.match(text)
        actor = codes.cameo((match["code"] if match else re.split(r"[^A-Za-z]", text)[0]).upper().replace("~", ""))
        dated = _DATED.search(text) is not None
        counts.dated += dated
        counts.undated += not dated
        if not actor.code:
            problems.append(Problem("E104", file, line, f"'{text}': no country or body that is known"))
            continue
        period = match["period"].replace(" ", "") if match else ""
        if not dated:
            default = default or (actor.code, actor.sector)
            continue
        dates = _period(period, text, file, line, problems)
        if dates is not None:
            body = codes.body(actor.code)
            default = default or (None if body else (actor.code, actor.sector))
            terms += [Term("role_" + (actor.sector or "GOV").lower(), body, *dates)] if body else []
    if not block.codes:
        problems.append(Problem("E111", file, block.line, f"'{block.names[0]}' has no code"))
    if default is None and not terms:
        return None
    return _found(block, default, terms, codes, language, file, problems)


def _found(
    block: Block, default: tuple[str, str] | None, terms: list[Term], codes: Codes, language: str, file: str,
    problems: list[Problem],
) -> Found | None:  # fmt: skip
    names = []
    for name in block.names:
        text = " ".join(name.replace("_", " ").split())
        if len(text) > LONGEST_NAME:
            problems.append(
                Problem("E108", file, block.line, f"a name of {len(text)} characters; at most {LONGEST_NAME} are kept")
            )
        elif text:
            names.append((language, "any_case", text))
    if not names:
        return None
    code, sector = default if default is not None else ("", "")
    if not terms and not sector and code and (code in codes.ids or code in codes.coined):
        return Found(block.line, names[0][2], "country", code, "", tuple(names), (), codes.body(code))
    kind: EntityKind = "person" if terms else _SECTOR_KINDS.get(sector, "institution")
    return Found(block.line, names[0][2], kind, code, sector, tuple(names), tuple(terms))


def _period(period: str, text: str, file: str, line: int, problems: list[Problem]) -> tuple[str, str] | None:
    """First and last day, "" where open; None where a date is malformed, which is reported."""
    first, dash, last = period.lstrip("<>").partition("-")
    if not dash:
        first, last = ("", first) if period.startswith("<") else (first, "" if period.startswith(">") else first)
    found = []
    for digits in (first, last):
        date = _date(digits) if digits else ""
        if date is None:
            problems.append(
                Problem("E106", file, line, f"'{text}': '{digits}' has {len(digits)} digits; expected YYMMDD or YYYYMMDD")
            )
            return None
        if date.startswith("?"):
            problems.append(Problem("W106", file, line, f"'{text}': '{digits}' is no day; read as {date[1:]}"))
            date = date[1:]
        found.append(date)
    if found[0] and found[1] and found[1] < found[0][: len(found[1])]:
        problems.append(Problem("E107", file, line, f"'{text}' ends before it begins ({found[0]} to {found[1]})"))
        return None
    return found[0], found[1]


def _date(digits: str) -> str | None:
    """An ISO date; "?" before one that had to be cut to its month or year; None for a wrong number of digits."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= PIVOT else "19") + digits
    if len(digits) != 8:
        return None
    iso = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    try:
        return datetime.date.fromisoformat(iso).isoformat()
    except ValueError:
        month = "01" <= digits[4:6] <= "12"
        return "?" + iso[:7] if month else "?" + iso[:4]
