"""Telling voices apart: diarization error, short answers, numbers of voices, and the encoders.

    uv run python benchmarks/speakers.py [--set NAME]… [--encoder NAME=FOLDER] [--eer]

Sets: `archive-mono`, `archive-stereo` (the shipped archive; every speaker one of four synthesised
voices), `pyannote` (30 s of a real call), and mixtures of known speakers as mobile calls, each as
`…development` and `…held-out` (nobody is in both): `plain-` (two voices, as most calls are),
`alone-` (one voice), and without a prefix hard ones of one to four voices. GSM is written by SoX.
Choices were made on development mixtures, lengths also on archive-mono and pyannote. Spans of
speech come from the detector, as in `process`. Error counts overlap; `unknown` counts as confused.
Processor seconds hold for reading, telling and scoring of a set, the detector apart.
"""

import argparse
import csv
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from diarization_scoring import Span
from earwitness.calls.engines.onnx_fbank import OnnxFbankEncoder
from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.resemblyzer import ResemblyzerEncoder
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.ports import Sound, SpeakerEncoder
from earwitness.calls.voices import tell_voices
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection
from speaker_mixtures import HARD, PLAIN, MixedCall, Samples, at_8_khz, mixed_call, through_amr
from speaker_results import HEADING, SetResult

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY.parent / "shared" / "data"
ARCHIVE = REPOSITORY / "src" / "earwitness" / "demo" / "archive" / "recordings"
TRUTH = REPOSITORY / "tests" / "data" / "archive_truth"

DEVELOPMENT = ("1998", "2033", "2609", "3005", "prompts")
HELD_OUT = ("3080", "367", "katie", "steve")
SECONDS = (20.0, 40.0, 60.0)
PLAIN_CALLS = {1: 3, 2: 3}
"""Of each pair or single voice."""


@dataclass(frozen=True, slots=True)
class Item:
    """One recording: its sound, true spans, and true turns with their pauses."""

    name: str
    sound: Sound
    truth: list[Span]
    turns: list[Span]


def archive(channels: int) -> Iterator[Item]:
    """Calls of the shipped archive with so many channels, without copies."""
    turns: dict[str, list[Span]] = {}
    for line in (TRUTH / "turns.jsonl").open(encoding="utf-8"):
        one = json.loads(line)
        span = (one["start_ms"], one["end_ms"], one["speaker_id"])
        turns.setdefault(one["call"], []).append(span)
    decoder = PyavDecoder(AudioSection())
    with tempfile.TemporaryDirectory() as folder:
        for row in csv.DictReader((TRUTH / "calls.csv").open(encoding="utf-8", newline="")):
            if int(row["channels"]) != channels or row["duplicate_of"] or row["call"] not in turns:
                continue
            target = Path(folder) / "sound.wav"
            decoder.decode(ARCHIVE / row["file"], source_name=row["file"], target=target)
            own = turns[row["call"]]
            yield Item(row["call"], read_sound(target), own, own)
    decoder.close()


def pyannote_sample() -> Iterator[Item]:
    """The sample of pyannote.audio with its RTTM."""
    folder = DATA / "diarization" / "pyannote_sample"
    spans = []
    for line in (folder / "sample.rttm").read_text(encoding="utf-8").splitlines():
        _, _, _, start, length, _, _, who, *_ = line.split()
        spans.append(
            (round(1000 * float(start)), round(1000 * (float(start) + float(length))), who)
        )
    yield Item("sample", read_sound(folder / "sample.wav"), spans, spans)


def speakers(names: tuple[str, ...]) -> dict[str, list[Samples]]:
    """Utterances at 8 kHz of known speakers."""
    found = {}
    for name in names:
        if name == "prompts":
            files = sorted((DATA / "speech" / "ru" / "asterisk").glob("*.wav"))
            found[name] = [one for one in map(at_8_khz, files) if len(one) > 2 * 8000][:25]
        elif name in ("katie", "steve"):
            found[name] = [at_8_khz(DATA / "speakers" / "azure" / f"enrollment_{name}.wav")]
        else:
            files = sorted((DATA / "speakers" / "librispeech" / name).glob("*.flac"))
            found[name] = [at_8_khz(file) for file in files]
    return found


def plain_mixtures(names: tuple[str, ...], seed: int, *, voices: int) -> Iterator[Item]:
    """As most calls are: turns of 1 to 8 s, no noise, hardly any overlap; or one voice alone."""
    known = speakers(names)
    groups = [group for group in combinations(names, voices) for _ in range(PLAIN_CALLS[voices])]
    for place, own in enumerate(groups):
        seconds = SECONDS[place % len(SECONDS)]
        yield _item(mixed_call(known, own, PLAIN, seed=seed + place, seconds=seconds))


def mixtures(names: tuple[str, ...], seed: int, calls: int) -> Iterator[Item]:
    """`calls` hard calls of each number of voices from one to four, and as many more of two."""
    voices = speakers(names)
    for count in (1, 2, 2, 3, 4):
        seed += 1000
        for place in range(calls):
            random = np.random.default_rng(seed + place)
            own = [str(name) for name in random.choice(list(voices), count, replace=False)]
            seconds = SECONDS[place % len(SECONDS)] * (1.4 if count > 2 else 1)
            yield _item(mixed_call(voices, own, HARD, seed=seed + place, seconds=seconds))


