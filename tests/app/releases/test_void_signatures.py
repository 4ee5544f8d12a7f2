"""What was signed is public no other way: whatever is chosen or known afterwards asks for another
edition, with signatures and waivers of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.releases.conftest import NAME, chosen
from earwitness.app.releases import choices, corrections
from earwitness.app.releases.building import build
from earwitness.app.releases.clips import ClipWish, choose_clip
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.history import public_now
from earwitness.app.releases.publishing import publish
from earwitness.app.releases.signing import sign, waive
from earwitness.app.releases.tools import Tools
from earwitness.app.releases.wiring import prepared, publisher
from earwitness.records.errors import CaseUnusable
from earwitness.records.release import AudioChoice
from earwitness.runtime.runner import Workplace
from fakes.release_tools import Desk, finding

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def tools(desk: Desk) -> Tools:
    """Pages and texts as they are made, and a gate that says what it is told to say."""
    return replace(desk.tools(), publisher=publisher, prepare=prepared)


def sign_by_two(place: Workplace, tools: Tools) -> None:
    for person in ("Olena Marchenko", "Taras Hnatiuk"):
        sign(place, tools, NAME, by=person)


def lengthen(place: Workplace, own: str) -> None:
    choose_clip(place, NAME, own, ClipWish(end_ms=2000, exact=True))


def add_a_restricted_one(place: Workplace, own: str) -> None:
    chosen(place, 0, end_ms=1000)
    assert any(clip.restricted for clip in draft_of(NAME).clips)


def add_sound(place: Workplace, own: str) -> None:
    choose_clip(place, NAME, own, ClipWish(audio=AudioChoice.PLAIN))


@pytest.mark.parametrize("change", [lengthen, add_a_restricted_one, add_sound])
def test_what_is_changed_after_two_signed_goes_out_in_no_way_before_two_sign_again(
    spoken: Workplace, tools: Tools, tmp_path: Path, change: Callable[[Workplace, str], None]
) -> None:
    own = chosen(spoken, 1, end_ms=1500, exact=True)
    build(spoken, tools, NAME)
    sign_by_two(spoken, tools)
    change(spoken, own)
    for attempt in (
        lambda: publish(spoken, tools, NAME, tmp_path / "out"),
        lambda: sign(spoken, tools, NAME, by="Ivan"),
    ):
        with pytest.raises(CaseUnusable, match="was changed since edition 1"):
            attempt()
    for clip in draft_of(NAME).clips:
        if clip.restricted:
            with pytest.raises(CaseUnusable, match="cannot be built yet"):
                build(spoken, tools, NAME)
            choices.lift(spoken, NAME, clip.id, why="The family agrees.", by="Olena")
            choices.warn(spoken, NAME, clip.id, "Tells of the dead.")
    again = build(spoken, tools, NAME)
    assert again.edition.number == 2 and again.sign_offs == ()
    with pytest.raises(CaseUnusable, match="0 of 2 people"):
        publish(spoken, tools, NAME, tmp_path / "out")
    assert public_now(NAME) is None and not (tmp_path / "out").exists()


def test_a_lifted_restriction_falls_when_the_clip_is_made_longer(
    spoken: Workplace, tools: Tools, tmp_path: Path
) -> None:
    own = chosen(spoken, 0, end_ms=1000, exact=True)
    choices.lift(spoken, NAME, own, why="The family agrees.", by="Olena")
    choices.warn(spoken, NAME, own, "Tells of the dead.")
    build(spoken, tools, NAME)
    sign_by_two(spoken, tools)
    lengthen(spoken, own)
    with pytest.raises(CaseUnusable, match="was changed since"):
        publish(spoken, tools, NAME, tmp_path / "out")
    with pytest.raises(CaseUnusable, match="cannot be built yet") as refused:
        build(spoken, tools, NAME)
    assert "restricted" in refused.value.remedy


def test_waivers_are_of_one_edition_though_the_next_has_the_same_bytes(
    spoken: Workplace, tools: Tools, desk: Desk, tmp_path: Path
) -> None:
    chosen(spoken)
    desk.findings = [finding()]
    first = build(spoken, tools, NAME)
    for person in ("Olena", "Taras"):
        waive(spoken, tools, NAME, "finding-0001", why="A price.", by=person)
    sign_by_two(spoken, tools)
    again = build(spoken, tools, NAME)
    assert again.edition.package_digest == first.edition.package_digest
    assert again.sign_offs == () and [one.accepted for one in again.matters] == [False]
    with pytest.raises(CaseUnusable, match="have not accepted"):
        publish(spoken, tools, NAME, tmp_path / "out")


def test_a_clip_of_text_alone_is_corrected_on_its_page_and_on_the_first(
    spoken: Workplace, tools: Tools, tmp_path: Path
) -> None:
    own = chosen(spoken)
    build(spoken, tools, NAME)
    sign_by_two(spoken, tools)
    publish(spoken, tools, NAME, tmp_path / "one")
    corrections.correct(spoken, NAME, own, "He says Sunday.", on="2026-12-01")
    build(spoken, tools, NAME)
    with pytest.raises(CaseUnusable, match="0 of 2 people"):
        publish(spoken, tools, NAME, tmp_path / "two")
    sign_by_two(spoken, tools)
    publish(spoken, tools, NAME, tmp_path / "two")
    names = {path.name for path in (tmp_path / "two").iterdir()}
    assert names == {path.name for path in (tmp_path / "one").iterdir()}
    assert not any(name.endswith(".mp3") for name in names)
    for page in ("index.html", f"clip-{own}.html"):
        assert "He says Sunday." in (tmp_path / "two" / page).read_text()
