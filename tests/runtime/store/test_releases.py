"""Rows of releases: whatever is changed in them, `verify` says it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from earwitness.app import custody
from earwitness.records.gate import GateReport
from earwitness.records.release import (
    Edition,
    GateLook,
    PackageFile,
    ReleaseDraft,
    ReleaseEvent,
    ReleaseStep,
    SignOff,
    Waiver,
)
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, releases
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.release_verification import TABLES

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


def test_a_withdrawal_cannot_be_made_a_publication(stored: Workplace) -> None:
    table = TABLES[-1]
    row = table._default_manager.get(pk="step-1")
    row.body = {**row.body, "event": "published"}  # type: ignore[attr-defined]
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
