"""Every file of the shipped archive and of the shared codec samples is decoded."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from earwitness.calls.engines.pyav import PyavDecoder, read_sound
from earwitness.runtime.settings import AudioSection

LONGEST_SHIFT_MS = 150
"""MP3, AMR and Opus add or drop some frames; the archive's README says a few tens of ms."""


@pytest.fixture(scope="module")
def decoder() -> Iterator[PyavDecoder]:
    decoder = PyavDecoder(AudioSection())
    yield decoder
    decoder.close()


def rows(truth: Path) -> list[dict[str, str]]:
    with (truth / "calls.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_recording_of_the_archive_has_its_true_length_and_channels(
    decoder: PyavDecoder, recordings: Path, truth: Path, tmp_path: Path
) -> None:
    for row in rows(truth):
        target = tmp_path / f"{row['sha256']}.wav"
        facts = decoder.decode(recordings / row["file"], source_name=row["file"], target=target)
        sound = read_sound(target)
        assert facts.sha256 == row["sha256"]
        assert facts.channels == int(row["channels"]) == sound.samples.shape[0], row["file"]
        assert abs(facts.duration_ms - int(row["duration_ms"])) < LONGEST_SHIFT_MS, row["file"]
        assert facts.lost_packets <= 1, row["file"]
        assert 0.01 < abs(sound.samples).max() <= 1.0, row["file"]


@pytest.mark.parametrize(
    ("name", "codec", "assumed"),
    [
        ("privet_oleg.aac", "aac", ""),
        ("sample_3.al", "pcm_alaw", "alaw 8000 Hz"),
        ("sample_3.wav", "pcm_s16le", ""),
        ("negative_sample.s16", "pcm_s16le", "s16le 16000 Hz"),
    ],
)
def test_shared_codec_samples_are_decoded(
    decoder: PyavDecoder, shared: Path, tmp_path: Path, name: str, codec: str, assumed: str
) -> None:
    path = shared / "data" / "codecs" / name
    facts = decoder.decode(path, source_name=name, target=tmp_path / "out.wav")
    assert (facts.codec, facts.assumed_format) == (codec, assumed)
    assert abs(read_sound(tmp_path / "out.wav").samples).max() > 0.05


def test_raw_alaw_and_its_wav_twin_are_equally_long(
    decoder: PyavDecoder, shared: Path, tmp_path: Path
) -> None:
    folder = shared / "data" / "codecs"
    raw, twin = (
        decoder.decode(folder / name, source_name=name, target=tmp_path / "out.wav")
        for name in ("sample_3.al", "sample_3.wav")
    )
    assert abs(raw.duration_ms - twin.duration_ms) <= 20
