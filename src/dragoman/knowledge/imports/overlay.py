"""Files of other dictionaries -> a folder of tables like the atlas's with a manifest; the overlays there are."""

import hashlib
import os
import re
import shutil
import sys
import unicodedata
from pathlib import Path

import msgspec

from dragoman.knowledge.imports.codes import Codes
from dragoman.knowledge.imports.found import Found, Problem
from dragoman.knowledge.imports.petrarch import read as read_petrarch
from dragoman.knowledge.imports.spreadsheets import READERS
from dragoman.knowledge.imports.wikidata import read_wikidata
from dragoman.knowledge.tables import NAME_COLUMNS, TABLES, Tables, names_table
from dragoman.values.errors import ConfigError, InputError

FORMATS = ("petrarch", "icews", "wikidata", "ucdp", "csv")
MANIFEST = "overlay.toml"
LOST = "\ufffd"  # what stands for a letter that could not be read
_TABLE_OF = {
    "country": "countries", "organisation": "organisations", "group": "groups", "party": "parties",
    "person": "persons", "institution": "institutions",
}  # fmt: skip
_PREFIX = {"organisation": "org", "group": "group", "party": "party", "person": "person", "institution": "inst"}
_RANK = "5"  # of an office that a dictionary gives by sector only


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """What an overlay was made of: format, language of its names, files with their hashes, counts."""

    name: str
    format: str
    language: str
    files: list[str]
    sha256: list[str]
    counts: dict[str, int]


def overlay_folder() -> Path:
    """Folder of the user's overlays: dragoman/overlays in XDG_DATA_HOME, LOCALAPPDATA or ~/Library/Application Support."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(root) / "dragoman" / "overlays"


def overlays(home: Path) -> tuple[tuple[Path, Manifest | None], ...]:
    """The overlays in a folder by name, each with its manifest; None for a folder of tables without a readable one."""
    folders = sorted(p for p in home.iterdir() if p.is_dir()) if home.is_dir() else []
    return tuple((p, _manifest(p)) for p in folders if any(p.glob("*.tsv")) or (p / MANIFEST).exists())


def remove_overlay(home: Path, name: str) -> Path:
    """The folder that was removed; ConfigError where it is no overlay, so that nothing else is ever deleted."""
    known = {p.name: p for p, _ in overlays(home)}
    if name not in known:
        raise ConfigError(f"no overlay '{name}' in {home}; there are: {', '.join(known) or 'none'}")
    folder = known[name]
    foreign = sorted(p.name for p in folder.iterdir() if p.suffix != ".tsv" and p.name != MANIFEST)
    if foreign:
        raise ConfigError(f"{folder} also holds {', '.join(foreign[:3])}; remove these by hand first")
    shutil.rmtree(folder)
    return folder


def import_files(
    files: list[Path], *, format: str, home: Path, name: str, language: str, own_countries: bool = False
) -> tuple[Manifest, list[Problem]]:
    """The manifest of the new overlay, and what is malformed in the files; the rest is written to `home`/`name`.

    Where nothing can be taken nothing is written, and the manifest counts no row of a table.

    With `own_countries` country codes that nobody knows become countries of the overlay.
    """
    if format not in FORMATS:
        raise ConfigError(f"format '{format}' is not known; expected one of {', '.join(FORMATS)}")
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise ConfigError(f"'{name}' cannot name an overlay; expected letters, digits, '.', '-' and '_'")
    codes = Codes(Tables(), own=own_countries)
    found: list[tuple[str, Found]] = []
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    for path in files:
        entities, faults, counted = _read(path, format, codes, language)
        entities, unreadable = _readable(entities, path.name)
        found += [(path.name, e) for e in entities]
        problems += sorted((*faults, *unreadable), key=lambda p: p.line)
        for key, value in counted.items():
            counts[key] = counts.get(key, 0) + value
    taken = bool(found or codes.coined)
    counts = {**counts, **(_write(home / name, found, tuple(codes.coined)) if taken else {})}
    manifest = Manifest(name, format, language, [p.name for p in files], [_hash(p) for p in files], counts)
    if taken:
        (home / name / MANIFEST).write_bytes(_toml(manifest))
    return manifest, problems


def _read(path: Path, format: str, codes: Codes, language: str) -> tuple[list[Found], list[Problem], dict[str, int]]:
    try:
        text, strange = _decoded(path.read_bytes(), path.name)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; expected a dictionary to import") from error
    if format == "petrarch":
        entities, problems, counts = read_petrarch(text.splitlines(), path.name, codes, language)
        return entities, [*strange, *problems], msgspec.structs.asdict(counts)
    reader = read_wikidata if format == "wikidata" else READERS[format]
    entities, problems = reader(text, path.name, codes, language)
    return entities, [*strange, *problems], {}


def _readable(entities: list[Found], file: str) -> tuple[list[Found], list[Problem]]:
    """The entities without names that an earlier program could not read (U+FFFD in them), each of which is reported."""
    kept, problems = [], []
    for entity in entities:
        names = tuple(n for n in entity.names if LOST not in n[2])
        lost = dict.fromkeys(n[2] for n in entity.names if LOST in n[2]) or ({entity.name: None} if LOST in entity.name else {})
        problems += [Problem("E101", file, entity.line, f"name '{name}' has letters lost (U+FFFD); left out") for name in lost]
        shown = entity.name if LOST not in entity.name else names[0][2] if names else ""
        if shown:
            kept.append(msgspec.structs.replace(entity, name=shown, names=names))
    return kept, problems


def _decoded(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text as UTF-8; a line that is none is read as Windows-1252, which is reported."""
    lines, problems = [], []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            problems.append(Problem("W101", file, number, "not UTF-8; read as Windows-1252"))
    return "\n".join(lines), problems


