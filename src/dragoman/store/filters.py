"""A Filter -> SQL: which events or stories are meant, and by which index they are found quickest."""

import re
import sqlite3
from typing import Any, Literal

import msgspec

from dragoman.store.keys import in_days, keyed, stretch
from dragoman.values.errors import ConfigError

FEW_DOCUMENTS = 3_000  # up to here a full-text search lists its documents; above, it tests each event in order
Of = Literal["e", "s"]
TABLES: dict[str, tuple[str, str]] = {"e": ("event", "event"), "s": ("story", "story")}
"""Letter of `participant.of` and `dyad.of` -> table and key."""


class Filter(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is asked for. Empty fields ask for nothing; values of one field are alternatives, fields add up.

    `actor`, `recipient`, `country` and `speaker` take a code (KEN, UNO), code and sector (KEN/GOV), an entity id
    (person:x) or a part of a name; `country` and `sector` mean either side. `dyad` is "KEN-UGA" (either way) or
    "KEN>UGA". `since` and `until` are inclusive ISO days of the event. `text` is an FTS5 query over the documents.
    `background` None means both. `as_of` is a day or moment: the answer as the database stood then.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    dyad: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    since: str = ""
    until: str = ""
    published_since: str = ""
    published_until: str = ""
    place: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    text: str = ""
    background: bool | None = None
    disputed: bool | None = None
    reports_min: int = 0
    origins_min: int = 0
    wrong: bool = False
    """Whether events that were judged wrong are shown as well."""
    as_of: str = ""
    mark: int = 0
    """Only stories written after this mark: the largest key of `story` at an earlier time."""


class Query(msgspec.Struct, frozen=True):
    """The parts of a SELECT: tables (t is the event or story), conditions, their values, and what orders by date."""

    source: str
    conditions: tuple[str, ...]
    values: tuple[Any, ...]
    by_date: str
    grouped: str = ""


FACTS = " INDEXED BY story_facts"
"""Stories as the index of what is counted holds them; without it SQLite would read the records."""


def compiled(connection: sqlite3.Connection, of: Of, asked: Filter, *, run: int | None, counting: bool = False) -> Query:
    """The query for a filter; `run` None asks for the present, else for how it stood after that run.

    With `counting` no record is wanted, only columns: stories are then read from the index of what is counted.
    """
    table, key = TABLES[of]
    counted = FACTS if counting and of == "s" and run is None and not asked.text and not asked.document else ""
    parts = _Parts()
    tests = _tests(connection, asked)
    driver = _driver(of, asked, tests)
    if driver is not None:
        parts.add(_settled(driver), *driver.values)
        if asked.until:
            parts.add("d.date <= ?", asked.until)  # as the item's own: where the index begins to be read
        tests = [t for t in tests if t != (driver.condition, driver.values)]
    for condition, values in tests:
        inside = condition.format("p")
        parts.add(f"EXISTS (SELECT 1 FROM participant p WHERE p.of = '{of}' AND p.item = t.{key} AND {inside})", *values)
    if asked.dyad and (driver is None or driver.table != "dyad"):
        condition, values = _dyad_test(asked.dyad)
        parts.add(f"EXISTS (SELECT 1 FROM dyad p WHERE p.of = '{of}' AND p.item = t.{key} AND {condition.format('p')})", *values)
    _columns(parts, of, asked)
    if asked.text:
        _full_text(connection, parts, of, asked.text)
    _standing(parts, run)
    conditions, found = tuple(parts.conditions), tuple(parts.values)
    if driver is None:
        return Query(f"{table} t{counted}", conditions, found, f"t.date {{0}}, t.{key} {{0}}")
    source = f"{driver.table} d{driver.index} CROSS JOIN {table} t{counted} ON t.{key} = d.item"
    conditions = (f"d.of = '{of}'", *conditions)
    if not driver.stretch:
        return Query(source, conditions, found, "d.date {0}, d.item {0}", "d.date, d.item")
    conditions = (f"{driver.stretch} = x.stretch", *conditions)
    return Query(
        f"stretch x CROSS JOIN {source}", conditions, found, "x.stretch {0}, d.date {0}, d.item {0}", "x.stretch, d.date, d.item"
    )


def _settled(driver: "_Driver") -> str:
    """The condition of a driver, by its index: ids beside codes are looked up in the stretches of their days."""
    condition = driver.condition.format("d")
    return condition if driver.stretch else condition.replace("d.entity", in_days("d.date", "d.entity"))


class _Parts:
    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values

    def any_of(self, column: str, values: tuple[Any, ...]) -> None:
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def holds(self, column: str, words: tuple[str, ...]) -> None:
        """One of the words is in a column of words joined by blanks."""
        test = f"instr(' ' || t.{column} || ' ', ?) > 0"
        self.add(f"({' OR '.join([test] * len(words))})", *(f" {w} " for w in words))


def _columns(parts: _Parts, of: Of, asked: Filter) -> None:
    parts.any_of("t.type", tuple(v.upper() for v in asked.type))
    parts.any_of("t.status", asked.status)
    parts.any_of("t.quad", asked.quad)
    for column, words in (("mode", asked.mode), ("context", asked.context), ("language", asked.language)):
        if words:
            parts.holds(column, words)
    if asked.outlet:
        parts.add(f"({' OR '.join(['t.outlet LIKE ?'] * len(asked.outlet))})", *(f"%{w}%" for w in asked.outlet))
    if asked.since:
        parts.add("t.enddate >= ?", asked.since)
    if asked.until:
        parts.add("t.date <= ? AND t.date <> ''", asked.until)
    if asked.published_since:
        parts.add("t.published >= ?", asked.published_since)
    if asked.published_until:
        parts.add("t.published <= ? AND t.published <> ''", asked.published_until)
    if asked.place:
        codes = tuple(p.upper() for p in asked.place if re.fullmatch(r"[A-Za-z]{3}", p))
        names = tuple(f"%{p}%" for p in asked.place if p.upper() not in codes)
        tests = [f"t.country IN ({', '.join('?' * len(codes))})"] if codes else []
        parts.add(f"({' OR '.join([*tests, *['t.place LIKE ?'] * len(names)])})", *codes, *names)
    if asked.background is not None:
        parts.add("t.background = ?", int(asked.background))
    if of == "s":
        _story_columns(parts, asked)
    elif not asked.wrong:
        parts.add("t.verdict <> 'wrong'")
    if asked.document:
        _documents(parts, of, asked.document)


def _story_columns(parts: _Parts, asked: Filter) -> None:
    if asked.disputed is not None:
        parts.add("t.disputed > 0" if asked.disputed else "t.disputed = 0")
    if asked.reports_min:
        parts.add("t.reports >= ?", asked.reports_min)
    if asked.mark:
        parts.add("t.story > ?", asked.mark)
    if asked.origins_min:
        parts.add("t.origins >= ?", asked.origins_min)


def _documents(parts: _Parts, of: Of, ids: tuple[str, ...]) -> None:
    marks = ", ".join("?" * len(ids))
    docs = f"SELECT doc FROM document WHERE {keyed('doc', 'id')} IN ({marks})"
    if of == "e":
        parts.add(f"t.doc IN ({docs})", *ids)
    else:
        parts.add(f"{keyed('t.story', 't.id')} IN (SELECT story FROM event WHERE doc IN ({docs}))", *ids)


def _standing(parts: _Parts, run: int | None) -> None:
    if run is None:
        parts.add("t.removed IS NULL")
    else:
        parts.add("t.added <= ? AND (t.removed IS NULL OR t.removed > ?)", run, run)


# participants and pairs ------------------------------------------------------------------------------------------------

ROLES = {"actor": ("actor",), "recipient": ("recipient",), "country": ("actor", "recipient"), "speaker": ("speaker",)}
Test = tuple[str, tuple[Any, ...]]


def who_test(connection: sqlite3.Connection, token: str) -> Test:
    """The test of a participant for one token: code, code/sector, entity id, or part of a name; {0} is its table."""
    code, _, sector = token.partition("/")
    if re.fullmatch(r"[A-Za-z]{3}", code):
        test = "{0}.code = ?"
        return (f"{test} AND {{0}}.sector = ?", (code.upper(), sector.upper())) if sector else (test, (code.upper(),))
    ids = (token,) if re.match(r"[a-z]+:", token) else entities_named(connection, token)
    if len(ids) < 2:
        return "{0}.entity = ?", ids or ("\0",)  # nobody; an empty list would make SQLite drop the table, and its index with it
    return f"{{0}}.entity IN ({', '.join('?' * len(ids))})", ids


def entities_named(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Ids of the entities that were met under a name that contains this one; the shortest names first."""
    pattern = "%" + re.sub(r"([%_\\])", r"\\\1", name) + "%"
    found = connection.execute(
        "SELECT entity FROM entity WHERE name LIKE ? ESCAPE '\\' GROUP BY entity ORDER BY min(length(name)), entity LIMIT 200",
        (pattern,),
    )
    return tuple(row[0] for row in found)


def _tests(connection: sqlite3.Connection, asked: Filter) -> list[Test]:
    """One test of a participant row for each field that asks for one."""
    tests: list[Test] = []
    for field, roles in ROLES.items():
        tokens: tuple[str, ...] = getattr(asked, field)
        if tokens:
            which = [who_test(connection, t) for t in tokens]
            places = ", ".join(f"'{r}'" for r in roles)
            either = " OR ".join(f"({sql})" for sql, _ in which)
            tests.append((f"({either}) AND {{0}}.role IN ({places})", tuple(v for _, values in which for v in values)))
    if asked.sector:
        marks = ", ".join("?" * len(asked.sector))
        tests.append(
            (f"{{0}}.sector IN ({marks}) AND {{0}}.role IN ('actor', 'recipient')", tuple(s.upper() for s in asked.sector))
        )
    return tests


def pair(text: str) -> list[tuple[str, str]]:
    """(source, target) codes of "KEN>UGA", both ways round for "KEN-UGA"; ConfigError when it is neither."""
    match = re.fullmatch(r"\s*([A-Za-z]{3})\s*([->,:])\s*([A-Za-z]{3})\s*", text)
    if not match:
        raise ConfigError(f"dyad '{text}': expected two codes such as KEN-UGA (either way) or KEN>UGA (who to whom)")
    one, sign, other = match[1].upper(), match[2], match[3].upper()
    return [(one, other)] if sign == ">" or one == other else [(one, other), (other, one)]


def _dyad_test(dyads: tuple[str, ...]) -> Test:
    pairs = [p for d in dyads for p in pair(d)]
    listed = ", ".join(["(?, ?)"] * len(pairs))
    return f"({{0}}.source, {{0}}.target) IN (VALUES {listed})", tuple(c for p in pairs for c in p)


class _Driver(msgspec.Struct, frozen=True):
    """The table in whose order of date the items are found, and the condition that this settles."""

    table: Literal["participant", "dyad"]
    condition: str
    values: tuple[Any, ...]
    stretch: str = ""
    """The SQL of the stretch, where it is in the index before what is asked for."""
    index: str = ""
    """The index by name, where SQLite would take the key, which all participants share."""


def _driver(of: Of, asked: Filter, tests: list[Test]) -> _Driver | None:
    """The index that holds one of the conditions in order of date: of one way of a dyad, or of one code or entity."""
    pairs = [p for d in asked.dyad for p in pair(d)]
    if len(pairs) == 1:
        return _Driver("dyad", "{0}.source = ? AND {0}.target = ?", pairs[0], "d.stretch")
    if pairs:
        return _Driver("dyad", *_dyad_test(asked.dyad), "d.stretch")
    named = tests[:-1] if asked.sector else tests
    if not named:
        return None
    if ".code" in named[0][0]:
        return _Driver("participant", *named[0])
    return _Driver("participant", *named[0], stretch("d.date"), " INDEXED BY participant_entity")


# full text -------------------------------------------------------------------------------------------------------------


def _full_text(connection: sqlite3.Connection, parts: _Parts, of: Of, text: str) -> None:
    query = match_query(text)
    try:
        many = len(
            connection.execute("SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (query, FEW_DOCUMENTS + 1)).fetchall()
        )
    except sqlite3.OperationalError as error:
        raise ConfigError(f"text '{text}': {error}; expected words, \"a phrase\", AND, OR, NOT, word*") from error
    docs = "SELECT rowid FROM search WHERE search MATCH ?"
    column = "t.doc" if many <= FEW_DOCUMENTS else "+t.doc"
    if of == "e":
        parts.add(f"{column} IN ({docs})", query)
    else:
        name = keyed("t.story", "t.id") if many <= FEW_DOCUMENTS else "+t.id"
        parts.add(f"{name} IN (SELECT story FROM event WHERE removed IS NULL AND doc IN ({docs}))", query)


def match_query(text: str) -> str:
    """The FTS5 query for what a person typed: as it is when it uses FTS5's signs, else all words must occur."""
    if re.search(r"[\"*()^]|\b(?:AND|OR|NOT|NEAR)\b", text):
        return text
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", text)) or '""'
