"""Turns as they stand in a contrast."""

from collections.abc import Mapping, Sequence

from earwitness.claims.contrast.conversation import TalkedRecording, TurnFindings
from earwitness.records.contrast import RoleGuess, Saying


def saying_of(
    talk: TalkedRecording,
    found: TurnFindings,
    roles: Mapping[str, RoleGuess],
    signs: Sequence[str],
) -> Saying:
    """A turn as it stands in a contrast."""
    turn = found.turn
    units = [one.unit_in_context or one.claim.unit or "" for one in found.claims]
    return Saying(
        call_id=talk.call_id,
        sha256=talk.sha256,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        speaker_label=turn.speaker_label,
        side=talk.side_of(turn.speaker_label),
        role=roles.get(turn.speaker_label, RoleGuess()),
        quote=turn.text,
        translation=turn.translation,
        signs=tuple(signs),
        topics=found.topics,
        places=found.places,
        units=tuple(dict.fromkeys(filter(None, units))),
        claim_ids=tuple(one.id for one in found.claims),
        day=talk.day,
    )
