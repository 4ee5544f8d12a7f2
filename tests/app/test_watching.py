"""`intake --watch`: a file is taken when nobody writes to it any more. No test waits."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from earwitness.app import answers
from earwitness.app.custody import verify
from earwitness.app.intake import IntakeSummary
from earwitness.app.watching import Sightings, watch
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from fakes.sounds import encode, tone

QUIET, LOOK = 30.0, 5.0  # the defaults of the settings


class Day:
    """Time that passes only in pauses; at each one something happens."""

    def __init__(self, *happenings: Callable[[], object]) -> None:
        self.now = 0.0
        self.stop = Event()
        self.rounds: list[IntakeSummary] = []
        self._happenings = iter(happenings)

    def pause(self, seconds: float) -> None:
        self.now += seconds
        happening = next(self._happenings, None)
        if happening is None:
            self.stop.set()
        else:
            happening()

    def watch(self, place: Workplace, *paths: Path, lists: tuple[Path, ...] = ()) -> IntakeSummary:
        return watch(
            place,
            paths,
            call_lists=lists,
            delivery="",
            progress=SilentProgress(),
            stop=self.stop,
            told=self.rounds.append,
            clock=lambda: self.now,
            pause=self.pause,
        )


def nothing() -> None:
    """Five seconds pass."""


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    return folder


@pytest.fixture
def sound(tmp_path: Path) -> bytes:
    return encode(tmp_path / "tone.wav", tone(0.2)).read_bytes()


def test_a_file_is_taken_when_it_has_been_quiet_for_long_enough(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received / "1.wav").write_bytes(sound)
    early = Day(*[nothing] * 5)
    assert early.watch(place, received).recordings == 0
    late = Day(*[nothing] * 6)
    assert late.watch(place, received).recordings == 1
    assert len(late.rounds) == 1


def test_a_file_that_grows_is_not_taken_before_it_is_whole(
    place: Workplace, received: Path, sound: bytes
) -> None:
    growing = received / "1.wav"
    growing.write_bytes(sound[:100])

    def grow() -> None:
        growing.write_bytes(sound[: growing.stat().st_size + 1])

    day = Day(*[grow] * 20, lambda: growing.write_bytes(sound), *[nothing] * 6)
    assert day.watch(place, received).recordings == 1
    (recording,) = recordings.all_recordings()
    assert recording.byte_size == len(sound)


def test_what_comes_later_is_taken_later_and_nothing_twice(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received / "1.wav").write_bytes(sound)
    second = sound[:-1] + b"\x07"
    day = Day(*[nothing] * 8, lambda: (received / "2.wav").write_bytes(second), *[nothing] * 12)
    total = day.watch(place, received)
    assert (total.recordings, total.files, len(day.rounds)) == (2, 2, 2)
    assert verify(place)["ok"]


def test_a_recording_waits_for_its_transcript_and_is_read_with_one_that_comes_later(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received / "1.wav").write_bytes(sound)
    text = received / "1.ru.txt"

    def write() -> None:
        with text.open("a", encoding="utf-8") as handle:
            handle.write("Алло. ")

    day = Day(*[write] * 10, *[nothing] * 6)
    total = day.watch(place, received)
    assert (total.recordings, total.transcripts, len(day.rounds)) == (1, 1, 1)
    later = Day(*[nothing] * 6, lambda: (received / "1.uk.txt").write_text("Так."), *[nothing] * 7)
    assert later.watch(place, received).transcripts == 1


def test_problems_are_kept_once_and_a_link_that_leads_out_is_not_followed(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received.parent / "private.wav").write_bytes(sound)
    (received / "link.wav").symlink_to(received.parent / "private.wav")
    (received / "empty.wav").write_bytes(b"")
    day = Day(*[nothing] * 20)
    total = day.watch(place, received)
    assert (total.recordings, total.problems) == (0, 2)
    assert len(answers.list_problems()) == 2


def test_a_wish_to_stop_ends_the_watch_before_the_next_round(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received / "1.wav").write_bytes(sound)
    day = Day()
    assert day.watch(place, received).recordings == 0
    assert day.now == LOOK


def test_a_call_list_is_read_as_one(place: Workplace, archive: Path) -> None:
    lists = (archive / "calls.csv",)
    day = Day(*[nothing] * 6)
    total = day.watch(place, archive / "recordings", lists=lists)
    assert (total.recordings, total.list_rows) == (3, 3)


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "1.wav").write_bytes(b"x")
    sightings = Sightings(QUIET)
    assert sightings.settled([tmp_path / "1.wav"], 0) == []
    (tmp_path / "1.wav").unlink()
    assert sightings.settled([tmp_path / "1.wav"], 100) == []
    assert sightings.files == {}
