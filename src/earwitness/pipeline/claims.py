"""Claims: the leading turns of a recording become claims and themes."""

from collections.abc import Iterator, Sequence
from functools import cache

from earwitness.claims.extraction import Talk, extract_recording
from earwitness.claims.ports import ClaimExtractor
from earwitness.claims.themes.marking import marks_by_meaning
from earwitness.pipeline.claim_talks import as_text, claim_inputs, claim_sources
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.theme_meaning import made_reader, meaning_of
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
        meaning = meaning_of(place)
        by_meaning = meaning.provenance() if meaning else {}
        return [
            Work(
                subject=source.sha256,
                input=source.talk,
                provenance=Provenance(
                    stage=self.name,
                    engine=extractor.name,
                    version=extractor.version,
                    weights_digest=meaning.weights_digest if meaning else "",
                    options=as_text({**by_meaning, **source.options}),
                    input_digests=source.inputs,
                ),
            )
            for source in claim_sources(place)
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Extract, some hundred recordings a task."""
        task = GroupTask(items=(), engine=EXTRACTOR, options=meaning_of(place))
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
    reader = made_reader(task.options) if task.options else None
    outputs: dict[str, object] = {}
    for sha256, (call_id, untold, talk) in task.items:
        turns = from_json(untold, tuple[Turn, ...])
        found = extract_recording(
            call_id, sha256, turns, extractor=extractor, talk=from_json(talk, Talk)
        )
        marks = found.marks
        if reader is not None:
            marks += marks_by_meaning(call_id, sha256, turns, marks, reader=reader)
        outputs[sha256] = {
            "claims": to_json(found.claims),
            "unasserted": to_json(found.unasserted),
            "themes": to_json(marks),
        }
    return outputs


@cache
def _extractor(name: str) -> ClaimExtractor:
    made: ClaimExtractor = plugins.load("claim_extractors", name)()
    return made
