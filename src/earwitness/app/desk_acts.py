"""What the ledger tells of work at the desk: who changed accounts, who opened how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from earwitness.app.access_acts import AccessAct, digest_of
from earwitness.records.custody import LedgerEntry
from earwitness.runtime.store import journal, use_counts
from earwitness.runtime.store.use_counts import DayOfUse

ROLE_GIVEN = ("made, ", "role, ")
CHANGES = (
    *("shut", "open again", "sessions", "password", "password, by link", "second factor"),
    *("tied", "untied", "limit"),
)
"""What `account` acts say beside roles. The ledger keeps their digests alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAct:
    """One change of an account, by whom, and when (UTC). `change` is as it was told to the ledger;
    "" if it is none of those that are known."""

    at: datetime
    actor: str
    account: str
    change: str


def account_acts(roles: Sequence[str], most: int) -> list[AccountAct]:
    """The newest changes of accounts, the latest first."""
    changes = (*(f"{way}{role}" for way in ROLE_GIVEN for role in roles), *CHANGES)
    return [_told(entry, changes) for entry in journal.newest("account", most)]


def roles_given(acts: Sequence[AccountAct]) -> dict[str, AccountAct]:
    """The act that gave each account the role that it has, as far as it is among these, which
    stand the latest first."""
    given = [one for one in acts if one.change.startswith(ROLE_GIVEN)]
    return {one.account: one for one in reversed(given)}


def days_of_use(days: int, now: datetime) -> list[DayOfUse]:
    """Who opened and played how much on each of the last days (of UTC), the latest first."""
    first = (now.astimezone(UTC) - timedelta(days=days - 1)).date()
    return use_counts.use_since(first.isoformat())


def _told(entry: LedgerEntry, changes: Sequence[str]) -> AccountAct:
    own = (one for one in changes if _digest(entry.subject, one) == entry.digest)
    return AccountAct(
        at=datetime.fromisoformat(entry.at),
        actor=entry.actor,
        account=entry.subject,
        change=next(own, ""),
    )


@cache
def _digest(account: str, change: str) -> str:
    return digest_of(AccessAct(actor="", action="account", subject=account, detail=change))
