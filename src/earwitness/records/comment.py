"""What people say to each other about a span of a recording."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One remark; only ever added.

    `subject` is the SHA-256 of the recording, `start_ms` and `end_ms` the span. `answers` is the
    id of the comment that this one belongs to (empty: it begins a talk). `settles` says what the
    talk is from now on: True settled, False open again, None: nothing about that.
    """

    id: str
    subject: str
    start_ms: int
    end_ms: int
    text: str
    by: str
    at: datetime
    answers: str = ""
    settles: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A comment with what was answered, oldest first."""

    first: Comment
    answers: tuple[Comment, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether the last who said something about that called it settled."""
        said = [one.settles for one in self.answers if one.settles is not None]
        return bool(said and said[-1])
