"""Canonical JSON (RFC 8785) and SHA-256, on which keys, digests and the ledger stand."""

import hashlib
from typing import Any

import rfc8785


def canonical_json(value: Any) -> bytes:
    """The one byte form of a JSON value (RFC 8785).

    Raises:
        rfc8785.CanonicalizationError: the value is not JSON (a set, a huge integer).
    """
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """SHA-256 (lower-case hex) of the canonical JSON of a value."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
