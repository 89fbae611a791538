"""Filters -> rows: pages of events, stories, documents, statements and ledger entries. What the command line and an API call."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.store.database import Database, run_at, translated
from dragoman.store.filters import TABLES, Filter, Of, compiled, match_query, pair, who_test
from dragoman.store.keys import keyed
from dragoman.values.corpus import Entry, Story
from dragoman.values.errors import ConfigError
from dragoman.values.event import Event

LIMIT = 100
LIMIT_MAX = 100_000
SORTS = {"date": "date", "-date": "date", "published": "published", "-published": "published", "scale": "scale",
         "-scale": "scale", "reports": "reports", "-reports": "reports"}  # fmt: skip
"""Names of orders -> column; a minus turns it round. `reports` is of stories."""


class Page(msgspec.Struct, frozen=True):
    """Some rows, and the cursor behind the last of them ("" when there are no more)."""

    rows: tuple[Any, ...]
    next: str = ""


def run_of(database: Database, as_of: str) -> int | None:
    """The run that a filter's `as_of` means; None for the present."""
    return run_at(database, as_of) if as_of else None


def events(database: Database, asked: Filter, *, sort: str = "-date", limit: int = LIMIT, after: str = "") -> Page:
    """A page of Events."""
    return _page(database, "e", asked, sort, limit, after)


def stories(database: Database, asked: Filter, *, sort: str = "-date", limit: int = LIMIT, after: str = "") -> Page:
    """A page of Stories."""
    return _page(database, "s", asked, sort, limit, after)


def all_events(database: Database, asked: Filter, *, sort: str = "date") -> Iterator[Event]:
    """Every Event that is asked for, read in one pass; memory stays flat."""
    return _all(database, "e", asked, sort)


def all_stories(database: Database, asked: Filter, *, sort: str = "date") -> Iterator[Story]:
    """Every Story that is asked for, read in one pass."""
    return _all(database, "s", asked, sort)


def count(database: Database, of: Of, asked: Filter) -> int:
    """How many events ("e") or stories ("s") are asked for."""
    with translated(database.path):
        query = compiled(database.connection, of, asked, run=run_of(database, asked.as_of))
        sql = f"SELECT count(DISTINCT t.{TABLES[of][1]}) FROM {query.source} WHERE {' AND '.join(query.conditions)}"
        return int(database.connection.execute(sql, query.values).fetchone()[0])


def _decoder(of: Of) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(Event if of == "e" else Story)


def _page(database: Database, of: Of, asked: Filter, sort: str, limit: int, after: str) -> Page:
    if not 1 <= limit <= LIMIT_MAX:
        raise ConfigError(f"limit {limit}: expected 1 to {LIMIT_MAX:,}")
    with translated(database.path):
        sql, values = _select(database, of, asked, sort, after)
        found = database.connection.execute(sql.format(limit=limit + 1), values).fetchall()
    decoder = _decoder(of)
    more = cursor(sort, found[limit - 1][1], found[limit - 1][2]) if len(found) > limit else ""
    return Page(tuple(decoder.decode(row[0]) for row in found[:limit]), more)


def _all(database: Database, of: Of, asked: Filter, sort: str) -> Iterator[Any]:
    decoder = _decoder(of)
    with translated(database.path):
        sql, values = _select(database, of, asked, sort, "")
        for row in database.connection.execute(sql.format(limit=-1), values):
            yield decoder.decode(row[0])


def sortable(of: Of, sort: str) -> None:
    """Refuses an order that there is not."""
    if sort not in SORTS or (of == "e" and SORTS[sort] == "reports"):
        raise ConfigError(f"sort '{sort}': expected one of {', '.join(s for s in SORTS if of == 's' or 'reports' not in s)}")


