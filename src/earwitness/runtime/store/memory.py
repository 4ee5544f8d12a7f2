"""Rows that are no observations, and so in no ledger: each bears a digest of itself.

With it `verify` finds a bit that fell over. It proves nothing against who writes the digest anew.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from earwitness.records.custody import VerificationProblem
from earwitness.runtime.canonical import digest
from earwitness.runtime.store.as_written import text_of, time_as_written
from earwitness.runtime.store.models import ProblemRow, SeenFileRow

KIND = "memory_changed"
UNDIGESTED = ""
"""In rows that version 0.1.0 wrote."""


def digest_of_seen(path: str, sha256: str, signature: Sequence[int]) -> str:
    """The digest of a `SeenFileRow`."""
    return digest([path, sha256, json.dumps(signature)])


def digest_of_problem(subject: str, stage: str, what: str, remedy: str, met_at: datetime) -> str:
    """The digest of a `ProblemRow`."""
    return digest([subject, stage, what, remedy, time_as_written(met_at)])


def check_memory() -> Iterator[VerificationProblem]:
    """Rows that are not as they were written, but for those that version 0.1.0 wrote."""
    seen = SeenFileRow.objects.order_by("path").values_list(
        "digest", "path", "sha256", text_of("signature")
    )
    for kept, *texts in seen.iterator():
        if not _fits(kept, texts):
            detail = "how intake saw this file is not what was written; it will be read again"
            yield VerificationProblem(kind=KIND, subject=str(texts[0]), detail=detail)
    problems = ProblemRow.objects.order_by("id").values_list(
        "digest", "subject", "stage", "what", "remedy", text_of("met_at")
    )
    for kept, *texts in problems.iterator():
        if not _fits(kept, texts):
            detail = "the open problem with it is not what was written"
            yield VerificationProblem(kind=KIND, subject=str(texts[0]), detail=detail)


def _fits(kept: object, texts: Sequence[object]) -> bool:
    if kept == UNDIGESTED:
        return True
    return all(isinstance(text, str) for text in texts) and kept == digest(list(texts))
