"""What a decision about two voices changes: the groups in which they stand."""

from collections.abc import Sequence
from typing import Any

from earwitness.pipeline.voice_groups import stored_voice_groups
from earwitness.records.voice_groups import VoiceGroup, voices_of_pair

Groups = dict[str, VoiceGroup]


def groups_now() -> Groups:
    """Voice → the group in which it is shown."""
    found = stored_voice_groups()
    groups = [group for one in found.groupings for group in one.groups] if found else []
    return {member.id: group for group in groups for member in group.members}


def voice_changes(subject: str, before: Groups, after: Groups) -> Sequence[dict[str, Any]]:
    """The two voices of a subject, each with its groups if they are no longer the same."""
    return [
        {"voice": voice, "before": _group(before.get(voice)), "after": _group(after.get(voice))}
        for voice in voices_of_pair(subject) or ()
        if _group(before.get(voice)) != _group(after.get(voice))
    ]


def _group(group: VoiceGroup | None) -> dict[str, Any] | None:
    return {"id": group.id, "members": [one.id for one in group.members]} if group else None
