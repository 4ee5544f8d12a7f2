"""Words that are heard where nobody speaks, and true words that the guard wrongly marks.

    uv run python benchmarks/invention.py hear --way WAY [--work FOLDER] [--only SET] [--every N]
    uv run python benchmarks/invention.py count [--work FOLDER]

`hear` hears every take of `nonspeech.py`, English read speech as if it were Russian, and real
Russian speech, one WAY at a time: `alone` (the engine is given every second), `detected` (only
what speech detection finds), `guarded` (the whole way: signals, level, speech, hearing, guard).
"Between speech" lays each take between two Russian utterances and counts the words heard inside it.
It keeps what was heard, so that `count` can mark and count it again as often as one likes.
Halves: takes and recordings by number; odd ones are held out. `--music` is a folder of hold music
(the Debian package asterisk-moh-opsound-wav has five pieces).
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from earwitness.calls.clips import cut_clips
from earwitness.calls.engines.resampling import resampled
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.front_end import prepared, without_tones
from earwitness.calls.hearing import hear
from earwitness.calls.invention import is_doubtful, mark_doubts
from earwitness.calls.ports import HearingOptions, Sound, SoundSource
from earwitness.calls.signals.finding import find_signals
from earwitness.records.hearing import Segment, SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.records_json import from_json, to_json
from nonspeech import RATE, takes
from speech_sets import SHARED, plain, speech_sets
from spliced_speech import read

OPTIONS = HearingOptions(languages=("ru",), beam_size=5, translate=False)
WAYS = ("alone", "detected", "guarded")
EDGE_MS = 300
"""Word times are no better than this: so near to speech, a word counts as spoken."""

GROUP = 40
"""Recordings heard together."""

MINUTES = {"fictional archive": 5, "prompts, PCM": 6, "prompts, GSM": 4, "acted support calls": 9}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece to hear: its set, its kind in it, half, samples at 8 kHz, and what is said."""

    key: str
    group: str
    kind: str
    held_out: bool
    samples: Any
    text: str = ""
    inside_ms: tuple[int, int] | None = None
    """Where nobody speaks, if only that is counted."""


def pieces(music: Path | None, only: str, every: int) -> Iterator[Piece]:
    """Everything that is heard; of takes between speech every so manieth."""
    if only in ("", "non-speech"):
        for take in takes(music):
            for_key = f"{take.kind} {take.number} {len(take.samples)} {take.samples[999]:.4f}"
            yield Piece(for_key, "non-speech", take.kind, take.held_out, take.samples)
    if only in ("", "between"):
        yield from islice(_between(music), 0, None, every)
    if only in ("", "English"):
        speakers = sorted((SHARED / "data" / "speakers" / "librispeech").iterdir())
        for place, folder in enumerate(speakers):
            for file in sorted(folder.rglob("*.flac"))[::2]:
                yield Piece(file.name, "English", "read speech", place % 2 == 1, read(file))
    if only in ("", "Russian"):
        for name, own in speech_sets().items():
            seconds, limit = {0: 0.0, 1: 0.0}, 30 * MINUTES[name]
            for place, one in enumerate(own):
                half = place % 2
                if seconds[half] < limit:
                    seconds[half] += one.seconds
                    key = f"{name} {one.path.name}"
                    yield Piece(key, "Russian", name, bool(half), read(one.path), one.text)


