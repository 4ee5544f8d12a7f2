"""Duplicates: the fingerprints of a case become groups of recordings of one sound."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from earwitness.archive.best_original import MemberFacts
from earwitness.archive.duplicates import duplicates_of
from earwitness.archive.sound_index import SoundIndex
from earwitness.archive.sound_index_files import alone_in
from earwitness.records.custody import Provenance
from earwitness.records.duplicates import DuplicatePair, Duplicates, Fingerprint, Relation
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import recordings, results

VERSION = "2"
SUBJECT = "case"
FOLDER = "sounds"
"""Under the case's `index/`."""

BATCH = 500


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
        """Search new recordings among all, through the index of sounds in `index/`.

        The folder may go at any time: the index is then made anew, with the same outcome. Two
        commands that work on a case at once use it one after the other.
        """
        for item in work:
            arrivals = {sha256: number for number, sha256 in enumerate(item.input)}
            with alone_in(place.folder.index):
                index = SoundIndex(place.folder.index / FOLDER)
                index.take_in(results.digests("fingerprint"), _fingerprints)
                found = duplicates_of(index, partial(_facts, place_of=arrivals))
            yield Outcome(work=item, output=to_json(found))


def stored_duplicates() -> Duplicates | None:
    """What was found, None if nobody has looked yet."""
    output = results.output("duplicates", SUBJECT)
    return None if output is None else from_json(output, Duplicates)


def copies() -> dict[str, str]:
    """Recordings whose sound is in a better one: SHA-256 to that of the best original.

    One that only overlaps the best holds something of its own and is not among them.
    """
    found = stored_duplicates()
    best_of: dict[str, str] = {}
    for group in found.groups if found else ():
        for sha256 in group.members[1:]:
            pair = pair_with(group.pairs, sha256, group.best)
            if pair is None or pair.relation is not Relation.OVERLAP:
                best_of[sha256] = group.best
    return best_of


def pair_with(pairs: Sequence[DuplicatePair], one: str, other: str) -> DuplicatePair | None:
    """The pair of these two recordings, in whichever order; None if they were not found alike."""
    return next((pair for pair in pairs if {pair.first, pair.second} == {one, other}), None)


def _fingerprints(hashes: Sequence[str]) -> Iterator[Fingerprint]:
    for _, output in results.outputs("fingerprint", hashes):
        yield from_json(output, Fingerprint)


def _facts(hashes: Sequence[str], place_of: Mapping[str, int]) -> dict[str, MemberFacts]:
    found: dict[str, MemberFacts] = {}
    for start in range(0, len(hashes), BATCH):
        batch = hashes[start : start + BATCH]
        decoded = dict(_audio_facts(batch))
        for one in _fingerprints(batch):
            found[one.sha256] = MemberFacts(
                sha256=one.sha256,
                duration_ms=one.duration_ms,
                sides=decoded[one.sha256].heard_channels,
                bandwidth_hz=one.bandwidth_hz,
                codec=decoded[one.sha256].codec,
                arrival=place_of.get(one.sha256, len(place_of)),
            )
    return found


def _audio_facts(hashes: Sequence[str]) -> Iterator[tuple[str, AudioFacts]]:
    for sha256, facts in results.outputs("decode", hashes):
        yield sha256, from_json(facts, AudioFacts)
