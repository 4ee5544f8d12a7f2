"""The hash chain of the ledger: how an entry is hashed, and how a chain is checked."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import pairwise

from earwitness.records.custody import LedgerEntry, VerificationProblem
from earwitness.runtime.canonical import digest

GENESIS = "0" * 64


def entry_hash(entry: LedgerEntry) -> str:
    """SHA-256 of the canonical JSON (RFC 8785) of every field but `hash` itself."""
    fields = asdict(entry)
    del fields["hash"]
    return digest(fields)


def chained(
    previous: LedgerEntry | None, *, at: str, actor: str, action: str, subject: str, digest: str
) -> LedgerEntry:
    """The entry that follows `previous` (None: the first of a chain)."""
    draft = LedgerEntry(
        sequence=1 if previous is None else previous.sequence + 1,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        digest=digest,
        previous_hash=GENESIS if previous is None else previous.hash,
        hash="",
    )
    return LedgerEntry(**{**asdict(draft), "hash": entry_hash(draft)})


def check_chain(entries: Iterable[LedgerEntry]) -> Iterator[VerificationProblem]:
    """Every entry that was changed, removed, inserted or moved.

    Entries come ordered by sequence. Memory is constant.
    """
    start = LedgerEntry(
        sequence=0,
        at="",
        actor="",
        action="",
        subject="",
        digest="",
        previous_hash="",
        hash=GENESIS,
    )
    for previous, entry in pairwise(_after(start, entries)):
        subject = f"ledger entry {entry.sequence}"
        if entry.sequence != previous.sequence + 1:
            yield VerificationProblem(
                kind="ledger_gap", subject=subject, detail=f"follows entry {previous.sequence}"
            )
        if entry.previous_hash != previous.hash:
            yield VerificationProblem(
                kind="ledger_broken_link",
                subject=subject,
                detail=f"does not continue entry {previous.sequence}",
            )
        if entry_hash(entry) != entry.hash:
            yield VerificationProblem(
                kind="ledger_changed", subject=subject, detail="its content does not fit its hash"
            )


def _after(start: LedgerEntry, entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
    yield start
    yield from entries
