"""How far each release is, as its rows say it: quick, and without looking at any byte.

Whether the bytes are still those that were signed, `standing` says.
"""

from dataclasses import dataclass
from enum import StrEnum

from earwitness.app.releases.gating import PEOPLE, matters, waivers_of
from earwitness.app.releases.history import public_now
from earwitness.app.releases.objections import open_disputes
from earwitness.publication.signatories import by_different_people
from earwitness.records.release import Edition, ReleaseDraft, ReleaseStep
from earwitness.runtime.store import releases


class Stage(StrEnum):
    """How far a release is."""

    DRAFT = "draft"
    CHANGED = "changed"
    GATE_OPEN = "gate_open"
    UNSIGNED = "unsigned"
    HALF_SIGNED = "half_signed"
    SIGNED = "signed"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseProgress:
    """One release: `stage` of its newest edition, findings of the gate that stand open, who
    signed, objections without an answer, and what is public now."""

    draft: ReleaseDraft
    stage: Stage
    edition: Edition | None = None
    findings: int = 0
    signed_by: tuple[str, ...] = ()
    objections: int = 0
    public: ReleaseStep | None = None

    @property
    def clips(self) -> int:
        """How many clips would go out."""
        return sum(not clip.withdrawn for clip in self.draft.clips)


def all_progress() -> tuple[ReleaseProgress, ...]:
    """Every release, by name."""
    drafts = (releases.newest_draft(name) for name in releases.names())
    return tuple(progress_of(draft) for draft in drafts if draft is not None)


def progress_of(draft: ReleaseDraft) -> ReleaseProgress:
    """How far one release is."""
    editions, public = releases.editions(draft.name), public_now(draft.name)
    newest = editions[-1] if editions else None
    findings = open_findings(newest) if newest else 0
    signed = signatories_of(newest) if newest else ()
    return ReleaseProgress(
        draft=draft,
        stage=_stage(draft, newest, public, findings, len(signed)),
        edition=newest,
        findings=findings,
        signed_by=signed,
        objections=len(open_disputes(draft)),
        public=public,
    )


def open_findings(edition: Edition) -> int:
    """What the gate found when it looked last that two people have not accepted."""
    looks = releases.looks(edition.release, edition.number)
    if not looks:
        return 0
    return sum(not one.accepted for one in matters(looks[-1].report, waivers_of(edition)))


def signatories_of(edition: Edition) -> tuple[str, ...]:
    """The different people who signed these bytes."""
    signed = [
        one.by
        for one in releases.sign_offs(edition.release, edition.number)
        if one.package_digest == edition.package_digest
    ]
    return by_different_people(signed, signed)


def _stage(
    draft: ReleaseDraft,
    newest: Edition | None,
    public: ReleaseStep | None,
    findings: int,
    signed: int,
) -> Stage:
    if newest is None:
        return Stage.DRAFT
    if newest.draft_version != draft.version:
        return Stage.WITHDRAWN if draft.withdrawn and public is None else Stage.CHANGED
    if public is not None and public.edition == newest.number:
        return _public_stage(draft)
    if findings:
        return Stage.GATE_OPEN
    by_signatures = {0: Stage.UNSIGNED, 1: Stage.HALF_SIGNED}
    return by_signatures.get(min(signed, PEOPLE), Stage.SIGNED)


def _public_stage(draft: ReleaseDraft) -> Stage:
    if draft.withdrawn:
        return Stage.WITHDRAWN
    return Stage.CORRECTED if draft.corrections else Stage.PUBLISHED
