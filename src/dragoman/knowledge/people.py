"""persons.tsv, person_names.tsv and holders.tsv -> persons among the names, their terms, and tables by folded name."""

from typing import TYPE_CHECKING

from dragoman.knowledge.records import TermRow
from dragoman.knowledge.spelling import fold, fold_all
from dragoman.knowledge.tables import Row, Tables
from dragoman.values.errors import PackError
from dragoman.values.world import Entity

if TYPE_CHECKING:
    from dragoman.knowledge.build import Builder

HAN = ("\u4e00", "\u9fff")
HANGUL = ("\uac00", "\ud7a3")


def add_people(builder: "Builder", tables: Tables) -> None:
    """Adds all persons under their full names and family names, then their terms of office."""
    variants: dict[str, list[Row]] = {}
    for row in tables.names("persons", builder.language):
        variants.setdefault(row["id"], []).append(row)
    full: dict[str, list[int]] = {}
    families: dict[str, list[int]] = {}
    sexes: dict[str, str] = {}
    for row in tables.entities("persons"):
        own = variants.pop(row["id"], [])
        sexes[row["id"]] = row.get("sex", "")
        shown = next((n["text"] for n in own if n["form"] == "name"), row["name"])
        at = builder.entity(Entity(row["id"], shown, row["code"], row.get("sector", ""), "person", "", row["src"]))
        surnames = {row["family"]: True} | {n["text"]: bool(n["support"]) for n in own if n["form"] == "surname"}
        wholes = [shown, row["name"], *(n["text"] for n in own if n["form"] in ("variant", "name"))]
        capitals = [n["text"] for n in own if n["form"] == "any_case"]
        _list(builder, at, [] if capitals else wholes, {} if capitals else surnames)
        for text in capitals:
            builder.name_in_any_case(text, at)
        for text in (*wholes, *capitals):
            _add(full, fold_all(tuple(text.split())), at)
        for text in surnames:
            _add(families, fold(text), at)
    if variants:
        raise PackError(f"person_names: unknown ids {', '.join(sorted(variants)[:5])}; expected ids of persons.tsv")
    builder.full_names = {k: tuple(v) for k, v in full.items()}
    builder.families = {k: tuple(v) for k, v in families.items()}
    builder.terms = [_term(builder, row, sexes) for row in tables.rows("holders")]


def _add(table: dict[str, list[int]], key: str, at: int) -> None:
    held = table.setdefault(key, [])
    if at not in held:
        held.append(at)


def _list(builder: "Builder", at: int, wholes: list[str], surnames: dict[str, bool]) -> None:
    for text in wholes:
        for spelling in _spacings(text):
            builder.name(spelling, at, "name" if _whole(spelling) else "surname", support=not _whole(spelling))
    for text, support in surnames.items():
        if text:
            builder.name(text, at, "surname", support=support)


def _whole(name: str) -> bool:
    """Whether a name has a given name in it: several words, or a script that joins them ("王毅", "김정은")."""
    first = name[:1]
    return " " in name or "・" in name or (HAN[0] <= first <= HAN[1]) or (HANGUL[0] <= first <= HANGUL[1] and len(name) > 2)


def _spacings(text: str) -> tuple[str, ...]:
    """A name as it is and, where a syllable is joined by a hyphen ("Jong-un"), with it apart and joined."""
    words = text.split()
    joined = next((w for w in words[1:] if "-" in w and w.split("-")[1][:1].islower()), "")
    if not joined:
        return (text,)
    parts = joined.split("-")
    apart = " ".join(p.capitalize() for p in parts)
    return (
        text,
        text.replace(joined, apart),
        text.replace(joined, "-".join(p.capitalize() for p in parts)),
        text.replace(joined, "".join(parts)),
    )


def _term(builder: "Builder", row: Row, sexes: dict[str, str]) -> TermRow:
    if row["person"] not in builder.index:
        raise PackError(f"holders: person '{row['person']}' is not in persons.tsv (office {row['office']} of {row['body']})")
    if row["body"] not in builder.index:
        raise PackError(f"holders: body '{row['body']}' of {row['person']} is in no table of the atlas")
    code = builder.entities[builder.index[row["body"]]].code
    person, sex = builder.index[row["person"]], sexes.get(row["person"], "")
    return TermRow(person, row["office"], row["body"], code, row["from"], row["to"], row["src"], sex)
