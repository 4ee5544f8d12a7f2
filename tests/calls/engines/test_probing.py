"""Probing: what a file says of itself, also where it lies or is hostile."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from earwitness.calls.engines.probing import MOST_CHARACTERS, MOST_TAGS
from earwitness.calls.engines.pyav import PyavDecoder, read_sound
from earwitness.records.errors import InputUnusable
from earwitness.records.examination import FileFacts
from earwitness.runtime.settings import AudioSection
from fakes.sounds import encode, tone


@pytest.fixture(scope="module")
def decoder() -> Iterator[PyavDecoder]:
    decoder = PyavDecoder(AudioSection(max_decode_seconds=20))
    yield decoder
    decoder.close()


def probed(decoder: PyavDecoder, path: Path) -> FileFacts:
    copy = path.with_name("native.wav")
    return decoder.probe(path, source_name=path.name, native_copy=copy)


def tagged(path: Path, tags: dict[str, str]) -> Path:
    """A second of tone as MP3 with these ID3v2 tags."""
    with av.open(str(path), "w", format="mp3") as output:
        output.metadata.update(tags)
        stream = output.add_stream("libmp3lame", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(1), format="s16p", layout="mono")
        frame.sample_rate = 8000
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def test_tags_come_with_the_place_where_they_stand(decoder: PyavDecoder, tmp_path: Path) -> None:
    facts = probed(decoder, tagged(tmp_path / "call.mp3", {"title": "+79552143018"}))
    titles = [tag for tag in facts.tags if tag.untrusted_name == "title"]
    assert [(tag.where, tag.untrusted_value) for tag in titles] == [("container", "+79552143018")]
    assert facts.container == "mp3"
    assert facts.streams[0].kind == "audio"


def test_huge_many_and_binary_tags_are_cut(decoder: PyavDecoder, tmp_path: Path) -> None:
    many = {f"key{number}": "\x07\x1b[2J" + "я" * 9000 for number in range(400)}
    facts = probed(decoder, tagged(tmp_path / "call.mp3", many))
    assert len(facts.tags) == MOST_TAGS
    assert facts.tags_left_out >= 200
    assert max(len(tag.untrusted_value) for tag in facts.tags) == MOST_CHARACTERS


def test_bytes_put_behind_a_wav_file_lie_behind_the_end_of_its_sound(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    path = encode(tmp_path / "call.wav", tone(1))
    sound_end = probed(decoder, path).sound_end
    with path.open("ab") as file:
        file.write(b"hidden" * 1000)
    facts = probed(decoder, path)
    assert facts.sound_end == sound_end
    assert facts.byte_size - (facts.sound_end or 0) >= 6000


def test_wide_sound_is_copied_at_its_own_rate_and_telephone_sound_is_not(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    wide = encode(tmp_path / "wide.wav", tone(2, rate=44_100, hertz=9000), rate=44_100)
    assert probed(decoder, wide).native_rate == 44_100
    sound = read_sound(tmp_path / "native.wav")
    assert sound.sample_rate == 44_100
    spectrum = np.abs(np.fft.rfft(sound.samples[0][:44_100]))
    assert int(spectrum.argmax()) == pytest.approx(9000, abs=2)
    (tmp_path / "native.wav").unlink()
    assert probed(decoder, encode(tmp_path / "narrow.wav", tone(1))).native_rate == 0
    assert not (tmp_path / "native.wav").exists()


def test_a_probe_does_not_disturb_decoding(decoder: PyavDecoder, tmp_path: Path) -> None:
    path = encode(tmp_path / "call.wav", tone(1))
    first, second = tmp_path / "first.wav", tmp_path / "second.wav"
    decoder.decode(path, source_name=path.name, target=first)
    probed(decoder, path)
    decoder.decode(path, source_name=path.name, target=second)
    assert first.read_bytes() == second.read_bytes()


def test_what_is_no_sound_cannot_be_probed(decoder: PyavDecoder, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(b"RIFF\x00\x00\x00\x00WAVEnothing")
    with pytest.raises(InputUnusable):
        probed(decoder, path)
