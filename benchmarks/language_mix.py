"""How many pieces of speech get the right language, in mixes of Russian and English.

    uv run python benchmarks/language_mix.py [--minutes 6]

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
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from ctranslate2 import StorageView

from earwitness.calls.clips import cut_clips
from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions, Sound
from earwitness.records.hearing import Flag, Segment, SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection
from speech_sets import SHARED

RATE = 16_000
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


def whole_clip_languages(
    recogniser: WhisperRecogniser, mix: Mix, spans: tuple[SpeechSpan, ...]
) -> list[Segment]:
    """What deciding clip by clip gives: one language for each clip, over all of its spans."""
    found = []
    for clip in cut_clips("", mix.sound, spans):
        encoded = StorageView.from_array(recogniser._encode([clip]))
        (guesses,) = recogniser._loaded().model.detect_language(encoded)
        language = next(token.strip("<|>") for token, _ in guesses if token in ("<|ru|>", "<|en|>"))
        for _, span in clip.pieces:
            found.append(
                Segment(
                    channel=0,
                    start_ms=span.start_ms,
                    end_ms=span.end_ms,
                    text="",
                    detected_language=language,
                    heard_language=language,
                )
            )
    return found


def language_at(segments: list[Segment], start_ms: int, end_ms: int, field: str) -> str:
    """The language that covers most of a stretch; "" if nothing was heard there."""
    covered: Counter[str] = Counter()
    for one in segments:
        shared = min(one.end_ms, end_ms) - max(one.start_ms, start_ms)
        if shared > 0:
            covered[getattr(one, field)] += shared
    return covered.most_common(1)[0][0] if covered else ""


def main() -> None:
    """Print, for each way of deciding, the share of utterances with the right language."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=6)
    minutes = parser.parse_args().minutes
    if not (SHARED / "data" / "manifest.csv").exists():
        sys.exit("There is no folder of shared data beside the repository.")
    model = require("whisper-base")
    recogniser = WhisperRecogniser(model.path, model.weights_digest)
    detector = SileroDetector(require("silero-vad").path / "silero_vad.onnx", "")
    with tempfile.TemporaryDirectory() as folder:
        sounds = {language: utterances(language, Path(folder)) for language in PARTS}
    options = HearingOptions(languages=("ru", "en"), beam_size=5, translate=False)
    made = list(mixes(sounds, minutes))
    right: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for mix in made:
        (spans,) = detector.detect([mix.sound])
        answers = {"clip by clip": whole_clip_languages(recogniser, mix, spans)}
        for name, declared in (("ru, en", ("ru", "en")), ("any", ()), ("ru only", ("ru",))):
            own = replace(options, languages=declared)
            heard = hear({"": mix.sound}, {"": spans}, recogniser=recogniser, options=own)[""]
            answers[name] = list(heard)
        for start, end, language in mix.parts:
            total[language] += 1
            for name, segments in answers.items():
                for field in ("heard_language", "detected_language"):
                    found = language_at(segments, start, end, field)
                    right[f"{name}: {field}, {language}"] += found == language
            flagged = any(
                Flag.LANGUAGE_FLIP in one.flags
                for one in answers["ru only"]
                if min(one.end_ms, end) - max(one.start_ms, start) > (end - start) / 2
            )
            flags[language] += flagged
    print(f"{len(made)} recordings, utterances: {dict(total)}")
    for name in sorted(right):
        print(f"{name}: {right[name]} of {total[name[-2:]]}")
    print(f"with languages = ['ru'], utterances flagged language_flip: {dict(flags)}")


if __name__ == "__main__":
    main()
