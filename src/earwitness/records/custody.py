"""The ledger of a case, and the provenance of everything that was made in it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One act. `hash` is the SHA-256 of the canonical JSON of all other fields (RFC 8785)."""

    sequence: int
    at: str
    actor: str
    action: str
    subject: str
    digest: str
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a result. The tuple is its key: the same work is never done twice.

    `options` is canonical JSON; `input_digests` are SHA-256 of everything that went in.
    """

    stage: str
    engine: str
    version: str
    weights_digest: str
    options: str
    input_digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationProblem:
    """Something that is not as the ledger says: `kind`, the subject, and the detail in words."""

    kind: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's decision on an attribution or claim; superseded by later ones, never erased."""

    subject: str
    verdict: str
    why: str
    by: str
    at: datetime
