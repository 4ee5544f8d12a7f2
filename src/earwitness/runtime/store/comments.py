"""Comments on spans of recordings: only ever added, each with its entry of the ledger."""

from earwitness.records.comment import Comment
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import CommentRow

ACTION = "comment"


def add(comment: Comment, *, actor: str) -> bool:
    """Store one comment, unless it is here already; whether it was new. Must stand inside a
    transaction."""
    if CommentRow.objects.filter(id=comment.id).exists():
        return False
    body = to_json(comment)
    journal.append(actor=actor, action=ACTION, subject=comment.subject, digest=digest(body))
    CommentRow.objects.create(id=comment.id, subject=comment.subject, body=body)
    return True


def of_recording(sha256: str) -> tuple[Comment, ...]:
    """The comments of a recording, oldest first."""
    bodies = CommentRow.objects.filter(subject=sha256).values_list("body", flat=True)
    found = [from_json(body, Comment) for body in bodies]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def subjects() -> tuple[str, ...]:
    """Recordings that somebody commented on."""
    rows = CommentRow.objects.values_list("subject", flat=True)
    return tuple(rows.distinct().order_by("subject"))
