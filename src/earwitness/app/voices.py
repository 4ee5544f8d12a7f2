"""Voices across calls as they are asked for: groups, and two voices side by side."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from earwitness.app.answers import one_call
from earwitness.crossing.voices.comparison import (
    ONE_RECORDING,
    OTHER_ENCODERS,
    ComparableVoices,
    not_compared,
)
from earwitness.crossing.voices.links import by_encoder
from earwitness.pipeline.voice_groups import call_voices, stored_voice_groups
from earwitness.records.errors import WrongUsage
from earwitness.records.voice_groups import (
    CallVoice,
    VoiceComparison,
    VoiceGroup,
    VoiceMember,
    voice_pair_id,
)
from earwitness.runtime.records_json import to_json
from earwitness.runtime.store import recordings

Answer = dict[str, Any]
Places = dict[str, tuple[ComparableVoices, int]]
"""Where a voice stands among those of its encoder, by its id."""


def voices_answer() -> Answer:
    """The groups that were found, in the shape of `voices`."""
    found = stored_voice_groups()
    groupings = found.groupings if found else ()
    sounds = _places(by_encoder(call_voices()) if any(one.groups for one in groupings) else [])
    names = _names([group for one in groupings for group in one.groups])
    return {
        "looked": found is not None,
        "copies": found.copies if found else 0,
        "outdated_decisions": list(found.outdated) if found else [],
        "contradicted_decisions": list(found.contradicted) if found else [],
        "encoders": [
            {
                "encoder": to_json(one.encoder),
                "compared": one.compared,
                "needed": one.needed,
                "held_back": one.held_back,
                "left_out": to_json(one.left_out),
                "groups": [_group(group, sounds, names) for group in one.groups],
            }
            for one in groupings
        ],
    }


def comparison_answer(left: str, right: str) -> Answer:
    """Two voices side by side, each named as CALL:LABEL, CALL, or by its id.

    Raises:
        WrongUsage: no voice is named so, or several are.
    """
    voices = call_voices()
    first, second = _one_voice(left, voices), _one_voice(right, voices)
    if first == second:
        raise WrongUsage("Both names are of one voice.", remedy="Name two voices.")
    return {**_comparison(_compare(first, second, voices)), "names": _named([first, second])}


def _compare(first: CallVoice, second: CallVoice, voices: Sequence[CallVoice]) -> VoiceComparison:
    if first.member.sha256 == second.member.sha256:
        return not_compared(first, second, ONE_RECORDING)
    if first.encoder != second.encoder:
        return not_compared(first, second, OTHER_ENCODERS)
    own = next(iter(by_encoder([one for one in voices if one.encoder == first.encoder])))
    for voice, reason in own.left_out:
        if voice in (first, second):
            return not_compared(first, second, f"{_label(voice)}: {reason}")
    return own.compare(own.voices.index(first), own.voices.index(second))


def _comparison(found: VoiceComparison) -> Answer:
    return {"pair": voice_pair_id(found.left.id, found.right.id), **to_json(found)}


def _one_voice(named: str, voices: Sequence[CallVoice]) -> CallVoice:
    beginning, _, label = named.partition(":")
    found = [voice for voice in voices if voice.member.id == named]
    if not found:
        call = one_call(beginning)
        found = [voice for voice in voices if voice.member.speaker.call_id == call.id]
        found = [v for v in found if label in ("", v.member.speaker.speaker_label)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongUsage(
            f"No voice was told apart under {named!r}.",
            remedy="`earwitness show CALL` shows its labels; a copy's voice is that of the best "
            "original, and `unknown` is nobody's.",
        )
    labels = ", ".join(dict.fromkeys(_label(voice) for voice in found))
    ids = ", ".join(voice.member.id for voice in found)
    raise WrongUsage(f"{named!r} fits several voices: {labels}.", remedy=f"Or name one of {ids}.")


def _label(voice: CallVoice) -> str:
    speaker = voice.member.speaker
    return f"{speaker.call_id}:{speaker.speaker_label}"


def _names(groups: Sequence[VoiceGroup]) -> dict[str, str]:
    hashes = sorted({member.sha256 for group in groups for member in group.members})
    return {own: one.source_name for own, one in recordings.recordings(hashes).items()}


def _named(voices: Sequence[CallVoice]) -> list[str]:
    known = recordings.recordings([voice.member.sha256 for voice in voices])
    return [known[voice.member.sha256].source_name for voice in voices]


def _group(group: VoiceGroup, sounds: Places, names: dict[str, str]) -> Answer:
    nearest = _nearest(group.members, sounds)
    return {
        "id": group.id,
        "calls": len({member.speaker.call_id for member in group.members}),
        "speech_ms": sum(member.speech_ms for member in group.members),
        "cohesion": group.cohesion,
        "weakest": group.weakest,
        "strangers": group.strangers,
        "nearest": _comparison(nearest) if nearest else None,
        "members": [
            {
                "id": member.id,
                "call": member.speaker.call_id,
                "speaker_label": member.speaker.speaker_label,
                "sha256": member.sha256,
                "source_name": names.get(member.sha256, ""),
                "speech_ms": member.speech_ms,
            }
            for member in group.members
        ],
        "decisions": list(group.decisions),
    }


def _places(sounds: Sequence[ComparableVoices]) -> Places:
    return {
        voice.member.id: (own, place) for own in sounds for place, voice in enumerate(own.voices)
    }


def _nearest(members: Sequence[VoiceMember], sounds: Places) -> VoiceComparison | None:
    """The two members of different recordings that are most alike, of those that compare."""
    known = [member for member in members if member.id in sounds]
    if len(known) < 2:
        return None
    own = sounds[known[0].id][0]
    places = [sounds[member.id][1] for member in known]
    scores = own.rows[places] @ own.rows[places].T
    hashes = np.array([member.sha256 for member in known])
    scores[hashes[:, np.newaxis] == hashes] = -np.inf
    left, right = sorted(divmod(int(scores.argmax()), len(places)))
    if not np.isfinite(scores[left, right]):
        return None
    return own.compare(places[left], places[right])
