"""Results of the four documented Wikidata queries, CSV or JSON -> entities with names and terms."""

import re

import msgspec

from dragoman.knowledge.imports.codes import Codes
from dragoman.knowledge.imports.found import EntityKind, Found, Problem, Term
from dragoman.knowledge.imports.spreadsheets import Rows, rows

_QID = re.compile(r"Q\d+$")
_UNNAMED = re.compile(r"^Q\d+$")


class _Value(msgspec.Struct, frozen=True):
    value: str = ""


class _Results(msgspec.Struct, frozen=True):
    bindings: tuple[dict[str, _Value], ...] = ()


class _Head(msgspec.Struct, frozen=True):
    vars: tuple[str, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    results: _Results
    head: _Head = _Head()


def read_wikidata(text: str, file: str, codes: Codes, language: str) -> tuple[list[Found], list[Problem]]:
    """Entities of a result: holders (`person`, `office`), names of countries (`country`, `lang`, `name`), or bodies (`item`)."""
    problems: list[Problem] = []
    table = _json(text, file, problems) if text.lstrip().startswith("{") else rows(text, file, (), problems)
    keys = set(table[0][1]) if table else _columns(text)
    if {"person", "office"} <= keys:
        return _holders(table, file, codes, problems), problems
    if {"country", "lang", "name"} <= keys:
        return _names(table, file, codes, problems), problems
    if {"item", "itemlabel"} <= keys:
        return _bodies(table, file, codes, language, problems), problems
    if table or not problems:
        expected = "person and office, or country, lang and name, or item and itemLabel"
        problems.append(Problem("E101", file, 1, f"columns {', '.join(sorted(keys))}; expected {expected}"))
    return [], problems


def _columns(text: str) -> set[str]:
    """The columns of a result without rows, in lower case."""
    if text.lstrip().startswith("{"):
        head = re.search(r'"vars"\s*:\s*\[([^\]]*)\]', text)
        return set(re.findall(r'"(\w+)"', head.group(1).lower())) if head else set()
    return {cell.strip(' "\ufeff').lower() for cell in text.strip().split("\n", 1)[0].split(",")}


def _json(text: str, file: str, problems: list[Problem]) -> Rows:
    """The bindings of a SPARQL JSON result, keys in lower case; the line is the number of the binding."""
    try:
        answer = msgspec.json.decode(text.encode(), type=_Answer)
    except msgspec.MsgspecError as error:
        problems.append(Problem("E101", file, 0, f"no SPARQL JSON result: {error}"))
        return []
    unbound = dict.fromkeys((v.lower() for v in answer.head.vars), "")
    return [(n, unbound | {k.lower(): v.value for k, v in b.items()}) for n, b in enumerate(answer.results.bindings, 1)]


def _holders(table: Rows, file: str, codes: Codes, problems: list[Problem]) -> list[Found]:
    found: dict[str, Found] = {}
    for line, row in table:
        qid, name = _qid(row["person"]), row.get("personlabel", "")
        body, code = codes.by_qid.get(_qid(row.get("country", "")), ("", ""))
        if not body:
            problems.append(Problem("E104", file, line, f"country {row.get('country', '')} is not in the atlas"))
        elif not name or _UNNAMED.match(name):
            problems.append(Problem("W105", file, line, f"person {qid} has no name in the language of the query"))
        elif dateless := next((row[k] for k in ("start", "end") if row.get(k) and not _day(row[k])), ""):
            problems.append(Problem("E106", file, line, f"date '{dateless}' of {name}: expected one like 2020-01-31T00:00:00Z"))
        else:
            term = Term(row["office"], body, _day(row.get("start", "")), _day(row.get("end", "")))
            old = found.get(qid)
            terms = (*old.terms, term) if old is not None else (term,)
            found[qid] = Found(
                line, name, "person", code, "", (("mul", "name", name),), tuple(dict.fromkeys(terms)), f"person:{qid}"
            )
    return list(found.values())


def _names(table: Rows, file: str, codes: Codes, problems: list[Problem]) -> list[Found]:
    found: dict[str, Found] = {}
    for line, row in table:
        id, code = codes.by_qid.get(_qid(row["country"]), ("", ""))
        if not id:
            problems.append(Problem("E104", file, line, f"country {row['country']} is not in the atlas"))
            continue
        form = row.get("form", "") or "variant"
        old = found.get(id)
        names = (*(old.names if old is not None else ()), (row["lang"], form, row["name"]))
        found[id] = Found(line, row["name"], "country", code, "", names, (), id)
    return list(found.values())


def _bodies(table: Rows, file: str, codes: Codes, language: str, problems: list[Problem]) -> list[Found]:
    found: dict[str, Found] = {}
    for line, row in table:
        qid, name = _qid(row["item"]), row["itemlabel"]
        if _UNNAMED.match(name):
            problems.append(Problem("W105", file, line, f"item {qid} has no name in the language of the query"))
            continue
        _, code = codes.by_qid.get(_qid(row.get("country", "")), ("", row.get("code", "")))
        lang = row.get("lang", "") or language
        kind: EntityKind = "group" if row.get("kind", "") == "group" else "organisation"
        names = [(lang, "name", name)] + ([(lang, "acronym", row["acronym"])] if row.get("acronym") else [])
        names = list(dict.fromkeys((*(found[qid].names if qid in found else ()), *names)))
        if kind == "group":
            found[qid] = Found(line, names[0][2], kind, code, row.get("sector", "") or "REB", tuple(names), (), f"group:{qid}")
        else:
            sector = row.get("sector", "") or "IGO"
            found[qid] = Found(line, names[0][2], kind, code or "IGO", sector, tuple(names), (), f"org:{qid}")
    return list(found.values())


def _qid(text: str) -> str:
    match = _QID.search(text)
    return match.group() if match else ""


def _day(text: str) -> str:
    """An ISO date of a Wikidata time, or one cut to its month or year as the queries give what is not known to the day.

    A first of January at midnight may stand for its year and is kept as it is.
    """
    return text[:10] if re.match(r"^\d{4}(-\d{2}){0,2}(T|$)", text) else ""