def _select(database: Database, of: Of, asked: Filter, sort: str, after: str) -> tuple[str, tuple[Any, ...]]:
    """SELECT record, sort value, key ... in order, behind the cursor; {limit} is left to be filled in, -1 for all."""
    sortable(of, sort)
    key, column = TABLES[of][1], SORTS[sort]
    if column == "date" and len(asked.dyad) == 1 and len(set(pair(asked.dyad[0]))) == 2:
        return _both_ways(database, of, asked, sort, after)
    query = compiled(database.connection, of, asked, run=run_of(database, asked.as_of))
    direction, sign = ("DESC", "<") if sort.startswith("-") else ("ASC", ">")
    conditions, values = list(query.conditions), list(query.values)
    alias, item = ("d", "item") if query.grouped and column == "date" else ("t", key)
    if after:
        conditions.append(f"({alias}.{column}, {alias}.{item}) {sign} (?, ?)")
        values += position(after, sort)
    order = query.by_date.format(direction) if column == "date" else f"t.{column} {direction}, t.{key} {direction}"
    group = f" GROUP BY {query.grouped}" if query.grouped else ""
    where = " AND ".join(conditions)
    if of == "s" and query.grouped and column != "date" and asked.as_of == "":
        # all that fit must be sorted before the first is known: by what is counted, and only then the records of the page
        facts = compiled(database.connection, of, asked, run=None, counting=True).source
        inside = f"SELECT t.{column} AS value, t.{key} AS key FROM {facts} WHERE {where}{group} ORDER BY {order} LIMIT {{limit}}"
        outer = f"ORDER BY f.value {direction}, f.key {direction}"
        return f"SELECT t.record, f.value, f.key FROM ({inside}) f CROSS JOIN story t ON t.{key} = f.key {outer}", tuple(values)
    newest = of == "s" and column == "published" and not query.grouped and not any(getattr(asked, f) for f in _NOT_IN_NEWEST)
    source = f"{query.source}{' INDEXED BY story_new' if newest else ''}"
    sql = f"SELECT t.record, t.{column}, t.{key} FROM {source} WHERE {where}{group} ORDER BY {order}"
    return sql + " LIMIT {limit}", tuple(values)


_NOT_IN_NEWEST = ("text", "document", "place", "mode", "context", "outlet", "as_of")
"""Fields of a filter for which the index of the newest stories has no column."""


def _both_ways(database: Database, of: Of, asked: Filter, sort: str, after: str) -> tuple[str, tuple[Any, ...]]:
    """The same for "KEN-UGA" in order of date: each way is read in its order, and only as far as the page goes."""
    direction, sign = ("DESC", "<") if sort.startswith("-") else ("ASC", ">")
    one, other = pair(asked.dyad[0])
    selects: list[str] = []
    values: list[Any] = []
    for way in (one, other):
        query = compiled(
            database.connection, of, msgspec.structs.replace(asked, dyad=(">".join(way),)), run=run_of(database, asked.as_of)
        )
        conditions = list(query.conditions)
        values += query.values
        if after:
            conditions.append(f"(d.date, d.item) {sign} (?, ?)")
            values += position(after, sort)
        if way is other:  # what is mutual has a row each way
            known = "o.of = d.of AND o.source = d.target AND o.target = d.source AND o.item = d.item"
            known += " AND o.stretch = d.stretch AND o.date = d.date"
            conditions.append(f"NOT EXISTS (SELECT 1 FROM dyad o WHERE {known})")
        selects.append(f"SELECT t.record, d.date, d.item, x.stretch FROM {query.source} WHERE {' AND '.join(conditions)}")
    return f"{' UNION ALL '.join(selects)} ORDER BY 4 {direction}, 2 {direction}, 3 {direction} LIMIT {{limit}}", tuple(values)


def cursor(sort: str, value: Any, key: int) -> str:
    """What leads to the page behind a row."""
    return base64.urlsafe_b64encode(msgspec.json.encode([sort, value, key])).decode().rstrip("=")


def position(after: str, sort: str) -> tuple[Any, Any]:
    """Value and key of the last row of the page before."""
    try:
        made_for, value, key = msgspec.json.decode(
            base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)), type=tuple[str, Any, int]
        )
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise ConfigError(f"cursor '{after[:40]}': expected the `next` of a page before") from error
    if made_for != sort:
        raise ConfigError(f"cursor: it was made for the order '{made_for}', and '{sort}' is asked for")
    return value, key


# single things ---------------------------------------------------------------------------------------------------------


