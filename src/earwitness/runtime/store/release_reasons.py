"""What people wrote for each other while they led releases; none of it is for readers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from earwitness.runtime.store import releases
from earwitness.runtime.store.models import (
    ObjectionRow,
    ReleaseDraftRow,
    SignOffRow,
    WaiverRow,
)

BY_MACHINE = frozenset({"a recording was forgotten", "the machine found a restriction"})
"""Reasons of versions that the program made."""


def inner(before: datetime | None = None) -> Iterator[str]:
    """Reasons of changes, of lifted restrictions, of accepted findings and of objections, and
    remarks of those who signed, each from before that moment; not why something was withdrawn,
    which readers are told.
    """
    for name in releases.names():
        told = _told_to_readers(name)
        rows = ReleaseDraftRow.objects.filter(release=name)
        for why in (*_whys(rows, before), *_lifted(name, before)):
            if why not in told and why not in BY_MACHINE:
                yield why
    yield from _whys(WaiverRow.objects, before)
    yield from _whys(SignOffRow.objects, before)
    yield from _whys(ObjectionRow.objects, before)


def _whys(rows: Any, before: datetime | None) -> Iterator[str]:
    for why, at in rows.values_list("body__why", "body__at"):
        if why and _is_before(at, before):
            yield why


def _lifted(name: str, before: datetime | None) -> Iterator[str]:
    """Of the leading version alone: in every earlier one it was the reason of a change. After a
    recording was forgotten it is the first."""
    draft = releases.newest_draft(name)
    if draft is not None and (before is None or draft.at < before):
        yield from (clip.lifted_why for clip in draft.clips if clip.lifted_why)


def _told_to_readers(name: str) -> frozenset[str]:
    draft = releases.newest_draft(name)
    said = [draft.withdrawn, *(clip.withdrawn for clip in draft.clips)] if draft else []
    steps = (step.why for step in releases.steps(name))
    return frozenset(filter(None, (*said, *steps)))


def _is_before(at: str, before: datetime | None) -> bool:
    return before is None or datetime.fromisoformat(at) < before
