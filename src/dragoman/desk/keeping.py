"""`dragoman db`: check, stats, backup, vacuum."""

import sys
from typing import Any

import click
import msgspec

from dragoman.store import open_database, upkeep


def run_check(path: str) -> int:
    """Prints what is wrong; 0 when nothing is, else 1."""
    with open_database(path) as database:
        found = upkeep.problems(database)
    for problem in found:
        click.echo(problem)
    click.echo(f"dragoman: {path}: {len(found)} problems", err=True)
    return 1 if found else 0


def run_stats(path: str, shape: str) -> None:
    """Prints what is in a database."""
    with open_database(path, readonly=True) as database:
        found: dict[str, Any] = upkeep.stats(database)
    if shape == "json":
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    for name, value in found.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for key, number in value.items():
                click.echo(f"{number:>12,}  {key}")
        else:
            click.echo(f"{value:>12,}  {name}")


def run_backup(path: str, target: str) -> None:
    """Copies a database and prints the hash of its content."""
    with open_database(path, readonly=True) as database:
        click.echo(f"{upkeep.backup(database, target)}  {target}")


def run_vacuum(path: str) -> None:
    """Writes the file anew and prints what that saved."""
    with open_database(path) as database:
        before, after = upkeep.vacuum(database)
    click.echo(f"dragoman: {path}: {before:,} bytes before, {after:,} now", err=True)
