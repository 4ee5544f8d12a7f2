"""How many tones, dialled keys and pieces of music are found; how often speech is taken for one.

    uv run python benchmarks/signals.py [--music FOLDER …] [--speech FOLDER …] [--most 200]

Tones are made, laid between two real utterances over pink noise so many dB below them, and sent
through codecs. Speech is every recording that is at hand; halves are every second file. `--music`
and `--speech` name folders of further recordings (WAV, OGG, MP3) on which nothing was tuned.
"""

import argparse
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from earwitness.calls.ports import Sound
from earwitness.calls.signals.finding import find_signals
from earwitness.records.signals import Signals
from nonspeech import KEYS, RATE, Samples, at_level, cadence, coloured, key_tones, telephone, tones
from speech_sets import SHARED, speech_sets
from spliced_speech import CODECS, read, sources, through

CASES: dict[str, tuple[tuple[float, ...], float, float, int]] = {
    "ring_back, 425 Hz 1/4": ((425,), 1.0, 4.0, 3),
    "ring_back, 425 Hz 0.8/3.2": ((425,), 0.8, 3.2, 3),
    "ring_back, 440+480 Hz 2/4": ((440, 480), 2.0, 4.0, 3),
    "busy, 425 Hz 0.35": ((425,), 0.35, 0.35, 8),
    "busy, 425 Hz 0.5": ((425,), 0.5, 0.5, 6),
    "busy, 480+620 Hz 0.5": ((480, 620), 0.5, 0.5, 6),
    "congestion, 425 Hz 0.2": ((425,), 0.2, 0.2, 10),
    "fax_calling, 1100 Hz": ((1100,), 0.5, 3.0, 3),
    "fax_answering, 2100 Hz": ((2100,), 3.0, 0.5, 1),
    "dial_tone, 425 Hz": ((425,), 4.0, 0.5, 1),
}
NOISES_DB = (30, 20, 10, 5)
LEVEL_DBFS = -20.0
LEAD_MS = 500


@dataclass
class Tally:
    """How many there were, how many were found, and how far their edges were off (ms)."""

    made: int = 0
    found: int = 0
    false: int = 0
    edges: list[float] | None = None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--music", type=Path, nargs="*", default=[])
    parser.add_argument("--speech", type=Path, nargs="*", default=[])
    parser.add_argument("--most", type=int, default=200, help="further recordings of a folder")
    asked = parser.parse_args()
    print_tones()
    print_keys()
    print_false_alarms(asked.speech, asked.most)
    print_music(asked.music, asked.most)


def print_tones() -> None:
    """Found with the right label and rhythm, by kind and by codec and noise."""
    talk = [source.samples[: 4 * RATE] for source in sources()[:40]]
    by_kind: dict[str, Tally] = defaultdict(Tally)
    by_way: dict[str, Tally] = defaultdict(Tally)
    for number, (kind, codec, noise_db) in enumerate(_ways(CASES)):
        hertz, on, off, times = CASES[kind]
        random = np.random.default_rng(number)
        tone = cadence(hertz, on, off, round((on + off) * times * RATE), LEVEL_DBFS)
        before, after = talk[number % len(talk)], talk[(number + 7) % len(talk)]
        found = signals_in(laid(before, tone, after, noise_db, random), codec)
        start = 1000 * len(before) / RATE + LEAD_MS + 1000 * off
        own = [
            one
            for one in found.signals
            if one.label == kind.split(",")[0]
            and not one.hint
            and one.start_ms < start + 1000 * len(tone) / RATE
            and one.end_ms > start
        ]
        for tally in (by_kind[kind], by_way[f"{codec}, {noise_db} dB"]):
            tally.made += 1
            tally.found += bool(own)
            if own:
                tally.edges = [*(tally.edges or []), abs(own[0].start_ms - start)]
    print("\nTones between two utterances: found with the right label, sure")
    for name, tally in [*by_kind.items(), *sorted(by_way.items())]:
        edges = sorted(tally.edges or [0.0])
        print(
            f"{name:<30} {tally.found:4} of {tally.made:4}   start off by "
            f"{statistics.median(edges):4.0f} ms, 90 % under {edges[int(0.9 * len(edges))]:5.0f}"
        )


def _ways(kinds: dict[str, object]) -> Iterator[tuple[str, str, int]]:
    for kind in kinds:
        for codec in CODECS:
            for noise_db in NOISES_DB:
                yield kind, codec, noise_db


