"""The examination from a file to the report, in real workers."""

from pathlib import Path

import numpy as np
import pytest

from earwitness.app.examinations import examinations
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.desk.report.gathering import write_report
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, recordings
from fakes.sounds import encode

RATE = 8000


def babble(seconds: float) -> np.ndarray:
    """Noise that changes its colour ten times a second."""
    random = np.random.default_rng(5)
    pieces = []
    for _ in range(round(10 * seconds)):
        spectrum = np.fft.rfft(random.normal(0, 1, 800))
        bins = np.fft.rfftfreq(800, 1 / RATE)
        centre = random.uniform(300, 2000)
        pieces.append(np.fft.irfft(spectrum * np.exp(-(((bins - centre) / 300) ** 2))))
    return (np.concatenate(pieces) * 8000).astype(np.int16)


def examined(place: Workplace, folder: Path) -> dict[str, set[str]]:
    """The hints of every recording, by its name."""
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    counts = process(place, ["decode", "examine"], progress=SilentProgress())
    assert all(failed == 0 for _, failed in counts.values())
    assert process(place, ["examine"], progress=SilentProgress())["examine"] == (0, 0)
    names = {one.sha256: one.source_name for one in recordings.all_recordings()}
    return {
        names[sha256]: {one.kind for one in made.observations if one.hint}
        for sha256, made in examinations(place, calls.all_calls()).items()
    }


def test_a_piece_put_in_twice_is_a_hint_and_the_report_says_what_it_is_worth(
    place: Workplace, tmp_path: Path
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    whole = babble(15)
    spliced = np.concatenate([whole[: 10 * RATE], whole[2 * RATE : 4 * RATE], whole[10 * RATE :]])
    encode(folder / "whole.wav", whole[None, :])
    encode(folder / "spliced.wav", spliced[None, :])
    hints = examined(place, folder)
    assert hints == {"whole.wav": set(), "spliced.wav": {"repetition"}}
    page = write_report(place, tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Hint, no proof" in page
    assert "untouched test recordings" in page


def test_no_native_copy_is_left_behind(place: Workplace, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    wide = np.repeat(babble(2), 6)[None, :]
    encode(folder / "wide.wav", wide, rate=48_000)
    assert set(examined(place, folder)) == {"wide.wav"}
    assert [path.suffix for path in place.folder.derived.rglob("*") if path.is_file()] == [".wav"]
    assert not list(place.folder.derived.rglob("*-*"))


@pytest.mark.parametrize("damage", ["removed", "garbled"])
def test_an_original_that_cannot_be_probed_still_has_its_sound_examined(
    place: Workplace, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "call.wav", babble(3)[None, :])
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    process(place, ["decode"], progress=SilentProgress())
    (original,) = [path for path in place.folder.originals.rglob("*") if path.is_file()]
    original.chmod(0o600)
    original.write_bytes(b"nothing")
    if damage == "removed":
        original.parent.chmod(0o700)
        original.unlink()
    assert process(place, ["examine"], progress=SilentProgress())["examine"] == (1, 0)
    (made,) = examinations(place, calls.all_calls()).values()
    assert made.file is None
    assert "peak_level" in {one.kind for one in made.observations}


def test_the_fictional_archive_shows_no_hint_of_an_edit(
    place: Workplace, shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    for path in sorted((shared / "archive" / "recordings").glob("202203*"))[:3]:
        (folder / path.name).write_bytes(path.read_bytes())
    hints = examined(place, folder)
    assert hints
    assert not {"repetition", "hum_jump"} & set().union(*hints.values())
