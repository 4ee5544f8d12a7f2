"""Broken, renamed and hostile files: one clear line each, and never a crash."""

import struct
import wave
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.calls.engines.pyav import PyavDecoder, read_sound
from earwitness.records.errors import EngineFailed, InputUnusable
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.settings import AudioSection
from fakes.sounds import encode, noise, tone


@pytest.fixture(scope="module")
def decoder() -> Iterator[PyavDecoder]:
    decoder = PyavDecoder(AudioSection(max_decode_seconds=20))
    yield decoder
    decoder.close()


def decoded(decoder: PyavDecoder, path: Path, name: str = "") -> AudioFacts:
    return decoder.decode(path, source_name=name or path.name, target=path.with_name("out.wav"))


def refusal(decoder: PyavDecoder, path: Path, name: str = "") -> str:
    with pytest.raises(InputUnusable) as caught:
        decoded(decoder, path, name)
    assert (name or path.name) in caught.value.what
    assert caught.value.remedy
    assert not path.with_name("out.wav").exists()
    assert not list(path.parent.glob("*.part"))
    return caught.value.what


@pytest.mark.parametrize(
    ("suffix", "container", "codec"),
    [
        ("wav", "wav", "pcm_s16le"),
        ("mp3", "mp3", "libmp3lame"),
        ("ogg", "ogg", "libopus"),
        ("amr", "amr", "libopencore_amrnb"),
        ("flac", "flac", "flac"),
    ],
)
@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_what_is_left_of_a_truncated_file_is_decoded(
    decoder: PyavDecoder, tmp_path: Path, suffix: str, container: str, codec: str, share: float
) -> None:
    path = tmp_path / f"call.{suffix}"
    try:
        encode(path, noise(20), codec=codec, container=container)
    except ValueError as missing:
        pytest.skip(f"FFmpeg in this wheel cannot write {codec}: {missing}")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    facts = decoded(decoder, path)
    assert abs(facts.duration_ms - 20_000 * share) < 1_500


def test_a_file_cut_inside_its_header_is_refused(decoder: PyavDecoder, tmp_path: Path) -> None:
    whole = encode(tmp_path / "call.wav", tone(1)).read_bytes()
    for length in (1, 4, 12, 20, 43):
        path = tmp_path / "cut.wav"
        path.write_bytes(whole[:length])
        refusal(decoder, path)


def test_a_call_of_no_seconds_is_refused_in_words(decoder: PyavDecoder, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
    assert "no part of it can be decoded" in refusal(decoder, path)


def test_an_empty_file_is_refused(decoder: PyavDecoder, tmp_path: Path) -> None:
    (tmp_path / "call.mp3").write_bytes(b"")
    refusal(decoder, tmp_path / "call.mp3")


def test_a_renamed_recording_is_decoded_by_its_content(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    wav = encode(tmp_path / "call.wav", tone(1))
    assert decoded(decoder, wav, "call.mp3").codec == "pcm_s16le"


@pytest.mark.parametrize("name", ["call.mp3", "call.wav", "call.ogg", "call.amr"])
def test_text_with_the_name_of_a_recording_is_refused(
    decoder: PyavDecoder, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("Просто текст, никакого звука здесь нет.\n" * 50, encoding="utf-8")
    refusal(decoder, path)


def test_a_zip_with_the_name_of_a_recording_is_refused(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "call.wav", "w") as archive:
        archive.writestr("inner.wav", encode(tmp_path / "inner.wav", tone(1)).read_bytes())
    refusal(decoder, tmp_path / "call.wav")


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{other}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{other}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
        '<?xml version="1.0"?><MPD><BaseURL>file://{other}</BaseURL></MPD>',
    ],
)
@pytest.mark.parametrize("name", ["list.m3u8", "list.ffconcat", "list.mp3", "list.wav"])
def test_a_playlist_never_opens_another_file(
    decoder: PyavDecoder, tmp_path: Path, playlist: str, name: str
) -> None:
    secret = encode(tmp_path / "secret.wav", tone(1))
    path = tmp_path / name
    path.write_text(playlist.format(other=secret))
    refusal(decoder, path)


def test_a_film_without_sound_is_refused(decoder: PyavDecoder, tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "film.mp4"), "w") as output:
        stream = output.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        output.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        output.mux(stream.encode(None))
    assert "no sound" in refusal(decoder, tmp_path / "film.mp4")