def laid(
    before: Samples, middle: Samples, after: Samples, noise_db: float, random: np.random.Generator
) -> Samples:
    """One after the other with half a second between, over noise so far below the level."""
    pause = np.zeros(LEAD_MS * RATE // 1000, np.float32)
    speech = [at_level(part, -22) for part in (before, after)]
    whole = np.concatenate([speech[0], pause, middle, pause, speech[1]])
    return whole + telephone(at_level(coloured(random, len(whole), 1), LEVEL_DBFS - noise_db))


def signals_in(samples: Samples, codec: str) -> Signals:
    """What is found after a codec."""
    coded = through(np.clip(samples, -1, 1), codec)
    return find_signals(Sound(samples=coded[np.newaxis, :], sample_rate=RATE))


def print_keys() -> None:
    """Keys read, missed and invented, by codec and noise, and by length."""
    talk = [source.samples[: 3 * RATE] for source in sources()[:40]]
    print("\nDialled keys: read rightly, of so many dialled; read that were not")
    rows: dict[str, Tally] = defaultdict(Tally)
    for number, (length, codec, noise_db) in enumerate(
        _ways({"50 ms": None, "80 ms": None, "200 ms": None})
    ):
        random = np.random.default_rng(1000 + number)
        seconds = int(length.split()[0]) / 1000
        for repeat in range(4):
            dialled = "".join(random.choice(list(KEYS), 10))
            twist = float(random.uniform(-3, 3))
            parts = [
                part
                for key in dialled
                for part in (
                    key_tones(key, seconds, LEVEL_DBFS, twist),
                    tones((), max(0.05, seconds)) + np.zeros(round(max(0.05, seconds) * RATE)),
                )
            ]
            talked = talk[(number + repeat) % len(talk)]
            whole = laid(talked, np.concatenate(parts), talked, noise_db, random)
            told = "".join(one.keys for one in signals_in(whole.astype(np.float32), codec).signals)
            missed = sum(1 for edit in Levenshtein.editops(dialled, told) if edit.tag != "insert")
            extra = sum(1 for edit in Levenshtein.editops(dialled, told) if edit.tag != "delete")
            for row in (rows[length], rows[f"{codec}, {noise_db} dB"]):
                row.made += len(dialled)
                row.found += len(dialled) - missed
                row.false += extra
    for name, row in rows.items():
        print(f"{name:<20} {row.found:5} of {row.made:5}   {row.false:4} wrong or extra")


def print_false_alarms(folders: list[Path], most: int) -> None:
    """What is taken for a signal in recordings of speech."""
    print("\nSpeech: what is found in it (hints in brackets)")
    for name, files in _speech(folders, most).items():
        for half in (0, 1):
            found: Counter[str] = Counter()
            minutes, started = 0.0, time.process_time()
            for file in files[half::2]:
                samples = read(file)
                minutes += len(samples) / RATE / 60
                sound = Sound(samples=samples[np.newaxis, :], sample_rate=RATE)
                for one in find_signals(sound).signals:
                    found[f"({one.label})" if one.hint else one.label.value] += 1
            share = (time.process_time() - started) / max(1e-9, 60 * minutes)
            print(
                f"{name:<22} half {half} {len(files[half::2]):4} files {minutes:6.1f} min  "
                f"{dict(found)}  processor time {share:.4f} of the sound's (with decoding)"
            )


def _speech(folders: list[Path], most: int) -> dict[str, list[Path]]:
    data = SHARED / "data"
    found = {name: [one.path for one in own] for name, own in speech_sets().items()}
    found["read speech"] = sorted((data / "speakers").rglob("*.flac"))
    found["conversations"] = [
        *sorted((data / "speech/ru/tone_calls").glob("*.flac")),
        *sorted((data / "speakers/azure").glob("*.wav")),
        *sorted((data / "diarization").glob("*/*.wav")),
    ]
    for folder in folders:
        found[f"further: {folder.name}"] = _some(folder, most)
    return found


def _some(folder: Path, most: int) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".wav", ".ogg", ".mp3"})
    return files[:: max(1, len(files) // most)]


def print_music(folders: list[Path], most: int) -> None:
    """How much of music is hinted at as music, in 20 s from the middle of each piece."""
    print("\nMusic, 20 s of each piece after A-law: pieces with a hint, share of time hinted at")
    for folder in folders:
        pieces, hinted, covered, tonal = 0, 0, 0.0, Counter[str]()
        for file in _some(folder, most):
            samples = read(file)
            if len(samples) < 20 * RATE or not np.any(samples):
                continue
            middle = (len(samples) - 20 * RATE) // 2
            cut = telephone(at_level(samples[middle : middle + 20 * RATE], -22))
            found = signals_in(cut, "a-law").signals
            music = [one for one in found if one.label == "hold_music"]
            pieces += 1
            hinted += bool(music)
            covered += sum(one.end_ms - one.start_ms for one in music) / 20_000
            tonal.update(one.label.value for one in found if not one.hint)
        if pieces:
            print(
                f"{folder.name:<22} {hinted} of {pieces} pieces, {covered / pieces:.2f} of time; "
                f"surely called a tone: {dict(tonal)}"
            )


if __name__ == "__main__":
    main()
