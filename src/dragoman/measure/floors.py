"""floors.toml -> the values below which a figure may not fall, and which figures fell."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from dragoman.measure.running import Report
from dragoman.values.errors import ConfigError

SLACK = 0.0005  # figures are written down with three decimals


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """Gold name -> level -> least F1; ConfigError says what is wrong with the file."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"--floors {path}: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict) or not all(isinstance(v, int | float) and 0 <= v <= 1 for v in table.values()):
            raise ConfigError(f"--floors {path}: [{name}]: expected levels with values from 0 to 1, found {table}")
    return tables


def fallen(reports: Iterable[Report], floors: dict[str, dict[str, float]]) -> list[str]:
    """One line for each figure below its floor, or with a floor but not measured on a gold that was."""
    lines = []
    for report in reports:
        for level, least in floors.get(report.gold, {}).items():
            figure = report.of(level)
            if figure is None:
                lines.append(f"{report.gold}: no figure '{level}', its floor is {least:.3f}")
            elif figure.f1 < least - SLACK:
                lines.append(f"{report.gold}: {level} {figure.f1:.3f} is below its floor {least:.3f}")
    return lines
