"""The command line, in this process and as a child."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

COMMAND = [sys.executable, "-m", "earwitness"]


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


LONGEST_SECONDS = 1800
"""A command that takes longer hangs: on a busy machine the demo alone may take many minutes."""


def command(*arguments: object, stdin: str = "", env: dict[str, str] | None = None) -> Answer:
    """Run a command in a child process to its end."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        timeout=LONGEST_SECONDS,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def begun(
    *arguments: object, env: dict[str, str] | None = None, err: int | IO[str] = subprocess.PIPE
) -> subprocess.Popen[str]:
    """Start a command in a child process, in a group of its own, as a terminal does."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=err,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )


def with_recogniser(case: Path, name: str) -> None:
    """Let a case be heard by another recogniser."""
    settings = case / "case.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[hearing]\nrecogniser = "{name}"\nworkers = 2\n', "utf-8")
