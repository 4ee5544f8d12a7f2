"""What a package says aloud is heard again, wherever in its sound it hides."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from conftest import empty_case
from earwitness.app.listening import CaseListener
from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.records.errors import InputUnusable, ModelMissing
from earwitness.records.gate import HeardSound
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import AudioSection, read_settings
from earwitness.runtime.store.connection import disconnect
from fakes.films import film
from fakes.line_tones import keys
from fakes.sounds import encode, tone

RATE = 16000
DICTATED_MS, ENTRY = (38_000, 44_600), "00418833.amr"
"""Of call c03 of the fictional archive, turn 12: a number is dictated."""
SAID = "9552286140"
GREETING_MS = (8_000, 14_600)

Sound = NDArray[np.int16]


def of_the_archive(recordings: Path, folder: Path, start_ms: int, end_ms: int) -> Sound:
    decoder = PyavDecoder(AudioSection())
    target = folder / "call.wav"
    decoder.decode(recordings / ENTRY, source_name=ENTRY, target=target)
    decoder.close()
    samples = resample(read_sound(target), RATE).samples
    cut = samples[:, start_ms * RATE // 1000 : end_ms * RATE // 1000]
    return np.asarray(cut * 32767, dtype=np.int16)


def digits(heard: HeardSound) -> str:
    return "".join(sign for word in heard.words for sign in word.text if sign.isdigit())


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Iterator[Workplace]:
    yield empty_case(tmp_path_factory.mktemp("listening") / "case")
    disconnect()


@pytest.fixture(scope="module")
def heard(
    listening: Workplace, recordings: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, HeardSound]:
    """What is heard in files that say a number in one way or another; heard together, as a
    package is."""
    folder = tmp_path_factory.mktemp("package")
    number = of_the_archive(recordings, folder, *DICTATED_MS)
    talk = of_the_archive(recordings, folder, *GREETING_MS)[:, : number.shape[1]]
    length = talk.shape[1]
    dialled = (keys("89552286140") * 32767).astype(np.int16)[np.newaxis]
    bleeped = tone(number.shape[1] / RATE, rate=RATE, hertz=1000)
    same = np.concatenate([talk, talk + number[:, :length] // 30])
    files = {
        "said": encode(folder / "said.mp3", number, rate=RATE, codec="libmp3lame", container="mp3"),
        "bleeped": encode(folder / "bleeped.wav", bleeped, rate=RATE),
        "whispered": encode(folder / "whispered.wav", number // 100, rate=RATE),
        "beside": encode(folder / "beside.wav", same, rate=RATE),
        "second": film(
            folder / "second.mkv", [talk, number], subtitles=("звони 8 955", "210 44 17")
        ),
        "dialled": encode(folder / "dialled.wav", dialled),
    }
    answers = CaseListener(listening).hear_all(list(files.values()))
    assert all(isinstance(answer, HeardSound) for answer in answers), answers
    return dict(zip(files, answers, strict=True))


@pytest.mark.parametrize("way", ["said", "second"])
def test_a_number_that_is_said_is_heard(heard: dict[str, HeardSound], way: str) -> None:
    assert SAID in digits(heard[way])


@pytest.mark.parametrize("way", ["whispered", "beside"])
def test_a_number_that_nobody_would_notice_is_heard_too(
    heard: dict[str, HeardSound], way: str
) -> None:
    assert SAID[-7:] in digits(heard[way])


def test_a_sound_that_is_gone_is_told_and_the_others_are_heard(
    listening: Workplace, tmp_path: Path
) -> None:
    there = encode(tmp_path / "clip.wav", tone(0.5))
    gone, heard = CaseListener(listening).hear_all([tmp_path / "gone.wav", there])
    assert isinstance(gone, InputUnusable)
    assert isinstance(heard, HeardSound)


def test_a_number_under_a_bleep_is_not_heard(heard: dict[str, HeardSound]) -> None:
    assert digits(heard["bleeped"]) == ""
    assert heard["bleeped"].keys == ()


def test_dialled_keys_are_heard_as_what_they_dial(heard: dict[str, HeardSound]) -> None:
    assert [run.text for run in heard["dialled"].keys] == ["89552286140"]


def test_subtitles_are_handed_out_with_what_is_said(heard: dict[str, HeardSound]) -> None:
    assert digits(heard["second"]).endswith("89552104417")


def test_the_same_bytes_are_not_heard_twice(
    heard: dict[str, HeardSound],
    listening: Workplace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = tmp_path / "other_name.wav"
    encode(sound, (keys("89552286140") * 32767).astype(np.int16)[np.newaxis])
    monkeypatch.setattr(CaseListener, "_hear", lambda *_: pytest.fail("it was heard again"))
    assert CaseListener(listening).hear(sound) == heard["dialled"]


def test_what_is_kept_of_a_damaged_answer_is_heard_anew(
    heard: dict[str, HeardSound], listening: Workplace, tmp_path: Path
) -> None:
    for kept in (listening.folder.derived / "heard").glob("*/*.json"):
        kept.write_bytes(b"{")
    sound = encode(
        tmp_path / "again.wav", (keys("89552286140") * 32767).astype(np.int16)[np.newaxis]
    )
    assert CaseListener(listening).hear(sound) == heard["dialled"]


def test_nothing_of_the_decoded_sound_stays_behind(
    heard: dict[str, HeardSound], listening: Workplace
) -> None:
    assert [path.name for path in listening.folder.derived.iterdir()] == ["heard"]


def test_what_is_no_sound_is_told_and_the_others_are_heard(
    listening: Workplace, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"RIFF" + bytes(100))
    fine = encode(
        tmp_path / "again.wav", (keys("89552286140") * 32767).astype(np.int16)[np.newaxis]
    )
    listener = CaseListener(listening)
    first, second = listener.hear_all([broken, fine])
    assert isinstance(first, InputUnusable)
    assert isinstance(second, HeardSound)
    with pytest.raises(InputUnusable, match=r"broken\.mp3"):
        listener.hear(broken)


def test_a_missing_model_is_told_before_anything_is_heard(place: Workplace) -> None:
    text = place.folder.settings.read_text("utf-8") + '\n[hearing]\nmodel = "whisper-small"\n'
    place.folder.settings.write_text(text, "utf-8")
    wanting = Workplace(
        folder=place.folder, settings=read_settings(place.folder.settings), actor=place.actor
    )
    with pytest.raises(ModelMissing):
        CaseListener(wanting)
