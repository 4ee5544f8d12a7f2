"""Fingerprint: a working copy becomes the little that finds the same sound again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from earwitness.archive.channels import Channel, blocks
from earwitness.archive.constellations import RATE
from earwitness.archive.fingerprints import VERSION, fingerprint
from earwitness.calls.engines.resampling import pieces_at_rate
from earwitness.pipeline.decoded import every_decoded
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.wave_channels import WaveChannel, beside, wave_channels, written
from earwitness.runtime.executors.case_files import CaseFile
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Outcome, Work, Workplace

MOST_SECONDS, LEAST_SECONDS = 3_600.0, 120.0


class FingerprintStage:
    """Fingerprints in processes, an hour of sound a task."""

    name = "fingerprint"
    label = "Taking fingerprints"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every decoded recording."""
        return every_decoded(self.name, engine="constellation", version=VERSION)

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Take them, some minutes of sound a task."""
        task = GroupTask(items=(), engine=None)
        audio = [CaseFile(place.folder.audio(item.subject)) for item in work]
        most, least = MOST_SECONDS, LEAST_SECONDS
        return made_in_groups(
            self.name, fingerprint_group, work, audio, task, place, most=most, least=least
        )


def fingerprint_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: the fingerprint of every item, by subject."""
    outputs: dict[str, Any] = {}
    for sha256, audio in task.items:
        channels, rate = wave_channels(Path(audio))
        with beside(Path(audio)) as folder:
            low = [_low(own, rate, Path(folder) / str(one)) for one, own in enumerate(channels)]
            outputs[sha256] = to_json(fingerprint(sha256, channels, rate, low))
    return outputs


def _low(channel: WaveChannel, rate: int, path: Path) -> Channel:
    """A channel at the rate of fingerprints; in a file, for it may last hours."""
    if rate == RATE or not len(channel):
        return channel
    return written(path, pieces_at_rate(blocks(channel), rate, RATE))
