"""Links between speakers of different calls, for linkage: what their voices say, in bits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from earwitness.crossing.voices.calibration import calibration_of
from earwitness.crossing.voices.comparison import ComparableVoices, comparable
from earwitness.crossing.voices.nearest import nearest
from earwitness.records.voice_groups import CallVoice, EncoderIdentity, VoiceComparison
from earwitness.records.voice_links import LEAST_LOG2, SpeakerInCall, VoiceLink

NEAREST = 20
"""Voices that are looked at for each voice where no pairs are asked for. Estimate."""

Pairs = Iterable[tuple[SpeakerInCall, SpeakerInCall]]


def voice_links(voices: Sequence[CallVoice], pairs: Pairs | None = None) -> Iterator[VoiceLink]:
    """Links of these pairs of speakers; without pairs, of each voice with its nearest ones.

    Without pairs only what speaks for one speaker is found: what speaks against it is nearly
    every pair. Pairs of one call, of different encoders, or with too little speech give nothing,
    and nor does what says less than `LEAST_LOG2` either way.
    """
    for own in by_encoder(voices):
        for left, right in _near(own) if pairs is None else _asked(own, pairs):
            found = own.compare(left, right)
            if found.log2_lr is not None and abs(found.log2_lr) >= LEAST_LOG2:
                yield _link(found, found.log2_lr)


def by_encoder(voices: Sequence[CallVoice]) -> list[ComparableVoices]:
    """What compares, for each encoder by itself, in the order of their names."""
    apart: dict[EncoderIdentity, list[CallVoice]] = defaultdict(list)
    for voice in voices:
        apart[voice.encoder].append(voice)
    ordered = sorted(apart, key=lambda one: (one.name, one.version, one.weights_digest))
    return [comparable(apart[encoder], calibration_of(encoder)) for encoder in ordered]


def _near(own: ComparableVoices) -> Iterator[tuple[int, int]]:
    if own.calibration is None:
        return
    seen: set[tuple[int, int]] = set()
    for place, others, _ in nearest(own.rows, own.calibration.score(LEAST_LOG2), NEAREST):
        for other in others.tolist():
            pair = (min(place, other), max(place, other))
            if pair not in seen and not _of_one_call(own, *pair):
                seen.add(pair)
                yield pair


def _asked(own: ComparableVoices, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """A call may have several recordings with the same label: the one heard longest is taken."""
    place_of: dict[SpeakerInCall, int] = {}
    for place, voice in enumerate(own.voices):
        held = place_of.get(voice.member.speaker)
        if held is None or voice.member.speech_ms > own.voices[held].member.speech_ms:
            place_of[voice.member.speaker] = place
    for left, right in pairs:
        if left in place_of and right in place_of and left.call_id != right.call_id:
            yield place_of[left], place_of[right]


def _of_one_call(own: ComparableVoices, left: int, right: int) -> bool:
    first, second = (own.voices[place].member.speaker.call_id for place in (left, right))
    return first == second


def _link(found: VoiceComparison, log2_lr: float) -> VoiceLink:
    return VoiceLink(
        left=found.left.speaker,
        right=found.right.speaker,
        log2_lr=log2_lr,
        left_speech_ms=found.left.speech_ms,
        right_speech_ms=found.right.speech_ms,
        channel_note=found.channel_note,
    )
