"""Speech activity with Silero VAD (MIT) on onnxruntime, at 8 or 16 kHz."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from earwitness.calls.engines.resampling import resampled
from earwitness.calls.ports import Resource, SoundSource
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


ROWS = 16
"""Channels that step through the network together. Measured on 500 telephone recordings: the same
spans as one by one, in a fraction of the time (BENCHMARKS.md)."""


BLOCK_STEPS = 2_000
"""Windows that are read at once: 64 s, so that long recordings need no more memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One channel of one sound, at one of the rates of `WINDOW`."""

    sound: int
    channel: int
    source: SoundSource

    @property
    def rate(self) -> int:
        """In Hz."""
        return self.source.sample_rate

    @property
    def steps(self) -> int:
        """Windows that hold it, the last one filled up with silence."""
        return -(-self.source.length // WINDOW[self.rate])

    def block(self, first: int, steps: int) -> NDArray[np.float32]:
        """So many windows with the context before them; silence where there is no sound."""
        window, context = WINDOW[self.rate], CONTEXT[self.rate]
        out = np.zeros(context + steps * window, dtype=np.float32)
        start = first * window - context
        samples = self.source.read(self.channel, max(0, start), (first + steps) * window)
        place = max(0, -start)
        out[place : place + len(samples)] = samples
        return out


@dataclass(slots=True)
class SileroDetector:
    """Marks speech channel by channel. `model` is the ONNX file."""

    model: Path
    weights_digest: str
    name: str = "silero-vad"
    version: str = "6.2.3/2"
    resource: Resource = "cpu"
    _session: Any = field(default=None, init=False)

    def detect(self, sounds: Sequence[SoundSource]) -> tuple[tuple[SpeechSpan, ...], ...]:
        """Spans of speech of each sound, ordered by channel and start; none for an empty sound.

        Channels of similar length step through the network together, whichever sound they are of.
        """
        rows = [row for index, sound in enumerate(sounds) for row in _rows(index, sound)]
        found: list[list[SpeechSpan]] = [[] for _ in sounds]
        for rate in WINDOW:
            own = sorted((row for row in rows if row.rate == rate), key=lambda row: -row.steps)
            for start in range(0, len(own), ROWS):
                together = own[start : start + ROWS]
                for row, probabilities in zip(together, self._probabilities(together), strict=True):
                    found[row.sound].extend(_spans(row, probabilities))
        return tuple(
            tuple(sorted(spans, key=lambda span: (span.channel, span.start_ms))) for spans in found
        )

    def _probabilities(self, rows: Sequence[_Row]) -> list[NDArray[np.float32]]:
        """Speech probability of each step of each row; rows of one rate, the longest first."""
        rate, most = rows[0].rate, rows[0].steps
        window, context = WINDOW[rate], CONTEXT[rate]
        state = np.zeros((2, len(rows), 128), dtype=np.float32)
        out = np.empty((len(rows), most), dtype=np.float32)
        rate_input = np.array(rate, dtype=np.int64)
        session = self._loaded()
        live = len(rows)
        for first in range(0, most, BLOCK_STEPS):
            steps = min(BLOCK_STEPS, most - first)
            block = np.stack([row.block(first, steps) for row in rows[:live]])
            for step in range(steps):
                while rows[live - 1].steps <= first + step:
                    live -= 1
                piece = block[:live, step * window : (step + 1) * window + context]
                probability, state = session.run(
                    None, {"input": piece, "state": state[:, :live], "sr": rate_input}
                )
                out[:live, first + step] = probability[:, 0]
        return [out[place, : row.steps] for place, row in enumerate(rows)]

    def _loaded(self) -> Any:
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.inter_op_num_threads = options.intra_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self.model), sess_options=options, providers=["CPUExecutionProvider"]
            )
        return self._session


def _rows(index: int, sound: SoundSource) -> Iterator[_Row]:
    if sound.length == 0:
        return
    heard = sound if sound.sample_rate in WINDOW else resampled(sound, 16000)
    for channel in range(heard.channels):
        yield _Row(sound=index, channel=channel, source=heard)


def _spans(row: _Row, probabilities: NDArray[np.float32]) -> Iterator[SpeechSpan]:
    step_ms = 1000 * WINDOW[row.rate] / row.rate
    length_ms = int(1000 * row.source.length / row.rate)
    for start, end in spans_of(probabilities, step_ms, length_ms):
        yield SpeechSpan(channel=row.channel, start_ms=start, end_ms=end)


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
