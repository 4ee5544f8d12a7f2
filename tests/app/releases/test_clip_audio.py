"""From a working copy to the sound that goes out."""

import io
import wave
from dataclasses import replace

import numpy as np
import pytest

from earwitness.app.releases import clip_audio as clip_audio_module
from earwitness.app.releases.clip_audio import LONGEST_MS, clip_audio
from earwitness.publication.audio.disguise import RATE as DISGUISED_RATE
from earwitness.publication.audio.encoding import AudioFormat
from earwitness.publication.ports import Samples
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.release import AudioChoice, ClipChoice, Cover, CoverReason, CoverSound
from earwitness.records.signals import Signal, SignalLabel, Signals
from earwitness.runtime.runner import Workplace

RATE = 8_000
SHA256 = "ab" * 32
CLIP = ClipChoice(
    id="c1",
    call_id="call-1",
    sha256=SHA256,
    start_ms=2_000,
    end_ms=8_000,
    title="",
    audio=AudioChoice.PLAIN,
)


@pytest.fixture
def copied(place: Workplace) -> Workplace:
    """A case with one working copy: 300 Hz on one channel, 500 Hz on the other, ten seconds."""
    path = place.folder.audio(SHA256)
    path.parent.mkdir(parents=True)
    time = np.arange(10 * RATE) / RATE
    both = np.stack([0.2 * np.sin(2 * np.pi * hertz * time) for hertz in (300, 500)])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((both.T * 32767).astype("<i2").tobytes())
    return place


def strongest(samples: Samples, rate: int, number: int) -> set[int]:
    size = np.abs(np.fft.rfft(samples))
    return {round(int(bin_) * rate / len(samples)) for bin_ in size.argsort()[-number:]}


def test_the_span_is_cut_and_both_channels_are_heard(copied: Workplace) -> None:
    made = clip_audio(copied, CLIP, [])
    assert (made.audio.duration_ms, len(made.samples), made.rate) == (6_000, 6 * RATE, RATE)
    assert strongest(made.samples, RATE, 2) == {300, 500}
    assert (made.audio.extension, made.audio.media_type) == ("mp3", "audio/mpeg")
    assert made.audio.changes == ()


def test_one_channel_is_heard_where_one_is_chosen(copied: Workplace) -> None:
    made = clip_audio(copied, replace(CLIP, channels=(1,)), [])
    assert strongest(made.samples, RATE, 1) == {500}


def test_a_cover_is_laid_over_all_channels_and_told(copied: Workplace) -> None:
    cover = Cover(start_ms=4_000, end_ms=5_000, reason=CoverReason.NAME, sound=CoverSound.SILENCE)
    made = clip_audio(copied, CLIP, [cover], AudioFormat.WAV)
    assert not made.samples[2 * RATE : 3 * RATE].any()
    assert made.audio.changes == ("words or dialled keys covered",)
    assert made.covers[0].start_ms < 4_000 and made.covers[0].end_ms > 5_000
    with wave.open(io.BytesIO(made.audio.data)) as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert not heard[2 * RATE : 3 * RATE].any()


def test_dialled_keys_are_covered_though_nobody_asked(
    copied: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Signal(label=SignalLabel.DTMF, channel=1, start_ms=3_000, end_ms=3_100, keys="8")
    monkeypatch.setattr(
        clip_audio_module, "signals_of", lambda hashes: {SHA256: Signals(signals=(keys,))}
    )
    made = clip_audio(copied, replace(CLIP, channels=(0,)), [])
    assert [(c.start_ms < 3_000, c.end_ms > 3_100) for c in made.covers] == [(True, True)]
    assert strongest(made.samples[RATE : RATE + 800], RATE, 1) == {1000}


def test_the_same_clip_gives_the_same_bytes(copied: Workplace) -> None:
    assert clip_audio(copied, CLIP, []).audio == clip_audio(copied, CLIP, []).audio


def test_a_disguised_clip_is_made_once_and_never_in_a_second_manner(copied: Workplace) -> None:
    hidden = replace(CLIP, audio=AudioChoice.DISGUISED)
    first, second = clip_audio(copied, hidden, []), clip_audio(copied, hidden, [])
    assert first.audio == second.audio
    assert first.rate == DISGUISED_RATE and first.audio.changes == ("voices disguised",)
    assert len(first.samples) == 6 * DISGUISED_RATE
    other = clip_audio(copied, replace(hidden, id="c2"), [])
    assert other.audio.data != first.audio.data


def test_what_is_kept_of_a_disguise_goes_with_its_recording_and_is_made_anew_if_damaged(
    copied: Workplace,
) -> None:
    hidden = replace(CLIP, audio=AudioChoice.DISGUISED)
    clip_audio(copied, hidden, [])
    (kept,) = copied.folder.derived.glob("disguised/*/*")
    assert kept.name.startswith(SHA256)
    kept.write_bytes(kept.read_bytes()[:100])
    assert len(clip_audio(copied, hidden, []).samples) == 6 * DISGUISED_RATE
    assert kept.stat().st_size > 6 * DISGUISED_RATE


def test_a_bleep_stays_a_bleep_in_a_disguised_clip(copied: Workplace) -> None:
    cover = Cover(start_ms=4_000, end_ms=5_000, reason=CoverReason.NAME)
    made = clip_audio(copied, replace(CLIP, audio=AudioChoice.DISGUISED), [cover])
    assert strongest(made.samples[2 * RATE : 3 * RATE], RATE, 1) == {1000}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"audio": AudioChoice.NONE}, "without sound"),
        ({"channels": (2,)}, "2 channels"),
        ({"start_ms": 9_000, "end_ms": 9_000}, "between"),
        ({"start_ms": 0, "end_ms": LONGEST_MS + 1}, "30 minutes"),
        ({"start_ms": 11_000, "end_ms": 12_000}, "behind the end"),
    ],
)
def test_what_cannot_be_made_is_told(
    copied: Workplace, change: dict[str, object], told: str
) -> None:
    with pytest.raises(WrongUsage, match=told):
        clip_audio(copied, replace(CLIP, **change), [])  # type: ignore[arg-type]


def test_a_missing_or_damaged_working_copy_is_told(copied: Workplace) -> None:
    copied.folder.audio(SHA256).write_bytes(b"RIFF")
    with pytest.raises(CaseUnusable, match="missing or damaged"):
        clip_audio(copied, CLIP, [])
    copied.folder.audio(SHA256).unlink()
    with pytest.raises(CaseUnusable, match="missing or damaged"):
        clip_audio(copied, CLIP, [])
