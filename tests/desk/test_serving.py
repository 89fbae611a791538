"""What `dragoman serve` says when it cannot begin: one line that tells what to do."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk_corpus import corpus  # noqa: F401

from dragoman.desk.cli import main


def test_a_port_that_is_taken_is_named(corpus: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        found = CliRunner().invoke(main, ["serve", "--db", str(corpus), "--port", port])
    assert found.exit_code == 2
    assert port in found.stderr
    assert "--port" in found.stderr


def test_a_host_that_is_not_of_this_machine_is_named(corpus: Path) -> None:
    found = CliRunner().invoke(main, ["serve", "--db", str(corpus), "--host", "192.0.2.1"])
    assert found.exit_code == 2
    assert "192.0.2.1" in found.stderr


@pytest.mark.parametrize("package", ["numpy", "litestar", "uvicorn"])
def test_a_package_that_is_not_there_is_named_with_what_brings_it(corpus: Path, package: str) -> None:
    script = f"import sys; sys.modules[{package!r}] = None; from dragoman.desk.cli import main; main({['serve', '--db', str(corpus)]!r})"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 2
    assert f"'{package}'; pip install 'dragoman[desk]' brings it" in found.stderr


def test_searches_that_cannot_be_written_are_told_before_anything_is_opened(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "c.db").write_bytes(corpus.read_bytes())
    (tmp_path / "c.db.searches").mkdir()
    found = CliRunner().invoke(main, ["serve", "--db", str(tmp_path / "c.db"), "--keep"])
    assert found.exit_code == 2
    assert "c.db.searches" in found.stderr
