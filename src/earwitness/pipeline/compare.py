"""Compare: the leading turns of a recording against what a second recogniser heard in it."""

from collections.abc import Iterator, Sequence

from earwitness.calls.disagreement import compare
from earwitness.pipeline.leading import as_they_were, leading
from earwitness.records.custody import Provenance
from earwitness.records.disagreement import Comparison
from earwitness.records.hearing import Segment
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.models.catalogue import built_in
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.settings import HearingSection
from earwitness.runtime.store import results

VERSION = "1"


class CompareStage:
    """Words that two recognisers heard differently, marked for the reader and counted."""

    name = "compare"
    label = "Comparing two hearings"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that was heard twice; nothing without a second model."""
        hearing = place.settings.hearing
        if not hearing.second_model:
            return []
        digests = results.digests("hear_second")
        options = canonical_json(_second(hearing)).decode()
        return [
            Work(
                subject=own.sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine="words",
                    version=VERSION,
                    weights_digest="",
                    options=options,
                    input_digests=(own.digest, digests[own.sha256]),
                ),
            )
            for own in leading(list(digests))
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Align recording by recording."""
        second = _second(place.settings.hearing)
        heard = results.outputs_in_turn("hear_second", [item.subject for item in work])
        for item, own, output in zip(work, as_they_were(work), heard, strict=True):
            if own is None or output is None:
                continue
            segments = from_json(output, tuple[Segment, ...])
            compared = compare(own.turns, segments, turns_digest=own.digest, **second)
            yield Outcome(work=item, output=to_json(compared))


def _second(hearing: HearingSection) -> dict[str, str]:
    """Who hears a second time; part of the key, for two models may hear the same."""
    model = hearing.second_model
    return {
        "recogniser": hearing.second_recogniser or built_in().get(model).recogniser,
        "model": model,
    }


def comparisons(hashes: Sequence[str] | None = None) -> dict[str, Comparison]:
    """The comparison of every recording (of these) whose leading turns are still those compared."""
    digests = {one.sha256: one.digest for one in leading(hashes)}
    found = {
        sha256: from_json(output, Comparison)
        for sha256, output in results.outputs("compare", hashes)
    }
    return {sha256: one for sha256, one in found.items() if digests.get(sha256) == one.turns_digest}
