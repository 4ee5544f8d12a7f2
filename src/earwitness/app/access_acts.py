"""Who came in to the desk, and what they opened and played: told to the ledger."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from earwitness.records.acts import ACCESS
from earwitness.runtime.canonical import digest
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.turns import patience


class AccountChange(StrEnum):
    """What `account` acts say in their detail. The ledger keeps digests of it alone, so a value
    never changes. A role stands behind "made" and "role": see `with_role`."""

    MADE = "made"
    ROLE = "role"
    SHUT = "shut"
    OPENED_AGAIN = "open again"
    SESSIONS_ENDED = "sessions"
    PASSWORD_RESET = "password"
    PASSWORD_SET = "password, by link"
    SECOND_FACTOR_RESET = "second factor"
    TIED = "tied"
    UNTIED = "untied"
    LIMIT_MET = "limit"

    def with_role(self, role: str) -> str:
        """The detail of an act that gives a role."""
        return f"{self.value}, {role}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessAct:
    """One act of one person at the desk. `action` is one of `records.acts.ACCESS`, `detail` says
    more than the subject does: what kind of page it was, how somebody logged in, what changed."""

    actor: str
    action: str
    subject: str
    detail: str


def tell(place: Workplace, acts: Sequence[AccessAct], *, wait_ms: int) -> None:
    """Append these acts to the ledger, all or none. Waits for another command that writes no
    longer than `wait_ms`.

    Raises:
        CaseUnusable: the store is locked, or cannot be written.
        ValueError: it is no act of the desk.
    """
    if unknown := {one.action for one in acts} - ACCESS:
        raise ValueError(f"no act of the desk: {unknown}")
    with patience(wait_ms), writing(place.folder.database):
        for one in acts:
            journal.append(
                actor=one.actor, action=one.action, subject=one.subject, digest=digest_of(one)
            )


def digest_of(act: AccessAct) -> str:
    """What the ledger keeps: SHA-256 of act, subject and detail."""
    return digest([act.action, act.subject, act.detail])


def to_text(act: AccessAct) -> str:
    """An act that could not be told yet, to be kept."""
    return json.dumps([act.actor, act.action, act.subject, act.detail])


def from_text(text: str) -> AccessAct:
    """What `to_text` gave."""
    actor, action, subject, detail = json.loads(text)
    return AccessAct(actor=actor, action=action, subject=subject, detail=detail)
