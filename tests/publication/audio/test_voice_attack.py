"""What the case's own encoder still recognises keeps a clip from being clean."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from earwitness.publication.audio.voice_attack import (
    NEAREST_OF,
    AttackedVoice,
    Likeness,
    attack,
    not_tried,
)
from earwitness.publication.ports import Samples
from earwitness.records.gate import Finding, IdentifierKind, Severity

RATE = 8_000
SIZE = 64
LIKENESS = Likeness(threshold=0.9, least_speech_ms=3_000)


def embed(pieces: Sequence[Samples], rate: int) -> NDArray[np.float32]:
    """A voice is its frequency: 50 Hz a place of the vector, near ones alike; silence is none."""
    rows = np.zeros((len(pieces), SIZE), np.float32)
    for row, piece in zip(rows, pieces, strict=True):
        if np.abs(piece).max(initial=0) > 0.01:
            found = np.abs(np.fft.rfft(piece)).argmax() * rate / len(piece) / 50
            row[:] = vector(50 * found)
    return rows


def vector(hertz: float) -> NDArray[np.float32]:
    bump = np.exp(-0.5 * ((np.arange(SIZE) - hertz / 50) / 1.5) ** 2)
    return (bump / np.linalg.norm(bump)).astype(np.float32)


def voice(hertz: float, seconds: float = 6.0) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def tried(
    sound: Samples, own: float | None, others: Sequence[float] = (), *, end_ms: int = 6_000
) -> tuple[Finding, ...]:
    vectors = np.zeros((0, SIZE), np.float32) if own is None else vector(own)[np.newaxis]
    rest = np.stack([vector(one) for one in others]) if others else np.zeros((0, SIZE), np.float32)
    spans = AttackedVoice(spans=((0, end_ms),), vectors=vectors)
    return attack(sound, RATE, [spans], rest, embed=embed, likeness=LIKENESS, path="a.mp3")


def test_a_voice_that_was_not_changed_is_found() -> None:
    (found,) = tried(voice(1000), 1000)
    assert found.identifier_kind is IdentifierKind.VOICE
    assert found.severity is Severity.LIKELY
    assert (found.path, found.what) == ("a.mp3", "the speaker is still recognised")
    assert "as it is" in found.encoding


@pytest.mark.parametrize("ratio", [0.76, 0.85, 1.18, 1.3])
def test_a_voice_that_was_only_shifted_is_found_by_shifting_it_back(ratio: float) -> None:
    (found,) = tried(voice(1000 * ratio), 1000)
    assert found.severity is Severity.LIKELY
    assert "moving frequencies" in found.encoding


def test_a_voice_that_is_nearer_to_its_own_speaker_than_to_all_others_is_told() -> None:
    far = [2600 + 20 * number for number in range(NEAREST_OF)]
    (found,) = tried(voice(1000), 1240, far)
    assert found.what == f"nearest to its own speaker, of {NEAREST_OF + 1} voices of the case"
    assert found.severity is Severity.POSSIBLE


def test_of_few_voices_the_nearest_says_nothing() -> None:
    assert tried(voice(1000), 1700, [3000]) == ()


def test_a_disguise_that_sounds_like_somebody_else_of_the_case_is_told() -> None:
    (found,) = tried(voice(1000), 2900, [1000, 1010, 3100])
    assert found.what == "sounds like 2 other voices of the case"


@pytest.mark.parametrize(
    ("sound", "own", "end_ms", "why"),
    [
        (voice(1000), 1000.0, 2_000, "2 s of speech, 3 s are needed"),
        (voice(1000), None, 6_000, "the case has no vector of this voice"),
        (np.zeros(6 * RATE, np.float32), 1000.0, 6_000, "the encoder says nothing of it"),
    ],
)
def test_what_cannot_be_tried_is_not_called_safe(
    sound: Samples, own: float | None, end_ms: int, why: str
) -> None:
    (found,) = tried(sound, own, end_ms=end_ms)
    assert found.what == f"the disguise could not be tried: {why}"
    assert found.severity is Severity.POSSIBLE


def test_little_speech_of_the_clip_is_allowed_for() -> None:
    """The mean over little speech lies shorter than the voice itself: its score is made up for."""
    likeness = Likeness(threshold=0.9, least_speech_ms=3_000, attenuation_s=6.0)
    near = AttackedVoice(spans=((0, 6_000),), vectors=vector(1100)[np.newaxis])
    none = np.zeros((0, SIZE), np.float32)
    sound = voice(1000)
    assert embed([sound], RATE)[0] @ vector(1100) < 0.9
    found = attack(sound, RATE, [near], none, embed=embed, likeness=likeness, path="a.mp3")
    assert [one.severity for one in found] == [Severity.LIKELY]


def test_findings_keep_their_id_and_differ_by_file_and_voice() -> None:
    assert tried(voice(1000), 1000)[0].id == tried(voice(1000), 1000)[0].id
    assert not_tried("a.mp3", "no")[0].id != not_tried("b.mp3", "no")[0].id
