"""A recording is forgotten: releases go on without it, and what was public stays listed."""

from pathlib import Path

import pytest

from app.releases.conftest import NAME, chosen, recording
from earwitness.app import custody
from earwitness.app.bags import take_bag
from earwitness.app.exporting import export_as
from earwitness.app.forgetting import forget
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.opening import create_case
from earwitness.app.release_packages import edition_folder
from earwitness.app.releases import choices, sayings
from earwitness.app.releases.building import build
from earwitness.app.releases.drafts import draft_of, new_release
from earwitness.app.releases.history import public_spans, was_public
from earwitness.app.releases.publishing import publish
from earwitness.app.releases.signing import sign, waive
from earwitness.app.releases.standing import newest_edition, standing_of
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.models import LedgerRow, SaltRow
from fakes.release_tools import Desk, finding

pytestmark = pytest.mark.usefixtures("release")


def public(place: Workplace, desk: Desk, target: Path) -> None:
    build(place, desk.tools(), NAME)
    for person in ("Olena", "Taras"):
        for own in standing_of(
            place, desk.tools(), newest_edition(NAME), draft=draft_of(NAME)
        ).matters:
            waive(place, desk.tools(), NAME, own.id, why="He told of a price.", by=person)
    for person in ("Olena", "Taras"):
        sign(place, desk.tools(), NAME, by=person)
    publish(place, desk.tools(), NAME, target)


def holders(root: Path, text: str) -> list[str]:
    return [
        path.name
        for path in root.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    ]


@pytest.mark.file_store
def test_the_draft_goes_on_without_its_clips_and_nothing_said_is_left(
    spoken: Workplace, desk: Desk, tmp_path: Path
) -> None:
    gone, stays = chosen(spoken, 1, title="Wörter der Frau"), chosen(spoken, 2)
    choices.say_fact(spoken, NAME, gone, "Place", "beim Brunnen von Xanadu")
    desk.findings = [finding()]
    public(spoken, desk, tmp_path / "one")
    sayings.say(spoken, NAME, "method", ["We listened."])
    build(spoken, desk.tools(), NAME)  # an edition that never became public
    version = draft_of(NAME).version
    assert holders(spoken.folder.root, "Xanadu") and holders(spoken.folder.root, "of a price")
    forget(spoken, recording(1), why="the source withdrew consent")
    draft = draft_of(NAME)
    assert [clip.id for clip in draft.clips] == [stays] and draft.version == version + 1
    assert releases.drafts(NAME) == (draft,)
    for words in ("Xanadu", "der Frau", "of a price"):
        assert holders(spoken.folder.root, words) == [], words
    assert not edition_folder(spoken.folder, NAME, 1).exists()
    assert not edition_folder(spoken.folder, NAME, 2).exists()
    assert [one.number for one in releases.editions(NAME)] == [1]
    (span,) = public_spans(NAME)
    assert span.step.edition == 1 and len(releases.sign_offs(NAME, 1)) == 2
    assert was_public(NAME, gone), "nobody can tell any more what an edition held"
    assert custody.verify(spoken)["ok"]
    assert (tmp_path / "one" / "page.txt").exists(), "copies outside are not reached"


def test_no_number_of_an_edition_is_given_twice(spoken: Workplace, desk: Desk) -> None:
    chosen(spoken, 1)
    chosen(spoken, 2)
    build(spoken, desk.tools(), NAME)
    forget(spoken, recording(1), why="the source withdrew consent")
    assert build(spoken, desk.tools(), NAME).edition.number == 2
    assert custody.verify(spoken)["ok"]


def test_other_releases_keep_their_packages_but_the_gate_looks_again(
    spoken: Workplace, desk: Desk
) -> None:
    chosen(spoken, 2)
    standing = build(spoken, desk.tools(), NAME)
    assert standing.look is not None
    new_release(spoken, "other-1", title="T")
    forget(spoken, recording(1), why="the source withdrew consent")
    assert len(releases.drafts(NAME)) == 2
    after = standing_of(spoken, desk.tools(), standing.edition, draft=draft_of(NAME))
    assert (after.changes, after.look) == ((), None)
    assert custody.verify(spoken)["ok"]


def test_an_interrupted_forgetting_takes_the_packages_later(
    spoken: Workplace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(spoken, 1)
    build(spoken, desk.tools(), NAME)
    mine = spoken.folder.releases / NAME / "notes.txt"
    mine.write_text("of a person")
    monkeypatch.setattr("earwitness.app.forgetting.finish_forgetting", lambda _: 0)
    forget(spoken, recording(1), why="the source withdrew consent")
    assert edition_folder(spoken.folder, NAME, 1).exists()
    finish_forgetting(spoken)
    assert not edition_folder(spoken.folder, NAME, 1).exists()
    assert mine.exists()
    assert custody.verify(spoken)["ok"]


def test_the_ledger_tells_nothing_of_what_was_chosen(spoken: Workplace) -> None:
    chosen(spoken, 1)
    assert SaltRow.objects.filter(subject=NAME).exists()
    entries = LedgerRow.objects.filter(action="release_draft").count()
    forget(spoken, recording(1), why="the source withdrew consent")
    assert LedgerRow.objects.filter(action="release_draft").count() == entries + 1
    salts = SaltRow.objects.filter(subject=NAME).values_list("salt", flat=True)
    assert len(salts) == 1  # of the version that stays; the old one is gone


def test_a_bag_holds_the_rows_of_releases_and_another_case_takes_none(
    spoken: Workplace, desk: Desk, tmp_path: Path
) -> None:
    chosen(spoken, 1)
    build(spoken, desk.tools(), NAME)
    export_as("bag", spoken, tmp_path / "bag", progress=SilentProgress())
    assert not list((tmp_path / "bag").rglob("page.txt"))
    other = create_case(tmp_path / "other", time_zone="Europe/Kyiv", region="RU")
    taken = take_bag(other, tmp_path / "bag", progress=SilentProgress())
    assert {"release_draft", "release_edition", "gate_look"} <= set(taken.not_read)
    assert releases.names() == ()
    assert custody.verify(other)["ok"]
