"""What a decision changed, as far as the person of the request may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from earwitness.app.judgement_changes import Change
from earwitness.desk.access.need_to_know import hidden_calls, may_see_person
from earwitness.desk.figures import probability
from earwitness.desk.speaker_names import side_name
from earwitness.desk.speakers.wording import person_name
from earwitness.records.attribution import Attribution

LEAST = 0.005
"""A probability that moves less is not told. Estimate: it would not show in two digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A candidate whose probability changed; "–" where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One side of a call that changed."""

    call_id: str
    side: str
    side_name: str
    moved: Sequence[Moved]


def changes_seen(request: HttpRequest, changes: Sequence[Change]) -> list[ChangeView]:
    """The sides of calls that may be seen, with the candidates that moved."""
    unseen = hidden_calls(request)
    views = [_view(request, one) for one in changes if one.call_id not in unseen]
    return [one for one in views if one.moved]


def voices_seen(request: HttpRequest, voices: Sequence[Mapping[str, Any]]) -> list[str]:
    """What became of the groups of two voices, in words."""
    told = []
    for one in voices:
        before, after = _members(one["before"]), _members(one["after"])
        told.append(f"{one['voice']}: {before} → {after}")
    return told


def _view(request: HttpRequest, change: Change) -> ChangeView:
    before, after = _by_id(request, change.before), _by_id(request, change.after)
    return ChangeView(
        call_id=change.call_id,
        side=change.side,
        side_name=side_name(change.side),
        moved=[
            Moved(
                name=person_name(one.person_name, one.person_id),
                before=probability(before[key].probability) if key in before else "–",
                after=probability(after[key].probability) if key in after else "–",
            )
            for key in dict.fromkeys((*after, *before))
            if _moved(before.get(key), after.get(key))
            for one in (after.get(key) or before[key],)
        ],
    )


def _by_id(request: HttpRequest, several: Sequence[Attribution]) -> dict[str, Attribution]:
    return {one.id: one for one in several if may_see_person(request, one.person_id)}


def _moved(before: Attribution | None, after: Attribution | None) -> bool:
    if before is None or after is None:
        return True
    far = abs(before.probability - after.probability) >= LEAST
    return far or before.judgement is not after.judgement


def _members(group: Mapping[str, Any] | None) -> str:
    if not group:
        return _("in no group")
    return _("in a group of %(number)d voices") % {"number": len(group["members"])}
