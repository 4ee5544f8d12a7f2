"""A graphics card's (or a processor's) table of hearing: windows a second by how many go together.

    uv run python benchmarks/card_speed.py [--device cuda] [--size large-v3-turbo] [--most 64]

The weights are random (`random_whisper.py`): for speed and memory, never for text. A window is 30 s
of sound; each is decoded to the same number of tokens, so that rows compare. "together" is what
`whisper_trial` would choose. The second table is the whole way of a recording: sound to text with
word times, ten minutes of noise, with and without the next batch made ahead.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from faster_whisper import WhisperModel

from earwitness.calls.ahead import ahead
from earwitness.calls.clips import RATE
from earwitness.calls.engines.card_batches import measured_windows
from earwitness.calls.engines.devices import free_card_mib
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.engines.whisper_trial import TOKENS, trial
from earwitness.calls.engines.whisper_windows import WINDOW_SECONDS
from earwitness.calls.ports import Clip, HearingOptions
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from random_whisper import SIZES, make_random

TYPES = {"cuda": ("float16", "int8_float16", "float32"), "cpu": ("int8", "float32")}


def rows(model: Any, beam_size: int, most: int) -> Iterator[tuple[int, float, int]]:
    """(windows together, windows a second, free MiB of the card afterwards)."""
    hear = trial(model, beam_size)
    hear(1)
    windows = 1
    while windows <= most:
        began = perf_counter()
        try:
            hear(windows)
        except RuntimeError as error:
            print(f"{windows:>5}  {error}")
            return
        yield windows, windows / (perf_counter() - began), free_card_mib()
        windows *= 2


def noise(minutes: float) -> Iterator[list[Clip]]:
    """Batches of clips as they come from recordings: made, and not there at once."""
    random = np.random.default_rng(1)
    for _ in range(max(1, int(minutes * 60 / WINDOW_SECONDS / 20))):
        samples = random.normal(scale=0.1, size=(20, 27 * RATE)).astype(np.float32)
        span = SpeechSpan(channel=0, start_ms=0, end_ms=27_000)
        yield [
            Clip(sha256="0" * 64, channel=0, samples=own, pieces=((0, span),)) for own in samples
        ]


def whole_way(folder: Path, device: str, minutes: float) -> None:
    """Print how many seconds of sound are heard in a second, made ahead or not."""
    recogniser = WhisperRecogniser(folder, "0" * 64)
    options = HearingOptions(languages=("ru",), beam_size=5, translate=False, device=device)
    recogniser.hear(next(noise(0))[:1], options)
    for name, batches in (("ahead", ahead(noise(minutes))), ("in turn", noise(minutes))):
        began, heard = perf_counter(), 0
        for batch in batches:
            recogniser.hear(batch, options)
            heard += WINDOW_SECONDS * len(batch)
        print(f"{name:<8} {heard / (perf_counter() - began):8.1f} seconds of sound a second")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--size", choices=sorted(SIZES), default="base")
    parser.add_argument("--most", type=int, default=8, help="windows together")
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=0, help="the whole way; 0: not")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / asked.size
        make_random(SIZES[asked.size], require("whisper-base").path, folder)
        for kind in TYPES[asked.device]:
            model = WhisperModel(
                str(folder), device=asked.device, compute_type=kind, local_files_only=True
            )
            print(f"{asked.size}, {asked.device}, {kind}, beam {asked.beam}, {TOKENS} tokens")
            print("windows  a second  free MiB")
            for windows, rate, free in rows(model, asked.beam, asked.most):
                print(f"{windows:>7}  {rate:8.2f}  {free:8}")
            print("together:", measured_windows(trial(model, asked.beam), asked.most))
            del model
        if asked.minutes:
            whole_way(folder, asked.device, asked.minutes)


if __name__ == "__main__":
    main()
