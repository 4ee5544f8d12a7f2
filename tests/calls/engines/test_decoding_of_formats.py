"""Formats that a phone or a recorder writes, made here and decoded again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.ports import Sound
from earwitness.runtime.settings import AudioSection, RawFormat
from fakes.sounds import encode, tone

SECONDS = 2.0

FORMATS = [
    # suffix, container, codec, rate
    ("wav", "wav", "pcm_s16le", 8000),
    ("wav", "wav", "pcm_s24le", 44100),
    ("wav", "wav", "pcm_f32le", 48000),
    ("wav", "wav", "pcm_u8", 8000),
    ("wav", "wav", "pcm_alaw", 8000),
    ("wav", "wav", "pcm_mulaw", 8000),
    ("wav", "wav", "adpcm_ima_wav", 8000),
    ("wav", "wav", "adpcm_ms", 8000),
    ("au", "au", "pcm_mulaw", 8000),
    ("aiff", "aiff", "pcm_s16be", 16000),
    ("caf", "caf", "pcm_s16le", 16000),
    ("w64", "w64", "pcm_s16le", 16000),
    ("mp3", "mp3", "libmp3lame", 16000),
    ("aac", "adts", "aac", 16000),
    ("m4a", "ipod", "aac", 44100),
    ("3gp", "3gp", "aac", 16000),
    ("ogg", "ogg", "libopus", 16000),
    ("opus", "opus", "libopus", 48000),
    ("flac", "flac", "flac", 16000),
    ("wv", "wv", "wavpack", 16000),
    ("mka", "matroska", "libopus", 48000),
    ("webm", "webm", "libopus", 48000),
    ("amr", "amr", "libopencore_amrnb", 8000),
    ("g722", "g722", "g722", 16000),
]

RAW = [
    (".al", "alaw", "pcm_alaw", 8000),
    (".ulaw", "mulaw", "pcm_mulaw", 8000),
    (".s16", "s16le", "pcm_s16le", 16000),
    (".sln", "s16le", "pcm_s16le", 8000),
]


@pytest.fixture(scope="module")
def decoder() -> Iterator[PyavDecoder]:
    decoder = PyavDecoder(AudioSection())
    yield decoder
    decoder.close()


def loudest_hertz(sound: Sound) -> float:
    spectrum = abs(np.fft.rfft(sound.samples[0] * np.hanning(sound.samples.shape[1])))
    return float(spectrum.argmax() * sound.sample_rate / sound.samples.shape[1])


def written(path: Path, samples: NDArray[np.int16], **how: Any) -> Path:
    try:
        return encode(path, samples, **how)
    except (ValueError, OSError) as missing:  # av.UnknownCodecError is a ValueError
        pytest.skip(f"FFmpeg in this wheel cannot write {how['codec']}: {missing}")


@pytest.mark.parametrize(("suffix", "container", "codec", "rate"), FORMATS)
def test_a_tone_comes_back_from_every_format(
    decoder: PyavDecoder, tmp_path: Path, suffix: str, container: str, codec: str, rate: int
) -> None:
    path = tmp_path / f"call.{suffix}"
    written(path, tone(SECONDS, rate=rate), rate=rate, codec=codec, container=container)
    facts = decoder.decode(path, source_name=path.name, target=tmp_path / "out.wav")
    sound = read_sound(tmp_path / "out.wav")
    assert facts.channels == 1
    assert sound.sample_rate <= 16000
    assert abs(facts.duration_ms - 1000 * SECONDS) < 200
    assert loudest_hertz(sound) == pytest.approx(440, abs=4)


@pytest.mark.parametrize(("suffix", "container", "codec", "rate"), RAW)
def test_headerless_sound_is_read_as_its_suffix_declares(
    decoder: PyavDecoder, tmp_path: Path, suffix: str, container: str, codec: str, rate: int
) -> None:
    path = tmp_path / f"call{suffix}"
    written(path, tone(SECONDS, rate=rate), rate=rate, codec=codec, container=container)
    facts = decoder.decode(path, source_name=path.name, target=tmp_path / "out.wav")
    assert facts.assumed_format == f"{container} {rate} Hz"
    assert facts.duration_ms == 1000 * SECONDS
    assert loudest_hertz(read_sound(tmp_path / "out.wav")) == pytest.approx(440, abs=2)


def test_the_case_may_declare_another_rate_for_a_suffix(tmp_path: Path) -> None:
    path = tmp_path / "call.vox"
    written(path, tone(1, rate=11025), rate=11025, codec="pcm_s16le", container="s16le")
    declared = {".vox": RawFormat(format="s16le", sample_rate=11025)}
    decoder = PyavDecoder(AudioSection(raw=declared))
    facts = decoder.decode(path, source_name="CALL.VOX", target=tmp_path / "out.wav")
    decoder.close()
    assert facts.duration_ms == 1000
    assert loudest_hertz(read_sound(tmp_path / "out.wav")) == pytest.approx(440, abs=2)


def test_a_header_wins_over_a_suffix_that_promises_none(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    wav = encode(tmp_path / "really.wav", tone(1))
    facts = decoder.decode(wav, source_name="call.al", target=tmp_path / "out.wav")
    assert (facts.container, facts.assumed_format) == ("wav", "")


def test_the_channels_of_a_stereo_call_stay_apart(decoder: PyavDecoder, tmp_path: Path) -> None:
    stereo = encode(tmp_path / "call.wav", tone(1, channels=2))
    decoder.decode(stereo, source_name="call.wav", target=tmp_path / "out.wav")
    sound = read_sound(tmp_path / "out.wav")
    other = Sound(samples=sound.samples[1:], sample_rate=sound.sample_rate)
    assert loudest_hertz(sound) == pytest.approx(440, abs=2)
    assert loudest_hertz(other) == pytest.approx(880, abs=2)


@pytest.mark.parametrize(
    ("codec", "container", "suffix"), [("pcm_s16le", "wav", "wav"), ("libmp3lame", "mp3", "mp3")]
)
def test_one_sound_on_two_channels_is_heard_once(
    decoder: PyavDecoder, tmp_path: Path, codec: str, container: str, suffix: str
) -> None:
    twice = np.repeat(tone(1.0), 2, axis=0)
    path = encode(tmp_path / f"call.{suffix}", twice, codec=codec, container=container)
    facts = decoder.decode(path, source_name=path.name, target=tmp_path / "copy.wav")
    assert (facts.channels, facts.identical_channels, facts.heard_channels) == (2, True, 1)
    assert read_sound(tmp_path / "copy.wav").samples.shape[0] == 1


def test_resampling_keeps_length_pitch_and_channels() -> None:
    sound = Sound(samples=tone(1.5, channels=2).astype(np.float32) / 32768, sample_rate=8000)
    wide = resample(sound, 16000)
    assert wide.samples.shape == (2, 24000)
    assert loudest_hertz(wide) == pytest.approx(440, abs=2)