def event(database: Database, id: str) -> Event | None:
    """The Event with this id, None when none stands."""
    found: Event | None = _one(
        database, f"SELECT record FROM event WHERE {keyed('event', 'id')} = ? AND removed IS NULL", id, Event
    )
    return found


def story(database: Database, id: str) -> Story | None:
    """The Story with this id, or the one that holds the event with this id; None when there is none."""
    found: Story | None = _one(
        database, f"SELECT record FROM story WHERE {keyed('story', 'id')} = ? AND removed IS NULL", id, Story
    )
    if found is None:
        both = "e.removed IS NULL AND s.removed IS NULL"
        home = f"{keyed('s.story', 's.id')} = e.story"
        sql = f"SELECT s.record FROM event e JOIN story s ON {home} WHERE {keyed('e.event', 'e.id')} = ? AND {both}"
        found = _one(database, sql, id, Story)
    return found


def _one(database: Database, sql: str, id: str, shape: Any) -> Any:
    with translated(database.path):
        row = database.connection.execute(sql, (id,)).fetchone()
    return msgspec.json.decode(row[0], type=shape) if row else None


# documents -------------------------------------------------------------------------------------------------------------

DOCUMENT_FIELDS = (
    "doc",
    "id",
    "version",
    "outcome",
    "reason",
    "detail",
    "language",
    "published",
    "title",
    "url",
    "outlet",
    "agency",
    "author",
    "origin",
    "anchor",
    "home",
    "reader",
    "rights_text",
    "coder",
    "text_sha256",
    "added",
)


def document(database: Database, id: str, *, version: int = 0) -> dict[str, Any] | None:
    """A document with its text, blocks, findings and refusals, as a mapping; the standing version, or the one given."""
    which = "version = ?" if version else "removed IS NULL AND 0 = ?"
    with translated(database.path):
        connection = database.connection
        row = connection.execute(
            f"SELECT {', '.join(DOCUMENT_FIELDS)} FROM document WHERE {keyed('doc', 'id')} = ? AND {which}", (id, version)
        ).fetchone()
        if row is None:
            return None
        found: dict[str, Any] = dict(zip(DOCUMENT_FIELDS, row, strict=True))
        text = connection.execute("SELECT text FROM text WHERE doc = ?", (row[0],)).fetchone()
        found["text"] = text[0] if text else ""
        found["blocks"] = [
            dict(zip(("start", "end", "kind"), b, strict=True))
            for b in connection.execute("SELECT start, stop, kind FROM block WHERE doc = ? ORDER BY start", (row[0],))
        ]
        for kind, body in connection.execute("SELECT kind, body FROM remark WHERE doc = ? ORDER BY n", (row[0],)):
            found.setdefault(kind + "s", []).append(msgspec.json.decode(body))
    return found


def documents(database: Database, *, outcome: str = "", text: str = "", limit: int = LIMIT, after: str = "") -> Page:
    """A page of documents that stand, newest first, as mappings without their text; with `text` a `snippet` is added."""
    conditions, values = ["t.removed IS NULL"], []
    if outcome:
        conditions.append("t.outcome = ?")
        values.append(outcome)
    source, snippet = "document t", "''"
    if text:
        source += " JOIN search ON search.rowid = t.doc"
        conditions.append("search MATCH ?")
        values.append(match_query(text))
        snippet = "snippet(search, 0, '»', '«', '…', 16)"
    if after:
        conditions.append("(t.published, t.doc) < (?, ?)")
        values += position(after, "-published")
    columns = ", ".join(f"t.{f}" for f in DOCUMENT_FIELDS)
    where = " AND ".join(conditions)
    sql = f"SELECT {columns}, {snippet} FROM {source} WHERE {where} ORDER BY t.published DESC, t.doc DESC LIMIT ?"
    with translated(database.path):
        found = database.connection.execute(sql, (*values, limit + 1)).fetchall()
    shown = [dict(zip((*DOCUMENT_FIELDS, "snippet"), row, strict=True)) for row in found[:limit]]
    last = shown[-1] if shown else {}
    return Page(tuple(shown), cursor("-published", last["published"], last["doc"]) if len(found) > limit else "")


