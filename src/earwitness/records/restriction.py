"""Need-to-know: a call or a person is for named accounts alone, until that is lifted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RestrictedKind(StrEnum):
    """What is restricted."""

    CALL = "call"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One decision on who may see a call or a person; a later one of the same subject supersedes
    it, and `lifted` ends it.

    `subject` is the id of the call or the person, `allowed` are names of accounts. Ids change when
    recordings, lists or sources are added. So the rest says what was meant: the call's `recordings`
    (SHA-256) and `list_rows` ("list_sha256:row_number"), the person's `profiles`
    ("source:profile_id"). What shares one of them is restricted as well.
    """

    id: str
    subject: str
    kind: RestrictedKind
    allowed: tuple[str, ...]
    lifted: bool
    why: str
    by: str
    at: datetime
    supersedes: str = ""
    recordings: tuple[str, ...] = ()
    list_rows: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What an account may not see: ids of calls and persons, references of profiles
    ("source:profile_id")."""

    calls: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