def _item(call: MixedCall) -> Item:
    turns: dict[int, Span] = {}
    for span in call.truth:
        start, end, _ = turns.get(span.turn, (span.start_ms, span.end_ms, span.speaker))
        turns[span.turn] = (min(start, span.start_ms), max(end, span.end_ms), span.speaker)
    truth = [(span.start_ms, span.end_ms, span.speaker) for span in call.truth]
    sound = Sound(samples=call.samples[np.newaxis], sample_rate=8000)
    return Item(call.name, sound, truth, list(turns.values()))


SETS = {
    "archive-mono": lambda: archive(1),
    "archive-stereo": lambda: archive(2),
    "pyannote": pyannote_sample,
    "plain-development": lambda: plain_mixtures(DEVELOPMENT, 20_000, voices=2),
    "plain-held-out": lambda: plain_mixtures(HELD_OUT, 30_000, voices=2),
    "alone-development": lambda: plain_mixtures(DEVELOPMENT, 40_000, voices=1),
    "alone-held-out": lambda: plain_mixtures(HELD_OUT, 50_000, voices=1),
    "development": lambda: mixtures(DEVELOPMENT, 10, 5),
    "held-out": lambda: mixtures(HELD_OUT, 5000, 6),
}


def measure(name: str, encoders: dict[str, SpeakerEncoder]) -> None:
    """Tell the voices of one set with every encoder; print a row each."""
    model = require("silero-vad")
    detector = SileroDetector(model.path / "silero_vad.onnx", model.weights_digest)
    results = {encoder: SetResult() for encoder in encoders}
    seconds = dict.fromkeys(encoders, 0.0)
    minutes = 0.0
    for item in SETS[name]():
        spans = detector.detect([item.sound])[0]
        minutes += item.sound.samples.shape[1] / item.sound.sample_rate / 60
        for own, encoder in encoders.items():
            begun = time.process_time()
            found = _told(item.sound, spans, encoder)
            seconds[own] += time.process_time() - begun
            results[own].add(item.truth, item.turns, found)
    for own, result in results.items():
        print(result.row(f"{name} {own}"))
        counts = " ".join(f"{t}→{f or '?'}:{n}" for (t, f), n in sorted(result.counts.items()))
        cost = seconds[own] / max(minutes, 1e-9)
        print(f"    voices true→found: {counts}; {cost:.2f} processor s a minute", flush=True)


def _told(sound: Sound, spans: tuple[SpeechSpan, ...], encoder: SpeakerEncoder) -> list[Span]:
    told = tell_voices(resample(sound, 16_000), spans, encoder=encoder)
    return [(one.start_ms, one.end_ms, one.speaker_label) for one in told.spans]


def equal_error_rates(encoders: dict[str, SpeakerEncoder]) -> None:
    """Of pieces of different utterances of all ten speakers, as mobile calls."""
    voices = speakers((*DEVELOPMENT[:4], *HELD_OUT))
    for length in (500, 800, 1600, 3000):
        for name, encoder in encoders.items():
            rows, who, which = [], [], []
            for speaker, utterances in voices.items():
                for place, utterance in enumerate(utterances):
                    loud = utterance * (0.05 / np.sqrt((utterance**2).mean()))
                    sound = Sound(samples=through_amr(loud)[np.newaxis], sample_rate=8000)
                    samples = resample(sound, 16_000).samples[0]
                    last = len(samples) // 16 - length
                    spans = [(start, start + length) for start in range(300, last, 2 * length)]
                    rows.append(encoder.embed(samples, spans))
                    who += [speaker] * len(spans)
                    which += [(speaker, place if len(utterances) > 1 else -1)] * len(spans)
            rate = equal_error(np.concatenate(rows), np.array(who), which)
            print(
                f"equal error rate, {length / 1000:.1f} s, {name}: {rate:.1%} of {len(who)} pieces"
            )


def equal_error(rows: np.ndarray, who: np.ndarray, which: list[tuple[str, int]]) -> float:
    """Of all pairs of pieces, but for those of one utterance (`which`)."""
    first, second = np.triu_indices(len(rows), 1)
    cosines = (rows @ rows.T)[first, second]
    same = who[first] == who[second]
    own = np.array(
        [which[i] == which[j] and which[i][1] >= 0 for i, j in zip(first, second, strict=True)]
    )
    alike, other = np.sort(cosines[same & ~own]), np.sort(cosines[~same])
    steps = np.linspace(-1, 1, 4001)
    false = 1 - np.searchsorted(other, steps) / len(other)
    missed = np.searchsorted(alike, steps) / len(alike)
    best = int(np.abs(false - missed).argmin())
    return float(false[best] + missed[best]) / 2


def main() -> None:
    """Measure what is asked for; by default every set with the default encoder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--set", action="append", choices=sorted(SETS), default=[])
    parser.add_argument("--encoder", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--eer", action="store_true", help="equal error rates instead of sets")
    chosen = parser.parse_args()
    model = require("resemblyzer")
    encoders: dict[str, SpeakerEncoder] = {
        "resemblyzer": ResemblyzerEncoder(model.path, model.weights_digest)
    }
    for given in chosen.encoder:
        name, _, folder = given.partition("=")
        encoders[name] = OnnxFbankEncoder(Path(folder), "")
    if chosen.eer:
        return equal_error_rates(encoders)
    print(HEADING)
    for name in chosen.set or SETS:
        measure(name, encoders)
    return None


if __name__ == "__main__":
    main()
