"""Two voices side by side: what they are worth as a comparison, and what of them to listen to.

Reads the results of the two recordings alone, not those of the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.crossing.voices.calibration import calibration_of
from earwitness.crossing.voices.comparison import (
    ONE_RECORDING,
    OTHER_ENCODERS,
    comparable,
    not_compared,
)
from earwitness.pipeline.translated import turns_of
from earwitness.pipeline.voice_groups import call_voices_of
from earwitness.records.hearing import Flag, Turn
from earwitness.records.judgement import JudgementRecord
from earwitness.records.voice_groups import CallVoice, VoiceComparison, voice_pair_id
from earwitness.runtime.store import calls, judgements, results

MOST_CLIPS = 5
"""Turns of a voice to listen to. Estimate: people tell voices by their first seconds."""
LONGEST_CLIP_MS = 12_000
SHORTEST_CLIP_MS = 700
UNCLEAR = frozenset({Flag.OVERLAPPED, Flag.NO_SPEECH, Flag.REPETITION, Flag.LOW_CONFIDENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of a recording in which one voice speaks; `text` is what was heard."""

    start_ms: int
    end_ms: int
    text: str
    language: str


def voices_of(sha256: str) -> list[CallVoice]:
    """The voices that were told apart in a recording, the longest first."""
    found = call_voices_of([sha256])
    return sorted(found, key=lambda one: -one.member.speech_ms)


def calls_with_voices(call_ids: Sequence[str]) -> set[str]:
    """Which of these calls have voices told apart in their first recording."""
    own = {key: body["recordings"][:1] for key, body in calls.bodies(call_ids).items()}
    told = results.digests("voices", [one for hashes in own.values() for one in hashes])
    return {key for key, hashes in own.items() if not told.keys().isdisjoint(hashes)}


def compare_voices(left: CallVoice, right: CallVoice) -> VoiceComparison:
    """What two voices say of being one person; what the whole case holds back is as it was when
    its voices were grouped."""
    if left.member.sha256 == right.member.sha256:
        return not_compared(left, right, ONE_RECORDING)
    if left.encoder != right.encoder:
        return not_compared(left, right, OTHER_ENCODERS)
    own = comparable([left, right], calibration_of(left.encoder))
    for voice, reason in own.left_out:
        return not_compared(left, right, f"{voice.member.speaker.speaker_label}: {reason}")
    own = replace(own, held_back=_held_back(left))
    return own.compare(own.voices.index(left), own.voices.index(right))


def decisions_on_pair(left: CallVoice, right: CallVoice) -> list[JudgementRecord]:
    """What people decided about two voices, newest first."""
    pair = voice_pair_id(left.member.id, right.member.id)
    return [one for one in reversed(judgements.all_judgements()) if one.subject == pair]


def clips_of(sha256: str, label: str) -> list[Clip]:
    """The longest clear turns of a speaker in a recording, by time; where there is no turn of that
    label, the longest spans of that voice."""
    own = [turn for turn in turns_of(sha256) if turn.speaker_label == label]
    clear = [turn for turn in own if UNCLEAR.isdisjoint(turn.flags)]
    found = [_clip(turn) for turn in clear or own] or _spans(sha256, label)
    long = [one for one in found if one.end_ms - one.start_ms >= SHORTEST_CLIP_MS] or found
    best = sorted(long, key=lambda one: one.start_ms - one.end_ms)[:MOST_CLIPS]
    return sorted(best, key=lambda one: one.start_ms)


def _clip(turn: Turn) -> Clip:
    end = min(turn.end_ms, turn.start_ms + LONGEST_CLIP_MS)
    return Clip(start_ms=turn.start_ms, end_ms=end, text=turn.text, language=turn.language)


def _spans(sha256: str, label: str) -> list[Clip]:
    output = results.output("voices", sha256) or {"spans": ()}
    return [
        Clip(
            start_ms=span["start_ms"],
            end_ms=min(span["end_ms"], span["start_ms"] + LONGEST_CLIP_MS),
            text="",
            language="",
        )
        for span in output["spans"]
        if span["speaker_label"] == label
    ]


def _held_back(voice: CallVoice) -> float:
    """Bits that the archive holds back among voices of this encoder; 0 if nobody has grouped."""
    output = results.output("voice_groups", "case")
    groupings: Sequence[dict[str, object]] = output["groupings"] if output else ()
    for one in groupings:
        encoder = one["encoder"]
        if isinstance(encoder, dict) and encoder["weights_digest"] == voice.encoder.weights_digest:
            return float(str(one["held_back"]))
    return 0.0
