"""What voices say of a speaker: how alike he sounds to somebody whom people identified elsewhere.

Only a person's decision makes a voice known; what the machine suggested of one call is never
evidence for another. A voice stays an item of its own beside numbers and names, a lead and never
proof: its weight is bounded (`records/voice_links.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from earwitness.crossing.conversation import SIDES
from earwitness.crossing.decisions import is_about
from earwitness.records.attribution import EvidenceItem, Judgement
from earwitness.records.hearing import UNKNOWN_SPEAKER
from earwitness.records.judgement import JudgementRecord
from earwitness.records.voice_links import SpeakerInCall, VoiceLink

Labels = Mapping[str, Mapping[str, str]]
"""Call → side → speaker label; sides that no channel of their own tells are not in it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A speaker sounds like one about whom somebody decided."""

    record: JudgementRecord
    link: VoiceLink


@dataclass(frozen=True, slots=True)
class VoiceEvidence:
    """(call, side) → likenesses to speakers of other calls whom people identified."""

    of_side: Mapping[tuple[str, str], Sequence[Likeness]] = field(default_factory=dict)

    def touching(self, call_id: str) -> list[list[object]]:
        """All that may change the attributions of a call, as it goes into their key."""
        return [
            [side, one.record.id, one.link.log2_lr]
            for side in SIDES
            for one in self.of_side.get((call_id, side), ())
        ]

    def items(self, call_id: str, side: str, references: Sequence[str]) -> tuple[EvidenceItem, ...]:
        """What voices say of the person of these profiles: the strongest likeness alone, since
        links of one speaker are not independent."""
        own = [
            one for one in self.of_side.get((call_id, side), ()) if is_about(one.record, references)
        ]
        best = max(own, key=lambda one: abs(one.link.log2_lr), default=None)
        return (_item(best),) if best else ()


NO_VOICES = VoiceEvidence()


def asked_pairs(
    records: Iterable[JudgementRecord], labels: Labels
) -> Iterator[tuple[SpeakerInCall, SpeakerInCall]]:
    """Pairs of an identified speaker and each other speaker of a channel of its own."""
    known = [speaker for _, speaker in _identified(records, labels)]
    for call_id, sides in labels.items():
        for label in sides.values():
            other = SpeakerInCall(call_id=call_id, speaker_label=label)
            yield from ((one, other) for one in known if one.call_id != call_id)


def voice_evidence(
    records: Iterable[JudgementRecord], links: Iterable[VoiceLink], labels: Labels
) -> VoiceEvidence:
    """The likenesses that these links show."""
    decided: defaultdict[SpeakerInCall, list[JudgementRecord]] = defaultdict(list)
    for record, speaker in _identified(records, labels):
        decided[speaker].append(record)
    side_of = {
        SpeakerInCall(call_id=call_id, speaker_label=label): (call_id, side)
        for call_id, sides in labels.items()
        for side, label in sides.items()
    }
    found: defaultdict[tuple[str, str], list[Likeness]] = defaultdict(list)
    for link in links:
        for known, other in ((link.left, link.right), (link.right, link.left)):
            if other in side_of:
                found[side_of[other]] += [Likeness(one, link) for one in decided.get(known, ())]
    return VoiceEvidence({key: tuple(likenesses) for key, likenesses in found.items()})


def _identified(
    records: Iterable[JudgementRecord], labels: Labels
) -> Iterator[tuple[JudgementRecord, SpeakerInCall]]:
    for record in records:
        label = labels.get(record.call_id, {}).get(record.side, UNKNOWN_SPEAKER)
        positive = record.verdict is Judgement.POSITIVE and record.profiles
        if positive and label != UNKNOWN_SPEAKER:
            yield record, SpeakerInCall(call_id=record.call_id, speaker_label=label)


def _item(one: Likeness) -> EvidenceItem:
    link, record = one.link, one.record
    seconds = sorted((link.left_speech_ms // 1000, link.right_speech_ms // 1000))
    how = "like" if link.log2_lr > 0 else "unlike"
    return EvidenceItem(
        kind="voice",
        detail=f"The voice sounds {how} the one in {record.call_id}, where {record.by} judged this "
        f"person to be the speaker ({seconds[0]} s and {seconds[1]} s of speech, "
        f"{link.channel_note}). A lead, no proof: listen to both.",
        weight=round(link.log2_lr, 3),
        source=f"call {record.call_id}",
    )
