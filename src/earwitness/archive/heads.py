"""Heads of a ledger, as they are printed, mailed or written down, and read again.

One line each: `earwitness-head SEQUENCE SHA-256 TIME`; empty lines and lines that begin with `#`
are passed over. Or JSON: one object with `sequence`, `hash`, `at`, a list of them, or
`{"heads": […]}`.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.records.custody import LedgerHead
from earwitness.records.errors import InputUnusable

MAX_BYTES = 16 * 2**20
"""Estimate: a head a day fits for four centuries."""

LINE = re.compile(r"earwitness-head\s+(\d{1,18})\s+([0-9a-fA-F]{64})(?:\s+(\S{1,40}))?")


def head_line(head: LedgerHead) -> str:
    """The head in one line of plain letters."""
    return f"earwitness-head {head.sequence} {head.hash} {head.at}"


def head_json(head: LedgerHead) -> dict[str, Any]:
    """The head as JSON."""
    return {"sequence": head.sequence, "hash": head.hash, "at": head.at}


def read_heads(untrusted_path: Path) -> tuple[LedgerHead, ...]:
    """The heads that a file keeps, one or more.

    Raises:
        InputUnusable: it cannot be read, is larger than 16 MiB, or has anything else in it.
    """
    name = shown(Path(untrusted_path.name))
    text = read_foreign(untrusted_path, max_bytes=MAX_BYTES).decode("utf-8-sig", "replace")
    try:
        is_json = text.lstrip()[:1] in ("{", "[")
        heads = tuple(_of_json(json.loads(text), name) if is_json else _of_lines(text, name))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputUnusable(
            f"{name} holds something that is no head of a ledger: {error}.",
            remedy="Keep what `earwitness ledger --heads` prints, line by line, and nothing else.",
        ) from error
    if not heads:
        raise InputUnusable(
            f"{name} holds no head.", remedy="Keep what `earwitness ledger --heads` prints."
        )
    return heads


def _of_lines(text: str, name: str) -> Iterator[LedgerHead]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = LINE.fullmatch(line.strip())
        if found is None:
            raise ValueError(f"line {number}")
        sequence, content, at = found.groups()
        yield LedgerHead(
            sequence=int(sequence), hash=content.lower(), at=at or "", source=f"{name}:{number}"
        )


def _of_json(value: Any, name: str) -> Iterator[LedgerHead]:
    if isinstance(value, dict) and "heads" in value:
        value = value["heads"]
    for number, one in enumerate(value if isinstance(value, list) else [value], start=1):
        sequence, content = one["sequence"], str(one["hash"]).lower()
        at = str(one.get("at", ""))
        is_number = isinstance(sequence, int) and not isinstance(sequence, bool)
        line = f"earwitness-head {sequence} {content} {at}".rstrip()
        if not is_number or LINE.fullmatch(line) is None:
            raise ValueError(f"item {number}")
        yield LedgerHead(sequence=sequence, hash=content, at=at, source=f"{name}, item {number}")
