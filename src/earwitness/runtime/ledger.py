"""The hash chain of the ledger: how an entry is hashed, and how a chain is checked."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from earwitness.records.custody import LedgerEntry, LedgerHead, VerificationProblem

GENESIS = "0" * 64
HASHED = ("sequence", "at", "actor", "action", "subject", "digest", "previous_hash")

START = LedgerEntry(
    sequence=0, at="", actor="", action="", subject="", digest="", previous_hash="", hash=GENESIS
)
"""Stands before the first entry."""


def entry_bytes(entry: LedgerEntry) -> bytes:
    """What is hashed, and stamped: the canonical JSON (RFC 8785) of every field but `hash`.

    Of text and whole numbers under ASCII names `json` writes the same bytes as `canonical_json`,
    several times faster; a test compares the two.
    """
    fields = {name: getattr(entry, name) for name in HASHED}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def entry_hash(entry: LedgerEntry) -> str:
    """SHA-256 (lower-case hex) of `entry_bytes`."""
    return hashlib.sha256(entry_bytes(entry)).hexdigest()


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
    return replace(draft, hash=entry_hash(draft))


def check_chain(
    entries: Iterable[LedgerEntry], heads: Iterable[LedgerHead] = ()
) -> Iterator[VerificationProblem]:
    """Every entry that was changed, removed, inserted or moved, or that differs from a head that
    was kept elsewhere; and, as notices, where the clock was set back.

    Entries come ordered by sequence. Memory is constant but for the heads.
    """
    kept: dict[int, list[LedgerHead]] = defaultdict(list)
    for head in heads:
        kept[head.sequence].append(head)
    last = START
    for previous, entry in pairwise(_after(START, entries)):
        yield from _check_link(previous, entry)
        yield from _check_clock(previous, entry)
        for head in kept.pop(entry.sequence, ()):
            yield from _check_head(entry, head)
        last = entry
    for sequence in sorted(kept):
        for head in kept[sequence]:
            yield _lost_head(last, head)


def _after(start: LedgerEntry, entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
    yield start
    yield from entries


def _check_link(previous: LedgerEntry, entry: LedgerEntry) -> Iterator[VerificationProblem]:
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
    if _hash_of_damaged(entry) != entry.hash:
        yield VerificationProblem(
            kind="ledger_changed", subject=subject, detail="its content does not fit its hash"
        )


def _hash_of_damaged(entry: LedgerEntry) -> str:
    """The hash of an entry; empty if a field is no longer of its kind."""
    try:
        return entry_hash(entry)
    except (TypeError, ValueError):
        return ""


def _check_clock(previous: LedgerEntry, entry: LedgerEntry) -> Iterator[VerificationProblem]:
    """A time before that of the predecessor. Recorded as it was, and no tampering by itself."""
    try:
        back = datetime.fromisoformat(previous.at) - datetime.fromisoformat(entry.at)
    except (TypeError, ValueError):
        return
    if back.total_seconds() > 0:
        yield VerificationProblem(
            kind="clock_set_back",
            subject=f"ledger entry {entry.sequence}",
            detail=f"is dated {back.total_seconds():.3f} s before entry {previous.sequence}: the "
            "clock of the machine was set back, or another machine with another clock went on. "
            "The order of entries is sure, their times here are not",
        )


def _check_head(entry: LedgerEntry, head: LedgerHead) -> Iterator[VerificationProblem]:
    if _hash_of_damaged(entry) != head.hash:
        yield VerificationProblem(
            kind="head_differs",
            subject=f"ledger entry {head.sequence}",
            detail=f"is not the entry whose hash was kept ({head.source}): the ledger was "
            "rewritten at this entry or before it, or the head is of another case",
        )


def _lost_head(last: LedgerEntry, head: LedgerHead) -> VerificationProblem:
    subject = f"ledger entry {head.sequence}"
    if head.sequence > last.sequence:
        return VerificationProblem(
            kind="head_cut",
            subject=subject,
            detail=f"was kept ({head.source}), but the ledger ends at entry {last.sequence}: "
            "its last entries were cut off, or an older copy was put in its place",
        )
    return VerificationProblem(
        kind="head_differs", subject=subject, detail=f"was kept ({head.source}), but is gone"
    )
