"""What the ledger tells of work at the desk: who changed accounts, who opened how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from earwitness.app.access_acts import AccessAct, AccountChange, digest_of
from earwitness.records.custody import LedgerEntry
from earwitness.runtime.store import journal, use_counts
from earwitness.runtime.store.use_counts import DayOfUse

GIVE_ROLES = (AccountChange.MADE, AccountChange.ROLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAct:
    """One change of an account, by whom, and when (UTC). `change` is None if it is none of those
    that are known; `role` is the one that it gives, "" if it gives none."""

    at: datetime
    actor: str
    account: str
    change: AccountChange | None
    role: str = ""


def account_acts(roles: Sequence[str], most: int) -> list[AccountAct]:
    """The newest changes of accounts, the latest first."""
    return [_told(entry, roles) for entry in journal.newest("account", most)]


def roles_given(acts: Sequence[AccountAct]) -> dict[str, AccountAct]:
    """The act that gave each account the role that it has, as far as it is among these, which
    stand the latest first."""
    return {one.account: one for one in reversed(acts) if one.role}


def days_of_use(days: int, now: datetime) -> list[DayOfUse]:
    """Who opened and played how much on each of the last days (of UTC), the latest first."""
    first = (now.astimezone(UTC) - timedelta(days=days - 1)).date()
    return use_counts.use_since(first.isoformat())


def _told(entry: LedgerEntry, roles: Sequence[str]) -> AccountAct:
    at = datetime.fromisoformat(entry.at)
    for change, role in _changes(roles):
        detail = change.with_role(role) if role else change.value
        if _digest(entry.subject, detail) == entry.digest:
            return AccountAct(
                at=at, actor=entry.actor, account=entry.subject, change=change, role=role
            )
    return AccountAct(at=at, actor=entry.actor, account=entry.subject, change=None)


def _changes(roles: Sequence[str]) -> Iterator[tuple[AccountChange, str]]:
    for change in AccountChange:
        for role in roles if change in GIVE_ROLES else ("",):
            yield change, role


@cache
def _digest(account: str, detail: str) -> str:
    return digest_of(AccessAct(actor="", action="account", subject=account, detail=detail))
