"""Examine: a recording's file and sound become observations and hints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from earwitness.archive.examination.examine import Native, examine
from earwitness.archive.originals import original_path
from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.wave_channels import beside, wave_channels
from earwitness.records.custody import Provenance
from earwitness.records.errors import EngineFailed, InputUnusable
from earwitness.records.examination import FileFacts
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.executors.case_files import CaseFile
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import recordings, results

VERSION = "2"
"""Of the observations. Another version examines every recording again, beside the earlier one."""

MOST_SECONDS, LEAST_SECONDS = 900.0, 120.0
"""Of sound in a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What the examination of one recording needs: two files, a name, what decoding showed."""

    original: CaseFile
    audio: CaseFile
    source_name: str
    facts: Any


class ExamineStage:
    """The technical examination, in processes: one decoder process a group."""

    name = "examine"
    label = "Examining"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every decoded recording."""
        digests, decoder = results.digests("decode"), PyavDecoder(place.settings.audio)
        names = {one.sha256: one.source_name for one in recordings.all_recordings()}
        raw = to_json(place.settings.audio)["raw"]
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine="examination",
                    version=f"{VERSION}/{decoder.name} {decoder.version}",
                    weights_digest="",
                    options=canonical_json([Path(names[sha256]).suffix.lower(), raw]).decode(),
                    input_digests=(sha256, digests[sha256]),
                ),
                input=Needed(
                    original=CaseFile(original_path(place.folder.originals, sha256)),
                    audio=CaseFile(place.folder.audio(sha256)),
                    source_name=names[sha256],
                    facts=facts,
                ),
                size=facts["duration_ms"] / 1000,
            )
            for sha256, facts in results.outputs("decode")
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Examine in processes, some minutes of sound a task."""
        task = GroupTask(items=(), engine=place.settings.audio)
        inputs = [item.input for item in work]
        most, least = MOST_SECONDS, LEAST_SECONDS
        return made_in_groups(
            self.name, examine_group, work, inputs, task, place, most=most, least=least
        )


def examine_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: the examination of every item, by subject."""
    decoder = PyavDecoder(task.engine)
    try:
        return {subject: _examine_one(needed, decoder) for subject, needed in task.items}
    finally:
        decoder.close()


def _examine_one(needed: Needed, decoder: PyavDecoder) -> Any:
    channels, rate = wave_channels(Path(needed.audio))
    with beside(Path(needed.audio)) as folder:
        file, native = _probe(needed, decoder, Path(folder) / "native.wav")
        facts = from_json(needed.facts, AudioFacts)
        return to_json(examine(channels, rate, facts=facts, file=file, native=native))


def _probe(
    needed: Needed, decoder: PyavDecoder, copy: Path
) -> tuple[FileFacts | None, Native | None]:
    """What the file says and its sound at its own rate; nothing where it cannot be probed."""
    try:
        file = decoder.probe(
            Path(needed.original), source_name=needed.source_name, native_copy=copy
        )
    except (InputUnusable, EngineFailed):
        return None, None
    if not file.native_rate:
        return file, None
    channels, rate = wave_channels(copy)
    return file, Native(samples=channels, rate=rate)
