"""Every codec, cut, disguised and abused: sound or one clear problem, never a crash or a hang."""

import random
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.calls.front_end import prepared
from earwitness.calls.signals.finding import find_signals
from earwitness.calls.sound_file import SoundFile
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.settings import AudioSection, RawFormat
from fakes.sounds import encode, noise, tone

CUTS = 20

MADE = {
    # suffix of the file: container, codec, rate
    "wav": ("wav", "pcm_s16le", 8000),
    "alaw.wav": ("wav", "pcm_alaw", 8000),
    "adpcm.wav": ("wav", "adpcm_ima_wav", 8000),
    "amr": ("amr", "libopencore_amrnb", 8000),
    "ogg": ("ogg", "libopus", 16_000),
    "mp3": ("mp3", "libmp3lame", 16_000),
    "flac": ("flac", "flac", 16_000),
    "aac": ("adts", "aac", 16_000),
    "m4a": ("ipod", "aac", 16_000),
    "g722": ("g722", "g722", 16_000),
}
HERE = {
    # name: a real file of the shared data
    "real.al": "codecs/sample_3.al",
    "real.s16": "codecs/negative_sample.s16",
    "real.aac": "codecs/privet_oleg.aac",
    "long.wav": "codecs/sample_3.wav",
    "real.gsm": "speech/ru/asterisk_gsm/basic-pbx-ivr-main.gsm",
    "real.wav": "speech/ru/asterisk/activated.wav",
}
ARCHIVED = {
    # name: a recording of the fictional archive in that format
    "fictional.amr": "00418833.amr",
    "fictional.mp3": "REC080300103.mp3",
    "fictional.gsm": "2022-03-15_22-02-37_+79552075532.gsm",
    "fictional.ogg": "backup_0812.ogg",
    "fictional.wav": "20220306_081533_380970003405.wav",
    "gsm-in.wav": "70399001.mp3",
}


@pytest.fixture(scope="module")
def decoder() -> Iterator[PyavDecoder]:
    decoder = PyavDecoder(AudioSection(max_decode_seconds=10, max_decode_mib=256))
    yield decoder
    decoder.close()


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory, recordings: Path) -> dict[str, Path]:
    """One file of each format, by its name."""
    folder = tmp_path_factory.mktemp("originals")
    found = {name: recordings / file for name, file in ARCHIVED.items()}
    shared = Path(__file__).resolve().parents[4] / "shared" / "data"
    found |= {name: shared / file for name, file in HERE.items() if (shared / file).exists()}
    for suffix, (container, codec, rate) in MADE.items():
        path = folder / f"made.{suffix}"
        try:
            encode(path, noise(3, rate=rate), rate=rate, codec=codec, container=container)
        except ValueError as missing:  # not in this wheel of FFmpeg
            print(f"FFmpeg in this wheel cannot write {codec}: {missing}")
            continue
        found[path.name] = path
    return found


def outcome(decoder: PyavDecoder, path: Path, name: str) -> AudioFacts | None:
    """Facts of sound that can be read to its end, or None after one clear problem."""
    target = path.parent / "out.wav"
    try:
        facts = decoder.decode(path, source_name=name, target=target)
    except InputUnusable as error:
        assert name in error.what and error.remedy
        assert "\n" not in error.what
        assert not target.exists()
        return None
    finally:
        assert not list(path.parent.glob("*.part"))
    file = SoundFile.open(target)
    assert file.length * 1000 // file.sample_rate <= facts.duration_ms + 1
    signals = find_signals(file)
    heard = prepared(file, signals)
    for channel in range(file.channels):
        samples = heard.read(channel, 0, file.length)
        assert len(samples) == file.length
        assert np.isfinite(samples).all()
    target.unlink()
    return facts


NAMES = [*(f"made.{suffix}" for suffix in MADE), *HERE, *ARCHIVED]


@pytest.mark.parametrize("name", NAMES)
def test_cut_at_any_place_a_file_is_sound_or_a_problem(
    decoder: PyavDecoder, originals: dict[str, Path], tmp_path: Path, name: str
) -> None:
    """What is left of a file never gives more sound than the whole."""
    if name not in originals:
        pytest.skip(f"{name} is not at hand")
    content = originals[name].read_bytes()[:30_000]
    (tmp_path / name).write_bytes(content)
    whole = outcome(decoder, tmp_path / name, name)
    assert whole is not None
    chance = random.Random(name)
    for place in sorted(chance.sample(range(1, len(content)), CUTS)):
        (tmp_path / name).write_bytes(content[:place])
        left = outcome(decoder, tmp_path / name, name)
        assert left is None or left.duration_ms <= whole.duration_ms + 200
        if place > len(content) // 2:
            assert left is not None or name.endswith(".m4a")  # its index stands at the end


@pytest.mark.parametrize("name", NAMES)
def test_the_head_of_another_format_is_sound_or_a_problem(
    decoder: PyavDecoder, originals: dict[str, Path], tmp_path: Path, name: str
) -> None:
    if name not in originals:
        pytest.skip(f"{name} is not at hand")
    body = originals[name].read_bytes()[:40_000]
    for other in ("made.wav", "made.ogg", "made.amr", "made.mp3", "made.flac", "made.m4a"):
        if other in originals and other != name:
            head = originals[other].read_bytes()[:64]
            (tmp_path / name).write_bytes(head + body[64:])
            outcome(decoder, tmp_path / name, name)


