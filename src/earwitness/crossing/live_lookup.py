"""Asking a service about lines, in batches, and telling answers from silence.

After a service limited us it goes on answering "nobody", which is false (seen with Telegram:
https://github.com/bellingcat/telegram-phone-number-checker/issues/32). So a batch in which a limit
was met counts as unanswered but for whom it found, and nothing more is asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAccount:
    """An account that a service has for a line (E.164). Names are as their owner wrote them."""

    line: str
    account_id: str
    first_name: str = ""
    surname: str = ""
    user_name: str = ""


class LimitReached(Exception):
    """The service limits or refuses us. `wait_s` is what it demands, 0 if it does not say."""

    def __init__(self, wait_s: int = 0) -> None:
        super().__init__(f"limited for {wait_s} s")
        self.wait_s = wait_s


class Directory(Protocol):
    """A service that is asked about lines, with an account of the user's own."""

    name: str

    def look_up(self, line: str) -> FoundAccount | None:
        """The account of a line, None if the service shows none.

        Raises:
            LimitReached: it limits or refuses us, or cannot be reached.
        """
        ...

    def close(self) -> None:
        """Leave the service."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """What came of one batch. `limit` is the demanded wait in seconds, None if none was met."""

    found: tuple[FoundAccount, ...]
    unanswered: tuple[str, ...]
    limit: int | None


def batches_of(lines: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Different lines in order, so many at once."""
    different = list(dict.fromkeys(lines))
    for start in range(0, len(different), size):
        yield tuple(different[start : start + size])


def ask(directory: Directory, batch: Sequence[str]) -> BatchAnswer:
    """Ask about each line of a batch until it is done or a limit is met."""
    found: dict[str, FoundAccount] = {}
    for line in batch:
        try:
            account = directory.look_up(line)
        except LimitReached as limit:
            left = tuple(one for one in batch if one not in found)
            return BatchAnswer(found=tuple(found.values()), unanswered=left, limit=limit.wait_s)
        if account is not None:
            found[line] = account
    return BatchAnswer(found=tuple(found.values()), unanswered=(), limit=None)
