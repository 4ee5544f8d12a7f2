"""Cross: lines, names and profiles become attributions with reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from earwitness.calls.turns import speaker_label
from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.conversation import (
    Conversation,
    conversation,
    count_called_lines,
    with_elsewhere,
)
from earwitness.crossing.decisions import Decisions, decisions_of
from earwitness.crossing.linkage.comparisons import COMPARISONS
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.profile_links import is_about_profiles
from earwitness.crossing.profile_table.near import index_near
from earwitness.crossing.voice_evidence import (
    Labels,
    VoiceEvidence,
    asked_pairs,
    voice_evidence,
)
from earwitness.crossing.voices.links import voice_links
from earwitness.pipeline.leading import AT_ONCE, Leading, LeadingTurns, leading, leading_turns
from earwitness.pipeline.profile_table import table_parts
from earwitness.pipeline.voice_groups import call_voices
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.call import Call
from earwitness.records.custody import Provenance
from earwitness.records.hearing import AudioFacts
from earwitness.records.judgement import JudgementRecord
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import calls, judgements, profiles, results
from earwitness.runtime.store.chunks import in_chunks

VERSION = "6"
CALLS_AT_ONCE = 5_000
"""Calls for which the whole table of profiles is asked at once."""

SCORED_AT_ONCE = 500
"""Calls of which all candidates are held at once."""


@dataclass(frozen=True, slots=True)
class Given:
    """A call as it is crossed: who is on which channel, the decisions in force, all calls by their
    called line, the channels of every call, and what voices say."""

    call: Call
    labels: Mapping[str, str]
    decisions: Decisions
    families: Mapping[str, Sequence[Call]]
    labels_of: Mapping[str, Mapping[str, str]]
    voices: VoiceEvidence


class CrossStage:
    """Every call against all profiles. An attribution depends on all of them, and on which
    lines talk with which, so new profiles, or calls between other lines, cross everything anew; a
    new transcript crosses the calls of the same called line anew. A judgement about a speaker
    crosses the calls of his line anew, one about two profiles every call."""

    name = "cross"
    label = "Crossing"
    unit = "calls"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every call."""
        return self.works(place, judgements.judgements_in_force())

    def works(self, place: Workplace, judged: Sequence[JudgementRecord]) -> Sequence[Work]:
        """Every call, as it would be crossed if these judgements led. What leads is not looked at
        again by `make`, so that an outcome is made of what its key says."""
        all_calls = calls.all_calls()
        sources = digest([to_json(source) for source in profiles.all_sources()])
        called_lines = count_called_lines(all_calls)
        lines = digest(sorted({f"{call.caller}>{call.called}" for call in all_calls}))
        decisions = decisions_of(judged, all_calls, called_lines)
        of_profiles = _ids_about_profiles(judged)
        weights = digest([to_json(comparison) for comparison in COMPARISONS])
        heard = _digests_by_call(leading())
        stereo = {
            sha256
            for sha256, facts in results.outputs("decode")
            if from_json(facts, AudioFacts).heard_channels == 2
        }
        labels_of = {call.id: _labels(call, place, stereo) for call in all_calls}
        families = _families(all_calls)
        voices = _voices(judged, labels_of)
        of_family = {
            line: digest(
                [[c.id, c.caller, dict(labels_of[c.id]), heard.get(c.id, "")] for c in own]
            )
            for line, own in families.items()
        }
        works = []
        for call in all_calls:
            labels = labels_of[call.id]
            provenance = Provenance(
                stage=self.name,
                engine="splink",
                version=VERSION,
                weights_digest=weights,
                options=canonical_json(dict(labels)).decode(),
                input_digests=(
                    sources,
                    lines,
                    digest(to_json(call)),
                    *of_profiles,
                    *(record.id for record in decisions.touching(call)),
                    digest(voices.touching(call.id)),
                    of_family.get(call.called or "", ""),
                    heard.get(call.id, ""),
                ),
            )
            given = Given(call, labels, decisions, families, labels_of, voices)
            works.append(Work(subject=call.id, provenance=provenance, input=given))
        return works

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Cross some thousand calls at a time against the profiles that matter to them."""
        for item, attributions in self.crossed(work, place):
            yield Outcome(work=item, output=to_json(attributions))

    def crossed(
        self, work: Sequence[Work], place: Workplace
    ) -> Iterator[tuple[Work, tuple[Attribution, ...]]]:
        """As `make`, in records: nothing is to be saved."""
        parts = table_parts(place)
        all_calls = calls.all_calls()
        called_lines, graph = count_called_lines(all_calls), call_graph(all_calls)
        for some in in_chunks(sorted(work, key=_by_called_line), CALLS_AT_ONCE):
            given: Given = some[0].input
            decisions = given.decisions
            met = list(_talks(some, called_lines))
            own = [talk for _, talk in met]
            talks = with_elsewhere([*own, *_others(own, given, called_lines)])[: len(own)]
            judged = {
                reference
                for talk in talks
                for record in decisions.touching(talk.call)
                for reference in record.profiles
            }
            index = index_near(talks, parts, decisions.links, judged)
            for few in in_chunks(list(zip(met, talks, strict=True)), SCORED_AT_ONCE):
                own = [talk for _, talk in few]
                found = attribute_all(own, index, graph, decisions, given.voices)
                yield from zip((item for (item, _), _ in few), found, strict=True)


def _voices(judged: Sequence[JudgementRecord], labels: Labels) -> VoiceEvidence:
    """What voices say of the speakers whom people identified; no voice is read where none is."""
    pairs = list(asked_pairs(judged, labels))
    links = voice_links(call_voices(), pairs) if pairs else ()
    return voice_evidence(judged, links, labels)


def _ids_about_profiles(judged: Sequence[JudgementRecord]) -> tuple[str, ...]:
    """Decisions that may join or part persons anywhere."""
    own = (one for one in judged if is_about_profiles(one))
    return tuple(sorted(one.id for one in own if one.verdict is not Judgement.UNSURE))


def _talks(
    work: Sequence[Work], called_lines: Mapping[str, int]
) -> Iterator[tuple[Work, Conversation]]:
    """What is heard in each; calls for which others lead by now are left for the next run."""
    by_call = {item.input.call.id: item for item in work}
    for call, heard in _with_heard([item.input.call for item in work]):
        item = by_call[call.id]
        if _digests_by_call(heard).get(call.id, "") == item.provenance.input_digests[-1]:
            yield item, _conversation(call, heard, item.input.labels, called_lines)


def _with_heard(some_calls: Iterable[Call]) -> Iterator[tuple[Call, Sequence[LeadingTurns]]]:
    """Each call with what leads for its recordings."""
    for part in in_chunks(some_calls, AT_ONCE):
        of_call: defaultdict[str, list[LeadingTurns]] = defaultdict(list)
        hashes = [sha256 for call in part for sha256 in call.recordings]
        for one in sorted(leading_turns(hashes), key=attrgetter("sha256")):
            of_call[one.call_id].append(one)
        yield from ((call, of_call[call.id]) for call in part)


def _conversation(
    call: Call,
    heard: Iterable[LeadingTurns],
    labels: Mapping[str, str],
    called_lines: Mapping[str, int],
) -> Conversation:
    turns = tuple(turn for one in heard for turn in one.turns)
    return conversation(call, turns, labels, called_lines)


def _families(all_calls: Iterable[Call]) -> Mapping[str, Sequence[Call]]:
    """Called line → its calls: names that are heard in one tell of the others."""
    found: defaultdict[str, list[Call]] = defaultdict(list)
    for call in all_calls:
        if call.called:
            found[call.called].append(call)
    return found


def _by_called_line(item: Work) -> tuple[str, str]:
    """Calls of one called line side by side: else `_others` reads them again with every chunk."""
    return item.input.call.called or "", item.subject


def _others(
    own: Sequence[Conversation], given: Given, called_lines: Mapping[str, int]
) -> Iterator[Conversation]:
    """The other calls of the called lines of these."""
    known = {talk.call.id for talk in own}
    lines = dict.fromkeys(talk.call.called or "" for talk in own)
    calls_of = [c for line in lines for c in given.families.get(line, ()) if c.id not in known]
    for call, heard in _with_heard(calls_of):
        yield _conversation(call, heard, given.labels_of[call.id], called_lines)


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
