"""Tables of rows (any CSV, the ICEWS actor dictionary, the UCDP actor list) -> entities with names and terms."""

import csv
import io
import re
from collections.abc import Callable, Iterator

from dragoman.knowledge.imports.codes import Codes
from dragoman.knowledge.imports.found import LONGEST_NAME, EntityKind, Found, Problem, Term

Rows = list[tuple[int, dict[str, str]]]
_KINDS: tuple[EntityKind, ...] = ("country", "organisation", "group", "party", "person", "institution")
_DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
_OPEN = ("beginning of time", "end of time", "-infinity", "infinity", "")
_UCDP_KINDS: dict[str, tuple[EntityKind, str]] = {"1": ("group", "REB"), "2": ("group", "REB"), "3": ("group", "SOC")}


def rows(text: str, file: str, needed: tuple[str, ...], problems: list[Problem]) -> Rows:
    """Rows with the number of their first line, keys in lower case; E101 where a row or the header does not fit."""
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    lines = _cells(reader, file, lambda: reader.line_num, problems)
    header = [c.strip().lower() for c in next(lines, [])]
    missing = [c for c in needed if c not in header]
    if missing:
        problems.append(
            Problem("E101", file, 1, f"columns {', '.join(missing)} are missing; found {', '.join(header) or 'nothing'}")
        )
        return []
    found: Rows = []
    line = reader.line_num + 1
    for cells in lines:
        if len(cells) > len(header):
            problems.append(Problem("E101", file, line, f"{len(cells)} cells, but the header has {len(header)} columns"))
        elif any(c.strip() for c in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            found.append((line, {k: c.strip() for k, c in zip(header, padded, strict=True)}))
        line = reader.line_num + 1
    return found


def _cells(reader: Iterator[list[str]], file: str, line: Callable[[], int], problems: list[Problem]) -> Iterator[list[str]]:
    """The cells of each line; a line that is none of a table is named and left out."""
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(Problem("E101", file, line(), f"no line of a table: {error}"))
            continue
        if cells is None:
            return
        yield cells


def read_csv(text: str, file: str, codes: Codes, language: str) -> tuple[list[Found], list[Problem]]:
    """Entities of a table with `name`, and optional `code`, `country`, `sector`, `kind`, `aliases`, `alias_of`, `lang`, `office`,
    `from`, `to`, `id`; a row with `alias_of` is one more name of the entity of that name.
    """  # fmt: skip
    problems: list[Problem] = []
    table = rows(text, file, ("name",), problems)
    heads = _heads(table, file, problems)
    found: dict[str, Found] = {}
    for line, row in table:
        head = heads.get(row["name"], "")
        if not head or not _short(row["name"], file, line, problems):
            continue
        names = _names(row, language, file, line, problems)
        terms = _term(row, codes, file, line, problems)
        if head != row["name"] or head in found:
            old = found.get(head)
            if old is not None:
                found[head] = _joined(old, names, terms)
                continue
        code = _code(row, codes, file, line, problems)
        if code is not None:
            found[head] = Found(
                line, head, _kind(row, terms), code, row.get("sector", "").upper(), names, terms, row.get("id", "")
            )
    return list(found.values()), problems


def _heads(table: Rows, file: str, problems: list[Problem]) -> dict[str, str]:
    """Name -> name of the entity it is an alias of, itself for most; cycles (E109) and unknown heads (E103) are left out."""
    aliases = {row["name"]: (line, row.get("alias_of", "")) for line, row in table}
    heads = {}
    for name, (line, head) in aliases.items():
        seen = [name]
        while head and head in aliases and head not in seen:
            seen.append(head)
            head = aliases[head][1]
        if head in seen:
            problems.append(Problem("E109", file, line, f"a cycle of aliases: {' -> '.join([*seen, head])}"))
        elif head:
            problems.append(Problem("E103", file, line, f"'{name}' is an alias of '{head}', which is not in the file"))
        else:
            heads[name] = seen[-1]
    return heads


def _short(name: str, file: str, line: int, problems: list[Problem]) -> bool:
    if len(name) > LONGEST_NAME:
        problems.append(Problem("E108", file, line, f"a name of {len(name)} characters; at most {LONGEST_NAME} are kept"))
    return 0 < len(name) <= LONGEST_NAME


def _names(row: dict[str, str], language: str, file: str, line: int, problems: list[Problem]) -> tuple[tuple[str, str, str], ...]:
    aliases = [a.strip() for a in re.split(r"\|\|?|;", row.get("aliases", ""))]
    kept = [a for a in aliases if a and _short(a, file, line, problems)]
    own = row.get("lang", "") or language
    return ((own, "name", row["name"]), *((own, "variant", a) for a in kept))


def _joined(found: Found, names: tuple[tuple[str, str, str], ...], terms: tuple[Term, ...]) -> Found:
    import msgspec

    more = tuple((lang, "variant" if form == "name" else form, text) for lang, form, text in names)
    known = {n[2] for n in found.names}
    return msgspec.structs.replace(
        found, names=(*found.names, *(n for n in more if n[2] not in known)), terms=(*found.terms, *terms)
    )


def _code(row: dict[str, str], codes: Codes, file: str, line: int, problems: list[Problem]) -> str | None:
    """The code of a row by `code` or the name in `country`, "" without either; None where it is unknown (E104)."""
    text = row.get("code", "") or row.get("country", "")
    if not text:
        return ""
    known = codes.countries.get(text.upper()) or codes.by_name.get(text.lower()) or codes.cameo(text.upper()).code
    if not known:
        problems.append(Problem("E104", file, line, f"'{text}' is no country or body that is known"))
        return None
    return known


def _kind(row: dict[str, str], terms: tuple[Term, ...]) -> EntityKind:
    return next((k for k in _KINDS if k == row.get("kind", "").lower()), "person" if terms else "institution")


def _term(row: dict[str, str], codes: Codes, file: str, line: int, problems: list[Problem]) -> tuple[Term, ...]:
    office, start, end = row.get("office", ""), row.get("from", ""), row.get("to", "")
    if not office and not start and not end:
        return ()
    for date in (start, end):
        if date and not _DATE.match(date):
            problems.append(Problem("E106", file, line, f"'{date}' is no date; expected YYYY-MM-DD, YYYY-MM or YYYY"))
            return ()
    if start and end and end < start[: len(end)]:
        problems.append(Problem("E107", file, line, f"the term ends before it begins ({start} to {end})"))
        return ()
    code = codes.countries.get((row.get("code", "") or "").upper()) or codes.by_name.get(row.get("country", "").lower(), "")
    body = row.get("body", "") or codes.ids.get(code, "")
    sector = row.get("sector", "").lower() or "gov"
    return (Term(office or f"role_{sector}", body, start, end),) if body else ()


def read_icews(text: str, file: str, codes: Codes, language: str) -> tuple[list[Found], list[Problem]]:
    """Entities of the ICEWS actor dictionary: one row an affiliation; aliases are separated by `||`."""
    problems: list[Problem] = []
    needed = ("actor name", "aliases", "affiliation to")
    found: dict[str, Found] = {}
    for line, row in rows(text, file, needed, problems):
        name = row["actor name"]
        code = codes.by_name.get(row.get("country", "").lower(), "")
        if row.get("country") and not code:
            problems.append(Problem("E104", file, line, f"'{row['country']}' is no country that is known"))
        if not _short(name, file, line, problems):
            continue
        sector = codes.icews(row["affiliation to"])
        person = row.get("actor type", "").lower().startswith("individual")
        dates = tuple("" if row.get(k, "").lower() in _OPEN else row.get(k, "")[:10] for k in _ICEWS_DATES)
        terms = _affiliation(sector, codes.ids.get(code, ""), (dates[0], dates[1]), file, line, problems) if person else ()
        if name in found:
            found[name] = _joined(found[name], (), terms)
            continue
        names = _names({"name": name, "aliases": row["aliases"]}, language, file, line, problems)
        group: EntityKind = "group" if sector in ("REB", "PRM", "UAF") else "party" if sector == "PTY" else "institution"
        country = code and name.lower() == row.get("country", "").lower()
        kind: EntityKind = "country" if country else "person" if person else group
        found[name] = Found(line, name, kind, code, "" if country else sector, names, terms, codes.ids[code] if country else "")
    return list(found.values()), problems


_ICEWS_DATES = ("affiliation start date", "affiliation end date")


def _affiliation(
    sector: str, body: str, dates: tuple[str, str], file: str, line: int, problems: list[Problem]
) -> tuple[Term, ...]:
    bad = next((d for d in dates if d and not _DATE.match(d)), "")
    if bad:
        problems.append(Problem("E106", file, line, f"'{bad}' is no date; expected YYYY-MM-DD"))
    return (Term("role_" + (sector or "gov").lower(), body, *dates),) if body and not bad else ()


def read_ucdp(text: str, file: str, codes: Codes, language: str) -> tuple[list[Found], list[Problem]]:
    """The non-state actors of the UCDP actor list; governments are countries already and are left out."""
    problems: list[Problem] = []
    found: list[Found] = []
    for line, row in rows(text, file, ("namedata", "org", "gwnoloc"), problems):
        if row["org"] not in _UCDP_KINDS or not _short(row["namedata"], file, line, problems):
            continue
        kind, sector = _UCDP_KINDS[row["org"]]
        numbers = [n.strip() for n in row["gwnoloc"].split(",") if n.strip()]
        code = codes.by_gw.get(numbers[0], "") if numbers else ""
        if numbers and not code:
            problems.append(Problem("W104", file, line, f"'{row['namedata']}': Gleditsch-Ward number {numbers[0]} is not known"))
        others = dict.fromkeys(row.get(k, "") for k in ("nameorig", "nameorigfull", "nameorigfulleng"))
        names = [n for n in others if n and n.lower() != "n/a" and n != row["namedata"] and _short(n, file, line, problems)]
        spelt = ((language, "name", row["namedata"]), *((language, "variant", n) for n in names))
        found.append(Found(line, row["namedata"], kind, code, sector, spelt))
    return found, problems


READERS: dict[str, Callable[[str, str, Codes, str], tuple[list[Found], list[Problem]]]] = {
    "csv": read_csv,
    "icews": read_icews,
    "ucdp": read_ucdp,
}
