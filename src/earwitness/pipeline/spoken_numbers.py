"""Spoken: the leading turns of a recording become telephone numbers that are said in them."""

from collections.abc import Iterator, Sequence

from earwitness.crossing.spoken_numbers import find_spoken_numbers
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.leading import as_they_were, leading
from earwitness.records.custody import Provenance
from earwitness.records.hearing import Turn
from earwitness.records.spoken_number import SpokenNumber
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results

STAGE = "spoken"
VERSION = "1"
MOST_RECORDINGS, LEAST_RECORDINGS = 250.0, 20.0
"""In a task."""

MINUTES_A_RECORDING = 0.1
"""For the time limit: reading a transcript is quick. Estimate."""


class SpokenStage:
    """Numbers said in each recording, in worker processes."""

    name = STAGE
    label = "Finding spoken numbers"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has turns."""
        options = canonical_json({"region": place.settings.case.region}).decode()
        return [
            Work(
                subject=own.sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine="dictation",
                    version=VERSION,
                    weights_digest="",
                    options=options,
                    input_digests=(own.digest, own.call_id),
                ),
            )
            for own in leading()
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Find, some hundred recordings a task."""
        task = GroupTask(items=(), engine="dictation", options=place.settings.case.region)
        inputs = (own and (own.call_id, to_json(own.turns)) for own in as_they_were(work))
        most, least = MOST_RECORDINGS, LEAST_RECORDINGS
        return made_in_groups(
            self.name,
            find_in_group,
            work,
            inputs,
            task,
            place,
            most=most,
            least=least,
            minutes_a_unit=MINUTES_A_RECORDING,
        )


def find_in_group(task: GroupTask) -> dict[str, object]:
    """Runs in a worker: the numbers of every item, by subject."""
    outputs: dict[str, object] = {}
    for sha256, (call_id, turns) in task.items:
        own = from_json(turns, tuple[Turn, ...])
        outputs[sha256] = to_json(find_spoken_numbers(call_id, sha256, own, region=task.options))
    return outputs


def stored_spoken_numbers(hashes: Sequence[str] | None = None) -> Iterator[SpokenNumber]:
    """Every number said in a leading transcript (of these recordings), recording by recording.

    Of a transcript that has changed since the stage ran nothing is told, until it runs again.
    """
    digests = {own.sha256: own.digest for own in leading(hashes)}
    current = {
        sha256
        for sha256, provenance, _ in results.origins(STAGE, hashes)
        if provenance["input_digests"][0] == digests.get(sha256)
    }
    for sha256, output in results.outputs(STAGE, hashes):
        if sha256 in current:
            yield from from_json(output, tuple[SpokenNumber, ...])
