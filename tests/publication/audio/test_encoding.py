"""The files of clips hold sound and nothing else."""

import io
import struct
from collections.abc import Iterator

import av
import numpy as np
import pytest

from earwitness.publication.audio import encoding, mp3_frames
from earwitness.publication.audio.encoding import AudioFormat, encoded
from earwitness.publication.ports import Samples
from earwitness.records.errors import EngineFailed

TRACES = (
    *(b"LAME", b"Lavf", b"Lavc", b"ffmpeg", b"FFmpeg", b"Xing", b"Info", b"ID3", b"TAG", b"APETAG"),
    *(b"libmp3", b"LIST", b"INFO", b"bext", b"iXML", b"vendor", b"encoder", b"20", b"creation"),
)


def spoken(seconds: float = 3.0, rate: int = 16_000) -> Samples:
    """Tones with noise and a pause: frames that are full and frames that are nearly empty."""
    random = np.random.default_rng(3)
    time = np.arange(round(seconds * rate)) / rate
    sound = 0.3 * np.sin(2 * np.pi * 440 * time) + 0.05 * random.standard_normal(len(time))
    sound[len(time) // 3 : len(time) // 2] = 0
    return sound.astype(np.float32)


def decoded(data: bytes) -> Samples:
    with av.open(io.BytesIO(data)) as container:
        parts = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    whole = np.concatenate(parts)
    return whole.astype(np.float32) / (32768 if whole.dtype == np.int16 else 1)


@pytest.mark.parametrize("audio_format", AudioFormat)
@pytest.mark.parametrize("rate", [8_000, 16_000])
def test_what_is_encoded_is_heard_again(audio_format: AudioFormat, rate: int) -> None:
    sound = spoken(rate=rate)
    data = encoded(sound, rate, audio_format)
    heard = decoded(data)
    if audio_format is AudioFormat.MP3:
        sound = encoding.at_rate(sound, rate, encoding.MP3_RATE)
        heard = heard[encoding.MP3_DELAY :]
    least = min(len(sound), len(heard))
    assert np.corrcoef(sound[:least], heard[:least])[0, 1] > 0.98


@pytest.mark.parametrize("audio_format", AudioFormat)
def test_the_same_samples_give_the_same_bytes(audio_format: AudioFormat) -> None:
    assert encoded(spoken(), 16_000, audio_format) == encoded(spoken(), 16_000, audio_format)


@pytest.mark.parametrize("audio_format", AudioFormat)
def test_no_tag_no_date_and_no_name_of_an_encoder_is_in_the_file(audio_format: AudioFormat) -> None:
    silent = np.zeros(16_000 * 3, np.float32)  # nothing in which a name could stand by chance
    data = encoded(silent, 16_000, audio_format)
    assert [trace for trace in TRACES if trace in data] == []
    with av.open(io.BytesIO(data)) as container:
        assert not container.metadata
        assert [dict(stream.metadata) for stream in container.streams] == [{}]


def test_the_encoder_does_write_its_name_and_that_is_taken_out_without_touching_the_sound() -> None:
    raw = encoding._mp3(spoken())
    assert b"LAME3." in raw
    clean = mp3_frames.only_sound(raw)
    assert b"LAME" not in clean
    assert np.array_equal(decoded(clean), decoded(raw))


def test_a_wav_file_is_its_header_and_its_samples() -> None:
    data = encoded(spoken(), 16_000, AudioFormat.WAV)
    assert list(_chunks(data)) == [(b"fmt ", 16), (b"data", len(data) - 44)]


def test_a_flac_file_has_one_block_before_its_sound() -> None:
    data = encoded(spoken(), 16_000, AudioFormat.FLAC)
    assert data[:4] == b"fLaC" and data[4] == 0x80  # stream info, and the last block
    assert int.from_bytes(data[5:8]) == 34
    assert int.from_bytes(data[42:44]) >> 2 == 0x3FFE  # a frame follows at once


@pytest.mark.parametrize("tag", [b"ID3\x04\x00\x00\x00\x00\x00\x00", b"TAG" + bytes(125), b"\x00"])
def test_an_mp3_file_that_is_more_than_frames_does_not_go_out(tag: bytes) -> None:
    data = encoded(spoken(), 16_000)
    for more in (tag + data, data + tag, data[:-1]):
        with pytest.raises(EngineFailed):
            mp3_frames.only_sound(more)


def test_every_bit_behind_the_sound_of_a_frame_is_zero() -> None:
    data = encoded(spoken(), 16_000)
    for start in range(0, len(data), 288):  # 64 kbit/s at 16 kHz
        frame = data[start : start + 288]
        assert frame[:2] == b"\xff\xf3"
        sound_bits = int.from_bytes(frame[4:7]) >> 3 & 0xFFF
        behind = int.from_bytes(frame) & ((1 << (8 * (288 - 13) - sound_bits)) - 1)
        assert behind == 0


def _chunks(wav: bytes) -> Iterator[tuple[bytes, int]]:
    place = 12
    while place < len(wav):
        name, size = struct.unpack("<4sI", wav[place : place + 8])
        yield name, size
        place += 8 + size
