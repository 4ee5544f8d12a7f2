"""Fingerprint: a working copy becomes the little that finds the same sound again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from earwitness.archive.constellations import RATE
from earwitness.archive.fingerprints import VERSION, fingerprint
from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.records.custody import Provenance
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results

MOST_SECONDS, LEAST_SECONDS = 3_600.0, 120.0


class FingerprintStage:
    """Fingerprints in processes, an hour of sound a task."""

    name = "fingerprint"
    label = "Taking fingerprints"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every decoded recording."""
        digests = results.digests("decode")
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine="constellation",
                    version=VERSION,
                    weights_digest="",
                    options="{}",
                    input_digests=(digests[sha256],),
                ),
                size=facts["duration_ms"] / 1000,
            )
            for sha256, facts in results.outputs("decode")
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Take them, some minutes of sound a task."""
        task = GroupTask(items=(), engine=None)
        audio = [str(place.folder.audio(item.subject)) for item in work]
        most, least = MOST_SECONDS, LEAST_SECONDS
        return made_in_groups(
            self.name, fingerprint_group, work, audio, task, place, most=most, least=least
        )


def fingerprint_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: the fingerprint of every item, by subject."""
    outputs: dict[str, Any] = {}
    for sha256, audio in task.items:
        sound = read_sound(Path(audio))
        low = resample(sound, RATE)
        taken = fingerprint(sha256, sound.samples, sound.sample_rate, low.samples)
        outputs[sha256] = to_json(taken)
    return outputs
