"""The codebook is complete, the packs use nothing that is not in it, and its pages are those it gives."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from dragoman.language.codebook import Departure, read_codebook, read_departures
from dragoman.language.pack import Packs
from dragoman.language.reading import PACKS
from dragoman.language.triggers import Trigger, Triggers
from dragoman.pipeline import Understood
from dragoman.values.errors import PackError
from dragoman.values.event import Status, Type

ROOT = Path(__file__).parent.parent
PLOVER = PACKS / "codebook" / "plover.toml"
CODEBOOK = read_codebook()
TYPES: tuple[Type, ...] = get_args(Type)
TRIGGERS = {code: Triggers(PACKS / code / "triggers") for code in Packs().codes}
ENTRIES = [pytest.param(entry, id=f"{code}-{entry.id}") for code, found in TRIGGERS.items() for entry in found.entries]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("codebook_pages", ROOT / "scripts" / "codebook.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = _script()


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    text = PLOVER.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    path = tmp_path / "plover.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_codebook_has_every_type_of_the_record_and_no_other() -> None:
    assert set(CODEBOOK.types) == set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_a_definition_a_quad_class_and_a_scale(name: Type) -> None:
    row = CODEBOOK.types[name]
    assert row.definition.endswith(".") and row.counts and row.does_not_count and row.cameo
    assert row.quad in (1, 2, 3, 4)
    assert -10 <= row.scale <= 10
    assert (row.scale > 0) == (row.quad <= 2) or row.scale == 0


@pytest.mark.parametrize("name", TYPES)
def test_every_mode_has_a_definition_and_a_scale_of_the_sign_of_its_class(name: Type) -> None:
    row = CODEBOOK.types[name]
    assert all(text.endswith(".") for text in row.mode_definitions.values())
    assert [m for m, scale in row.modes.items() if abs(scale) > 10 or (scale > 0) != (row.quad <= 2)] == {
        "REQUEST": ["assist"]  # the manual scores it 0.5, the one mode of a conflict type above zero
    }.get(name, [])


def test_every_context_has_a_definition() -> None:
    assert all(CODEBOOK.context_definitions[c].endswith(".") for c in CODEBOOK.contexts)


@pytest.mark.parametrize("entry", ENTRIES)
def test_type_modes_and_contexts_of_a_trigger_are_in_the_codebook(entry: Trigger) -> None:
    assert entry.event in CODEBOOK.types
    assert set(entry.modes) <= set(CODEBOOK.types[entry.event].modes)
    assert set(entry.context) <= set(CODEBOOK.contexts)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('hunger = "People refuse food."\n', "", r"only one of them has hunger.*types"),
        ('election = "Votes and campaigns."\n', "", "only one of them has election"),
        ("[types.AGREE]\n", '[types.AGREE]\ncolour = "blue"\n', "colour"),
        ("[types.AGREE]\n", "[types.AGREEMENT]\n", "AGREEMENT"),
    ],
)
def test_a_codebook_with_a_hole_or_an_unknown_field_is_refused(tmp_path: Path, old: str, new: str, found: str) -> None:
    with pytest.raises(PackError, match=found):
        read_codebook(_changed(tmp_path, old, new))


@pytest.mark.parametrize("departure", read_departures(), ids=lambda d: f"{d.entry}-{d.event}-{d.mode}")
def test_a_departure_names_an_entry_that_still_codes_otherwise(departure: Departure) -> None:
    entry = TRIGGERS[departure.language].by_id[departure.entry]
    assert set(departure.words) <= {*entry.lemmas, *entry.nouns}
    assert not departure.mode or departure.mode in CODEBOOK.types[departure.event].modes
    same = entry.event == departure.event and (not departure.mode or departure.mode in entry.modes)
    assert not same, "mended: take its row out of departures.toml"


def test_the_pages_on_disk_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert PAGES.main(["--check"]) == 0, capsys.readouterr().err


@pytest.fixture
def written(tmp_path: Path) -> Path:
    assert PAGES.main(["--folder", str(tmp_path)]) == 0
    return tmp_path


def test_pages_just_written_pass_the_check(written: Path) -> None:
    assert PAGES.main(["--check", "--folder", str(written)]) == 0
    assert {p.stem for p in written.glob("*.md")} == {"README", *TYPES}


def _edit(folder: Path) -> None:
    (folder / "AID.md").write_text((folder / "AID.md").read_text(encoding="utf-8") + " ", encoding="utf-8")


def _lose(folder: Path) -> None:
    (folder / "README.md").unlink()


def _leave_over(folder: Path) -> None:
    (folder / "FIGHT.md").write_text("# FIGHT\n", encoding="utf-8")


@pytest.mark.parametrize("spoil", [_edit, _lose, _leave_over])
def test_a_page_that_was_edited_lost_or_left_over_fails_the_check(written: Path, spoil: Callable[[Path], None]) -> None:
    spoil(written)
    assert PAGES.main(["--check", "--folder", str(written)]) == 1


def test_writing_twice_gives_the_same_bytes() -> None:
    assert list(PAGES.pages().items()) == list(PAGES.pages().items())


@pytest.mark.parametrize("name", TYPES)
def test_the_page_of_a_type_shows_its_definition_its_modes_and_examples_of_its_own(name: Type) -> None:
    page = PAGES.pages()[f"{name}.md"]
    assert CODEBOOK.types[name].definition in page
    assert all(f"| `{mode}` |" in page for mode in CODEBOOK.types[name].modes)
    examples = [e.id for e in TRIGGERS["de"].entries if e.event == name and f"| `{e.id}`: {e.gloss} |" in page]
    assert len(examples) >= 3


def test_the_decisions_name_every_status_and_every_context_of_the_strict_form() -> None:
    text = (ROOT / "docs" / "codebook" / "decisions.md").read_text(encoding="utf-8")
    assert [s for s in get_args(Status) if f"| Status {s} |" not in text] == []
    assert [c for c in CODEBOOK.auxiliary.values() if f"`{c}`" not in text] == []


def test_the_scale_of_several_modes_is_the_one_farthest_from_zero() -> None:
    assert CODEBOOK.scale("ASSAULT", ("beat", "torture")) == -8.5
    assert CODEBOOK.scale("ASSAULT", ()) == -9.0


def test_a_guest_who_is_received_is_the_actor(read: Callable[..., Understood]) -> None:
    (event,) = read("Der türkische Präsident empfing den ukrainischen Präsidenten.").events
    assert [p.code for p in event.actor] == ["UKR"]


@pytest.mark.xfail(strict=True, reason="decisions.md, not followed yet: no COERCE arrest besides")
def test_a_sentence_to_prison_is_a_verdict_and_an_arrest(read: Callable[..., Understood]) -> None:
    events = read("Das Gericht in Minsk verurteilte den Oppositionspolitiker zu vier Jahren Haft.").events
    assert {(e.event[0], e.mode) for e in events} == {("SANCTION", ("convict",)), ("COERCE", ("arrest",))}
