"""Who of a call may be the soldier: a hypothesis from the phone and from what is said."""

from collections.abc import Iterator, Mapping, Sequence

from earwitness.claims.contrast.conversation import TalkedRecording, TurnFindings, is_told_apart
from earwitness.claims.contrast.signs import official_signs
from earwitness.records.claim import LocatedClaim
from earwitness.records.contrast import Role, RoleGuess

SHARED_FROM = 3
"""From so many called lines on a phone serves many families (as in the crossing). Estimate."""

_OWN_EXPERIENCE = ("took_part", "saw")
_OWN_THEMES = ("supply", "deception")


def roles_of(talk: TalkedRecording, findings: Sequence[TurnFindings]) -> Mapping[str, RoleGuess]:
    """A guess for every speaker label. Nothing here identifies anybody."""
    by_label: dict[str, list[TurnFindings]] = {}
    for one in findings:
        by_label.setdefault(one.turn.speaker_label, []).append(one)
    return {label: _guess(talk, own, label) for label, own in by_label.items()}


def _guess(talk: TalkedRecording, own: Sequence[TurnFindings], label: str) -> RoleGuess:
    if not is_told_apart(label):
        return RoleGuess(why=("the voices of this recording are not told apart",))
    side, shared = talk.side_of(label), talk.called_lines_of_caller >= SHARED_FROM
    signs: dict[Role, list[str]] = {"soldier": list(_speaks_as_soldier(own)), "relative": []}
    if shared and side == "caller":
        lines = talk.called_lines_of_caller
        signs["soldier"].append(f"speaks on the calling phone, which calls {lines} lines")
    if shared and side == "called":
        signs["relative"].append("is called from a phone that many share")
    if any(official_signs(found) for found in own):
        signs["relative"].append("quotes the official story")
    found = [role for role, reasons in signs.items() if reasons]
    why = tuple(reason for reasons in signs.values() for reason in reasons)
    return RoleGuess(role=found[0] if len(found) == 1 else "unknown", why=why)


def _speaks_as_soldier(own: Sequence[TurnFindings]) -> Iterator[str]:
    claims = [claim for found in own for claim in found.claims]
    if any(one.claim.kind == "position" and not one.is_passed_on for one in claims):
        yield "says where he stands"
    if any(_is_own_loss(one) for one in claims):
        yield "speaks of losses of the own unit"
    if any(one.claim.known_by in _OWN_EXPERIENCE for one in claims):
        yield "tells what he saw or did"
    themes = {theme for found in own for theme in found.themes}
    if own_themes := [theme for theme in _OWN_THEMES if theme in themes]:
        yield f"speaks of {' and '.join(own_themes)} as one who is there"


def _is_own_loss(located: LocatedClaim) -> bool:
    claim = located.claim
    own = any(unit.whose == "own" for unit in claim.units) or (claim.unit or "").startswith("own ")
    return claim.kind == "loss" and own and not located.is_passed_on
