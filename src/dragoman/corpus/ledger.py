"""Stories and settlings that changed -> the ledger brought up to date; incremental, and the same as a full rebuild."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.corpus.merging import Changed
from dragoman.store import rows
from dragoman.store.keys import among, named, note_keys
from dragoman.stories import ledger
from dragoman.stories.ledger import ANNOUNCING, FACTS, Dated
from dragoman.values.corpus import Coded, Entry, Settling, Story

_STORY = msgspec.json.Decoder(Story)
_LEDGER = ("ledger", "entry")
"""Table and key."""


def remove_settlings(connection: sqlite3.Connection, docs: Sequence[int]) -> set[str]:
    """The handles of settlings that go with their documents."""
    gone: set[str] = set()
    for doc in docs:
        items = [r[0] for r in connection.execute("SELECT item FROM settling WHERE doc = ?", (doc,))]
        found = _settlings(connection, items)
        gone |= _unhook(connection, [(f"s|{h}", item) for item, dated in found for h in ledger.settling_handles(dated)])
        connection.execute("DELETE FROM settling WHERE doc = ?", (doc,))
    return gone


def add_settlings(connection: sqlite3.Connection, coded: Sequence[tuple[int, Coded]]) -> set[str]:
    """The handles of the settlings of new documents, which are kept."""
    found = [(f"{doc}:{n}", doc, Dated(c.document.id, c.published, s)) for doc, c in coded for n, s in enumerate(c.settlings)]
    connection.executemany(
        "INSERT INTO settling (item, doc, published, body) VALUES (?, ?, ?, ?)",
        [(item, doc, d.published, msgspec.json.encode(d.settling).decode()) for item, doc, d in found],
    )
    hooks = [(f"s|{h}", item) for item, _, d in found for h in ledger.settling_handles(d)]
    connection.executemany("INSERT OR IGNORE INTO due (handle, item) VALUES (?, ?)", hooks)
    return {h[2:] for h, _ in hooks}


def refresh(connection: sqlite3.Connection, changed: Changed, touched: set[str], run: int) -> int:
    """Number of entries that changed, after stories changed and settlings (their handles: `touched`) came or went.

    Only entries that one of them may open or close are looked at again.
    """
    written = changed.written
    handles = set(touched) | _unhook(connection, [hook for s in changed.gone for hook in _hooks(s)])
    announcing = (s.id for s in written if s.event.status in ANNOUNCING)
    entries: dict[str, None] = dict.fromkeys((*(s.id for s in changed.gone), *announcing))
    reported: dict[str, str] = {}
    hooks: list[tuple[str, str]] = []
    for story in written:
        mine = _hooks(story)
        hooks += mine
        if story.event.status in FACTS:
            first = ledger.first_day(story)
            for handle, _ in mine:
                reported[handle[2:]] = min(reported.get(handle[2:], first), first)
    connection.executemany("INSERT OR IGNORE INTO due (handle, item) VALUES (?, ?)", sorted(hooks))
    sure = among(connection, "SELECT item FROM due WHERE handle IN ({})", [f"c|{h}" for h in sorted(handles)])
    entries |= dict.fromkeys(r[0] for r in sure)
    entries |= dict.fromkeys(_open(connection, reported))
    return _write(connection, sorted(entries), {s.id: s for s in written}, run)


def _open(connection: sqlite3.Connection, reported: dict[str, str]) -> Iterator[str]:
    """Entries that a fact under these handles, first reported on that day, may close: not those that an earlier report closed."""
    due = list(among(connection, "SELECT handle, item FROM due WHERE handle IN ({})", [f"c|{h}" for h in reported]))
    entries = named(connection, "outcome, settled", _LEDGER, "story", {item for _, item in due})
    happened = {story: settled for outcome, settled, story in entries if outcome == "happened"}
    yield from (item for handle, item in due if item not in happened or happened[item] >= reported[handle[2:]])


def _hooks(story: Story) -> list[tuple[str, str]]:
    """The rows of `due` of a story: as a fact that may close an entry, or as one that opens an entry."""
    if story.event.status in FACTS:
        return [(f"f|{handle}", story.id) for handle in ledger.fact_handles(story)]
    entry = ledger.opens(story)
    return [(f"c|{handle}", story.id) for handle in ledger.handles(entry)] if entry else []


def _unhook(connection: sqlite3.Connection, hooks: Sequence[tuple[str, str]]) -> set[str]:
    """Takes rows out of `due`; the handles of those that could have closed an entry."""
    connection.executemany("DELETE FROM due WHERE handle = ? AND item = ?", hooks)
    return {handle[2:] for handle, _ in hooks if handle[0] in "fs"}


def _write(connection: sqlite3.Connection, stories: Sequence[str], known: Mapping[str, Story], run: int) -> int:
    """Number of entries that changed; `stories` may open one, `known` are those that need not be read."""
    standing = {r[2]: (r[0], r[1]) for r in named(connection, "entry, record", _LEDGER, "story", stories)}
    encoded = {e.story: (e, msgspec.json.encode(e)) for e in _entries(connection, stories, known)}
    gone = [(run, key) for id, (key, raw) in standing.items() if id not in encoded or encoded[id][1] != raw]
    connection.executemany("UPDATE ledger SET removed = ? WHERE entry = ?", gone)
    changed = [(e, raw) for id, (e, raw) in encoded.items() if id not in standing or standing[id][1] != raw]
    first = int(connection.execute("SELECT coalesce(max(entry), 0) + 1 FROM ledger").fetchone()[0])
    note_keys(connection, first, len(changed))
    connection.executemany(
        rows.insert("ledger", rows.LEDGER_COLUMNS),
        [rows.ledger_row(e, raw, key=first + n, run=run) for n, (e, raw) in enumerate(changed)],
    )
    return len(changed) + len(gone)


def _entries(connection: sqlite3.Connection, stories: Sequence[str], known: Mapping[str, Story]) -> Iterator[Entry]:
    """The entries that these stories open, with what has become of them; what may close them is looked up for all at once."""
    opening = _stories(connection, stories, known)
    opened = {id: e for id in stories if id in opening and (e := ledger.opens(opening[id])) is not None}
    keys = {id: ledger.handles(e) for id, e in opened.items()}
    hooks = sorted({f"{kind}|{key}" for group in keys.values() for key in group for kind in "fs"})
    found: dict[str, list[str]] = {}
    for handle, item in among(connection, "SELECT handle, item FROM due WHERE handle IN ({})", hooks):
        found.setdefault(handle, []).append(item)
    facts = _stories(connection, sorted({i for h, items in found.items() if h[0] == "f" for i in items}), known)
    dated = _settlings(connection, sorted({i for h, items in found.items() if h[0] == "s" for i in items}))
    for id, entry in opened.items():
        mine = [{i for key in keys[id] for i in found.get(f"{kind}|{key}", ())} for kind in "fs"]
        happened = [facts[i] for i in sorted(mine[0]) if i in facts]
        called_off = [one for item, one in dated if item in mine[1]]
        yield ledger.settle(opening[id], entry, happened, called_off)


def _stories(connection: sqlite3.Connection, ids: Sequence[str], known: Mapping[str, Story]) -> dict[str, Story]:
    """Story id -> the Story, of those that stand."""
    unread = named(connection, "record", ("story", "story"), "id", [i for i in ids if i not in known])
    read = (_STORY.decode(row[0]) for row in unread)
    return {i: known[i] for i in ids if i in known} | {s.id: s for s in read}


def _settlings(connection: sqlite3.Connection, items: Sequence[str]) -> list[tuple[str, Dated]]:
    """(item, settling), by document and item."""
    sql = "SELECT d.id, s.item, s.published, s.body FROM settling s JOIN document d USING (doc) WHERE s.item IN ({})"
    found = sorted(among(connection, sql, items))
    return [(item, Dated(id, published, msgspec.json.decode(body, type=Settling))) for id, item, published, body in found]


def rebuild(connection: sqlite3.Connection, run: int) -> int:
    """Number of entries that changed when the whole ledger is made anew from the stories and settlings that stand."""
    connection.execute("DELETE FROM due WHERE substr(handle, 1, 1) <> 's'")
    written = [_STORY.decode(r[0]) for r in connection.execute("SELECT record FROM story WHERE removed IS NULL ORDER BY id")]
    standing = [r[0] for r in connection.execute("SELECT story FROM ledger WHERE removed IS NULL")]
    known = {s.id: s for s in written}
    changed = refresh(connection, Changed(tuple(written), ()), set(), run)
    return changed + _write(connection, standing, known, run)