def snippets(database: Database, text: str, documents: tuple[str, ...]) -> dict[str, str]:
    """Document id -> the stretch of its text that answers a full-text query, the hits between » and «."""
    if not documents:
        return {}
    sql = (
        "SELECT t.id, snippet(search, 0, '»', '«', '…', 16) FROM search JOIN document t ON t.doc = search.rowid "
        f"WHERE search MATCH ? AND t.removed IS NULL AND {keyed('t.doc', 't.id')} IN ({', '.join('?' * len(documents))})"
    )
    with translated(database.path):
        return dict(database.connection.execute(sql, (match_query(text), *documents)))


# statements and ledger -------------------------------------------------------------------------------------------------

STATEMENT_FIELDS = ("statement", "document", "start", "end", "kind", "stance", "tone", "toward", "events", "entity", "name",
                    "code", "sector", "about", "text", "published")  # fmt: skip
LISTED = ("about", "toward", "events")
"""Fields of a statement that hold several words."""
TONES = ("criticises", "supports")


def statements(
    database: Database, *, who: str = "", about: str = "", stance: str = "", since: str = "", until: str = "", text: str = "",
    limit: int = LIMIT, after: str = "",
) -> Page:  # fmt: skip
    """A page of statements, newest first, as mappings; `who` and `about` are codes, entity ids or parts of names.

    `stance` is one toward what is said (asserts, denies, doubts, demands, promises), or one toward somebody: with criticises
    and supports `about` is whom.
    """
    conditions, values = ["t.removed IS NULL"], []
    if who:
        sql, more = who_test(database.connection, who)
        name = "" if ".code" in sql else " OR t.name LIKE ?"
        conditions.append(f"({sql.format('t')}{name})")
        values += [*more, *([f"%{who}%"] if name else [])]
    if about:
        word = f" {about.upper() if len(about) == 3 else about} "
        conditions.append("instr(t.toward, ?) > 0" if stance in TONES else "(instr(t.about, ?) > 0 OR t.text LIKE ?)")
        values += [word] if stance in TONES else [word, f"%{about}%"]
    kind = "t.tone = ?" if stance in TONES else "t.stance = ?"
    for test, value in ((kind, stance), ("t.published >= ?", since), ("t.published <= ?", until)):
        if value:
            conditions.append(test)
            values.append(value)
    if text:
        conditions.append("t.text LIKE ?")
        values.append(f"%{text}%")
    if after:
        conditions.append("(t.published, t.statement) < (?, ?)")
        values += position(after, "-published")
    columns = ", ".join(f"t.{_COLUMN.get(f, f)}" if f != "document" else "d.id" for f in STATEMENT_FIELDS)
    sql = (
        f"SELECT {columns} FROM statement t JOIN document d ON d.doc = t.doc WHERE {' AND '.join(conditions)} "
        "ORDER BY t.published DESC, t.statement DESC LIMIT ?"
    )
    with translated(database.path):
        found = database.connection.execute(sql, (*values, limit + 1)).fetchall()
    shown = [dict(zip(STATEMENT_FIELDS, row, strict=True)) for row in found[:limit]]
    for row in shown:
        row.update({field: row[field].split() for field in LISTED})
    last = shown[-1] if shown else {}
    return Page(tuple(shown), cursor("-published", last["published"], last["statement"]) if len(found) > limit else "")


_COLUMN = {"end": "stop"}


def ledger(database: Database, *, codes: tuple[str, ...] = (), as_of: str = "", limit: int = LIMIT_MAX) -> tuple[Entry, ...]:
    """The entries of the ledger, by the day they are due; their state on a day is told by `stories.state`."""
    run = run_of(database, as_of)
    standing, values = ("removed IS NULL", []) if run is None else ("added <= ? AND (removed IS NULL OR removed > ?)", [run, run])
    conditions = [standing, *["instr(codes, ?) > 0"] * len(codes)]
    sql = f"SELECT record FROM ledger WHERE {' AND '.join(conditions)} ORDER BY date, story LIMIT ?"
    with translated(database.path):
        found = database.connection.execute(sql, (*values, *(f" {c.upper()} " for c in codes), limit)).fetchall()
    return tuple(msgspec.json.decode(row[0], type=Entry) for row in found)
