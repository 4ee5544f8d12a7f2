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
class LedgerHead:
    """The end of a ledger at one moment; kept elsewhere, it shows what was done to the ledger
    since. `source` says where it was kept."""

    sequence: int
    hash: str
    at: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a time-stamping authority answered (RFC 3161), checked or not.

    `stamped_at` is ISO 8601 in UTC; `roots` are the PEM certificates the signature was checked
    with, empty if it was not checked. `response` is the whole answer, DER, base64.
    """

    stamped_at: str
    authority: str
    policy: str
    serial: str
    response: str
    roots: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StampRequest:
    """A query for a stamp over one ledger entry (RFC 3161). `query` is DER, base64; the nonce is
    decimal, since it may be longer than an integer of JSON."""

    sequence: int
    head_hash: str
    nonce: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignStamp:
    """A query over the ledger of another case that came in a bag, and one answer to it, or none.
    `chain` is the head of that ledger."""

    chain: str
    request: StampRequest
    stamp: Stamp | None = None


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

    @property
    def is_notice(self) -> bool:
        """Whether this is worth a look, but no sign of tampering by itself."""
        return self.kind in NOTICES


NOTICES = frozenset(
    {"clock_set_back", "anchor_unchecked", "stamp_pending", "calls_behind", "earlier_version"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's decision on an attribution or claim; superseded by later ones, never erased."""

    subject: str
    verdict: str
    why: str
    by: str
    at: datetime
