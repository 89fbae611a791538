"""The manual says what the program does: commands, fields, reasons, names, tables, links and examples, both ways."""

import doctest
import json
import re
import shlex
import shutil
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
from click.testing import CliRunner

import dragoman
from dragoman import intake
from dragoman.coder import Coder
from dragoman.desk.cli import SECTIONS, main
from dragoman.desk.coding import article_row
from dragoman.exports import record, strict
from dragoman.knowledge.tables import ATLAS
from dragoman.language.codebook import Codebook, DepartureFile, read_codebook
from dragoman.language.furniture import Furniture
from dragoman.language.grammar import Grammar
from dragoman.language.modality import Modality
from dragoman.language.names import NameRules
from dragoman.language.pack import Packs
from dragoman.language.reading import PACKS
from dragoman.language.roles import Roles
from dragoman.language.speech import Speech
from dragoman.language.times import Times
from dragoman.language.triggers import TriggerFile
from dragoman.measure.examples import examples, form_problems, problem
from dragoman.pipeline import Pipeline, Understood
from dragoman.values.errors import DragomanError, Reason, Refusal
from dragoman.values.event import Attribution, CiteInfo, Count, DateInfo, Event, Participant, TextInfo, Trace
from dragoman.values.text import BlockKind, FindingKind, Rights
from dragoman.values.world import Place

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SAMPLE = PACKS / "de" / "samples" / "01-telefonat.txt"
ROOMS = ("intake", "clauses", "who", "said", "when", "where", "what", "stories")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def sections(page: Path, level: str = "##") -> dict[str, str]:
    """Heading (without code marks) -> the text under it, up to the next heading of the same level or higher."""
    parts = re.split(rf"(?m)^{level} (.+)$", page.read_text(encoding="utf-8"))
    above = rf"(?m)^#{{1,{len(level) - 1}}} "
    return {h.strip().strip("`"): re.split(above, text)[0] for h, text in zip(parts[1::2], parts[2::2], strict=True)}


def first_column(text: str) -> list[str]:
    """Everything in code marks in the first column of the tables of a text."""
    cells = [line.split("|")[1] for line in text.replace(r"\|", "¦").splitlines() if line.startswith("| ")]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"))


# commands ------------------------------------------------------------------------------------------------------------


def commands(command: click.Command = main, name: str = "dragoman") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for child in sorted(command.commands):
            yield from commands(command.commands[child], f"{name} {child}")


COMMANDS = dict(commands())
COMMAND_SECTIONS = {h: t for h, t in sections(REFERENCE / "commands.md").items() if h.split()[0] == "dragoman"}


def options(name: str, command: click.Command) -> set[str]:
    names = ["-h", "--help"]
    with click.Context(command, info_name=name, help_option_names=names) as context:
        return {o for p in command.get_params(context) if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)}


def test_the_help_lists_every_command_once() -> None:
    assert sorted(name for names in SECTIONS.values() for name in names) == sorted(main.commands)


