"""The atlas and its overlays -> what is there and what is missing: names by language, office-days by office and year."""

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.knowledge.tables import NAMED, TABLES, Row, Tables, names_table

FIRST_YEAR = 2014
UNCHECKED = "unchecked"
# whose foreign and defence ministers are expected: the G20, both Koreas, and the states that news on conflicts name most
LISTED = (
    "ARG", "AUS", "BRA", "CAN", "CHN", "FRA", "DEU", "IND", "IDN", "ITA", "JPN", "MEX", "RUS", "SAU", "ZAF", "KOR", "TUR",
    "GBR", "USA", "PRK", "UKR", "ISR", "IRN", "SYR", "EGY", "VEN", "CUB", "BLR", "EST", "LVA", "LTU", "AUT", "CHE",
)  # fmt: skip
HEADS = ("head_of_state", "head_of_government", "monarch")
# lines of the report: what is expected, and the offices that fill it
OFFICES = {
    "foreign_minister": ("foreign_minister",),
    "defence_minister": ("defence_minister",),
    "deputy_foreign_minister": ("deputy_foreign_minister",),
    "deputy_defence_minister": ("deputy_defence_minister",),
    "un_ambassador": ("un_ambassador",),
    "spokesperson": ("foreign_ministry_spokesperson", "government_spokesperson"),
    "national_security_adviser": ("national_security_adviser",),
}


class Coverage(msgspec.Struct, frozen=True):
    """One line of the report: how many of the expected things are there, and which are not."""

    what: str
    language: str = ""
    office: str = ""
    year: str = ""
    known: int = 0
    expected: int = 0
    unchecked: int = 0
    missing: tuple[str, ...] = ()


def coverage(languages: Sequence[str], tables: Tables) -> tuple[Coverage, ...]:
    """All lines of the report: names, then office-days, then sources by table, then what the sexes of persons rest on."""
    return (*_names(languages, tables), *_offices(tables), *_sources(tables), *_sexes(tables))


def _names(languages: Sequence[str], tables: Tables) -> list[Coverage]:
    """Names, adjectives or demonyms, and capitals of UN members, language by language."""
    members = {r["id"]: r["code"] for r in tables.entities("countries") if r["status"] == "un_member"}
    by_code = {code: id for id, code in members.items()}
    capitals = {r["id"]: r for r in tables.entities("cities") if r["capital_of"] in by_code}
    country_rows, city_rows = list(tables.rows("country_names")), list(tables.rows("city_names"))
    lines = []
    for language in languages:
        forms: dict[str, set[str]] = {}
        for row in country_rows:
            if row["lang"] in (language, "mul"):
                forms.setdefault(row["id"], set()).add(row["form"])
        named = {r["id"] for r in city_rows if r["lang"] in (language, "mul") and r["form"] in ("name", "variant")}
        named |= {id for id, r in capitals.items() if r.get(language) or _latin(country_rows, language)}
        lines.append(_line("names", language, members, {i for i, f in forms.items() if f & {"name", "variant"}}))
        described = {i for i, f in forms.items() if f & {"adjective", "demonym"}}
        if described:  # some languages put the name itself before a noun
            lines.append(_line("adjectives or demonyms", language, members, described))
        seats = {id: r["capital_of"] for id, r in capitals.items()}
        lines.append(_line("capitals", language, seats, named))
    return lines


def _latin(rows: list[Row], language: str) -> bool:
    """Whether a language is written in Latin letters, so that a capital's own name is its name where no other is listed."""
    name = next((r["text"] for r in rows if r["lang"] == language and r["form"] == "name"), "")
    return "LATIN" in unicodedata.name(name[:1] or " ", "")


def _line(what: str, language: str, expected: dict[str, str], known: Iterable[str]) -> Coverage:
    there = set(known)
    missing = tuple(sorted({code for id, code in expected.items() if id not in there}))
    return Coverage(what, language, known=len(expected) - len(missing), expected=len(expected), missing=missing)


