"""Covered words are not heard in the file that goes out, those around them are."""

import io
from pathlib import Path

import av
import numpy as np
import pytest

from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.ports import Clip, HearingOptions, Sound
from earwitness.calls.word_times import mended
from earwitness.publication.audio.covering import covered, widened
from earwitness.publication.audio.encoding import MP3_DELAY, MP3_RATE, encoded
from earwitness.publication.ports import Samples
from earwitness.records.hearing import SpeechSpan, Word
from earwitness.records.release import Cover, CoverReason, CoverSound
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection

OPTIONS = HearingOptions(languages=("ru",), beam_size=5, translate=False)
HEARD_RATE = 16_000


@pytest.fixture(scope="module")
def whisper(models: Path) -> WhisperRecogniser:
    model = require("whisper-base")
    return WhisperRecogniser(model.path, model.weights_digest)


@pytest.fixture(scope="module")
def menu(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Samples, int]:
    """A real voice reads a telephone menu: its first 26 seconds."""
    path = next((shared / "data" / "speech" / "ru" / "asterisk").glob("*basic-pbx-ivr-main*"))
    target, decoder = tmp_path_factory.mktemp("menu") / "menu.wav", PyavDecoder(AudioSection())
    decoder.decode(path, source_name=path.name, target=target)
    decoder.close()
    sound = read_sound(target)
    return sound.samples[0, : 26 * sound.sample_rate], sound.sample_rate


def heard(recogniser: WhisperRecogniser, samples: Samples, rate: int) -> list[Word]:
    own = resample(Sound(samples=samples[np.newaxis], sample_rate=rate), HEARD_RATE).samples[0]
    span = SpeechSpan(channel=0, start_ms=0, end_ms=len(own) * 1000 // HEARD_RATE)
    clips = [Clip(sha256="0" * 64, channel=0, samples=own, pieces=((0, span),))]
    segments = mended(recogniser.hear(clips, OPTIONS), clips)[0]
    return [word for segment in segments for word in segment.words]


def published(samples: Samples, rate: int, covers: list[Cover]) -> Samples:
    """As it comes out of the file again."""
    laid = widened(covers, samples, rate, 0)
    data = encoded(covered(samples, rate, 0, laid), rate)
    with av.open(io.BytesIO(data)) as file:
        parts = [frame.to_ndarray().reshape(-1) for frame in file.decode(audio=0)]
    return np.concatenate(parts)[MP3_DELAY:]


@pytest.mark.parametrize("sound", CoverSound)
def test_covered_words_are_not_heard_and_those_around_are(
    whisper: WhisperRecogniser, menu: tuple[Samples, int], sound: CoverSound
) -> None:
    before = heard(whisper, *menu)
    hidden = [word for word in before if word.text.casefold().startswith(("сотрудник", "финанс"))]
    assert len(hidden) >= 2
    covers = [
        Cover(start_ms=w.start_ms, end_ms=w.end_ms, reason=CoverReason.SURNAME, sound=sound)
        for w in hidden
    ]
    after = " ".join(w.text for w in heard(whisper, published(*menu, covers), MP3_RATE)).casefold()
    assert "сотрудник" not in after and "финанс" not in after
    for kept in ("момент", "продаж", "технической", "поддержкой"):
        assert kept in after
