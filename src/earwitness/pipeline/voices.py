"""Voices: a working copy and its spans of speech become spans of voices."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.calls.engines.resampling import resampled
from earwitness.calls.ports import SpeakerEncoder
from earwitness.calls.sound_file import SoundFile
from earwitness.calls.voices import VERSION, tell_voices
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.speech import seconds_of
from earwitness.records.custody import Provenance
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime import plugins
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.executors.case_files import CaseFile
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results

ENCODER_RATE = 16_000
MOST_SECONDS, LEAST_SECONDS = 1_800.0, 120.0
"""Of speech in a task."""


class VoicesStage:
    """Whose voice is heard when, on every channel by itself."""

    name = "voices"
    label = "Telling voices apart"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording whose speech was looked for."""
        digests = results.digests("speech")
        if not digests:
            return []
        encoder = _encoder(*_engine(place))
        decoded = results.digests("decode")
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=encoder.name,
                    version=encoder.version,
                    weights_digest=encoder.weights_digest,
                    options=canonical_json({"method": VERSION}).decode(),
                    input_digests=(decoded.get(sha256, ""), digests[sha256]),
                ),
                size=seconds_of(spans),
            )
            for sha256, spans in results.outputs("speech")
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Tell them apart in processes, some minutes of speech a task."""
        task = GroupTask(items=(), engine=_engine(place))
        speech = results.outputs_in_turn("speech", [item.subject for item in work])
        inputs = (
            None if spans is None else (CaseFile(place.folder.audio(item.subject)), spans)
            for item, spans in zip(work, speech, strict=True)
        )
        most, least = MOST_SECONDS, LEAST_SECONDS
        return made_in_groups(
            self.name, tell_group, work, inputs, task, place, most=most, least=least
        )


def tell_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: the voices of every item, by subject."""
    encoder = _encoder(*task.engine)
    outputs: dict[str, Any] = {}
    for subject, (audio, untold) in task.items:
        sound = resampled(SoundFile.open(Path(audio)), ENCODER_RATE)
        spans = from_json(untold, tuple[SpeechSpan, ...])
        outputs[subject] = to_json(tell_voices(sound, spans, encoder=encoder))
    return outputs


def speaker_encoder(place: Workplace) -> SpeakerEncoder:
    """The encoder that the case names.

    Raises:
        ModelMissing: it is not installed.
    """
    return _encoder(*_engine(place))


def _engine(place: Workplace) -> tuple[str, str, str]:
    settings = place.settings.voices
    model = named_model(settings.model, beside=place.folder.root)
    return settings.encoder, str(model.path), model.weights_digest


@cache
def _encoder(name: str, folder: str, weights_digest: str) -> SpeakerEncoder:
    made: SpeakerEncoder = plugins.load("speaker_encoders", name)(Path(folder), weights_digest)
    return made
