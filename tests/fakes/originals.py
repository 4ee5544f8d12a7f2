"""Originals looked at as `verify` does, without a store."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from earwitness.archive.reading_ahead import ReadingAhead
from earwitness.archive.verification import named_by, unrecorded
from earwitness.records.custody import VerificationProblem
from earwitness.records.recording import Recording
from earwitness.runtime.progress import SilentProgress


def verify_originals(
    originals: Path, recordings: Iterable[Recording]
) -> Iterator[VerificationProblem]:
    """Everything that is wrong in `originals/`."""
    known = tuple(recordings)
    with ReadingAhead(originals, known, fast=False) as looked:
        yield from looked.findings(SilentProgress())
    yield from unrecorded(originals, named_by(known))
