"""Speech activity with Silero VAD (MIT) on onnxruntime, at 8 or 16 kHz."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from earwitness.calls.engines.pyav import resample
from earwitness.calls.ports import Resource, Sound
from earwitness.records.hearing import SpeechSpan

WINDOW = {8000: 256, 16000: 512}
CONTEXT = {8000: 32, 16000: 64}
"""Samples a step and samples of context before it, as the model was exported
(snakers4/silero-vad, `OnnxWrapper`)."""

SPEECH, SILENCE = 0.5, 0.35
"""Probability to enter speech, and to leave it: Silero's own defaults."""

SHORTEST_SPEECH_MS, SHORTEST_PAUSE_MS, MARGIN_MS = 200, 800, 250
"""Shorter speech is a click; shorter pauses stay inside a span; the margin keeps soft word
edges. Estimates for telephone talk, between Silero's defaults (250, 100, 30) and
faster-whisper's (0, 2000, 400)."""


@dataclass(slots=True)
class SileroDetector:
    """Marks speech channel by channel. `model` is the ONNX file."""

    model: Path
    weights_digest: str
    name: str = "silero-vad"
    version: str = "6.2.3/1"
    resource: Resource = "cpu"
    _session: Any = field(default=None, init=False)

    def detect(self, sound: Sound) -> tuple[SpeechSpan, ...]:
        """Spans of speech, ordered by channel and start; none for an empty sound."""
        if sound.samples.shape[-1] == 0:
            return ()
        heard = sound if sound.sample_rate in WINDOW else resample(sound, 16000)
        probabilities = self._probabilities(heard)
        step_ms = 1000 * WINDOW[heard.sample_rate] / heard.sample_rate
        length_ms = int(1000 * heard.samples.shape[1] / heard.sample_rate)
        return tuple(
            SpeechSpan(channel=channel, start_ms=start, end_ms=end)
            for channel, row in enumerate(probabilities)
            for start, end in spans_of(row, step_ms, length_ms)
        )

    def _probabilities(self, sound: Sound) -> NDArray[np.float32]:
        """Speech probability, shape (channels, steps)."""
        rate, channels = sound.sample_rate, sound.samples.shape[0]
        window, context = WINDOW[rate], CONTEXT[rate]
        steps = -(-sound.samples.shape[1] // window)
        padded = np.zeros((channels, context + steps * window), dtype=np.float32)
        padded[:, context : context + sound.samples.shape[1]] = sound.samples
        state = np.zeros((2, channels, 128), dtype=np.float32)
        out = np.empty((channels, steps), dtype=np.float32)
        rate_input = np.array(rate, dtype=np.int64)
        session = self._loaded()
        for step in range(steps):
            piece = padded[:, step * window : (step + 1) * window + context]
            probability, state = session.run(
                None, {"input": piece, "state": state, "sr": rate_input}
            )
            out[:, step] = probability[:, 0]
        return out

    def _loaded(self) -> Any:
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.inter_op_num_threads = options.intra_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self.model), sess_options=options, providers=["CPUExecutionProvider"]
            )
        return self._session


def spans_of(
    probabilities: NDArray[np.float32], step_ms: float, length_ms: int
) -> list[tuple[int, int]]:
    """Speech spans in ms from step probabilities, with hysteresis, margins and merging."""
    raw: list[tuple[float, float]] = []
    start: float | None = None
    for step, probability in enumerate([*probabilities.tolist(), 0.0]):
        if start is None and probability >= SPEECH:
            start = step * step_ms
        elif start is not None and probability < SILENCE:
            raw.append((start, step * step_ms))
            start = None
    merged: list[tuple[float, float]] = []
    for begin, end in raw:
        if merged and begin - merged[-1][1] < SHORTEST_PAUSE_MS:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    spoken = [span for span in merged if span[1] - span[0] >= SHORTEST_SPEECH_MS]
    return _with_margins(spoken, length_ms)


def _with_margins(spans: list[tuple[float, float]], length_ms: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for begin, end in spans:
        first = max(0, int(begin) - MARGIN_MS, out[-1][1] if out else 0)
        out.append((first, min(length_ms, int(end) + MARGIN_MS)))
    return out
