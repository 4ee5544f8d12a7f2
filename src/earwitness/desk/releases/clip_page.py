"""What the page of one clip shows."""

from typing import Any

from django.http import HttpRequest

from earwitness.app.call_pages import facts_of
from earwitness.app.releases.english import english_of
from earwitness.app.releases.history import was_public
from earwitness.app.releases.objections import disputes
from earwitness.app.releases.renames import times_said
from earwitness.app.releases.sayings import approved_in
from earwitness.desk.access.need_to_know import may_hear
from earwitness.desk.playing import is_kept_silent
from earwitness.desk.releases import wording
from earwitness.desk.releases.lines import lines_of
from earwitness.desk.speaker_names import SpeakerView, spans_of, speakers_of
from earwitness.pipeline.translated import turns_of
from earwitness.records.release import ClipChoice, ReleaseDraft


def page_of(request: HttpRequest, draft: ReleaseDraft, clip: ClipChoice) -> dict[str, Any]:
    """All of it; what takes long to find (suggested covers) comes by itself."""
    facts = facts_of([clip.sha256]).get(clip.sha256)
    turns = turns_of(clip.sha256)
    inside = [one for one in turns if one.start_ms < clip.end_ms and one.end_ms > clip.start_ms]
    speakers = speakers_of(clip.call_id, [one.speaker_label for one in turns], ())
    silent = not may_hear(request, clip.sha256) or is_kept_silent(request, clip.sha256)
    return {
        "tab": "clip",
        "draft": draft,
        "clip": clip,
        "facts": facts,
        "silent": silent,
        "spans": spans_of(turns, speakers),
        "lines": lines_of(inside, speakers),
        "channels": sorted({one.channel for one in turns}),
        "speakers": _speakers(clip, [one.speaker_label for one in inside], speakers),
        "renames": [(one, times_said(clip, one)) for one in clip.renames],
        "english": english_of(clip),
        "findings": [one for one in draft.findings if one.clip_id == clip.id],
        "claims": approved_in(clip),
        "disputes": [one for one in disputes(draft.name) if one.objection.clip_id == clip.id],
        "public": was_public(draft.name, clip.id),
        "about": [wording.restriction_reasons()[one] for one in clip.restricted],
        **_choices(),
    }


def _choices() -> dict[str, Any]:
    return {
        "cover_reasons": wording.cover_reasons(),
        "cover_sounds": wording.cover_sounds(),
        "audio_choices": wording.audio_choices(),
        "text_choices": wording.text_choices(),
    }


def _speakers(
    clip: ClipChoice, labels: list[str], known: dict[str, SpeakerView]
) -> list[dict[str, Any]]:
    shown = {one.speaker_label: one for one in clip.speakers}
    return [{"view": known[label], "shown": shown.get(label)} for label in dict.fromkeys(labels)]
