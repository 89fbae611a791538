"""`dragoman verify`: do the records' spans still say what the records claim?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from dragoman.values.errors import InputError

SHOWN = 20  # problems printed one by one; the rest is counted


def run_verify(records: str, texts: str) -> int:
    """Checks and prints; 0 when every span holds, else 1."""
    stored = {row["id"]: row for row in _lines(texts)}
    checked, problems = 0, []
    for row in _lines(records):
        checked += 1
        problems += _problems(row, stored)
    for problem in problems[:SHOWN]:
        click.echo(problem)
    if len(problems) > SHOWN:
        click.echo(f"... and {len(problems) - SHOWN} more")
    click.echo(f"{checked} records, {len(problems)} problems", err=True)
    return 1 if problems else 0


def _lines(name: str) -> Iterator[dict[str, Any]]:
    try:
        with Path(name).open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    try:
                        yield msgspec.json.decode(line, type=dict[str, Any])
                    except msgspec.MsgspecError as error:
                        raise InputError(f"{name}:{number}: {error}; expected one JSON object a line") from error
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}; expected a file of JSON lines") from error


def _problems(row: dict[str, Any], stored: dict[str, dict[str, Any]]) -> list[str]:
    """What is wrong with one record, in words; [] when all of it holds."""
    try:
        cite, identity = row["cite_info"], row["id"]
        text = stored.get(cite["id"])
        if text is None:
            return [f"{identity}: no text for document '{cite['id']}' in the texts"]
        if text["text_sha256"] != cite["text_sha256"]:
            return [f"{identity}: other text: document '{cite['id']}' has another hash than the record was made from"]
        return [f"{identity}: {problem}" for problem in _spans(row, text["text"])]
    except (KeyError, TypeError) as error:
        return [f"{row.get('id', '?')}: not a record of `dragoman code --format jsonl` (field {error})"]


def _spans(row: dict[str, Any], text: str) -> Iterator[str]:
    info = row["text_info"]
    if text[info["start"] : info["end"]] != row["text"]:
        yield f"wrong offset: text_info {info['start']}-{info['end']} does not hold the sentence"
    for role in ("actor", "recipient", "attribution"):
        for participant in row[role]:
            held = " ".join(" ".join(text[a:b].split()) for a, b in participant["spans"])
            if participant["spans"] and held.replace(" ", "") != "".join(participant["entity_text"].split()):
                yield f"wrong offset: {role} '{participant['entity_text']}' stands as '{held}'"
    for evidence in row["evidence"]:
        for a, b in evidence["trigger"]:
            if not evidence["start"] <= a < b <= evidence["end"]:
                yield f"wrong offset: trigger {a}-{b} lies outside of its sentence"
    for a, b in row["date_info"]["spans"]:
        if not 0 <= a < b <= len(text):
            yield f"wrong offset: date {a}-{b} lies outside of the text"
