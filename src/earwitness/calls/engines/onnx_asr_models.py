"""Recognition with GigaAM, T-one, Vosk and Parakeet, as ONNX files in a folder (onnx-asr).

Given a folder, onnx-asr asks nothing of the network (its `resolver`: a folder that exists is
off-line).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import onnx_asr
import onnxruntime

from earwitness.calls.clips import recording_times, stretch_at
from earwitness.calls.engines.onnx_asr_kinds import Kind, kind_of, quantization_of
from earwitness.calls.engines.onnx_asr_words import HeardWord, sentences, words_of
from earwitness.calls.engines.quiet_places import quiet_parts
from earwitness.calls.ports import Clip, HearingOptions, Resource, Samples
from earwitness.records.errors import ModelDamaged
from earwitness.records.hearing import Segment, Word

BATCH_SECONDS = 120
"""Sound heard together: attention's memory grows with it. Estimate."""

SHORTEST_SECONDS = 0.5
"""Shorter pieces are filled up with silence: the features need some frames. Estimate."""

LEAST_LOG_PROBABILITY = -20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A stretch of a clip that is heard at once, from `start_ms` of the clip."""

    clip: int
    start_ms: float
    samples: Samples


@dataclass
class OnnxAsrRecogniser:
    """Hears with the model in `folder`, whose kind is told from its files.

    Raises (when it is first asked for anything):
        ModelDamaged: the folder holds no model of a kind that it knows, or a broken one.
    """

    folder: Path
    weights_digest: str
    name: str = "onnx-asr"
    version: str = field(default_factory=lambda: f"{version('onnx-asr')}/2")
    resource: Resource = "cpu"
    _models: dict[str, Any] = field(default_factory=dict, init=False)

    @cached_property
    def kind(self) -> Kind:
        """What kind of model it hears with."""
        return kind_of(self.folder)

    @property
    def sample_rate(self) -> int:
        """Of the sound that it wants, in Hz: 8000 for T-one, else 16000."""
        return self.kind.sample_rate

    @property
    def gives_punctuation(self) -> bool:
        """Whether its text has capitals and punctuation."""
        return self.kind.gives_punctuation

    def hear(
        self, clips: Sequence[Clip], options: HearingOptions
    ) -> tuple[tuple[Segment, ...], ...]:
        """Segments of each clip, in recording time and in the order of the clips."""
        parts = [part for index, clip in enumerate(clips) for part in self._parts(index, clip)]
        words: list[list[HeardWord]] = [[] for _ in clips]
        for batch in _batches(parts, self.sample_rate):
            for part, result in zip(batch, self._recognise(batch, options), strict=True):
                end_ms = part.start_ms + 1000 * len(part.samples) / self.sample_rate
                words[part.clip].extend(
                    words_of(result, part.start_ms, end_ms, lag_ms=self.kind.lag_ms)
                )
        language = self.kind.language or (
            options.languages[0] if len(options.languages) == 1 else ""
        )
        return tuple(
            tuple(_segments(clip, sorted(own, key=lambda word: word.start_ms), language))
            for clip, own in zip(clips, words, strict=True)
        )

    def _parts(self, index: int, clip: Clip) -> Iterator[_Part]:
        most = int(self.kind.seconds * clip.sample_rate)
        for start, end in quiet_parts(clip.samples, most, clip.sample_rate):
            yield _Part(
                clip=index,
                start_ms=1000 * start / clip.sample_rate,
                samples=clip.samples[start:end],
            )

    def _recognise(self, batch: Sequence[_Part], options: HearingOptions) -> list[Any]:
        shortest = int(SHORTEST_SECONDS * self.sample_rate)
        sounds = [
            np.pad(part.samples, (0, max(0, shortest - len(part.samples)))).astype(np.float32)
            for part in batch
        ]
        model = self._loaded(options.device)
        return list(model.recognize(sounds, sample_rate=self.sample_rate))

    def _loaded(self, device: str) -> Any:
        if device not in self._models:
            session = onnxruntime.SessionOptions()
            session.intra_op_num_threads = session.inter_op_num_threads = 1
            provider = "CUDAExecutionProvider" if device == "cuda" else "CPUExecutionProvider"
            try:
                model = onnx_asr.load_model(
                    self.kind.loader,
                    self.folder,
                    quantization=quantization_of(self.folder),
                    sess_options=session,
                    providers=[provider],
                )
            except MemoryError:
                raise
            except Exception as error:  # onnxruntime's own errors have no base but this
                raise ModelDamaged(
                    f"The model in {self.folder} cannot be loaded ({type(error).__name__}).",
                    remedy="Look with `earwitness models verify`; fetch or import it again.",
                ) from error
            self._models[device] = model.with_timestamps()
        return self._models[device]


def _batches(parts: Sequence[_Part], sample_rate: int) -> Iterator[list[_Part]]:
    """Parts of the same length, to the sample: what fills up a shorter one would be heard too."""
    by_length: dict[int, list[_Part]] = {}
    for part in parts:
        by_length.setdefault(len(part.samples), []).append(part)
    for length, own in by_length.items():
        most = max(1, BATCH_SECONDS * sample_rate // max(1, length))
        for start in range(0, len(own), most):
            yield own[start : start + most]


def _segments(clip: Clip, words: Sequence[HeardWord], language: str) -> Iterator[Segment]:
    for own in sentences(words, partial(stretch_at, clip)):
        timed = tuple(_word(clip, word) for word in own)
        yield Segment(
            channel=clip.channel,
            start_ms=timed[0].start_ms,
            end_ms=max(timed[-1].end_ms, timed[0].start_ms),
            text=" ".join(word.text for word in timed),
            detected_language=language,
            words=timed,
            mean_log_probability=round(
                max(LEAST_LOG_PROBABILITY, float(np.mean([word.log_probability for word in own]))),
                3,
            ),
        )


def _word(clip: Clip, word: HeardWord) -> Word:
    start_ms, end_ms = recording_times(clip, word.start_ms, word.end_ms)
    return Word(
        text=word.text,
        start_ms=start_ms,
        end_ms=max(start_ms, end_ms),
        confidence=round(float(np.exp(min(0.0, word.log_probability))), 3),
    )
