"""The rows of releases, as `verification` compares them with the ledger."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Model

from earwitness.records.release import ReleaseEvent
from earwitness.runtime.store import releases
from earwitness.runtime.store.as_written import text_of
from earwitness.runtime.store.models import (
    GateLookRow,
    ReleaseDraftRow,
    ReleaseEditionRow,
    ReleaseStepRow,
    SignOffRow,
    WaiverRow,
)
from earwitness.runtime.store.row_contents import DAMAGED, written_digest
from earwitness.runtime.store.stored import Stored

TABLES: tuple[type[Model], ...] = (
    ReleaseDraftRow,
    ReleaseEditionRow,
    GateLookRow,
    WaiverRow,
    SignOffRow,
    ReleaseStepRow,
)


def stored_of_releases() -> Iterator[Stored]:
    """Every row of every release."""
    for row in _rows(ReleaseDraftRow):
        yield Stored(
            kind="draft of a release",
            action=releases.DRAFT,
            subject=row.release,
            content=partial(_content, row, ("release", "name"), ("version", "version")),
        )
    for row in _rows(ReleaseEditionRow):
        yield Stored(
            kind="edition of a release",
            action=releases.EDITION,
            subject=releases.edition_subject(row.release, row.number),
            content=partial(_content, row, ("release", "release"), ("number", "number")),
        )
    for table, kind, action in (
        (GateLookRow, "gate report", releases.GATE),
        (WaiverRow, "waiver", releases.WAIVER),
    ):
        for row in _rows(table):
            subject = releases.gate_subject(row.release, row.edition)
            yield _of_edition(row, kind, action, subject)
    for row in _rows(SignOffRow):
        subject = releases.edition_subject(row.release, row.edition)
        yield _of_edition(row, "sign-off", releases.SIGN_OFF, subject)
    for row in _rows(ReleaseStepRow):
        subject = releases.edition_subject(row.release, row.edition)
        yield _of_edition(row, "step of a release", _action_of(row), subject)


def _of_edition(row: Any, kind: str, action: str, subject: str) -> Stored:
    columns = (("id", "id"), ("release", "release"), ("edition", "edition"))
    return Stored(
        kind=kind, action=action, subject=subject, content=partial(_content, row, *columns)
    )


def _action_of(row: Any) -> str:
    """The act of a step; a row that tells of none fits no act."""
    event = row.body.get("event") if isinstance(row.body, dict) else None
    return releases.event_action(ReleaseEvent(event)) if event in set(ReleaseEvent) else DAMAGED


def _content(row: Any, *columns: tuple[str, str]) -> str:
    """The digest of a row whose columns are what its record says."""
    fits = all(getattr(row, column) == row.body[name] for column, name in columns)
    return written_digest(row) if fits else DAMAGED


def _rows(table: Any) -> Iterator[Any]:
    raw: Any = {"raw_body": text_of("body")}
    rows = table._default_manager.annotate(**raw)
    yield from rows.order_by("pk").iterator(chunk_size=100)