def test_surround_sound_is_mixed_to_one_channel(decoder: PyavDecoder, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    samples = tone(1, rate=48000)[0]
    body = samples.repeat(8).astype("<i2").tobytes()
    head = struct.pack("<HHIIHH", 1, 8, 48000, 48000 * 16, 16, 16)
    chunks = b"WAVEfmt " + struct.pack("<I", len(head)) + head
    chunks += b"data" + struct.pack("<I", len(body)) + body
    path.write_bytes(b"RIFF" + struct.pack("<I", len(chunks)) + chunks)
    facts = decoded(decoder, path)
    sound = read_sound(tmp_path / "out.wav")
    assert (facts.channels, facts.sample_rate) == (8, 48000)
    assert (sound.samples.shape[0], sound.sample_rate) == (1, 16000)
    assert abs(facts.duration_ms - 1000) < 20


@pytest.mark.parametrize("declared", [(65535, 8000), (1, 2**31 - 1), (0, 8000), (1, 0), (2, 1)])
def test_a_header_that_promises_the_absurd_harms_nothing(
    decoder: PyavDecoder, tmp_path: Path, declared: tuple[int, int]
) -> None:
    channels, rate = declared
    path = tmp_path / "call.wav"
    head = struct.pack("<HHIIHH", 1, channels, rate, 0xFFFFFFFF, 2, 16)
    chunks = b"WAVEfmt " + struct.pack("<I", 16) + head + b"data\xff\xff\xff\xff" + bytes(4000)
    path.write_bytes(b"RIFF\xff\xff\xff\xff" + chunks)
    try:
        facts = decoded(decoder, path)
    except (InputUnusable, EngineFailed) as error:
        assert error.remedy
    else:
        assert 0 <= facts.duration_ms <= 5_000


def amr(*frames: bytes) -> bytes:
    return b"#!AMR\n" + b"".join(frames)


def test_comfort_noise_of_amr_stands_as_silence_of_its_length(
    decoder: PyavDecoder, tmp_path: Path
) -> None:
    path = tmp_path / "call.amr"
    try:
        encode(path, tone(1), codec="libopencore_amrnb", container="amr")
    except ValueError as missing:
        pytest.skip(f"FFmpeg in this wheel cannot write AMR: {missing}")
    speech = path.read_bytes()[6:]
    # Frame type 8 (SID) has 5 bytes, type 15 (no data) none: 3GPP TS 26.101, table 1a, RFC 4867.
    noise = bytes([8 << 3 | 4]) + bytes(5)
    nothing = bytes([15 << 3 | 4])
    path.write_bytes(amr(speech, *[noise, nothing] * 25, speech))
    facts = decoded(decoder, path)
    assert abs(facts.duration_ms - 3000) <= 120


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=st.binary(max_size=2000),
    head=st.sampled_from([b"", b"RIFF", b"OggS", b"#!AMR\n", b"fLaC", b"ID3", b"\x1aE\xdf\xa3"]),
    suffix=st.sampled_from([".wav", ".ogg", ".amr", ".gsm", ".al", ".mp3", ".g729", ".xyz"]),
)
def test_whatever_the_bytes_are_the_answer_is_sound_or_words(
    decoder: PyavDecoder, tmp_path: Path, content: bytes, head: bytes, suffix: str
) -> None:
    path = tmp_path / f"call{suffix}"
    path.write_bytes(head + content)
    try:
        facts = decoded(decoder, path)
    except InputUnusable as error:
        assert error.what and error.remedy
    else:
        assert facts.duration_ms >= 0