def _offices(tables: Tables) -> list[Coverage]:
    """Days of each year on which the holder of an office is known, over the countries where it is expected.

    Days on which there was no such office, or nobody in it (empty.tsv), are not expected.
    """
    members = [r["id"] for r in tables.entities("countries") if r["status"] == "un_member"]
    listed = [f"country:{code}" for code in LISTED]
    terms, empty = _by_line(tables, "holders"), _by_line(tables, "empty")
    last = max((d for rows in terms.values() for r in rows for d in (r["from"], r["to"]) if len(d) == 10), default="2026-01-01")
    lines = []
    for office, bodies in (("heads", members), *((o, listed) for o in OFFICES)):
        for year in range(FIRST_YEAR, int(last[:4]) + 1):
            start, end = datetime.date(year, 1, 1), min(datetime.date(year, 12, 31), datetime.date.fromisoformat(last))
            days = (end - start).days + 1
            known = {b: _days(terms.get((office, b), []), start, end) for b in bodies}
            filled = {b: _days([*terms.get((office, b), []), *empty.get((office, b), [])], start, end) for b in bodies}
            asked = {b: days - filled[b] + known[b] for b in bodies}
            holes = sorted(f"{b.split(':')[1]} {asked[b] - n}" for b, n in known.items() if n < asked[b])
            doubtful = sum(r["src"] == UNCHECKED for b in bodies for r in terms.get((office, b), []) if _touches(r, start, end))
            name = "head of state or of government" if office == "heads" else office
            lines.append(
                Coverage("office-days", "", name, str(year), sum(known.values()), sum(asked.values()), doubtful, tuple(holes))
            )
    return lines


def _by_line(tables: Tables, table: str) -> dict[tuple[str, str], list[Row]]:
    """Rows of a table by the line of the report that their office counts in, and their body."""
    line = {office: name for name, offices in OFFICES.items() for office in offices} | dict.fromkeys(HEADS, "heads")
    found: dict[tuple[str, str], list[Row]] = {}
    for row in tables.rows(table):
        found.setdefault((line.get(row["office"], ""), row["body"]), []).append(row)
    return found


def _days(rows: list[Row], start: datetime.date, end: datetime.date) -> int:
    """How many days of a period at least one of the terms covers."""
    periods = sorted((max(_first(r["from"]), start), min(_last(r["to"]), end)) for r in rows if _touches(r, start, end))
    total, reached = 0, start - datetime.timedelta(days=1)
    for first, last in periods:
        first = max(first, reached + datetime.timedelta(days=1))
        if last >= first:
            total += (last - first).days + 1
            reached = last
    return total


def _touches(row: Row, start: datetime.date, end: datetime.date) -> bool:
    return _first(row["from"]) <= end and _last(row["to"]) >= start


def _first(text: str) -> datetime.date:
    """First day of a date that may be cut to its month or year; an open or malformed start is far back."""
    try:
        return datetime.date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    except ValueError:
        return datetime.date.min


def _last(text: str) -> datetime.date:
    """Last day of a date that may be cut; an open end is far ahead."""
    if not text:
        return datetime.date.max
    try:
        if len(text) == 4:
            return datetime.date(int(text), 12, 31)
        if len(text) == 7:
            following = datetime.date(int(text[:4]) + int(text[5:]) // 12, int(text[5:]) % 12 + 1, 1)
            return following - datetime.timedelta(days=1)
        return datetime.date.fromisoformat(text)
    except ValueError:
        return datetime.date.min


def _sources(tables: Tables) -> list[Coverage]:
    """Rows of each table and how many of them nobody has compared with a source."""
    lines = []
    for table in (*TABLES, *dict.fromkeys(names_table(t) for t in NAMED)):
        rows = list(tables.rows(table))
        if rows:
            doubtful = sum(r["src"] == UNCHECKED for r in rows)
            lines.append(Coverage(f"rows of {table}", known=len(rows), expected=len(rows), unchecked=doubtful))
    return lines


def _sexes(tables: Tables) -> list[Coverage]:
    """Persons whose sex is known, by what it rests on: the given name in a list of given names, or what the authors know."""
    persons = [r for r in tables.rows("persons") if r.get("sex")]
    rests = Counter(r.get("sex_src") or "not said" for r in persons)
    women = Counter(r.get("sex_src") or "not said" for r in persons if r["sex"] == "f")
    return [
        Coverage(f"sex by {on} ({women[on]} women)", known=n, expected=len(persons), unchecked=n) for on, n in rests.most_common()
    ]
