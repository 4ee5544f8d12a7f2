"""A group of voices, and two voices side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from earwitness.app.call_pages import facts_of
from earwitness.app.speaker_pages import speakers_of
from earwitness.app.voice_pages import (
    Clip,
    clips_of,
    compare_voices,
    decisions_on_pair,
    voices_of,
)
from earwitness.desk import covering
from earwitness.desk.access.need_to_know import call_or_404, recording_or_404
from earwitness.desk.access.reach import reach_of
from earwitness.desk.access.traces import opened
from earwitness.desk.figures import weight
from earwitness.desk.playing import is_kept_silent
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.beside import reference
from earwitness.desk.speakers.wording import (
    PAIR_VERDICTS,
    group_name,
    likeness,
    voice_name,
)
from earwitness.records.attribution import Judgement
from earwitness.records.voice_groups import CallVoice, VoiceMember
from earwitness.runtime.store import calls, listed_calls, listed_speakers

LONGEST = 300
"""Letters of a voice's name in an address: a hash, and a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSide:
    """One of two voices on the page. `clips` are empty where the call is covered."""

    voice: CallVoice
    call_id: str
    name: str
    seconds: int
    reference: str
    clips: list[Clip]
    is_covered: bool
    is_silent: bool
    duration_ms: int
    others: list[tuple[str, str]]

    @property
    def sha256(self) -> str:
        """Its recording."""
        return self.voice.member.sha256


@needs(Right.READ)
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two voices side by side."""
    left, right = pair_or_404(request, request.GET)
    for one in (left, right):
        opened(request, one.call_id, "speakers")
    return shown_pair(request, left, right)


def shown_pair(
    request: HttpRequest, left: VoiceSide, right: VoiceSide, **said: str
) -> HttpResponse:
    """The page of two voices; with what was refused of a decision, and what was typed."""
    found = compare_voices(left.voice, right.voice)
    decisions = decisions_on_pair(left.voice, right.voice)
    shown: dict[str, Any] = {
        "left": left,
        "right": right,
        "sides": [("left", "A", left, right), ("right", "B", right, left)],
        "found": found,
        "worth": None if found.log2_lr is None else weight(found.log2_lr),
        "likeness": likeness(found),
        "one_recording": left.sha256 == right.sha256,
        "decisions": [(str(PAIR_VERDICTS[one.verdict]), one) for one in decisions],
        "can_take_back": bool(decisions) and decisions[0].verdict is not Judgement.NONE,
        **said,
    }
    status = 400 if said.get("refused") else 200
    return render(request, "speakers/compare.html", shown, status=status)


@needs(Right.READ)
@require_GET
def group(request: HttpRequest, group: str) -> HttpResponse:
    """The voices of a group: a hypothesis of one speaker."""
    members = listed_speakers.voices_of_group(group, reach_of(request))
    if not members:
        raise Http404
    began = listed_calls.starts([one.call_id for one in members])
    first = members[0]
    left = reference(first.sha256, first.speaker_label)
    shown = {
        "group": group,
        "name": group_name(group),
        "members": [
            {
                "call_id": one.call_id,
                "label": voice_name(one.speaker_label),
                "seconds": round(one.speech_ms / 1000),
                "began": began.get(one.call_id),
                "pair": ""
                if one.sha256 == first.sha256
                else urlencode({"left": left, "right": reference(one.sha256, one.speaker_label)}),
            }
            for one in members
        ],
        "calls": len({one.call_id for one in members}),
    }
    return render(request, "speakers/group.html", shown)


def pair_or_404(request: HttpRequest, said: Mapping[str, str]) -> tuple[VoiceSide, VoiceSide]:
    """The two voices that are named, each of a recording that may be heard.

    Raises:
        Http404: one is not there, is hidden, or both are one.
    """
    left, right = (_side(request, said.get(name, "")[:LONGEST]) for name in ("left", "right"))
    if left.reference == right.reference:
        raise Http404
    return left, right


def _side(request: HttpRequest, untrusted: str) -> VoiceSide:
    place, _colon, label = untrusted.partition(":")
    sha256, wanted = (
        _in_call(request, place, label) if place.startswith("call-") else (place, label)
    )
    recording_or_404(request, sha256)
    own = voices_of(sha256)
    named = [one for one in own if one.member.speaker.speaker_label == wanted]
    found = (named or (own if place.startswith("call-") else []))[:1]
    call_ids = calls.ids_with_recording(sha256)
    if not found or not call_ids:
        raise Http404
    return _voice_side(request, found[0], call_ids[0], [one.member for one in own])


def _in_call(request: HttpRequest, untrusted_id: str, side: str) -> tuple[str, str]:
    """The first recording of a call, and the label of a side of it."""
    call = call_or_404(request, untrusted_id)
    if not call.recordings:
        raise Http404
    labels = [one.label for one in speakers_of(call.id) if one.side == side]
    return call.recordings[0], labels[0] if labels else ""


def _voice_side(
    request: HttpRequest, voice: CallVoice, call_id: str, own: list[VoiceMember]
) -> VoiceSide:
    member = voice.member
    sha256, label = member.sha256, member.speaker.speaker_label
    covered = covering.is_covered(request, call_id, sha256)
    facts = facts_of([sha256]).get(sha256)
    return VoiceSide(
        voice=voice,
        call_id=call_id,
        name=voice_name(label),
        seconds=round(member.speech_ms / 1000),
        reference=reference(sha256, label),
        clips=[] if covered else clips_of(sha256, label),
        is_covered=covered,
        is_silent=is_kept_silent(request, sha256),
        duration_ms=facts.duration_ms if facts else 0,
        others=[
            (
                voice_name(one.speaker.speaker_label),
                reference(one.sha256, one.speaker.speaker_label),
            )
            for one in own
            if one.id != member.id
        ],
    )
