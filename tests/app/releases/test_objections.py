"""Objections: while one has no answer, nothing is signed."""

import pytest

from app.releases.conftest import NAME, chosen, recording
from earwitness.app import custody
from earwitness.app.forgetting import forget
from earwitness.app.releases import objections
from earwitness.app.releases.answers import dispute_answers
from earwitness.app.releases.building import build
from earwitness.app.releases.choices import say_fact
from earwitness.app.releases.clips import drop_clip
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.publishing import publish
from earwitness.app.releases.signing import sign
from earwitness.app.releases.standing import newest_edition, standing_of
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.models import ObjectionRow
from fakes.release_tools import Desk

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def clip(spoken: Workplace, desk: Desk) -> str:
    """The one clip of the first edition."""
    own = chosen(spoken)
    build(spoken, desk.tools(), NAME, by="Olena")
    return own


def test_an_unanswered_objection_keeps_a_release_from_being_signed(
    spoken: Workplace, desk: Desk, clip: str
) -> None:
    made = objections.object_to(spoken, NAME, clip, why="His mother is named.", by="Petro")
    with pytest.raises(CaseUnusable, match="Petro objects"):
        sign(spoken, desk.tools(), NAME, by="Olena")
    standing = standing_of(spoken, desk.tools(), newest_edition(NAME), draft=draft_of(NAME))
    assert any("Petro objects" in one for one in standing.missing)
    objections.answer(spoken, NAME, made.id, why="She agrees.", by="Taras")
    assert sign(spoken, desk.tools(), NAME, by="Olena").sign_offs


def test_who_objected_cannot_answer_whatever_the_spelling(spoken: Workplace, clip: str) -> None:
    made = objections.object_to(spoken, NAME, clip, why="No.", by="Petro")
    for name in ("Petro", " petro ", "Петро"):
        with pytest.raises(WrongUsage, match="somebody else"):
            objections.answer(spoken, NAME, made.id, why="Well.", by=name)
    with pytest.raises(WrongUsage, match="Nobody else can take it back"):
        objections.take_back(spoken, NAME, made.id, why="Well.", by="Olena")
    objections.take_back(spoken, NAME, made.id, why="I misheard.", by="Petro")
    with pytest.raises(WrongUsage, match="already"):
        objections.answer(spoken, NAME, made.id, why="Well.", by="Olena")


def test_a_changed_clip_still_needs_an_answer_and_a_dropped_one_does_not(
    spoken: Workplace, clip: str
) -> None:
    objections.object_to(spoken, NAME, clip, why="No.", by="Petro")
    say_fact(spoken, NAME, clip, "Place", "near Bucha", by="Olena")
    assert objections.open_disputes(draft_of(NAME))
    drop_clip(spoken, NAME, clip, by="Olena")
    assert not objections.open_disputes(draft_of(NAME))
    assert [one["state"] for one in dispute_answers(NAME)] == ["clip_gone"]


def test_an_objection_after_two_signed_keeps_it_from_being_published(
    spoken: Workplace, desk: Desk, clip: str
) -> None:
    for name in ("Olena", "Taras"):
        sign(spoken, desk.tools(), NAME, by=name)
    objections.object_to(spoken, NAME, clip, why="No.", by="Petro")
    target = spoken.folder.root.parent / "out"
    with pytest.raises(CaseUnusable, match="Petro objects"):
        publish(spoken, desk.tools(), NAME, target)
    assert not target.exists()


def test_an_objection_that_is_taken_out_of_the_store_is_missed(
    spoken: Workplace, desk: Desk, clip: str
) -> None:
    objections.object_to(spoken, NAME, clip, why="No.", by="Petro")
    ObjectionRow.objects.all().delete()
    with pytest.raises(CaseUnusable, match="lacks an objection"):
        sign(spoken, desk.tools(), NAME, by="Olena")
    assert [one["kind"] for one in custody.verify(spoken)["problems"]] == ["row_missing"]


def test_an_objection_that_is_given_to_another_release_is_missed(
    spoken: Workplace, desk: Desk, clip: str
) -> None:
    objections.object_to(spoken, NAME, clip, why="No.", by="Petro")
    ObjectionRow.objects.update(release="other")
    assert custody.verify(spoken)["problems"]
    assert not objections.open_disputes(draft_of(NAME))


def test_forgetting_the_recording_takes_its_objections_along(spoken: Workplace, clip: str) -> None:
    objections.object_to(spoken, NAME, clip, why="His mother is named.", by="Petro")
    forget(spoken, recording(1), why="Asked to.")
    assert not ObjectionRow.objects.exists()
    assert not custody.verify(spoken)["problems"]
