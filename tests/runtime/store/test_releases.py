"""Rows of releases: whatever is changed in them, `verify` says it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from earwitness.app import custody
from earwitness.records.errors import CaseUnusable
from earwitness.records.gate import GateReport
from earwitness.records.objection import Objection
from earwitness.records.release import (
    ClipChoice,
    Edition,
    GateLook,
    PackageFile,
    ReleaseDraft,
    ReleaseEvent,
    ReleaseStep,
    SignOff,
    Waiver,
)
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, objections, releases
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.models import ReleaseClipRow, ReleaseDraftRow, ReleaseStepRow
from earwitness.runtime.store.release_forgetting import releases_with
from earwitness.runtime.store.release_verification import TABLES, unrecorded

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
DIGEST = "d" * 64


@pytest.fixture
def stored(place: Workplace) -> Workplace:
    """A row of each kind."""
    draft = ReleaseDraft(name="one", version=1, public_id="x", title="T", by="Olena", at=NOW)
    edition = Edition(
        release="one", number=1, draft_version=1, package_digest=DIGEST, by="Olena", at=NOW,
        files=(PackageFile(path="a.txt", sha256=DIGEST, byte_size=3),),
    )  # fmt: skip
    own: dict[str, Any] = {"release": "one", "edition": 1, "package_digest": DIGEST, "at": NOW}
    report = GateReport(findings=(), unopened=(), file_count=1, byte_count=3, heard_ms=0)
    with writing(place.folder.database):
        releases.add_draft(draft, actor="root")
        releases.add_edition(edition, actor="root")
        look = GateLook(id="gate-1", identifiers_digest="e", report=report, actor="root", **own)
        releases.add_look(look, actor="root")
        waiver = Waiver(id="waiver-1", finding_id="finding-1", by="Olena", why="So.", **own)
        releases.add_waiver(waiver, actor="root")
        releases.add_sign_off(SignOff(id="sign-1", by="Olena", **own), actor="root")
        for number, event in enumerate(ReleaseEvent):
            step = ReleaseStep(id=f"step-{number}", event=event, by="Olena", **own)
            releases.add_step(step, actor="root")
        against = Objection(
            id="objection-1", subject="a" * 64, release="one", clip_id="x", by="Petro", at=NOW,
            why="His mother is named.",
        )  # fmt: skip
        objections.add(against, actor="root")
    return place


def test_what_was_stored_comes_back_and_fits_the_ledger(stored: Workplace) -> None:
    assert custody.verify(stored)["ok"]
    assert [one.by for one in releases.sign_offs("one", 1)] == ["Olena"]
    assert [one.event.value for one in releases.steps("one")] == ["published", "withdrawn"]
    assert releases.waivers("one", 2) == ()
    assert [one.action for one in journal.entries(subject="one")] == [
        "release_draft", "release_edition", "release_gate", "release_waiver", "release_sign_off",
        "release_published", "release_withdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("how", ["body", "column", "gone"])
def test_a_row_that_is_changed_or_gone_is_found(stored: Workplace, table: Any, how: str) -> None:
    row = table.objects.first()
    if how == "gone":
        row.delete()
    elif how == "column":
        row.release = "two"
        row.save()
    else:
        row.body = {**row.body, "by": "Somebody else"}
        row.save()
    kinds = {one["kind"] for one in custody.verify(stored)["problems"]}
    assert kinds == ({"row_missing"} if how == "gone" else {"row_changed", "row_missing"})


def clip(number: int, title: str = "On the line") -> ClipChoice:
    return ClipChoice(
        id=f"clip{number}", call_id="call-1", sha256=f"{number:064}", start_ms=0, end_ms=2000,
        title=title,
    )  # fmt: skip


def draft(version: int, *clips: ClipChoice) -> ReleaseDraft:
    return ReleaseDraft(
        name="many", version=version, public_id="x", title="T", by="Olena", at=NOW, clips=clips
    )


def keep(place: Workplace, *drafts: ReleaseDraft) -> Workplace:
    with writing(place.folder.database):
        for one in drafts:
            releases.add_draft(one, actor="root")
    return place


def stored_letters() -> int:
    tables: Any = (ReleaseDraftRow, ReleaseClipRow)
    return sum(len(str(row.body)) for table in tables for row in table.objects.all())


def test_a_version_keeps_the_clips_that_were_changed_and_no_others(place: Workplace) -> None:
    clips = [clip(number) for number in range(40)]
    keep(place, draft(1, *clips))
    once = stored_letters()
    made = [draft(1, *clips)]
    for version in range(2, 42):
        changed = clip(version % 40, f"Title {version}")
        clips = [changed if one.id == changed.id else one for one in reversed(clips)]
        made.append(draft(version, *clips))
    keep(place, *made[1:])
    assert releases.drafts("many") == tuple(made)
    assert releases.draft_version("many", 7) == made[6]
    assert stored_letters() < 8 * once  # of 41 versions
    assert custody.verify(place)["ok"] and unrecorded("many") == ()
    assert releases_with(f"{39:064}") == ("many",)


def test_a_dropped_clip_that_comes_back_is_kept_anew(place: Workplace) -> None:
    made = (draft(1, clip(1), clip(2)), draft(2, clip(1)), draft(3, clip(2), clip(1)))
    keep(place, *made)
    assert releases.drafts("many") == made
    assert custody.verify(place)["ok"]


def test_a_draft_that_an_earlier_version_stored_whole_is_read_and_goes_on(place: Workplace) -> None:
    body = to_json(draft(1, clip(1), clip(2)))
    with writing(place.folder.database):
        journal.append(actor="root", action="release_draft", subject="many", digest=digest(body))
        ReleaseDraftRow.objects.create(release="many", version=1, body=body)
    assert releases_with(f"{2:064}") == ("many",)
    keep(place, draft(2, clip(1), clip(2, "Another")))
    assert releases.drafts("many") == (
        draft(1, clip(1), clip(2)),
        draft(2, clip(1), clip(2, "Another")),
    )
    assert custody.verify(place)["ok"] and unrecorded("many") == ()


@pytest.mark.parametrize("how", ["body", "column", "gone", "stray", "lost"])
def test_a_clip_of_a_draft_that_is_changed_or_gone_is_found(place: Workplace, how: str) -> None:
    keep(place, draft(1, clip(1)), draft(2, clip(1), clip(2)))
    row = ReleaseClipRow.objects.get(clip="clip1")
    if how == "body":
        row.body = {**row.body, "end_ms": 9000}
        row.save()
    elif how == "column":
        row.version = 2
        row.save()
    elif how == "gone":
        row.delete()
    elif how == "stray":
        ReleaseClipRow.objects.create(release="many", clip="c", version=2, body=to_json(clip(3)))
    else:
        ReleaseClipRow.objects.create(release="many", clip="c", version=9, body=to_json(clip(3)))
    assert "row_changed" in {one["kind"] for one in custody.verify(place)["problems"]}
    assert unrecorded("many")
    if how in ("column", "gone"):
        with pytest.raises(CaseUnusable, match="missing"):
            releases.newest_draft("many")


def test_a_withdrawal_cannot_be_made_a_publication(stored: Workplace) -> None:
    row = ReleaseStepRow.objects.get(pk="step-1")
    row.body = {**row.body, "event": "published"}
    row.save()
    assert not custody.verify(stored)["ok"]


def test_the_mark_of_identifiers_is_salted_and_follows_the_set(place: Workplace) -> None:
    one, two = ("number", "+79552110002"), ("name", "Светозаров")
    with writing(place.folder.database):
        first = releases.identifiers_mark([one, two])
        assert releases.identifiers_mark([two, one, one]) == first
        assert releases.identifiers_mark([one]) != first
        releases.SaltRow.objects.all().delete()
        assert releases.identifiers_mark([one, two]) != first