def test_every_command_has_a_section_and_every_section_is_a_command() -> None:
    assert set(COMMAND_SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_and_those_in_its_section_are_the_same(name: str) -> None:
    documented = {cell.split()[0] for cell in first_column(COMMAND_SECTIONS[name]) if cell.startswith("-")}
    assert documented == options(name, COMMANDS[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_the_choices_of_an_option_are_those_in_its_section(name: str) -> None:
    shown = {c.split()[0]: c.split()[-1].split("¦") for c in first_column(COMMAND_SECTIONS[name]) if "¦" in c}
    taken = {p.opts[0]: list(p.type.choices) for p in COMMANDS[name].params if isinstance(p.type, click.Choice)}
    assert shown == taken


@pytest.mark.parametrize("name", COMMANDS)
def test_every_section_of_a_command_has_an_example_of_it(name: str) -> None:
    shown = re.findall(r"(?ms)^```sh\n(.*?)^```", COMMAND_SECTIONS[name])
    assert any(name in example for example in shown)


def shell_lines() -> list[Any]:
    """Every line of the manual that calls dragoman, without redirections and what is piped."""
    found = []
    for page in PAGES:
        for block in blocks(page, "sh"):
            for line in block.splitlines():
                called = next((p.strip() for p in re.split(r"[|>]", line) if p.strip().startswith("dragoman ")), "")
                if called:
                    found.append(pytest.param(called, id=f"{name_of(page)}:{called}"))
    return found


@pytest.mark.parametrize("line", shell_lines())
def test_a_command_line_of_the_manual_is_understood(line: str) -> None:
    words, command = shlex.split(line, comments=True)[1:], main
    context = click.Context(main, info_name="dragoman", help_option_names=["-h", "--help"])
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        child = command.get_command(context, words.pop(0))
        assert child is not None, line
        context, command = click.Context(child, parent=context, info_name=child.name), child  # type: ignore[assignment]
    command.make_parser(context).parse_args(words)


# records -------------------------------------------------------------------------------------------------------------

OBJECTS: dict[str, type[msgspec.Struct]] = {
    "The event": Event,
    "Participants": Participant,
    "Speakers": Attribution,
    "How the date was found": DateInfo,
    "Places": Place,
    "Counts": Count,
    "Evidence": TextInfo,
    "Trace": Trace,
}
RECORD_SECTIONS = sections(REFERENCE / "record.md")


@pytest.fixture(scope="module")
def sample(coder: Coder) -> Understood:
    document = intake.document_from(text=SAMPLE.read_text(encoding="utf-8"), id=SAMPLE.name)
    outcome = coder.understand(document)
    assert not isinstance(outcome, Refusal), outcome
    return outcome


@pytest.mark.parametrize("heading", OBJECTS)
def test_the_fields_of_an_object_of_the_record_are_those_in_its_table(heading: str) -> None:
    fields = {f.encode_name for f in msgspec.structs.fields(OBJECTS[heading])}
    assert set(first_column(RECORD_SECTIONS[heading])) - set(typing.get_args(dragoman.values.event.Status)) == fields


def test_the_fields_of_source_and_rights_are_those_in_their_tables() -> None:
    fields = [f.encode_name for shape in (CiteInfo, Rights) for f in msgspec.structs.fields(shape)]
    assert sorted(first_column(RECORD_SECTIONS["Source"])) == sorted(fields)


def test_every_status_is_explained() -> None:
    assert set(typing.get_args(dragoman.values.event.Status)) <= set(first_column(RECORD_SECTIONS["The event"]))


def test_the_strict_form_has_the_fields_that_its_table_lists(sample: Understood) -> None:
    located = next(e for e in sample.events if e.event_loc is not None)
    row = strict(located, read_codebook())
    assert row is not None
    lines = re.findall(r"(?m)^\| (`?\w+`?) \| (`.+`) \|$", RECORD_SECTIONS["Strict PLOVER form"])
    listed = {what.strip("`"): re.findall(r"`(\w+)`", fields) for what, fields in lines}
    given = {"event": row, "participant": row["actor"][0], **{f: row[f] for f in ("event_loc", "text_info", "cite_info")}}
    assert {what: listed[what] for what in given} == {what: list(fields) for what, fields in given.items()}


def test_the_fields_of_the_read_object_are_those_in_its_table(sample: Understood) -> None:
    row = json.loads(msgspec.json.encode(article_row(sample)))
    whole, statements = RECORD_SECTIONS["The read object"].split("### Statements")
    assert set(first_column(whole.split("### Blocks")[0])) == set(row)
    assert set(first_column(statements)) == set(row["statements"][0])


@pytest.mark.parametrize("field", ["mentions", "times", "findings"])
def test_the_fields_of_a_list_of_the_read_object_are_named_in_its_row(field: str, sample: Understood) -> None:
    row = json.loads(msgspec.json.encode(article_row(sample)))
    line = next(x for x in RECORD_SECTIONS["The read object"].splitlines() if x.startswith(f"| `{field}`"))
    assert set(row[field][0]) <= set(re.findall(r"`(\w+)`", line))


def test_every_kind_of_block_is_named() -> None:
    kinds = set(typing.get_args(BlockKind))
    assert kinds <= set(re.findall(r"`(\w+)`", RECORD_SECTIONS["The read object"].split("### Blocks")[1]))


def test_the_record_that_the_tutorial_reads_is_the_first_of_the_samples(sample: Understood) -> None:
    shown = json.loads(blocks(DOCS / "tutorial.md", "json")[0])
    given = json.loads(record(sample.events[0]))
    assert {**shown, "coder": ""} == {**given, "coder": ""}


# refusals, errors, findings ------------------------------------------------------------------------------------------

REFUSALS = sections(REFERENCE / "refusals.md")
GIVEN, KEPT = first_column(REFUSALS["Reasons that are given"]), first_column(REFUSALS["Reasons that are kept"])


def test_every_reason_of_the_closed_list_is_documented_once() -> None:
    assert sorted([*GIVEN, *KEPT]) == sorted(typing.get_args(Reason))


def test_a_reason_said_to_be_given_is_named_in_a_room_and_one_kept_in_none() -> None:
    code = "".join(p.read_text(encoding="utf-8") for room in ROOMS for p in (Path(dragoman.__file__).parent / room).glob("*.py"))
    named = {r for r in typing.get_args(Reason) if f'"{r}"' in code}
    assert named == set(GIVEN)


def test_every_kind_of_finding_is_documented() -> None:
    assert sorted(first_column(REFUSALS["Findings"])) == sorted(typing.get_args(FindingKind))


def test_every_error_is_documented() -> None:
    assert set(first_column(REFUSALS["Errors"])) == {e.__name__ for e in DragomanError.__subclasses__()}


# packs and atlas -----------------------------------------------------------------------------------------------------

PACK_FILES: dict[str, type[msgspec.Struct]] = {
    "grammar.toml": Grammar,
    "modality.toml": Modality,
    "speech.toml": Speech,
    "roles.toml": Roles,
    "names.toml": NameRules,
    "times.toml": Times,
    "furniture.toml": Furniture,
    "triggers/*.toml": TriggerFile,
    "codebook/plover.toml": Codebook,
    "codebook/departures.toml": DepartureFile,
}
PACK_SECTIONS = sections(REFERENCE / "packs.md")


def keys(shape: Any) -> set[str]:
    """All keys of a Struct and of the Structs inside it."""
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        return {f.encode_name for f in msgspec.structs.fields(shape)} | {
            k for f in msgspec.structs.fields(shape) for k in keys(f.type)
        }
    return {k for inner in typing.get_args(shape) if not isinstance(inner, types.EllipsisType) for k in keys(inner)}


@pytest.mark.parametrize("file", PACK_FILES)
def test_every_key_of_a_pack_file_is_named_in_its_section(file: str) -> None:
    named = set(re.findall(r"\[*(\w+)[\].]", " ".join(re.findall(r"`([^`]+)`", PACK_SECTIONS[file]))))
    named |= set(re.findall(r"`(\w+)`", PACK_SECTIONS[file]))
    assert keys(PACK_FILES[file]) - named == set()


@pytest.mark.parametrize("table", ["verbs", "nouns", "frequent"])
def test_the_columns_of_a_word_table_are_those_in_its_section(table: str) -> None:
    header = (PACKS / "de" / "words" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert first_column(PACK_SECTIONS[f"words/{table}.tsv"]) == header.split("\t")


def test_every_file_of_the_german_pack_has_a_section() -> None:
    found = {p.relative_to(PACKS / "de") for p in (PACKS / "de").rglob("*") if p.suffix in (".toml", ".tsv") and p.parent.name != "samples"}
    named = {"triggers/*.toml" if p.parts[0] == "triggers" else p.as_posix() for p in found}
    assert named <= set(PACK_SECTIONS)


ATLAS_SECTIONS = sections(REFERENCE / "atlas.md")


@pytest.mark.parametrize("table", sorted(p.name for p in ATLAS.glob("*.tsv")))
def test_the_columns_of_a_table_of_the_atlas_are_those_in_its_section(table: str) -> None:
    heading = "Names" if table.endswith("_names.tsv") else table
    assert f"`{table}`" in ATLAS_SECTIONS[heading] or heading == table
    assert first_column(ATLAS_SECTIONS[heading]) == (ATLAS / table).read_text(encoding="utf-8").splitlines()[0].split("\t")


# names, links, examples ----------------------------------------------------------------------------------------------


def test_every_public_name_is_documented_and_no_other() -> None:
    opening = (REFERENCE / "python.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert sorted(first_column(opening)) == sorted(dragoman.__all__)


@pytest.mark.parametrize("page", [DOCS / "tutorial.md", REFERENCE / "python.md"], ids=name_of)
def test_the_python_examples_of_a_page_do_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = "\n".join(blocks(page, "python"))
    example = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert example.examples
    assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


def shown() -> Iterator[tuple[str, str]]:
    """Command lines of README and tutorial, each with what the page shows of its output."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    yield from re.findall(r"(?ms)^```text\n\$ (.+?--format \w+)\n(.*?)^```", readme)
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    yield from re.findall(r"(?ms)^```sh\n(echo [^\n]+)\n```\n+[^`]*?```\n(.*?)^```", tutorial)
    yield from re.findall(r"(?ms)^```sh\n(dragoman code [^\n]+--format table)\n```\n+[^`]*?```\n(.*?)^```", tutorial)


@pytest.mark.parametrize(("line", "lines"), list(shown()))
def test_a_command_of_readme_or_tutorial_prints_what_the_page_shows(
    line: str, lines: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(line.replace("\\\n", " "))
    text, words = (words[1], words[words.index("dragoman") :]) if words[0] == "echo" else ("", words)
    printed = CliRunner().invoke(main, words[1:], input=text, env={"COLUMNS": "200"}).stdout
    bare = re.sub(r"\s+", " ", re.sub(r"\.toml:\d+", ".toml", printed))
    wanted = [re.sub(r"\.toml:\d+", ".toml", x).split() for x in lines.splitlines()]
    whole = " ".join(w for x in wanted for w in x)
    assert whole in re.sub(r"(occurred|expected) [0-9a-f]{16}", r"\1", bare) or whole in bare


def test_the_page_shows_the_outputs_that_are_checked() -> None:
    assert len(list(shown())) == 4


def links(page: Path) -> list[str]:
    text = re.sub(r"(?ms)^```.*?^```", "", page.read_text(encoding="utf-8"))
    found = re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text))
    return [x for x in found if not re.match(r"[a-z]+:", x)]


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_the_trigger_entries_of_the_how_to_code_what_they_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [b for b in blocks(DOCS / "how-to" / "add-a-word.md", "toml") if "[[trigger]]" in b]
    assert len(shown) == 2
    shutil.copytree(PACKS / "de", tmp_path / "de")
    (tmp_path / "de" / "triggers" / "shown.toml").write_text("\n".join(shown), encoding="utf-8")
    pipeline = Pipeline(packs=Packs(tmp_path))
    monkeypatch.setattr("dragoman.measure.examples._pipeline", lambda: pipeline)
    entries = [e for e in pipeline.packs["de"].triggers.entries if pipeline.packs["de"].triggers.source[e.id].startswith("shown")]
    assert len(entries) == len(shown)
    for entry in entries:
        assert form_problems(entry, "de") == []
        assert {x.text: problem(x, "de") for x in examples(entry) if problem(x, "de")} == {}


def test_the_page_that_explains_why_is_read_as_it_says(coder: Coder) -> None:
    page = blocks(DOCS / "why.md", "text")[0]
    outcome = coder.understand(intake.document_from(text=page, id="page.txt"))
    assert not isinstance(outcome, Refusal), outcome
    told = {(e.event[0], e.mode, e.status): e for e in outcome.events}
    call = told["CONSULT", ("phone",), "occurred"]
    visit = told["CONSULT", ("visit",), "expected"]
    assert [p.code for p in call.actor] == ["CHL", "BOL"]
    assert [a.code for a in call.attribution] == ["CHL"]
    assert len([e for e in outcome.events if e.event[0] == "CONSULT" and e.status == "occurred"]) == 1
    assert (visit.date, visit.enddate) == ("2024-04-19", "2024-04-21")
    assert {p.entity_text for p in told["AGREE", (), "occurred"].actor} == {"Die beiden Seiten"}
    assert outcome.home.code == "CHL"
    text = (DOCS / "why.md").read_text(encoding="utf-8")
    named = {k for k in typing.get_args(FindingKind) if f"`{k}`" in text}
    assert named <= {f.kind for f in outcome.findings}
