"""Hear: spans of speech become text with word times, and English."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions, Recogniser
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.records.custody import Provenance
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime import plugins
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.models.store import require
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.settings import Settings
from earwitness.runtime.store import results

HEARING_RATE = 16_000
LEAST_SECONDS = 90.0
"""Of speech in a task: enough clips to be heard together."""


class HearStage:
    """Single-threaded workers, each with a model of its own, batching across recordings."""

    name = "hear"
    label = "Hearing and translating"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording whose speech was looked for."""
        digests = results.digests("speech")
        if not digests:
            return []
        hearing = place.settings.hearing
        model = require(hearing.model)
        recogniser = _recogniser(hearing.recogniser, str(model.path), model.weights_digest)
        options = canonical_json(asdict(_options(place.settings))).decode()
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=recogniser.name,
                    version=recogniser.version,
                    weights_digest=recogniser.weights_digest,
                    options=options,
                    input_digests=(digests[sha256],),
                ),
                input=spans,
                size=_seconds(spans),
            )
            for sha256, spans in results.outputs("speech")
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Hear the longest first, so that no worker is left alone with a long one."""
        ordered = sorted(work, key=lambda item: -item.size)
        hearing = place.settings.hearing
        model = require(hearing.model)
        return made_in_groups(
            self.name,
            hear_group,
            ordered,
            [(str(place.folder.audio(item.subject)), item.input) for item in ordered],
            GroupTask(
                items=(),
                engine=(hearing.recogniser, str(model.path), model.weights_digest),
                options=_options(place.settings),
            ),
            place,
            most=60.0 * hearing.minutes_per_save,
            least=LEAST_SECONDS,
        )


def hear_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: segments of every item, by subject."""
    sounds = {
        subject: resample(read_sound(Path(audio)), HEARING_RATE)
        for subject, (audio, _) in task.items
    }
    spans = {subject: from_json(own, tuple[SpeechSpan, ...]) for subject, (_, own) in task.items}
    recogniser = _recogniser(*task.engine)
    heard = hear(sounds, spans, recogniser=recogniser, options=task.options)
    return {subject: to_json(segments) for subject, segments in heard.items()}


@cache
def _recogniser(name: str, folder: str, weights_digest: str) -> Recogniser:
    made: Recogniser = plugins.load("recognisers", name)(Path(folder), weights_digest)
    return made


def _options(settings: Settings) -> HearingOptions:
    return HearingOptions(
        languages=settings.case.languages,
        beam_size=settings.hearing.beam_size,
        translate=settings.hearing.translate,
    )


def _seconds(spans: Sequence[dict[str, int]]) -> float:
    return sum(span["end_ms"] - span["start_ms"] for span in spans) / 1000
