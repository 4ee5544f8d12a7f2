"""Claims: the leading turns of a recording become claims and themes."""

from collections.abc import Iterator, Sequence
from functools import cache

from earwitness.claims.ports import ClaimExtractor
from earwitness.claims.themes.marking import marks_by_meaning
from earwitness.pipeline.claim_talks import (
    claim_inputs,
    claim_work,
    claims_json,
    extracted_talks,
)
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.theme_meaning import made_reader, meaning_of
from earwitness.runtime import plugins
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Outcome, Work, Workplace

EXTRACTOR = "rules"
MOST_RECORDINGS, LEAST_RECORDINGS = 250.0, 20.0
"""In a task."""

MINUTES_A_RECORDING = 0.1
"""For the time limit: reading a transcript is quick. Estimate."""


class ClaimsStage:
    """Claims and themes of each recording, in worker processes."""

    name = "claims"
    label = "Extracting claims"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has turns."""
        extractor = _extractor(EXTRACTOR)
        meaning = meaning_of(place)
        by_meaning = meaning.provenance() if meaning else {}
        weights_digest = meaning.weights_digest if meaning else ""
        return claim_work(place, self.name, extractor, by_meaning, weights_digest)

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Extract, some hundred recordings a task."""
        task = GroupTask(items=(), engine=EXTRACTOR, options=meaning_of(place))
        inputs = claim_inputs(work)
        return made_in_groups(
            self.name, extract_group, work, inputs, task, place,
            most=MOST_RECORDINGS, least=LEAST_RECORDINGS, minutes_a_unit=MINUTES_A_RECORDING,
        )  # fmt: skip


def extract_group(task: GroupTask) -> dict[str, object]:
    """Runs in a worker: claims and themes of every item, by subject."""
    extractor = _extractor(task.engine)
    reader = made_reader(task.options) if task.options else None
    outputs: dict[str, object] = {}
    for one in extracted_talks(task, extractor):
        marks = one.found.marks
        if reader is not None:
            marks += marks_by_meaning(one.call_id, one.sha256, one.turns, marks, reader=reader)
        outputs[one.sha256] = {**claims_json(one.found), "themes": to_json(marks)}
    return outputs


@cache
def _extractor(name: str) -> ClaimExtractor:
    made: ClaimExtractor = plugins.load("claim_extractors", name)()
    return made