def test_a_wrong_extension_does_not_matter_where_the_content_says_what_it_is(
    decoder: PyavDecoder, originals: dict[str, Path], tmp_path: Path
) -> None:
    for name, path in originals.items():
        if path.suffix in {".al", ".s16", ".gsm", ".g722"}:  # they say nothing
            continue
        own = outcome(decoder, Path(shutil.copy(path, tmp_path / name)), name)
        for wrong in ("call.gsm", "call.al", "call.mp3", "call.wav", "call.xyz"):
            renamed = outcome(decoder, Path(shutil.copy(path, tmp_path / wrong)), wrong)
            assert own is not None and renamed is not None, (name, wrong)
            assert (renamed.codec, renamed.duration_ms) == (own.codec, own.duration_ms), wrong


def test_headerless_telephony_needs_a_name_or_a_declaration(tmp_path: Path) -> None:
    samples = tone(2)
    from_alaw = encode(tmp_path / "x.alaw", samples, codec="pcm_alaw", container="alaw")
    content = from_alaw.read_bytes()
    plain = PyavDecoder(AudioSection(max_decode_seconds=10))
    declared = PyavDecoder(
        AudioSection(
            max_decode_seconds=10, raw={".dat": RawFormat(format="alaw", sample_rate=8000)}
        )
    )
    try:
        (tmp_path / "call.dat").write_bytes(content)
        assert outcome(plain, tmp_path / "call.dat", "call.dat") is None
        told = outcome(declared, tmp_path / "call.dat", "call.dat")
        assert told is not None and told.assumed_format == "alaw 8000 Hz"
        assert told.duration_ms == 2000
        (tmp_path / "call.al").write_bytes(content)
        named = outcome(plain, tmp_path / "call.al", "call.al")
        assert named is not None and named.duration_ms == 2000
    finally:
        plain.close()
        declared.close()


def test_a_fifth_of_a_second_is_a_recording(decoder: PyavDecoder, tmp_path: Path) -> None:
    for suffix, (container, codec, rate) in MADE.items():
        path = tmp_path / f"call.{suffix}"
        try:
            encode(path, noise(0.2, rate=rate), rate=rate, codec=codec, container=container)
        except ValueError as missing:
            assert suffix not in ("wav", "alaw.wav"), "every FFmpeg can write these"
            print(f"FFmpeg in this wheel cannot write {codec}: {missing}")
            continue
        facts = outcome(decoder, path, path.name)
        assert facts is not None and 100 <= facts.duration_ms <= 400, suffix


@pytest.mark.parametrize(
    ("what", "level"),
    [("zero", (None, 0.0)), ("clipped", (0.0, 0.9)), ("offset", (None, 0.0)), ("faint", (-90, 0))],
)
def test_abused_sound_is_decoded_and_measured(
    decoder: PyavDecoder, tmp_path: Path, what: str, level: tuple[float | None, float]
) -> None:
    square = np.sign(tone(2, hertz=233)[0].astype(np.int32)) * 32_767
    sounds = {
        "zero": np.zeros(16_000),
        "clipped": square,
        "offset": np.full(16_000, 9000),
        "faint": np.resize([0, 1], 16_000),
    }
    path = encode(tmp_path / f"{what}.wav", sounds[what].astype(np.int16)[None, :])
    facts = decoder.decode(path, source_name=path.name, target=tmp_path / "out.wav")
    found = find_signals(SoundFile.open(tmp_path / "out.wav"))
    loudness, clipped = level
    assert facts.duration_ms == 2000
    if loudness is None:
        assert found.levels[0].speech_dbfs is None
    else:
        assert found.levels[0].speech_dbfs == pytest.approx(loudness, abs=7)
    assert found.levels[0].clipped_share >= clipped
    assert (abs(found.levels[0].dc_offset) > 0.2) == (what == "offset")


def test_eight_channels_at_48_khz_become_one_at_16_khz(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    path = tmp_path / "surround.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((8, 2, 48_000, 0, "NONE", ""))
        out.writeframes(tone(2, rate=48_000)[0].repeat(8).astype("<i2").tobytes())
    facts = decoder.decode(path, source_name=path.name, target=tmp_path / "out.wav")
    file = SoundFile.open(tmp_path / "out.wav")
    assert (facts.channels, file.channels, file.sample_rate) == (8, 1, 16_000)
    assert abs(facts.duration_ms - 2000) < 20


@pytest.mark.parametrize("content", [b"", b"\0" * 50_000, b"\xff" * 50_000])
@pytest.mark.parametrize("suffix", ["wav", "mp3", "ogg", "amr", "flac", "m4a", "gsm", "al"])
def test_nothing_and_the_same_byte_again_and_again(
    decoder: PyavDecoder, tmp_path: Path, content: bytes, suffix: str
) -> None:
    """Headerless formats have no wrong bytes; all others refuse, or give what they can."""
    path = tmp_path / f"call.{suffix}"
    path.write_bytes(content)
    facts = outcome(decoder, path, path.name)
    assert content or facts is None