def _write(folder: Path, found: list[tuple[str, Found]], coined: tuple[str, ...]) -> dict[str, int]:
    """Writes the tables, with a row for each coined country code, and gives their numbers of rows."""
    tables: dict[str, list[tuple[str, ...]]] = {}
    if coined:
        cells = [{"id": f"country:{c}", "code": c, "iso3": c, "status": "user", "src": "import"} for c in coined]
        tables["countries"] = [tuple(row.get(column, "") for column in _columns("countries")) for row in cells]
    ids: dict[str, int] = {}
    offices: dict[str, str] = {}
    for file, entity in found:
        id = entity.id or _id(entity, ids)
        src = f"{file}:{entity.line}"
        if not entity.id or entity.kind != "country":
            tables.setdefault(_TABLE_OF[entity.kind], []).append(_row(id, entity, src))
        rows = tables.setdefault(names_table(_TABLE_OF[entity.kind]), [])
        rows += [(id, lang, form, _cell(text), "", src) for lang, form, text in dict.fromkeys(entity.names)]
        for term in entity.terms:
            tables.setdefault("holders", []).append((id, term.office, term.body, term.start, term.end, src))
            if term.office.startswith("role_"):
                offices[term.office] = term.office.removeprefix("role_").upper()
    if offices:
        tables["offices"] = [(office, sector, _RANK, "", "import") for office, sector in sorted(offices.items())]
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.tsv")):
        old.unlink()
    for table, lines in tables.items():
        header = "\t".join(_columns(table))
        body = "".join("\t".join(line) + "\n" for line in dict.fromkeys(lines))
        (folder / f"{table}.tsv").write_text(header + "\n" + body, encoding="utf-8")
    return {table: len(lines) for table, lines in sorted(tables.items())}


def _columns(table: str) -> tuple[str, ...]:
    extra = {"persons": ("sector",), "groups": (), "offices": ()}.get(table, ())
    return (*TABLES.get(table, NAME_COLUMNS), *extra)


def _row(id: str, entity: Found, src: str) -> tuple[str, ...]:
    words = entity.name.split()
    cells = {
        "id": id, "name": _cell(entity.name), "code": entity.code, "sector": entity.sector, "src": src,
        "given": _cell(" ".join(words[:-1])), "family": _cell(words[-1]) if words else "",
    }  # fmt: skip
    return tuple(cells.get(c, "") for c in _columns(_TABLE_OF[entity.kind]))


def _id(entity: Found, ids: dict[str, int]) -> str:
    """An id made of the name; a number behind it where another entity has the same."""
    plain = unicodedata.normalize("NFKC", entity.name).lower()
    slug = re.sub(r"[^\w]+", "-", plain).strip("-")[:80] or "unnamed"
    id = f"{_PREFIX.get(entity.kind, 'country')}:user-{slug}"
    ids[id] = ids.get(id, 0) + 1
    return id if ids[id] == 1 else f"{id}-{ids[id]}"


def _cell(text: str) -> str:
    return " ".join(text.split())


def _manifest(folder: Path) -> Manifest | None:
    try:
        return msgspec.toml.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _toml(manifest: Manifest) -> bytes:
    """The manifest as TOML: strings, lists of strings and one table of numbers."""
    text = [
        f"{k} = {msgspec.json.encode(getattr(manifest, k)).decode()}" for k in ("name", "format", "language", "files", "sha256")
    ]
    counts = [f"{k} = {v}" for k, v in manifest.counts.items()]
    return ("\n".join([*text, "", "[counts]", *counts]) + "\n").encode()
