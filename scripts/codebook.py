"""packs/codebook and the sentences of the packs' triggers -> docs/codebook/README.md and a page for each event type.

python scripts/codebook.py            # writes the pages
python scripts/codebook.py --check    # writes nothing; exit 1 and a list when a page on disk differs
"""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from dragoman.language.codebook import Codebook, Departure, TypeRow, read_codebook, read_departures
from dragoman.language.pack import Packs
from dragoman.language.reading import PACKS
from dragoman.language.triggers import Trigger, Triggers
from dragoman.values.event import Type

DOCS = Path(__file__).resolve().parent.parent / "docs" / "codebook"
BY_HAND = frozenset({"decisions.md"})
LANGUAGE = "de"
KINDS = ("verb", "light", "noun")  # one example of each kind of trigger
SILENT_MAX = 4  # sentences that must stay silent, a page
MARK = re.compile(r"\[(actor|recipient|verb|noun): ([^\[\]]+)\]")
NOTICE = "<!-- Written by scripts/codebook.py from packs/codebook and the packs' triggers: change those, then run it. -->"
CREDIT = """\
PLOVER is the *Political Language Ontology for Verifiable Event Records* of the Open Event Data Alliance. Names of types,
modes and contexts and the scale come from its manual (draft 2.0, CC BY-SA 4.0); the definitions here are our own words.
Where PLOVER's documents contradict each other, and where we had to choose, see [decisions](decisions.md)."""
SCALES = """\
The scale runs from -10 (conflict) to 10 (cooperation). An event with modes takes the value of the mode that lies farthest
from zero; one without takes that of its type."""


def main(arguments: list[str]) -> int:
    """Writes the pages, or with --check compares them; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when a page differs")
    parser.add_argument("--folder", type=Path, default=DOCS, help="where the pages are")
    options = parser.parse_args(arguments)
    wanted = pages()
    if not options.check:
        write(wanted, options.folder)
        return 0
    wrong = differing(wanted, options.folder)
    for name in wrong:
        print(f"{name} is not what packs/codebook and the triggers say; run: python scripts/codebook.py", file=sys.stderr)
    return 1 if wrong else 0


def pages() -> dict[str, str]:
    """Every page by its file name."""
    codebook = read_codebook()
    triggers = Triggers(PACKS / LANGUAGE / "triggers").entries
    others = {code: Triggers(PACKS / code / "triggers").entries for code in Packs().codes if code != LANGUAGE}
    departures = tuple(d for d in read_departures() if d.language == LANGUAGE)
    written = {"README.md": overview(codebook)}
    for name in codebook.types:
        own = tuple(e for e in triggers if e.event == name)
        departing = tuple(d for d in departures if d.entry in {e.id for e in own})
        elsewhere = {code: tuple(e for e in entries if e.event == name) for code, entries in others.items()}
        written[f"{name}.md"] = type_page(name, codebook, entries=own, departing=departing, elsewhere=elsewhere)
    return written


def write(wanted: dict[str, str], folder: Path) -> None:
    """Writes the pages and takes away those of types that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _left_over(wanted, folder):
        (folder / name).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def differing(wanted: dict[str, str], folder: Path) -> list[str]:
    """Names of the pages that are missing, differ or are left over."""
    there = {p.name: p.read_bytes() for p in folder.glob("*.md")}
    return [n for n, text in wanted.items() if there.get(n) != text.encode()] + _left_over(wanted, folder)


def _left_over(wanted: dict[str, str], folder: Path) -> list[str]:
    return sorted(p.name for p in folder.glob("*.md") if p.name not in wanted and p.name not in BY_HAND)


def overview(codebook: Codebook) -> str:
    """The page of all types, quad classes and contexts."""
    types = [
        (f"[{n}]({n}.md)", _quad(r, codebook), _scale(r.scale), ", ".join(r.cameo), _yes(r.requires_recipient), r.definition)
        for n, r in codebook.types.items()
    ]
    contexts = [(f"`{c}`", codebook.context_definitions[c]) for c in codebook.contexts]
    return _page(
        "# Codebook",
        "What the 16 event types mean, their modes and their contexts.",
        CREDIT,
        "## Event types",
        _table(("type", "quad class", "scale", "CAMEO root", "needs a recipient", "what it is"), types),
        SCALES,
        "## Contexts",
        "A context says what an event is about, whatever its type; an event may have several or none.",
        _table(("context", "what it is about"), contexts),
    )


def type_page(
    name: Type,
    codebook: Codebook,
    *,
    entries: tuple[Trigger, ...],
    departing: tuple[Departure, ...],
    elsewhere: dict[str, tuple[Trigger, ...]],
) -> str:
    """The page of one type: `entries` are its German triggers, `departing` where these code otherwise than the codebook says.

    `elsewhere` are the triggers of the other languages by code.
    """
    row = codebook.types[name]
    facts = (_quad(row, codebook), _scale(row.scale), ", ".join(row.cameo), _yes(row.requires_recipient))
    return _page(
        f"# {name}",
        row.definition,
        _table(("quad class", "scale", "CAMEO root", "needs a recipient"), [facts]),
        *("## Counts", _bullets(row.counts)),
        *("## Does not count", _bullets(row.does_not_count)),
        *_modes(row),
        *_examples(row, entries, departing),
        *_elsewhere(row, elsewhere),
        *_silent(entries),
        *_departures(departing),
        "[All types](README.md) · [Decisions](decisions.md)",
    )


