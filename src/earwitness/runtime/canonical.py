"""Canonical JSON (RFC 8785) and SHA-256, on which keys, digests and the ledger stand."""

import hashlib
from collections.abc import Iterable
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


def digest_of_list(values: Iterable[Any]) -> str:
    """`digest` of the list of these values, one after the other: memory holds one at a time."""
    stored = hashlib.sha256(b"[")
    for place, value in enumerate(values):
        stored.update(b"," + canonical_json(value) if place else canonical_json(value))
    stored.update(b"]")
    return stored.hexdigest()
