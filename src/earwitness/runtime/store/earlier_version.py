"""What version 0.1.0 recorded otherwise, so that its cases are not taken for tampered ones.

It had no act `calls`, and a result bore a time of its own, to the microsecond, shortly before its
entry's. Acts before the first `calls` of a ledger are taken for its acts.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property

from earwitness.records.custody import VerificationProblem
from earwitness.runtime.store.calls import CALLS
from earwitness.runtime.store.models import LedgerRow

LONGEST = timedelta(seconds=60)
"""From the making of a result to its entry, in one transaction. Estimate."""
NOTICE = "earlier_version"


class EarlierVersion:
    """Results that an earlier version dated; they are counted, and told once."""

    def __init__(self) -> None:
        self._count = 0

    def explains(self, sequence: int, at: str, made_at: str) -> bool:
        """Whether a result's own time is one that version 0.1.0 would have given it."""
        if self._first_calls is not None and sequence > self._first_calls:
            return False
        try:
            made = datetime.fromisoformat(made_at).replace(tzinfo=UTC)
            delay = datetime.fromisoformat(at) - made
        except (ValueError, TypeError):
            return False
        is_own = made.microsecond % 1000 != 0 and timedelta(milliseconds=-1) < delay <= LONGEST
        self._count += is_own
        return is_own

    def notice(self) -> Iterator[VerificationProblem]:
        """One notice, if anything was explained."""
        if self._count:
            yield notice(
                f"{self._count} results bear a time of their own, shortly before that of their "
                "ledger entries: version 0.1.0 wrote them so. The ledger's time leads"
            )

    @cached_property
    def _first_calls(self) -> int | None:
        acts = LedgerRow.objects.filter(action=CALLS).order_by("sequence")
        return acts.values_list("sequence", flat=True).first()


def notice(detail: str) -> VerificationProblem:
    """What is to be known of a case that an earlier version began."""
    return VerificationProblem(kind=NOTICE, subject="store", detail=detail)