def _modes(row: TypeRow) -> tuple[str, ...]:
    """The section of the modes."""
    if not row.modes:
        return ("## Modes", "None.")
    rows = [(f"`{m}`", _scale(row.modes[m]), row.mode_definitions[m]) for m in row.modes]
    return ("## Modes", _table(("mode", "scale", "what it is"), rows))


def _examples(row: TypeRow, entries: tuple[Trigger, ...], departing: tuple[Departure, ...]) -> tuple[str, ...]:
    """The section of sentences that code: for each mode, one sentence of each kind of trigger."""
    kept = [(e, s) for e in entries if (s := _sentence(e, departing))]
    rows = [_example(e, s) for mode in ("", *row.modes) for e, s in _one_a_kind(kept, mode)]
    shown = {m for e, _ in kept for m in e.modes}
    missing = [f"`{m}`" for m in row.modes if m not in shown]
    head = ("sentence", "trigger", "actor", "recipient", "mode", "entry")
    note = "German sentences, each of them a test. Of a symmetric event all participants are actors ([why](decisions.md))."
    absent = (f"No German example yet for {', '.join(missing)}.",) if missing else ()
    return ("## Examples", note, _table(head, rows), *absent)


def _elsewhere(row: TypeRow, found: dict[str, tuple[Trigger, ...]]) -> tuple[str, ...]:
    """The section of sentences in the other languages: for each mode one, the first."""
    rows = []
    for code, entries in found.items():
        kept = [(e, e.codes[0]) for e in entries if e.codes]
        for mode in ("", *row.modes):
            rows += [(code, *_example(e, s)) for e, s in _one_a_kind(kept, mode)[:1]]
    if not rows:
        return ()
    head = ("language", "sentence", "trigger", "actor", "recipient", "mode", "entry")
    return ("## In other languages", _table(head, rows))


def _sentence(entry: Trigger, departing: tuple[Departure, ...]) -> str:
    """The first sentence of an entry that shows none of the words with which it departs from the codebook, "" if none."""
    own = [d for d in departing if d.entry == entry.id]
    if any(not d.words for d in own):
        return ""
    words = {w for d in own for w in d.words}
    return next((s for s in entry.codes if not any(w in s for w in words)), "")


def _one_a_kind(kept: Iterable[tuple[Trigger, str]], mode: str) -> list[tuple[Trigger, str]]:
    first: dict[str, tuple[Trigger, str]] = {}
    for entry, sentence in kept:
        if mode in entry.modes or (not mode and not entry.modes):
            first.setdefault(entry.kind, (entry, sentence))
    return [first[kind] for kind in KINDS if kind in first]


def _example(entry: Trigger, sentence: str) -> tuple[str, ...]:
    """A row of the table of examples: a sentence of an entry, with what stands in its roles."""
    marks: dict[str, list[str]] = {"trigger": [], "actor": [], "recipient": []}
    for role, text in MARK.findall(sentence):
        place = "actor" if entry.symmetric and role == "recipient" else role
        marks[place if place in marks else "trigger"].append(text)
    roles = (", ".join(marks[r]) or "–" for r in ("actor", "recipient"))
    modes = ", ".join(f"`{m}`" for m in entry.modes) or "–"
    return (MARK.sub(r"\2", sentence), " … ".join(marks["trigger"]), *roles, modes, f"`{entry.id}`: {entry.gloss}")


def _silent(entries: tuple[Trigger, ...]) -> tuple[str, ...]:
    """The section of sentences that an entry must pass over, the first of each of the first entries."""
    rows = [(e.does_not_code[0], f"`{e.id}`") for e in entries if e.does_not_code][:SILENT_MAX]
    if not rows:
        return ()
    note = "Each of these has the words of an entry that must stay silent here; another entry may speak."
    return ("## Sentences that look like it", note, _table(("sentence", "silent entry"), rows))


def _departures(departing: tuple[Departure, ...]) -> tuple[str, ...]:
    """The section of entries that code otherwise than the codebook says, nothing when there are none."""
    if not departing:
        return ()
    rows = [(f"`{d.entry}`", ", ".join(d.words) or "all", f"{d.event} {d.mode}".strip(), d.note) for d in departing]
    note = "Known cases in which a German entry gives another type or mode than this codebook asks for:"
    return ("## Where the German pack departs from this page", note, _table(("entry", "words", "should be", "why"), rows))


def _quad(row: TypeRow, codebook: Codebook) -> str:
    return f"{row.quad} {codebook.quad_classes[row.quad - 1]}"


def _scale(value: float) -> str:
    return f"{value:.1f}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _bullets(notes: tuple[str, ...]) -> str:
    return "\n".join(f"- {note}" for note in notes)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((title, NOTICE, *parts)) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
