"""Captions say what is heard, when it is heard: measured in the file, decoded as a player does."""

import io
import wave
from dataclasses import replace

import av
import numpy as np
import pytest

from earwitness.app.releases.clip_audio import clip_audio
from earwitness.publication.audio.encoding import AudioFormat
from earwitness.publication.captions.tracks import tracks
from earwitness.publication.work import RecordingWork
from earwitness.records.hearing import Turn, Word
from earwitness.records.published import PublishedTrack
from earwitness.records.release import AudioChoice, ClipChoice, Cover, CoverReason
from earwitness.runtime.runner import Workplace

RATE = 8_000
SHA256 = "ab" * 32
CLIP = ClipChoice(
    id="c1",
    call_id="call-1",
    sha256=SHA256,
    start_ms=1_000,
    end_ms=9_000,
    title="",
    audio=AudioChoice.PLAIN,
)
WORDS = (
    ("Слышишь", 3_000, 3_300),
    ("номер", 3_900, 4_100),
    ("шесть", 4_100, 4_500),
    ("да", 4_500, 4_600),
    ("понял", 6_000, 6_400),
)
SIX = Cover(start_ms=4_100, end_ms=4_500, reason=CoverReason.NUMBER)


@pytest.fixture
def spoken_tones(place: Workplace) -> Workplace:
    """A working copy of ten seconds with a tone for each word."""
    time = np.arange(10 * RATE) / RATE
    sound = np.zeros(len(time))
    for _, start_ms, end_ms in WORDS:
        within = (time >= start_ms / 1000) & (time < end_ms / 1000)
        sound[within] = 0.3 * np.sin(2 * np.pi * 600 * time[within])
    path = place.folder.audio(SHA256)
    path.parent.mkdir(parents=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return place


def work() -> RecordingWork:
    turn = Turn(
        start_ms=WORDS[0][1],
        end_ms=WORDS[-1][2],
        speaker_label="",
        channel=0,
        language="ru",
        text=" ".join(text for text, _, _ in WORDS),
        words=tuple(
            Word(text=text, start_ms=start_ms, end_ms=end_ms, confidence=0.9)
            for text, start_ms, end_ms in WORDS
        ),
    )
    return RecordingWork(turns=(turn,))


def onset_ms(data: bytes, after_ms: int) -> float:
    """Where sound begins in a file after a moment that is still."""
    with av.open(io.BytesIO(data)) as container:
        rate = container.streams.audio[0].rate
        heard = np.concatenate([one.to_ndarray().reshape(-1) for one in container.decode(audio=0)])
    level = np.abs(heard.astype(np.float64))
    first = after_ms * rate // 1000
    return (first + int((level[first:] > 0.2 * level.max()).argmax())) * 1000 / rate


def captioned(
    place: Workplace, clip: ClipChoice, form: AudioFormat
) -> tuple[PublishedTrack, bytes]:
    made = clip_audio(place, clip, clip.covers, form)
    (track,) = tracks(clip, work(), language="en", laid=made.covers, delay_ms=made.audio.delay_ms)
    return track, made.audio.data


@pytest.mark.parametrize("form", AudioFormat)
def test_a_word_is_shown_at_the_moment_at_which_a_decoder_plays_it(
    spoken_tones: Workplace, form: AudioFormat
) -> None:
    track, data = captioned(spoken_tones, CLIP, form)
    shown = [word for one in track.captions for word in one.words]
    for text, since_ms in (("Слышишь", 1_000), ("номер", 2_500), ("понял", 4_000)):
        (word,) = (one for one in shown if one.text == text)
        assert abs(word.start_ms - onset_ms(data, since_ms)) < 5


def test_a_neighbour_that_nobody_hears_any_more_is_covered_in_the_text_too(
    spoken_tones: Workplace,
) -> None:
    clip = replace(CLIP, covers=(SIX,))
    track, _ = captioned(spoken_tones, clip, AudioFormat.WAV)
    assert " ".join(one.text for one in track.captions) == "Слышишь […] понял"
    (alone,) = tracks(clip, work(), language="en")
    assert " ".join(one.text for one in alone.captions) == "Слышишь номер […] да понял"
