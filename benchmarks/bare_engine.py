"""The station `calls` against its limit: the bare engine fed with ready-made full batches.

    uv run python benchmarks/bare_engine.py [--every 10] [--folder FOLDER]

The limit: two single-threaded processes with the model loaded and the features of all clips in
memory do nothing but encode, search with five beams and align words, batch after batch. Their time
runs from when both are ready to when both are done. Ours is the time of whole commands: `process`
with decode, signals, speech, voices, hear, turns, without English; starts, reading, saving,
languages, second hearings and all. Both in one run, on the same clips, with the same weights.
"""

import argparse
import multiprocessing
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import numpy as np

from earwitness.calls.clips import cut_clips
from earwitness.calls.engines.resampling import resampled
from earwitness.calls.front_end import prepared
from earwitness.calls.ports import Clip
from earwitness.calls.sound_file import SoundFile
from earwitness.pipeline.signals import signals_from
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.records_json import from_json
from process_tree import watch
from speech_sets import speech_sets

FRONT, REST = ("decode", "signals", "speech"), ("voices", "hear", "turns")
WORKERS, RATE = 2, 16_000


def bare(file: str, ready: Barrier, done: Barrier) -> None:
    """Runs as a process: encode, search and align ready batches."""
    from ctranslate2 import StorageView
    from faster_whisper.transcribe import get_suppressed_tokens

    from earwitness.calls.engines import whisper
    from earwitness.calls.engines.whisper_tokens import pieces_of

    model = require("whisper-base")
    recogniser = whisper.WhisperRecogniser(model.path, model.weights_digest)
    engine = recogniser._loaded()
    tokenizer = recogniser._tokenizer("ru", "transcribe")
    batches = [_features(engine, clips) for clips in pickle.loads(Path(file).read_bytes())]
    suppressed = get_suppressed_tokens(tokenizer, [-1])
    ready.wait()
    for clips, features in batches:
        views = (StorageView.from_array(one) for one in features)
        states = [np.array(engine.model.encode(view, to_cpu=True)) for view in views]
        encoded = StorageView.from_array(np.concatenate(states))
        results = engine.model.generate(
            encoded, [tokenizer.sot_sequence] * len(clips), beam_size=5,
            max_length=448, suppress_tokens=suppressed, return_scores=True,
            return_no_speech_prob=True,
        )  # fmt: skip
        pieces = [
            pieces_of(result.sequences_ids[0], tokenizer, len(clip.samples) / RATE)
            for result, clip in zip(results, clips, strict=True)
        ]
        recogniser._time_words(pieces, tokenizer, encoded, clips)
    done.wait()


def _features(engine: Any, clips: Sequence[Clip]) -> tuple[Sequence[Clip], list[Any]]:
    from earwitness.calls.engines.whisper_windows import window_seconds

    frames = 100 * window_seconds(clips[0])
    made = []
    for clip in clips:
        padded = np.zeros(frames * 160, np.float32)
        padded[: len(clip.samples)] = clip.samples[: len(padded)]
        features = engine.feature_extractor(padded, padding=0)[np.newaxis, :, :frames]
        made.append(np.ascontiguousarray(features))
    return clips, made


def limit(clips: Sequence[Clip], folder: Path) -> float:
    """Seconds that the bare engine takes over these clips."""
    from earwitness.calls.engines.whisper_windows import window_batches

    batches = [[clips[index] for index in batch] for batch in window_batches(clips)]
    context = multiprocessing.get_context("spawn")
    ready, done = context.Barrier(WORKERS + 1), context.Barrier(WORKERS + 1)
    shares: list[list[list[Clip]]] = [[] for _ in range(WORKERS)]
    for batch in sorted(batches, key=lambda own: -sum(len(clip.samples) for clip in own)):
        least = min(shares, key=lambda own: sum(len(c.samples) for b in own for c in b))
        least.append(batch)
    processes = []
    for number, share in enumerate(shares):
        file = folder / f"share-{number}.pickle"
        file.write_bytes(pickle.dumps(share))
        processes.append(context.Process(target=bare, args=(str(file), ready, done)))
        processes[-1].start()
    ready.wait()
    started = time.perf_counter()
    done.wait()
    seconds = time.perf_counter() - started
    for process in processes:
        process.join()
    return seconds


def clips_of(case: Path) -> list[Clip]:
    """The clips that hearing cuts of a case."""
    from earwitness.app.opening import open_case
    from earwitness.runtime.store import results
    from earwitness.runtime.store.connection import disconnect

    place = open_case(case)
    signals = dict(results.outputs("signals"))
    clips: list[Clip] = []
    for sha256, spans in results.outputs("speech"):
        own = SoundFile.open(place.folder.audio(sha256))
        sound = resampled(prepared(own, signals_from(signals.get(sha256))), RATE)
        clips += cut_clips(sha256, sound, from_json(spans, tuple[SpeechSpan, ...]))
    disconnect()
    return clips


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=10, help="every so manieth recording")
    parser.add_argument("--folder", type=Path, help="keep the work here")
    options = parser.parse_args()
    utterances = [u for own in speech_sets().values() for u in own[:: options.every]]
    with tempfile.TemporaryDirectory() as scratch:
        work = options.folder or Path(scratch)
        recordings, case = work / "recordings", work / "case"
        recordings.mkdir(parents=True)
        for number, utterance in enumerate(utterances):
            shutil.copyfile(utterance.path, recordings / f"{number:04d}-{utterance.path.name}")
        earwitness = [sys.executable, "-m", "earwitness"]
        watch([*earwitness, "init", str(case), "--time-zone", "Europe/Kyiv", "--region", "RU"])
        with (case / "case.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"\n[hearing]\nworkers = {WORKERS}\ntranslate = false\n")
        watch([*earwitness, "-C", str(case), "intake", "-q", str(recordings)])
        front = watch(_process(earwitness, case, FRONT))
        clips = clips_of(case)
        alone = limit(clips, work)
        rest = watch(_process(earwitness, case, REST))
    seconds = sum(utterance.seconds for utterance in utterances)
    print(f"{seconds / 60:.1f} minutes, {len(utterances)} recordings, {len(clips)} clips")
    print(f"bare engine, ready batches   {alone:7.1f} s  {seconds / alone:5.1f} x real time")
    for name, took in (
        ("decode, signals, speech", front.seconds),
        ("voices, hear, turns", rest.seconds),
        ("the whole station", front.seconds + rest.seconds),
    ):
        print(
            f"{name:<28} {took:7.1f} s  {seconds / took:5.1f} x real time  "
            f"{took / alone:5.2f} of the limit"
        )
    print(f"peak memory of the station   {max(front.peak_mib, rest.peak_mib):7.0f} MiB")


def _process(earwitness: Sequence[str], case: Path, stages: Sequence[str]) -> list[str]:
    chosen = [part for name in stages for part in ("--stage", name)]
    return [*earwitness, "-C", str(case), "process", "-q", *chosen]


if __name__ == "__main__":
    main()
