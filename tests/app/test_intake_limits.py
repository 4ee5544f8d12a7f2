"""Limits of the system during an intake, met by a real command: told in words, nothing lost."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from earwitness.runtime.store.connection import disconnect
from fakes.sounds import encode, tone


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A small and a larger recording."""
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "1.wav", tone(0.2))
    encode(folder / "2.wav", tone(20))
    return folder


def intake_with(limit: int, place: Workplace, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command with this limit on the size of any file that it writes."""
    disconnect()
    return subprocess.run(
        [sys.executable, "-m", "earwitness", "-C", place.folder.root, "intake", folder],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.file_store
@pytest.mark.parametrize(
    ("limit", "told"),
    [(200_000, "takes no file of this size"), (20_000, "disk I/O error"), (0, "cannot be used")],
)
def test_a_limit_on_the_size_of_files_is_told_and_loses_nothing(
    place: Workplace, received: Path, limit: int, told: str
) -> None:
    if limit < 200_000:
        (received / "2.wav").unlink()
    run = intake_with(limit, place, received)
    assert (run.returncode, "Traceback" in run.stderr) == (3, False), run.stderr
    assert told in run.stderr
    assert "restore" not in run.stderr
    count = len(list(received.iterdir()))
    take_in(place, [received], call_lists=(), delivery="", progress=SilentProgress())
    assert recordings.counts() == (count, count)
    assert verify(place)["ok"]
