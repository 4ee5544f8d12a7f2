"""How many pieces of speech get the right language, in mixes of Russian and English.

    uv run python benchmarks/language_mix.py [--minutes 10]

Mixes are made from single utterances of the shared folder (Russian telephone prompts, acted support
calls; English read aloud, brought to the telephone's 8 kHz): three to five utterances that change
language, with pauses of 0.3 s (one span of speech) or 1.2 s. There is no Ukrainian speech at hand;
nothing here says how Russian and Ukrainian are told apart.
"""

import argparse
import csv
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ctranslate2 import StorageView

from earwitness.calls.clips import cut_clips
from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.invention import SURE_LANGUAGE, SURE_LANGUAGE_MS
from earwitness.calls.languages import LanguageRun
from earwitness.calls.ports import Clip, Sound
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection
from speech_sets import SHARED

RATE = 16_000
WAYS = ("clip by clip, ru or en", "stretch by stretch, ru or en", "stretch by stretch, any")
PARTS = {
    "ru": ("speech/ru/asterisk/", "speech/ru/singles/", "speech/ru/voicekit/"),
    "en": ("speakers/librispeech/",),
}
SHORTEST, LONGEST = 2.0, 9.0


@dataclass(frozen=True, slots=True)
class Mix:
    """A recording made of utterances: (start, end in ms, language) of each."""

    sound: Sound
    parts: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a recording in one language, in ms."""

    start_ms: int
    end_ms: int
    language: str
    probability: float


Answers = dict[str, list[Stretch]]


def utterances(language: str, folder: Path) -> list[np.ndarray]:
    """Sound of utterances of one language through the telephone's 8 kHz, shape (time,)."""
    decoder, found = PyavDecoder(AudioSection()), []
    with (SHARED / "data" / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = [
            row
            for row in csv.DictReader(table)
            if row["path"].startswith(PARTS[language])
            and SHORTEST <= float(row["duration_s"] or 0) <= LONGEST
        ]
    for row in random.Random(7).sample(rows, min(60, len(rows))):
        target = folder / "one.wav"
        target.unlink(missing_ok=True)
        path = SHARED / "data" / row["path"]
        decoder.decode(path, source_name=path.name, target=target)
        sound = resample(resample(read_sound(target), 8_000), RATE)
        samples = sound.samples.mean(axis=0)
        found.append(0.1 * samples / max(1e-6, float(np.sqrt((samples**2).mean()))))
    decoder.close()
    return found


def mixes(sounds: dict[str, list[np.ndarray]], minutes: float) -> Iterator[Mix]:
    """Recordings that change language, until so many minutes are full."""
    dice, left = random.Random(11), minutes * 60
    while left > 0:
        language, pause = dice.choice(["ru", "en"]), dice.choice([0.3, 1.2])
        parts, pieces, place = [], [], 0
        for _ in range(dice.choice([3, 4, 5])):
            samples = dice.choice(sounds[language])
            start = place * 1000 // RATE
            parts.append((start, start + len(samples) * 1000 // RATE, language))
            pieces += [samples, np.zeros(int(pause * RATE), np.float32)]
            place += len(samples) + int(pause * RATE)
            language = "en" if language == "ru" else "ru"
        joined = np.concatenate(pieces).astype(np.float32)
        left -= len(joined) / RATE
        yield Mix(Sound(samples=joined[np.newaxis], sample_rate=RATE), tuple(parts))


def stretches(clip: Clip, runs: Sequence[LanguageRun]) -> Iterator[Stretch]:
    """Runs of a clip as stretches of the recording."""
    for run in runs:
        for offset, span in clip.pieces:
            first = max(run.start_ms, offset) - offset + span.start_ms
            last = min(run.end_ms, offset + span.end_ms - span.start_ms) - offset + span.start_ms
            if last > first:
                yield Stretch(first, last, run.language, run.probability)


def judged(recogniser: WhisperRecogniser, sound: Sound, spans: Sequence[SpeechSpan]) -> Answers:
    """The languages of a recording, decided in several ways. Nothing is written down."""
    answers: Answers = {name: [] for name in WAYS}
    for clip in cut_clips("", sound, spans):
        encoded = recogniser._encode([clip])
        (guesses,) = recogniser._loaded().model.detect_language(StorageView.from_array(encoded))
        whole = next(token.strip("<|>") for token, _ in guesses if token in ("<|ru|>", "<|en|>"))
        all_of_it = LanguageRun(
            start_ms=0, end_ms=10**9, language=whole, probability=dict(guesses)[f"<|{whole}|>"]
        )
        answers["clip by clip, ru or en"] += stretches(clip, [all_of_it])
        named = recogniser._spoken(clip, encoded[0], ("ru", "en"))
        answers["stretch by stretch, ru or en"] += stretches(clip, named.runs)
        answers["stretch by stretch, any"] += stretches(clip, named.detected)
    return answers


def language_at(found: Sequence[Stretch], start_ms: int, end_ms: int) -> str:
    """The language that covers most of a stretch; "" if nothing was heard there."""
    covered: Counter[str] = Counter()
    for one in found:
        covered[one.language] += max(0, min(one.end_ms, end_ms) - max(one.start_ms, start_ms))
    return covered.most_common(1)[0][0] if covered.total() else ""


def is_flagged(found: Sequence[Stretch], start_ms: int, end_ms: int) -> bool:
    """Whether an utterance declared Russian is marked as surely in another language."""
    return any(
        one.language != "ru"
        and one.probability >= SURE_LANGUAGE
        and min(one.end_ms, end_ms) - max(one.start_ms, start_ms) >= SURE_LANGUAGE_MS
        for one in found
    )


def russian_calls(folder: Path) -> Iterator[Sound]:
    """Russian telephone talk that is no prompt."""
    decoder = PyavDecoder(AudioSection())
    for path in sorted((SHARED / "data" / "speech" / "ru").glob("*_calls/*")):
        target = folder / "call.wav"
        target.unlink(missing_ok=True)
        decoder.decode(path, source_name=path.name, target=target)
        yield resample(resample(read_sound(target), 8_000), RATE)
    decoder.close()


def main() -> None:
    """Print, for each way of deciding, the share of utterances with the right language."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    minutes = parser.parse_args().minutes
    if not (SHARED / "data" / "manifest.csv").exists():
        sys.exit("There is no folder of shared data beside the repository.")
    model = require("whisper-base")
    recogniser = WhisperRecogniser(model.path, model.weights_digest)
    detector = SileroDetector(require("silero-vad").path / "silero_vad.onnx", "")
    with tempfile.TemporaryDirectory() as folder:
        sounds = {language: utterances(language, Path(folder)) for language in PARTS}
        calls = list(russian_calls(Path(folder)))
    right: Counter[tuple[str, str]] = Counter()
    flagged: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for mix in mixes(sounds, minutes):
        answers = judged(recogniser, mix.sound, detector.detect([mix.sound])[0])
        for start, end, language in mix.parts:
            total[language] += 1
            flagged[language] += is_flagged(answers["stretch by stretch, any"], start, end)
            for name, found in answers.items():
                right[name, language] += language_at(found, start, end) == language
    print(f"utterances in mixes: {dict(total)}")
    for name in WAYS:
        told = ", ".join(f"{key} {right[name, key]} of {total[key]}" for key in sorted(total))
        print(f"right language, {name}: {told}")
    print(f"marked language_flip under languages = ['ru']: {dict(flagged)}")
    print_calls(recogniser, detector, calls)


def print_calls(
    recogniser: WhisperRecogniser, detector: SileroDetector, calls: Sequence[Sound]
) -> None:
    """Print how much of Russian calls is taken for something else."""
    covered: Counter[str] = Counter()
    flagged = 0
    for sound, spans in zip(calls, detector.detect(calls), strict=True):
        for one in judged(recogniser, sound, spans)["stretch by stretch, any"]:
            covered[one.language] += one.end_ms - one.start_ms
            flagged += is_flagged([one], one.start_ms, one.end_ms)
    seconds = {language: round(length / 1000) for language, length in covered.most_common()}
    print(f"Russian calls, detected seconds: {seconds}; stretches marked: {flagged}")


if __name__ == "__main__":
    main()
