"""The digest of one row of each table of observations; a row that contradicts itself has none."""

from typing import Any

from cattrs import BaseValidationError

from earwitness.runtime.canonical import digest
from earwitness.runtime.store.as_written import is_json_as_written

DAMAGED = ""
"""Stands for the digest of a row that contradicts itself; no ledger entry has it."""

OF_DAMAGE = (
    BaseValidationError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
)
"""What a row that is no longer of its form raises when it is read."""


def tombstone_content(row: Any) -> str:
    """Of a tombstone."""
    return written_digest(row) if row.sha256 == row.body["sha256"] else DAMAGED


def written_digest(row: Any) -> str:
    """The digest of a row's record; a text that the store would not write is damage."""
    return digest(row.body) if is_json_as_written(row.body, row.raw_body) else DAMAGED


def container_content(row: Any) -> str:
    """Of an archive that was opened."""
    fits = (row.source_path, row.sha256) == (row.body["source_path"], row.body["sha256"])
    return written_digest(row) if fits else DAMAGED


def delivery_content(row: Any) -> str:
    """Of a version of a delivery."""
    fits = (row.delivery, row.version) == (row.body["id"], row.body["version"])
    return written_digest(row) if fits else DAMAGED


def statement_content(row: Any) -> str:
    """Of what is said of a source."""
    fits = (row.source, row.version) == (row.body["source_id"], row.body["version"])
    return written_digest(row) if fits else DAMAGED


def reading_content(row: Any) -> str:
    """Of how a call list was read."""
    fits = (row.list_sha256, row.reading) == (row.body["list_sha256"], row.body["reading"])
    return written_digest(row) if fits else DAMAGED


def transcript_content(row: Any) -> str:
    """Of a transcript from outside."""
    body = row.body
    fits = (row.sha256, row.origin, row.digest) == (
        body["sha256"],
        body["origin"],
        digest(body["turns"]),
    )
    return written_digest(row) if fits else DAMAGED


def version_content(row: Any) -> str:
    """Of a version that a person made."""
    body = row.body
    columns = (row.sha256, row.number, row.digest)
    fits = columns == (body["sha256"], body["number"], digest(body))
    return written_digest(row) if fits else DAMAGED


def said_content(row: Any) -> str:
    """Of a judgement, a grade, a restriction, or a comment."""
    fits = (row.id, row.subject) == (row.body["id"], row.body["subject"])
    return written_digest(row) if fits else DAMAGED


def facts_content(row: Any) -> str:
    """Of a file of facts."""
    fits = (row.sha256, row.name, row.version) == tuple(
        row.body[name] for name in ("sha256", "name", "version")
    )
    return written_digest(row) if fits else DAMAGED


def request_content(row: Any) -> str:
    """Of a query for a stamp."""
    fits = (row.sequence, row.nonce) == (row.body["sequence"], row.body["nonce"])
    return written_digest(row) if fits else DAMAGED
