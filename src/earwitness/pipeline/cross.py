"""Cross: lines, names and profiles become attributions with reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from earwitness.calls.turns import speaker_label
from earwitness.crossing.attribution import attribute
from earwitness.crossing.conversation import count_called_lines
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.weights import WEIGHTS
from earwitness.pipeline.leading import AT_ONCE, Leading, leading, leading_turns
from earwitness.records.call import Call
from earwitness.records.custody import Provenance
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import calls, profiles, results
from earwitness.runtime.store.chunks import in_chunks

VERSION = "1"


class CrossStage:
    """Every call against all profiles. An attribution depends on all of them, and on which
    phones are shared, so new profiles or calls cross everything anew."""

    name = "cross"
    label = "Crossing"
    unit = "calls"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every call."""
        all_calls = calls.all_calls()
        sources = digest([to_json(source) for source in profiles.all_sources()])
        lines = digest(dict(count_called_lines(all_calls)))
        weights = digest({name: weight.value for name, weight in WEIGHTS.items()})
        heard = _digests_by_call(leading())
        stereo = {
            sha256
            for sha256, facts in results.outputs("decode")
            if from_json(facts, AudioFacts).heard_channels == 2
        }
        works = []
        for call in all_calls:
            labels = _labels(call, place, stereo)
            provenance = Provenance(
                stage=self.name,
                engine="weights",
                version=VERSION,
                weights_digest=weights,
                options=canonical_json(dict(labels)).decode(),
                input_digests=(sources, lines, digest(to_json(call)), heard.get(call.id, "")),
            )
            works.append(Work(subject=call.id, provenance=provenance, input=(call, labels)))
        return works

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Build the index of persons once, then cross call by call."""
        index = ProfileIndex.build(profiles.all_profiles())
        called_lines = count_called_lines(calls.all_calls())
        for part in in_chunks(work, AT_ONCE):
            hashes = [sha256 for item in part for sha256 in item.input[0].recordings]
            heard = sorted(leading_turns(hashes), key=attrgetter("sha256"))
            digests = _digests_by_call(heard)
            for item in part:
                call, labels = item.input
                if digests.get(call.id, "") != item.provenance.input_digests[-1]:
                    continue  # others lead by now: left for the next run
                turns = tuple(turn for own in heard if own.call_id == call.id for turn in own.turns)
                found = attribute(call, turns, index, labels=labels, called_lines=called_lines)
                yield Outcome(work=item, output=to_json(found))


def _digests_by_call(found: Iterable[Leading]) -> dict[str, str]:
    """The digest of the turns of all recordings of each call, in whatever order they are found."""
    gathered: dict[str, str] = {}
    for own in sorted(found, key=attrgetter("sha256")):
        gathered[own.call_id] = digest([gathered.get(own.call_id, ""), own.digest])
    return gathered


def _labels(call: Call, place: Workplace, stereo: set[str]) -> Mapping[str, str]:
    """Who is on which channel, if the call is stereo and the case declares it."""
    sides = place.settings.audio.channel_sides
    if not sides or not any(sha256 in stereo for sha256 in call.recordings):
        return {}
    return {side: speaker_label(channel, 2) for channel, side in enumerate(sides)}
