"""Publishers that hold findings alone: of a release without any they make no file."""

from dataclasses import replace

from earwitness.records.errors import CaseUnusable
from earwitness.records.release import ReleaseDraft

FINDINGS_ONLY = frozenset({"follow-the-money", "case-uco"})

PAGE = "html"
"""What tells readers that something was taken back."""


def silent(draft: ReleaseDraft) -> tuple[str, ...]:
    """Chosen publishers that make no file of this draft."""
    gone = {clip.id for clip in draft.clips if clip.withdrawn}
    if any(one.clip_id not in gone for one in draft.findings):
        return ()
    return tuple(one for one in draft.publishers if one in FINDINGS_ONLY)


def with_a_page(draft: ReleaseDraft) -> ReleaseDraft:
    """The draft, with pages besides if nothing else would tell readers what was taken back."""
    if set(draft.publishers) - FINDINGS_ONLY:
        return draft
    return replace(draft, publishers=(*draft.publishers, PAGE))


def refuse_nothing(draft: ReleaseDraft, made: int) -> None:
    """Let only a release pass of which some publisher made a file.

    Raises:
        CaseUnusable: none did.
    """
    if not made:
        raise CaseUnusable(
            f"No file can be made of {draft.name}: {', '.join(draft.publishers)} make files of "
            "findings alone, and it says none.",
            remedy=f"Say a finding, or make pages: earwitness release say {draft.name} publishers "
            f"{PAGE} {' '.join(draft.publishers)}",
        )
