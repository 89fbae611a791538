"""Who may import whom, how long a module may be, and that no word of a language stands in the rooms' code."""

import ast
import functools
from pathlib import Path

import pytest

import dragoman
from dragoman.language.pack import Packs

ROOT = Path(dragoman.__file__).parent
ROOMS = ("intake", "clauses", "who", "said", "when", "where", "what", "stories", "exports")
MAY: dict[str, set[str]] = {
    "values": set(),
    "language": {"values"},
    "knowledge": {"values", "language"},
    **{room: {"values", "language", "knowledge"} for room in ROOMS},
    "pipeline": {"values", "language", "knowledge", *ROOMS} - {"exports"},
    "coder": {"values", "language", "intake", "pipeline"},
    "store": {"values"},
    "view": {"values", "store", "exports"},
    "corpus": {"values", "language", "knowledge", "intake", "pipeline", "coder", "stories", "store", "exports"},
    "measure": {"values", "language", "knowledge", "pipeline", "exports", "intake"},
}
LINES_MAX = 400
WORDLESS = ("clauses", "who", "said", "when", "where", "what")
MODULES = sorted(p for p in ROOT.rglob("*.py") if "packs" not in p.parts)


def room_of(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@functools.cache
def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names if not a.name.startswith("__")}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("dragoman.")}
    return found


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in MAY], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    room = room_of(path)
    assert imports(path) - {room} <= MAY[room]


def test_every_room_of_the_source_is_in_the_table_or_is_the_desk() -> None:
    assert {room_of(p) for p in MODULES} <= {*MAY, "desk", "__init__", "__main__", "atlas"}


BY_NAME = {"Beside", "Refuse", "Signs"}  # records whose fields are read in a loop
# told to people and to the pages of the codebook; `draft` is looked for before a pack is read
FOR_PEOPLE = {
    "name_own",
    "draft",
    "gloss",
    "speech",
    "source",
    "sectors",
    "quad_classes",
    "definition",
    "does_not_count",
}


def test_every_key_of_a_pack_is_read_by_some_room() -> None:
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in MODULES]
    read = {n.attr for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    records = [
        n
        for path in MODULES
        if room_of(path) == "language"
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.ClassDef) and any("Struct" in ast.unparse(base) for base in n.bases) and n.name not in BY_NAME
    ]
    keys = {f.target.id for n in records for f in n.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)}
    assert keys - read - FOR_PEOPLE == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_stays_under_the_ceiling(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_MAX


def test_nobody_imports_the_desk() -> None:
    assert [p for p in MODULES if room_of(p) not in ("desk", "__main__") and "desk" in imports(p)] == []


@functools.cache
def pack_words(language: str) -> frozenset[str]:
    pack = Packs()[language]
    grammar = pack.grammar
    closed = {
        *grammar.determiner_forms,
        *grammar.pronouns,
        *grammar.governs,
        *grammar.clauses.subordinators,
        *grammar.clauses.negators,
        *grammar.modals,
    }
    return frozenset(
        {*closed, *pack.triggers.verbs, *pack.triggers.nouns, *pack.speech.stance, *pack.roles.by_lemma, *pack.modality.operators}
    )


@functools.cache
def our_names() -> frozenset[str]:
    """Names of fields and values of closed sets of our own code: "subject", "name", "report" are words of English too."""
    found: set[str] = set()
    for path in [p for p in MODULES if room_of(p) in ("values", "language", "knowledge")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
                found |= {c.value for c in ast.walk(node.slice) if isinstance(c, ast.Constant) and isinstance(c.value, str)}
    return frozenset(found)


@functools.cache
def literals(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs}


LETTERS_MIN = 3  # shorter literals are endings and marks of grammar, and words of some language nearly always
# further words of our own vocabulary that happen to be words of a language as well, by language
SHARED = {
    "de": frozenset({"NGO", "in", "also", "person", "name", "so", "was", "die", "an", "am"}),
    "en": frozenset({"NGO", "participant", "read", "recognise", "remember", "resolve", "visit", "within"}),
    "fr": frozenset({"fin", "participant"}),
}


@pytest.mark.parametrize("language", Packs().all_codes)
@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in WORDLESS], ids=lambda p: str(p.relative_to(ROOT)))
def test_no_word_of_a_language_stands_in_the_code_of_a_room(path: Path, language: str) -> None:
    ours = our_names() | SHARED.get(language, frozenset())
    assert {w for w in literals(path) if len(w) >= LETTERS_MIN} & pack_words(language) - ours == set()
