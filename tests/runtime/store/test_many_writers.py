"""Many processes append to one ledger: one chain without a fork or a gap, and nothing is lost."""

import subprocess
import sys
from pathlib import Path

from conftest import empty_case
from earwitness.app.custody import verify
from earwitness.records.custody import LedgerEntry
from earwitness.runtime.ledger import GENESIS
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import comments, journal
from earwitness.runtime.store.connection import disconnect

PROGRAM = Path(__file__).with_name("many_writers.py")
EACH = 6
KILLED = 5


def stored_by(place: Workplace, writers: int) -> list[str]:
    """Ids that the writers said were stored."""
    disconnect()
    command = [sys.executable, str(PROGRAM), str(place.folder.root)]
    command += [str(number) for number in (writers, EACH, KILLED)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def assert_one_chain(entries: list[LedgerEntry]) -> None:
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    before = [GENESIS, *(entry.hash for entry in entries)]
    assert [entry.previous_hash for entry in entries] == before[:-1]


def assert_whole(place: Workplace, writers: int) -> None:
    stored = stored_by(place, writers)
    assert len(stored) == writers * EACH - KILLED * (EACH - EACH // 2)
    entries = list(journal.entries())
    assert_one_chain(entries)
    assert len(entries) == 1 + len(stored)  # `init` was first
    rows = [one.id for subject in comments.subjects() for one in comments.of_recording(subject)]
    assert sorted(rows) == sorted(stored)
    found = verify(place)
    assert found["ok"], found["problems"]


def test_fifty_writers_to_a_server_some_killed_in_the_middle(
    tmp_path: Path, postgresql_database: str
) -> None:
    place = empty_case(tmp_path / "case", postgresql_database)
    assert_whole(place, 50)
    disconnect()


def test_some_writers_to_a_file_some_killed_in_the_middle(tmp_path: Path) -> None:
    place = empty_case(tmp_path / "case")
    assert_whole(place, 12)
    disconnect()
