"""Place names with the entry they mean -> how many are found exactly, wrongly, or refused."""

from pathlib import Path

import msgspec

from dragoman import knowledge
from dragoman.knowledge.gazetteer import Gazetteer, Placing
from dragoman.knowledge.tables import Tables
from dragoman.language.names import named_languages
from dragoman.language.reading import read_tsv

COLUMNS = ("lang", "query", "home", "near", "kind", "code", "name")


class PlaceCase(msgspec.Struct, frozen=True):
    """A case with its outcome: exact, wrong or refused, and what was answered."""

    lang: str
    query: str
    outcome: str
    answer: str


def place_cases(path: Path) -> tuple[PlaceCase, ...]:
    """The outcomes of all cases of a table (columns lang, query, home, near, kind, code, name), in its order."""
    gazetteers: dict[str, Gazetteer] = {}
    names = _english(Tables())
    found = []
    for row in read_tsv(path, COLUMNS):
        if row["lang"] not in named_languages():
            found.append(PlaceCase(row["lang"], row["query"], "refused", "no names in this language"))
            continue
        if row["lang"] not in gazetteers:
            gazetteers[row["lang"]] = Gazetteer(knowledge.load(row["lang"]))
        placing = gazetteers[row["lang"]].where(row["query"], home=row["home"], near=row["near"])
        found.append(PlaceCase(row["lang"], row["query"], _outcome(row, placing, names), _answer(placing)))
    return tuple(found)


def _outcome(row: dict[str, str], placing: Placing, names: dict[str, str]) -> str:
    if placing.refusal is not None:
        return "exact" if row["kind"] == "refuse" else "refused"
    best = placing.candidates[0]
    kind = best.identifier_id.split(":")[0]
    named = row["kind"] == "country" or names.get(best.identifier_id) == row["name"]
    return "exact" if (kind, best.code) == (row["kind"], row["code"]) and named else "wrong"


def _english(tables: Tables) -> dict[str, str]:
    """Id of each place -> its name in the table of entities."""
    return {r["id"]: r["name"] for t in ("cities", "regions", "countries") for r in tables.entities(t)}


def _answer(placing: Placing) -> str:
    if placing.refusal is not None:
        return f"{placing.refusal.reason}: {placing.refusal.detail}"
    best = placing.candidates[0]
    return f"{best.identifier_id} {best.identifier_text} {best.code} {best.admin1} ({best.why})"
