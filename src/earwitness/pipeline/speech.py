"""Speech: a working copy becomes spans in which somebody speaks."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.front_end import prepared, without_tones
from earwitness.calls.sound_file import SoundFile
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.signals import signals_from
from earwitness.records.custody import Provenance
from earwitness.runtime.executors.case_files import CaseFile
from earwitness.runtime.models.store import require
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results

MODEL = "silero-vad"
FRONT_END = "2"
"""Of how tones are left out; part of the key."""

MOST_SECONDS, LEAST_SECONDS = 900.0, 120.0
"""Of sound in a task."""


class SpeechStage:
    """Speech activity, on every channel by itself."""

    name = "speech"
    label = "Finding speech"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every decoded recording; tones are left out where they were looked for."""
        digests, seen = results.digests("decode"), results.digests("signals")
        if not digests:
            return []
        detector = SileroDetector(detector_file(), require(MODEL).weights_digest)
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=detector.name,
                    version=f"{detector.version}/{FRONT_END}",
                    weights_digest=detector.weights_digest,
                    options="{}",
                    input_digests=tuple(own[sha256] for own in (digests, seen) if sha256 in own),
                ),
                size=facts["duration_ms"] / 1000,
            )
            for sha256, facts in results.outputs("decode")
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Detect in processes, some minutes of sound a task."""
        task = GroupTask(items=(), engine=str(detector_file()))
        signals = results.outputs_in_turn("signals", [item.subject for item in work])
        audio = (
            (CaseFile(place.folder.audio(item.subject)), own)
            for item, own in zip(work, signals, strict=True)
        )
        most, least = MOST_SECONDS, LEAST_SECONDS
        return made_in_groups(
            self.name, detect_group, work, audio, task, place, most=most, least=least
        )


def detect_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: spans of every item, by subject."""
    seen = [signals_from(signals) for _, (_, signals) in task.items]
    sounds = [
        prepared(SoundFile.open(Path(audio)), own, silence_tones=False)
        for (_, (audio, _)), own in zip(task.items, seen, strict=True)
    ]
    found = _detector(task.engine).detect(sounds)
    return {
        subject: to_json(without_tones(spans, own))
        for (subject, _), spans, own in zip(task.items, found, seen, strict=True)
    }


def seconds_of(spans: Sequence[Mapping[str, int]]) -> float:
    """How much speech there is in stored spans."""
    return sum(span["end_ms"] - span["start_ms"] for span in spans) / 1000


@cache
def _detector(model_file: str) -> SileroDetector:
    return SileroDetector(Path(model_file), "")


def detector_file() -> Path:
    """The weights of the speech detector.

    Raises:
        ModelMissing: they are not here.
    """
    return require(MODEL).path / "silero_vad.onnx"
