"""Comments on spans of recordings: only ever added, each with its entry of the ledger."""

from earwitness.records.comment import Comment
from earwitness.runtime.store import decisions
from earwitness.runtime.store.models import CommentRow

ACTION = "comment"


def add(comment: Comment, *, actor: str) -> bool:
    """Store one comment, unless it is here already; whether it was new. Must stand inside a
    transaction."""
    return decisions.add(CommentRow, comment, action=ACTION, actor=actor)


def of_recording(sha256: str) -> tuple[Comment, ...]:
    """The comments of a recording, oldest first."""
    return decisions.oldest_first(CommentRow.objects.filter(subject=sha256), Comment)


def subjects() -> tuple[str, ...]:
    """Recordings that somebody commented on."""
    rows = CommentRow.objects.values_list("subject", flat=True)
    return tuple(rows.distinct().order_by("subject"))
