"""Many who write, a full disk, a kill, a clock set back: one whole chain, and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from conftest import empty_case
from earwitness.app import custody
from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.cli import commands
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect

WRITER = """
import sys
from pathlib import Path
from earwitness.app import custody
from earwitness.app.opening import open_case
place = open_case(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    custody.record_view(place, f"{sys.argv[2]}-{number}")
    print(number, flush=True)
"""


def writer(place: Workplace, name: str, times: int) -> "subprocess.Popen[str]":
    """Another process on the same case, which waits for a line before it begins."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place.folder.root), name, str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def begin(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def views_of(name: str) -> list[str]:
    own = journal.entries(action="view")
    return [entry.subject for entry in own if entry.subject.startswith(f"{name}-")]


def test_three_processes_that_write_at_once_make_one_chain(place: Workplace) -> None:
    writers = {name: writer(place, name, 40) for name in "abc"}
    for process in writers.values():
        begin(process)
    for process in writers.values():
        process.communicate()
        assert process.returncode == 0
    for name in writers:
        assert views_of(name) == [f"{name}-{number}" for number in range(40)]
    entries = list(journal.entries())
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert max(Counter(entry.previous_hash for entry in entries).values()) == 1  # no fork
    assert verify(place)["ok"]


def test_a_writer_that_is_killed_leaves_what_it_had_told_and_a_whole_chain(
    place: Workplace,
) -> None:
    process = writer(place, "k", 100_000)
    begin(process)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    assert len(views_of("k")) >= len([line for line in told if line.endswith("\n")])
    assert verify(place)["ok"]
    custody.record_view(place, "after")
    assert verify(place)["ok"]


def test_a_full_disk_is_told_in_words_and_the_chain_goes_on_when_there_is_space(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = empty_case(small_disk / "case")
    filler, done = small_disk / "filler", 0
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    filler.write_bytes(bytes(free - 100_000))
    with pytest.raises(CaseUnusable, match="full") as caught:
        for _ in range(10_000):
            custody.record_view(place, f"v-{done}")
            done += 1
    assert "space" in caught.value.remedy
    assert done > 0
    assert views_of("v") == [f"v-{number}" for number in range(done)]
    disconnect()
    filler.unlink()
    place = open_case(small_disk / "case")
    assert verify(place)["ok"]
    custody.record_view(place, f"v-{done}")
    assert views_of("v")[-1] == f"v-{done}"
    assert verify(place)["ok"]
    disconnect()
    assert commands._run(["-C", str(small_disk / "case"), "verify"]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_entries_with_earlier_times_are_kept_in_their_order_each_with_its_note(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    hours = iter([20, 10, 11, 5, 21])

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2030, 1, 1, next(hours), tzinfo=UTC)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "datetime", Jumping)
        for number in range(5):
            custody.record_view(place, f"c-{number}")
    assert views_of("c") == [f"c-{number}" for number in range(5)]
    answer = verify(place)
    assert answer["ok"] and answer["problems"] == []
    notes = [one for one in answer["notices"] if one["kind"] == "clock_set_back"]
    assert [one["subject"] for one in notes] == ["ledger entry 3", "ledger entry 5"]
    assert "36000.000 s" in notes[0]["detail"]


class OthersWrite(SilentProgress):
    """Has another process write an entry as soon as the reading is under way."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process, self.has_begun = process, False

    def start(self, label: str, total: float, unit: str) -> None:
        if not self.has_begun:
            self.has_begun = True
            begin(self.process)
            assert self.process.stdout is not None and self.process.stdout.readline() == "0\n"


def test_a_reading_that_takes_long_sees_one_moment_while_others_write(place: Workplace) -> None:
    process, before = writer(place, "w", 1), journal.head()
    assert before is not None
    answer = verify(place, progress=OthersWrite(process))
    process.communicate()
    assert views_of("w") == ["w-0"]
    assert answer["ok"] and answer["head"]["hash"] == before.hash
    after = verify(place)
    assert after["ok"] and after["head"]["hash"] != before.hash
