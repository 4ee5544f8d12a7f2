"""Claims: the leading turns of a recording become claims and themes."""

from collections.abc import Iterator, Sequence
from functools import cache

from earwitness.claims.extraction import Talk, extract_recording
from earwitness.claims.ports import ClaimExtractor
from earwitness.pipeline.claim_talks import as_text, claim_inputs, claim_sources
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.records.custody import Provenance
from earwitness.records.hearing import Turn
from earwitness.runtime import plugins
from earwitness.runtime.records_json import from_json, to_json
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
        return [
            Work(
                subject=source.sha256,
                input=source.talk,
                provenance=Provenance(
                    stage=self.name,
                    engine=extractor.name,
                    version=extractor.version,
                    weights_digest="",
                    options=as_text(source.options),
                    input_digests=source.inputs,
                ),
            )
            for source in claim_sources(place)
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Extract, some hundred recordings a task."""
        task = GroupTask(items=(), engine=EXTRACTOR)
        inputs = claim_inputs(work)
        most, least = MOST_RECORDINGS, LEAST_RECORDINGS
        return made_in_groups(
            self.name,
            extract_group,
            work,
            inputs,
            task,
            place,
            most=most,
            least=least,
            minutes_a_unit=MINUTES_A_RECORDING,
        )


def extract_group(task: GroupTask) -> dict[str, object]:
    """Runs in a worker: claims and themes of every item, by subject."""
    extractor = _extractor(task.engine)
    outputs: dict[str, object] = {}
    for sha256, (call_id, turns, talk) in task.items:
        found = extract_recording(
            call_id,
            sha256,
            from_json(turns, tuple[Turn, ...]),
            extractor=extractor,
            talk=from_json(talk, Talk),
        )
        outputs[sha256] = {
            "claims": to_json(found.claims),
            "unasserted": to_json(found.unasserted),
            "themes": to_json(found.marks),
        }
    return outputs


@cache
def _extractor(name: str) -> ClaimExtractor:
    made: ClaimExtractor = plugins.load("claim_extractors", name)()
    return made
