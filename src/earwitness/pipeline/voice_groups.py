"""Voice groups: the voices of a whole case become hypotheses of one speaker each."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from earwitness.crossing.voice_decisions import voice_decisions
from earwitness.crossing.voices.calibration import CALIBRATIONS
from earwitness.crossing.voices.grouping import group_voices
from earwitness.pipeline.duplicates import copies
from earwitness.records.custody import Provenance
from earwitness.records.hearing import AudioFacts
from earwitness.records.voice_groups import (
    CallVoice,
    EncoderIdentity,
    VoiceDecision,
    VoiceGroups,
    VoiceMember,
    voice_id,
)
from earwitness.records.voice_links import SpeakerInCall
from earwitness.records.voices import Voices
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import calls, judgements, recordings, results

VERSION = "2"
SUBJECT = "case"
NO_ARRIVALS: Mapping[str, int] = MappingProxyType({})


class VoiceGroupsStage:
    """One result for the whole case. A new recording or decision makes a new one beside the old."""

    name = "voice_groups"
    label = "Grouping voices"
    unit = "cases"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """The case, if voices were told apart in it."""
        told = results.digests("voices")
        if not told:
            return []
        decoded, widths = results.digests("decode"), results.digests("fingerprint")
        call_of, same = calls.call_ids(), copies()
        order = [one.sha256 for one in recordings.all_recordings() if one.sha256 in told]
        inputs = [
            [own, told[own], decoded.get(own, ""), widths.get(own, ""), call_of.get(own, "")]
            for own in order
        ]
        provenance = Provenance(
            stage=self.name,
            engine="average-linkage",
            version=VERSION,
            weights_digest=digest(to_json(tuple(CALIBRATIONS.items()))),
            options="{}",
            input_digests=(
                digest(inputs), digest(sorted(same)), digest(to_json(leading_decisions())),
            ),
        )  # fmt: skip
        return [Work(subject=SUBJECT, provenance=provenance)]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Group all voices anew: in memory, in this process."""
        for item in work:
            found = group_voices(call_voices(), leading_decisions(), copies=_told_copies())
            yield Outcome(work=item, output=to_json(found))


def stored_voice_groups() -> VoiceGroups | None:
    """What was found, None if nobody has looked yet."""
    output = results.output("voice_groups", SUBJECT)
    return None if output is None else from_json(output, VoiceGroups)


def leading_decisions() -> tuple[VoiceDecision, ...]:
    """What people decided about voices, as it leads."""
    return tuple(voice_decisions(judgements.judgements_in_force()))


def call_voices() -> list[CallVoice]:
    """Every voice of the case that was told apart, without those of copies: a copy holds the same
    sound as a better recording and would be counted twice."""
    told, same = results.digests("voices"), copies()
    arrivals = {one.sha256: number for number, one in enumerate(recordings.all_recordings())}
    return call_voices_of(sorted(set(told) - set(same)), arrivals)


def call_voices_of(
    hashes: Sequence[str], arrivals: Mapping[str, int] = NO_ARRIVALS
) -> list[CallVoice]:
    """Every voice that was told apart in these recordings. Without `arrivals` (recording → its
    number in the order in which they came) none comes before another."""
    told, call_of = results.digests("voices", hashes), calls.call_ids(hashes)
    codecs = {
        own: from_json(facts, AudioFacts).codec for own, facts in results.outputs("decode", hashes)
    }
    widths = {own: output["bandwidth_hz"] for own, output in results.outputs("fingerprint", hashes)}
    return [
        voice
        for sha256, output in results.outputs("voices", hashes)
        for voice in _voices(
            sha256,
            from_json(output, Voices),
            told=told[sha256],
            call_id=call_of.get(sha256, ""),
            codec=codecs.get(sha256, ""),
            bandwidth_hz=widths.get(sha256, 0),
            arrival=arrivals.get(sha256, len(arrivals)),
        )
    ]


def _told_copies() -> int:
    return len(set(results.digests("voices")).intersection(copies()))


def _voices(
    sha256: str,
    own: Voices,
    *,
    told: str,
    call_id: str,
    codec: str,
    bandwidth_hz: int,
    arrival: int,
) -> Iterator[CallVoice]:
    encoder = EncoderIdentity(
        name=own.encoder, version=own.encoder_version, weights_digest=own.weights_digest
    )
    for voice in own.voices:
        member = VoiceMember(
            id=voice_id(sha256, voice.speaker_label, told),
            sha256=sha256,
            speaker=SpeakerInCall(call_id=call_id, speaker_label=voice.speaker_label),
            speech_ms=voice.speech_ms,
        )
        yield CallVoice(
            member=member,
            encoder=encoder,
            embedding=voice.embedding,
            channel=voice.channel,
            codec=codec,
            bandwidth_hz=bandwidth_hz,
            arrival=arrival,
        )
