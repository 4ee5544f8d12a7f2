"""What was public from when to when."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest

from earwitness.app.releases.drafts import author_of
from earwitness.records.release import ReleaseEvent, ReleaseStep
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSpan:
    """An edition was public from one moment to another (None: it is); `ended` is the step that
    ended it: the next edition, or the withdrawal."""

    step: ReleaseStep
    until: datetime | None
    ended: ReleaseStep | None


def public_spans(name: str) -> tuple[PublicSpan, ...]:
    """What was public, oldest first, by what people said to the program; copies of others are not
    known."""
    steps = releases.steps(name)
    return tuple(
        PublicSpan(step=step, until=after.at if after else None, ended=after)
        for step, after in zip_longest(steps, steps[1:])
        if step.event is ReleaseEvent.PUBLISHED
    )


def public_now(name: str) -> ReleaseStep | None:
    """The step by which an edition is public now; None if nothing is."""
    steps = releases.steps(name)
    return steps[-1] if steps and steps[-1].event is ReleaseEvent.PUBLISHED else None


def was_public(name: str, clip_id: str) -> bool:
    """Whether a clip stood in an edition that became public. Of one whose draft was forgotten
    nobody knows; such a clip counts as public."""
    public = {step.edition for step in releases.steps(name)}
    for edition in releases.editions(name):
        if edition.number not in public:
            continue
        draft = releases.draft_version(name, edition.draft_version)
        if draft is None or any(clip.id == clip_id for clip in draft.clips):
            return True
    return False


def step_of(
    name: str, edition: int, package_digest: str, event: ReleaseEvent, author: str, why: str = ""
) -> ReleaseStep:
    """A step that is made now."""
    return ReleaseStep(
        id=f"step-{secrets.token_hex(6)}",
        release=name,
        edition=edition,
        package_digest=package_digest,
        event=event,
        by=author,
        at=datetime.now(UTC),
        why=why,
    )


def take_back(place: Workplace, name: str, *, why: str, by: str = "") -> ReleaseStep | None:
    """Write down that what is public is taken back; None if nothing is. Must stand in a
    transaction."""
    public = public_now(name)
    if public is None:
        return None
    author = author_of(by, place)
    step = step_of(name, public.edition, public.package_digest, ReleaseEvent.WITHDRAWN, author, why)
    releases.add_step(step, actor=place.actor)
    return step
