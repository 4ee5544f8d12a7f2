"""Whether bringing speech to one level before hearing helps or hurts the word error rate.

    uv run python benchmarks/loudness.py [--minutes 2] [--held-out]

Recordings as they are, and 20 and 40 dB quieter (with the steps of 16 bits), each heard as it is
and after its speech was brought to −26 dBFS, as P.56 levels are usually set (ITU-T P.830, 7.1.2).
Development recordings, or held-out ones: every second of each set.
"""

import argparse

import jiwer
import numpy as np

from earwitness.calls.engines.resampling import resampled
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions, Sound
from earwitness.calls.signals.levels import channel_level
from earwitness.runtime.models.store import require
from nonspeech import RATE, Samples
from speech_sets import Utterance, plain, sample, speech_sets
from spliced_speech import read

TARGET_DBFS = -26.0
OPTIONS = HearingOptions(languages=("ru",), beam_size=5, translate=False)


def main() -> None:
    """Hear everything in every way, and print error rates."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=2, help="of each set and half")
    parser.add_argument("--held-out", action="store_true")
    asked = parser.parse_args()
    recogniser = WhisperRecogniser(require("whisper-base").path, "")
    detector = SileroDetector(require("silero-vad").path / "silero_vad.onnx", "")
    half = 1 if asked.held_out else 0
    sets = {name: sample(own[half::2], asked.minutes) for name, own in speech_sets().items()}
    print("set, how much quieter, WER as it is, levelled; minutes of speech found, levelled")
    for name, own in sets.items():
        for quieter in (0, 20, 40):
            rates = []
            for levelled in (False, True):
                sounds = {
                    str(place): ready(read(one.path), quieter, levelled)
                    for place, one in enumerate(own)
                }
                spans = dict(zip(sounds, detector.detect(list(sounds.values())), strict=True))
                wide = {key: resampled(sound, 16_000) for key, sound in sounds.items()}
                heard = hear(wide, spans, recogniser=recogniser, options=OPTIONS)
                rates.append((_wer(own, heard), _minutes(spans)))
            (plain_wer, plain_speech), (level_wer, level_speech) = rates
            print(
                f"{name:<22} {quieter:5} dB {plain_wer:9.3f} {level_wer:9.3f} "
                f"{plain_speech:9.2f} min {level_speech:5.2f} min",
                flush=True,
            )


def ready(samples: Samples, quieter_db: float, levelled: bool) -> Sound:
    """Quieter, in 16 bits, and brought to the level if asked."""
    quiet = np.round(samples * 10 ** (-quieter_db / 20) * 32768) / 32768
    sound = Sound(samples=quiet[np.newaxis, :].astype(np.float32), sample_rate=RATE)
    level = channel_level(sound, 0, ()).speech_dbfs
    if not levelled or level is None:
        return sound
    louder = sound.samples * 10 ** ((TARGET_DBFS - level) / 20)
    return Sound(samples=np.clip(louder, -1, 1).astype(np.float32), sample_rate=RATE)


def _minutes(spans: dict[str, tuple]) -> float:
    return sum(one.end_ms - one.start_ms for own in spans.values() for one in own) / 60_000


def _wer(own: list[Utterance], heard: dict[str, tuple]) -> float:
    said = [plain(one.text) for one in own]
    texts = [plain(" ".join(segment.text for segment in heard[str(k)])) for k in range(len(own))]
    return float(jiwer.wer(said, texts))


if __name__ == "__main__":
    main()
