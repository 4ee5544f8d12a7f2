"""Duplicates: the fingerprints of a case become groups of recordings of one sound."""

from collections.abc import Iterator, Sequence

from earwitness.archive.best_original import MemberFacts
from earwitness.archive.duplicates import find_duplicates
from earwitness.records.custody import Provenance
from earwitness.records.duplicates import Duplicates, Fingerprint
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import recordings, results

VERSION = "1"
SUBJECT = "case"


class DuplicatesStage:
    """One result for the whole case. A new recording makes a new one beside the old."""

    name = "duplicates"
    label = "Looking for duplicates"
    unit = "cases"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """The case, if there is a fingerprint in it."""
        taken = results.digests("fingerprint")
        if not taken:
            return []
        arrivals = [one.sha256 for one in recordings.all_recordings() if one.sha256 in taken]
        decoded = results.digests("decode")
        inputs = [[sha256, taken[sha256], decoded.get(sha256, "")] for sha256 in arrivals]
        provenance = Provenance(
            stage=self.name,
            engine="landmarks",
            version=VERSION,
            weights_digest="",
            options="{}",
            input_digests=(digest(inputs),),
        )
        return [Work(subject=SUBJECT, provenance=provenance, input=tuple(arrivals))]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Compare all with all, through an index of landmarks."""
        for item in work:
            fingerprints = [
                from_json(output, Fingerprint) for _, output in results.outputs("fingerprint")
            ]
            found = find_duplicates(fingerprints, _facts(fingerprints, item.input))
            yield Outcome(work=item, output=to_json(found))


def stored_duplicates() -> Duplicates | None:
    """What was found, None if nobody has looked yet."""
    output = results.output("duplicates", SUBJECT)
    return None if output is None else from_json(output, Duplicates)


def _facts(fingerprints: Sequence[Fingerprint], arrivals: Sequence[str]) -> dict[str, MemberFacts]:
    decoded = {sha256: from_json(facts, AudioFacts) for sha256, facts in results.outputs("decode")}
    place_of = {sha256: place for place, sha256 in enumerate(arrivals)}
    return {
        one.sha256: MemberFacts(
            sha256=one.sha256,
            duration_ms=one.duration_ms,
            sides=decoded[one.sha256].heard_channels,
            bandwidth_hz=one.bandwidth_hz,
            codec=decoded[one.sha256].codec,
            arrival=place_of.get(one.sha256, len(place_of)),
        )
        for one in fingerprints
    }
