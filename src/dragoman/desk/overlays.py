"""`dragoman atlas`: report what is covered; import, list, check and remove overlays."""

import sys
from collections import Counter
from pathlib import Path

import click
import msgspec

from dragoman.knowledge.checks import check
from dragoman.knowledge.coverage import Coverage, coverage
from dragoman.knowledge.imports import Problem, import_files, overlay_folder, overlays, remove_overlay
from dragoman.knowledge.tables import ATLAS, TABLES, Tables
from dragoman.language.names import named_languages
from dragoman.values.errors import ConfigError, InputError

SHOWN = 12  # missing things that a line of the table names


def home_of(overlays_option: str | None) -> Path:
    """The folder of overlays: the option's, else the user's."""
    return Path(overlays_option) if overlays_option else overlay_folder()


def overlay_paths(given: tuple[str, ...], home: Path) -> tuple[Path, ...]:
    """Folders of the overlays that an option names, by folder or by their name in the folder of overlays."""
    found = []
    for text in given:
        path = Path(text) if Path(text).is_dir() else home / text
        if not path.is_dir():
            known = ", ".join(p.name for p, _ in overlays(home)) or "none"
            raise ConfigError(f"overlay '{text}' is neither a folder nor an overlay in {home}; there are: {known}")
        found.append(path)
    return tuple(found)


def run_report(given: tuple[Path, ...], *, shape: str) -> None:
    """Prints what the atlas covers and what is missing."""
    for line in coverage(named_languages(), Tables(given)):
        if shape == "jsonl":
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
        else:
            click.echo(_line(line))


def _line(line: Coverage) -> str:
    what = " ".join(x for x in (line.what, line.language, line.office, line.year) if x)
    share = f"{100 * line.known / line.expected:5.1f} %" if line.expected else "    -"
    doubtful = f", {line.unchecked} rows unchecked" if line.unchecked else ""
    more = f" and {len(line.missing) - SHOWN} more" if len(line.missing) > SHOWN else ""
    holes = f"; missing: {', '.join(line.missing[:SHOWN])}{more}" if line.missing else ""
    return f"{what:48} {share} ({line.known}/{line.expected}){doubtful}{holes}"


def run_import(
    files: tuple[str, ...], *, format: str, name: str, home: Path, language: str, quiet: bool, own_countries: bool
) -> None:
    """Imports dictionaries into an overlay; prints what is malformed on standard error and the counts.

    InputError where nothing can be taken: an overlay of that name stays as it was.
    """
    before = {folder.name for folder, _ in overlays(home)}
    manifest, problems = import_files(
        [Path(f) for f in files],
        format=format,
        home=home,
        name=name or Path(files[0]).stem,
        language=language,
        own_countries=own_countries,
    )
    _print_problems(problems, quiet=quiet, err=True)
    if not any(what in TABLES for what in manifest.counts):
        faults = _summary(problems)
        raise InputError(f"{', '.join(files)}: nothing that can be taken as {format} ({faults}); no overlay is written")
    counts = ", ".join(f"{n} {what}" for what, n in manifest.counts.items())
    click.echo(f"{manifest.name}: {counts}; {_summary(problems)}")
    click.echo(f"written to {home / manifest.name}" + (", in place of the one before" if manifest.name in before else ""))


def run_list(home: Path) -> None:
    """Prints the overlays; on standard error where there are none."""
    if not overlays(home):
        click.echo(f"no overlays in {home}", err=True)
    for folder, manifest in overlays(home):
        if manifest is None:
            click.echo(f"{folder.name}  tables without a manifest  {folder}")
        else:
            rows = ", ".join(f"{n} {what}" for what, n in manifest.counts.items() if (folder / f"{what}.tsv").exists())
            click.echo(f"{folder.name}  {manifest.format} {manifest.language}  from {', '.join(manifest.files)}  {rows}")


def run_check(given: tuple[str, ...], home: Path, *, shape: str, quiet: bool) -> int:
    """Prints the problems of overlays, of the atlas without one; 1 where a line has to be left out, else 0."""
    folders = overlay_paths(given, home) if given else (ATLAS,)
    failed = 0
    for folder in folders:
        problems = check(folder)
        if shape == "jsonl":
            sys.stdout.buffer.write(b"".join(msgspec.json.encode(p) + b"\n" for p in problems))
        else:
            _print_problems(list(problems), quiet=quiet, err=False)
            click.echo(f"{folder.name}: {_summary(list(problems))}")
        failed |= any(p.code.startswith("E") for p in problems)
    return int(failed)


def run_remove(name: str, home: Path) -> None:
    """Removes an overlay."""
    click.echo(f"removed {remove_overlay(home, name)}")


def _print_problems(problems: list[Problem], *, quiet: bool, err: bool) -> None:
    for problem in problems if not quiet else ():
        click.echo(str(problem), err=err)


def _summary(problems: list[Problem]) -> str:
    tally = Counter(p.code for p in problems)
    return ", ".join(f"{n} {code}" for code, n in sorted(tally.items())) or "no problems"