def _between(music: Path | None) -> Iterator[Piece]:
    """Takes between two utterances of their own half, at the level of speech or as they are."""
    talk = [one for name, own in speech_sets().items() if "prompts" in name for one in own]
    talk = [one for one in talk if 2 < one.seconds < 8]
    halves = talk[::2], talk[1::2]
    pause = np.zeros(RATE // 2, np.float32)
    for number, take in enumerate(takes(music)):
        own = halves[take.held_out]
        said = [own[(2 * number + k) % len(own)] for k in (0, 1)]
        before, after = (read(one.path) for one in said)
        samples = np.concatenate([before, pause, take.samples, pause, after])
        start = 1000 * (len(before) + len(pause)) // RATE
        yield Piece(
            f"between {take.kind} {take.number} {len(samples)} {samples[9999]:.4f}",
            "between",
            take.kind,
            take.held_out,
            samples,
            " ".join(one.text for one in said),
            inside_ms=(start, start + 1000 * len(take.samples) // RATE),
        )


def hear_all(way: str, work: Path, music: Path | None, only: str, every: int) -> None:
    """Hear and keep, by key."""
    recogniser = WhisperRecogniser(require("whisper-base").path, "")
    detector = SileroDetector(require("silero-vad").path / "silero_vad.onnx", "")
    kept: list[Any] = []
    waiting: list[Piece] = []
    for piece in [*pieces(music, only, every), None]:
        if piece is not None:
            waiting.append(piece)
        if waiting and (piece is None or len(waiting) == GROUP):
            kept += _hear_some(way, waiting, recogniser, detector)
            print(f"{way}: {len(kept)} heard", file=sys.stderr, flush=True)
            waiting = []
    work.mkdir(parents=True, exist_ok=True)
    path = work / f"{way}.json"
    groups = {one["group"] for one in kept}
    earlier = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept += [one for one in earlier if one["group"] not in groups]
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _hear_some(way: str, own: list[Piece], recogniser: Any, detector: Any) -> list[Any]:
    sounds: dict[str, SoundSource] = {
        piece.key: Sound(samples=piece.samples[np.newaxis, :], sample_rate=RATE) for piece in own
    }
    if way == "alone":
        spans = {
            key: (SpeechSpan(channel=0, start_ms=0, end_ms=1000 * sound.length // RATE),)
            for key, sound in sounds.items()
        }
    else:
        seen = {key: find_signals(one) if way == "guarded" else None for key, one in sounds.items()}
        raw = [prepared(one, seen[key], silence_tones=False) for key, one in sounds.items()]
        found = zip(sounds, detector.detect(raw), strict=True)
        spans = {key: without_tones(own, seen[key]) for key, own in found}
        sounds = {key: prepared(one, seen[key]) for key, one in sounds.items()}
    wide = {key: resampled(sound, 16_000) for key, sound in sounds.items()}
    if way == "alone":
        heard: dict[str, Any] = {key: () for key in sounds}
        clips = [clip for key, one in wide.items() for clip in cut_clips(key, one, spans[key])]
        for clip, segments in zip(clips, recogniser.hear(clips, OPTIONS), strict=True):
            heard[clip.sha256] += tuple(segments)
    else:
        heard = hear(wide, spans, recogniser=recogniser, options=OPTIONS)
    return [
        {
            "key": piece.key,
            "group": piece.group,
            "kind": piece.kind,
            "held_out": piece.held_out,
            "seconds": len(piece.samples) / RATE,
            "spoken_seconds": sum(s.end_ms - s.start_ms for s in spans[piece.key]) / 1000,
            "text": piece.text,
            "inside_ms": piece.inside_ms,
            "segments": to_json(heard[piece.key]),
        }
        for piece in own
    ]


def count(work: Path) -> None:
    """Mark what was kept, and print rates by half and kind."""
    for way in WAYS:
        path = work / f"{way}.json"
        if path.exists():
            print(f"\n== {way}")
            _count_one(json.loads(path.read_text(encoding="utf-8")))


def _count_one(kept: list[Any]) -> None:
    totals: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for one in kept:
        half = "held out" if one["held_out"] else "development"
        segments = remarked(from_json(one["segments"], tuple[Segment, ...]))
        inside = one.get("inside_ms") or (0, 1000 * one["seconds"])
        words = sum(_words(segment, inside, one["text"]) for segment in segments)
        marked = sum(
            _words(segment, inside, one["text"]) for segment in segments if is_doubtful(segment)
        )
        for kind in (one["kind"], "all"):
            total = totals[(one["group"], half, kind)]
            total[0] += (inside[1] - inside[0]) / 60_000
            total[1] += words
            total[2] += marked
            total[3] += one["spoken_seconds"] / 60
    print(f"{'set':<11} {'half':<12} {'kind':<20} {'min':>6} {'speech':>6} {'words':>6} "
          f"{'/min':>6} {'marked':>6} {'unmarked/min':>12} {'marked share':>12}")  # fmt: skip
    for (group, half, kind), (minutes, words, marked, spoken) in sorted(totals.items()):
        print(
            f"{group:<11} {half:<12} {kind:<20} {minutes:6.1f} {spoken:6.1f} {words:6.0f} "
            f"{words / minutes:6.2f} {marked:6.0f} {(words - marked) / minutes:12.2f} "
            f"{marked / max(1, words):12.4f}"
        )


def remarked(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The same with the marks that the guard sets today."""
    return mark_doubts([replace(segment, flags=()) for segment in segments], "ru")


def _words(segment: Segment, inside_ms: tuple[float, float], said: str) -> int:
    """Words of a segment whose middle lies inside; of one without times, all or none.

    Between speech, a word that is said on either side was heard rightly and placed wrongly: it is
    not counted.
    """
    if not segment.words or inside_ms[0] == 0:
        middle = (segment.start_ms + segment.end_ms) / 2
        within = inside_ms[0] <= middle <= inside_ms[1]
        return within * len(re.findall(r"\w+", plain(segment.text) or segment.text))
    spoken = set(plain(said).split())
    inner = inside_ms[0] + EDGE_MS, inside_ms[1] - EDGE_MS
    return sum(
        inner[0] <= (word.start_ms + word.end_ms) / 2 <= inner[1] and plain(word.text) not in spoken
        for word in segment.words
    )


def main() -> None:
    """Hear or count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("hear", "count"))
    parser.add_argument("--way", choices=WAYS, default="guarded")
    parser.add_argument(
        "--only", choices=("non-speech", "between", "English", "Russian"), default=""
    )
    parser.add_argument("--work", type=Path, default=Path("invention"))
    parser.add_argument("--music", type=Path)
    parser.add_argument("--every", type=int, default=1, help="of takes between speech")
    asked = parser.parse_args()
    if asked.what == "hear":
        hear_all(asked.way, asked.work, asked.music, asked.only, asked.every)
    else:
        count(asked.work)


if __name__ == "__main__":
    main()
