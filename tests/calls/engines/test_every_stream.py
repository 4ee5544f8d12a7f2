"""Nothing that lies in a sound file stays undecoded because a player would not play it."""

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.records.errors import InputUnusable
from earwitness.records.heard_again import EveryStream
from earwitness.runtime.settings import AudioSection
from fakes.films import film
from fakes.sounds import encode, noise, tone

RATE = 16000


def every_stream(path: Path) -> EveryStream:
    decoder = PyavDecoder(AudioSection())
    try:
        return decoder.decode_every_stream(
            path, source_name=path.name, target=path.parent / "decoded"
        )
    finally:
        decoder.close()


def pitch(path: str, channel: int) -> float:
    """The strongest frequency of a channel, in Hz."""
    with wave.open(path, "rb") as file:
        own = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        samples = own.reshape(-1, file.getnchannels())[:, channel]
        spectrum = np.abs(np.fft.rfft(samples))
        return float(np.argmax(spectrum) * file.getframerate() / len(samples))


def test_a_second_track_and_its_second_channel_are_decoded_apart(tmp_path: Path) -> None:
    path = film(
        tmp_path / "film.mkv",
        [tone(1.0, rate=RATE), tone(2.0, rate=RATE, channels=2, hertz=600)],
    )
    first, second = every_stream(path).sounds
    assert (first.channels, second.channels) == (1, 2)
    assert (first.duration_ms, second.duration_ms) == (1000, 2000)
    pitches = [pitch(first.path, 0), pitch(second.path, 0), pitch(second.path, 1)]
    assert pitches == pytest.approx([440, 600, 1200], abs=2)


def test_every_one_of_six_channels_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "six.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(6)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.ascontiguousarray(tone(1.0, rate=RATE, channels=6, hertz=100).T))
    (sound,) = every_stream(path).sounds
    assert sound.channels == 6
    pitches = [pitch(sound.path, channel) for channel in range(6)]
    assert pitches == pytest.approx([100 * 2**channel for channel in range(6)], abs=2)


def test_what_an_edit_list_hides_from_players_is_decoded(tmp_path: Path) -> None:
    path = encode(
        tmp_path / "cut.m4a", tone(3.0, rate=RATE), rate=RATE, codec="aac", container="ipod"
    )
    data = bytearray(path.read_bytes())
    media_time = data.index(b"elst") + 16  # ISO/IEC 14496-12, 8.6.6: type, version, count, duration
    data[media_time : media_time + 4] = (2 * RATE).to_bytes(4, "big")
    path.write_bytes(data)
    decoder = PyavDecoder(AudioSection())
    played = decoder.decode(path, source_name=path.name, target=tmp_path / "played.wav")
    decoder.close()
    (sound,) = every_stream(path).sounds
    assert played.duration_ms < 1200, "a player begins after two seconds"
    assert sound.duration_ms >= 3000


def test_subtitles_are_read_with_their_times(tmp_path: Path) -> None:
    path = film(
        tmp_path / "film.mkv",
        [tone(1.0, rate=RATE)],
        subtitles=("позвони на восемь", "девятьсот пятьдесят пять"),
    )
    texts = every_stream(path).texts
    assert [text.untrusted_text for text in texts] == [
        "позвони на восемь",
        "девятьсот пятьдесят пять",
    ]
    assert texts[1].start_ms == 2000


def test_a_film_without_sound_is_silent_not_broken(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mkv", [], subtitles=("тихо",))
    assert every_stream(path).sounds == ()


def test_a_file_that_only_begins_like_sound_is_not_taken_for_decoded(tmp_path: Path) -> None:
    (tmp_path / "nothing.ogg").write_bytes(b"OggS" + bytes(2000))
    with pytest.raises(InputUnusable, match=r"nothing\.ogg"):
        every_stream(tmp_path / "nothing.ogg")


def test_a_sound_whose_packets_are_mostly_broken_is_not_taken_for_decoded(tmp_path: Path) -> None:
    path = film(tmp_path / "broken.mka", [noise(8.0, rate=RATE)])
    data = bytearray(path.read_bytes())
    with av.open(str(path)) as container:
        packets = [bytes(packet) for packet in container.demux() if packet.size]
    for packet in packets[10:]:
        place = data.index(packet)
        data[place : place + len(packet)] = bytes(len(packet))
    path.write_bytes(data)
    with pytest.raises(InputUnusable, match="parts of its sound cannot be decoded"):
        every_stream(path)
