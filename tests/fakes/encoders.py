"""A speaker encoder that hears nothing but pitch; it refuses to work outside tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earwitness.calls.ports import Embeddings, Resource, Samples
from fakes.recognisers import refuse_outside_tests

RATE = 16_000
SIZE = 24
NOISE = 0.12


@dataclass
class FakeEncoder:
    """Embeddings of 24 values: a bump where the mean pitch lies, and noise as encoders have it:
    another one for every span, the same at every call."""

    folder: Path = Path()
    weights_digest: str = "0" * 64
    name: str = "fake-encoder"
    version: str = "1"
    resource: Resource = "cpu"
    size: int = SIZE

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        refuse_outside_tests()
        out = np.zeros((len(spans), SIZE), np.float32)
        centres = np.linspace(100, 1500, SIZE)
        for place, (start, end) in enumerate(spans):
            own = samples[start * RATE // 1000 : end * RATE // 1000]
            power = np.abs(np.fft.rfft(own)) ** 2
            hertz = np.fft.rfftfreq(len(own), 1 / RATE)
            pitch = float((power * hertz).sum() / max(float(power.sum()), 1e-9))
            noise = np.random.default_rng([start, end]).normal(0, NOISE, SIZE)
            out[place] = np.exp(-(((centres - pitch) / 250) ** 2)) + np.abs(noise)
        return out / np.linalg.norm(out, axis=1, keepdims=True)
