"""Tables on the terminal and in a pipe."""

import subprocess
import sys

from dragoman.language.reading import PACKS


def test_a_reader_who_closes_the_pipe_early_ends_the_command_quietly() -> None:
    command = [sys.executable, "-m", "dragoman", "code", str(PACKS / "de" / "samples"), "--format", "table"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read().decode()
    assert running.returncode == 0
    assert "Traceback" not in told
