"""The rows of releases, as `verification` compares them with the ledger."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, Model, OuterRef

from earwitness.records.release import ReleaseEvent
from earwitness.runtime.canonical import digest
from earwitness.runtime.store import objections, release_clips, releases, salts
from earwitness.runtime.store.as_written import is_json_as_written, text_of
from earwitness.runtime.store.models import (
    GateLookRow,
    LedgerRow,
    ObjectionRow,
    ReleaseClipRow,
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
    ObjectionRow,
)


def stored_of_releases(release: str = "") -> Iterator[Stored]:
    """Every row of every release; or of one, and then of its drafts the leading one."""
    rows_of = partial(_rows_of, release)
    for row in rows_of(ReleaseDraftRow):
        yield Stored(
            kind="draft of a release",
            action=releases.DRAFT,
            subject=row.release,
            content=partial(_draft_content, row),
        )
    yield from _clips_without_draft(release)
    for row in rows_of(ReleaseEditionRow):
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
        for row in rows_of(table):
            subject = releases.gate_subject(row.release, row.edition)
            yield _of_edition(row, kind, action, subject)
    for row in rows_of(SignOffRow):
        subject = releases.edition_subject(row.release, row.edition)
        yield _of_edition(row, "sign-off", releases.SIGN_OFF, subject)
    for row in rows_of(ReleaseStepRow):
        subject = releases.edition_subject(row.release, row.edition)
        yield _of_edition(row, "step of a release", _action_of(row), subject)
    for row in rows_of(ObjectionRow):
        columns = (("id", "id"), ("subject", "subject"), ("release", "release"))
        content = partial(_content, row, *columns)
        yield Stored(
            kind="objection", action=objections.ACTION, subject=row.subject, content=content
        )


def unrecorded(release: str) -> tuple[str, ...]:
    """Kinds of rows of one release that no entry of the ledger fits; of its drafts only the leading
    one is looked at, which must be the newest that was recorded.

    `verification` says more, of everything. This is quick enough to stand before every signature.
    """
    found = (one.kind for one in stored_of_releases(release) if not _is_recorded(one))
    return tuple(dict.fromkeys(found))


def _is_recorded(stored: Stored) -> bool:
    entries = LedgerRow.objects.filter(action=stored.action, subject=stored.subject)
    if stored.action == releases.DRAFT:
        entries = entries.order_by("-sequence")[:1]
    salt = salts.salts_of([stored.subject]).get(stored.subject)
    try:
        possible = salts.possible_digests(stored.action, stored.content(), salt)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return False  # no longer of its form
    return not {entry.digest for entry in entries}.isdisjoint(possible)


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


def _draft_content(row: Any) -> str:
    """The digest of a draft with its clips, of which those that are of its version are in it."""
    fits = (row.release, row.version) == (row.body["name"], row.body["version"])
    if not fits or not is_json_as_written(row.body, row.raw_body):
        return DAMAGED
    kept = release_clips.rows_of(row.release, row.body["clips"])
    own = ReleaseClipRow.objects.filter(release=row.release, version=row.version)
    strays = set(own.values_list("clip", "version")) - set(kept)
    if strays or not all(_is_clip_as_written(one) for one in kept.values()):
        return DAMAGED
    return digest(release_clips.with_clips(row.body, kept))


def _is_clip_as_written(row: Any) -> bool:
    return row.clip == row.body["id"] and is_json_as_written(row.body, row.raw_body)


def _clips_without_draft(release: str) -> Iterator[Stored]:
    """Clips of versions of a draft that are not there: no entry of the ledger fits them."""
    drafts = ReleaseDraftRow.objects.filter(
        release=OuterRef("release"), version=OuterRef("version")
    )
    lost = ReleaseClipRow.objects.filter(~Exists(drafts))
    for name in (lost.filter(release=release) if release else lost).values_list(
        "release", flat=True
    ):
        yield Stored(
            kind="clip of a release",
            action=releases.DRAFT,
            subject=name,
            content=lambda: DAMAGED,
        )


def _rows_of(release: str, table: Any) -> Iterator[Any]:
    raw: Any = {"raw_body": text_of("body")}
    rows = table._default_manager.annotate(**raw)
    if release:
        rows = rows.filter(release=release)
        if table is ReleaseDraftRow:
            rows = rows.filter(
                pk__in=list(rows.order_by("-version").values_list("pk", flat=True)[:1])
            )
    yield from rows.order_by("pk").iterator(chunk_size=100)
