"""Small corpora of invented reports for the tests of store, corpus and stories."""

import json
from collections.abc import Sequence
from pathlib import Path

from dragoman.corpus.ingest import ingest
from dragoman.corpus.sources import Given, parcels
from dragoman.store import Database, open_database

ROWS: tuple[dict[str, str], ...] = (
    {
        "id": "nil-1", "outlet": "Nilbote", "published": "2024-03-15", "lang": "de",
        "text": "Die kenianische Außenministerin Wanjiru Odembo hat am Freitag mit ihrer ugandischen Amtskollegin Grace Nakatto "
        "telefoniert, teilte das Außenministerium in Nairobi mit.",
    },
    {
        "id": "see-1", "outlet": "Seekurier", "published": "2024-03-16", "lang": "de",
        "text": "Die kenianische Außenministerin Wanjiru Odembo und ihre ugandische Amtskollegin Grace Nakatto haben am Freitag "
        "telefoniert. Das bestätigte das ugandische Außenministerium.",
    },
    {
        "id": "post-1", "outlet": "Hafenpost", "published": "2024-04-02", "lang": "de",
        "text": "Frankreich hat am Montag den Botschafter Malis ausgewiesen. Mali verurteilte die Entscheidung am Dienstag.",
    },
    {"id": "sport-1", "outlet": "Hafenpost", "published": "2024-04-02", "lang": "de",
     "text": "Der Stürmer hat die Abwehr der Gäste im Spiel bombardiert. Das Spiel endete ohne Tore."},
    {"id": "leer", "text": "   "},
)  # fmt: skip


def write_rows(path: Path, rows: Sequence[dict[str, str]] = ROWS) -> Path:
    """A .jsonl collection of these rows."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return path


def filled(path: Path, rows: Sequence[dict[str, str]] = ROWS, *, workers: int = 0) -> Database:
    """An open database with these rows in it."""
    source = write_rows(path.with_suffix(".jsonl"), rows)
    database = open_database(str(path), create=True)
    ingest(database, parcels([str(source)], Given()), workers=workers)
    return database
