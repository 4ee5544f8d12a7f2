"""The real tools: pages of real texts, the real gate; text alone needs no model."""

from pathlib import Path

import pytest

from app.releases.conftest import NAME, chosen
from earwitness.app import custody
from earwitness.app.releases import choices, english, sayings
from earwitness.app.releases.building import build
from earwitness.app.releases.corrections import withdraw_clip, withdraw_release
from earwitness.app.releases.disguises import attack_package
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.publishing import publish
from earwitness.app.releases.signing import sign
from earwitness.app.releases.suggested import all_suggestions, take_suggestions
from earwitness.app.releases.wiring import tools
from earwitness.records.errors import WrongUsage
from earwitness.records.gate import IdentifierKind
from earwitness.records.release import AudioChoice
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from fakes.dialogue import MOTHER

pytestmark = pytest.mark.usefixtures("release")


def test_a_text_only_clip_goes_all_the_way_out(spoken: Workplace, tmp_path: Path) -> None:
    own = chosen(spoken, 2)
    choices.say_fact(spoken, NAME, own, "Day", "a Monday in spring")
    built = build(spoken, tools(), NAME)
    assert [one.finding for one in built.matters] == []
    for person in ("Olena", "Taras"):
        sign(spoken, tools(), NAME, by=person)
    publish(spoken, tools(), NAME, tmp_path / "out")
    pages = "".join(path.read_text() for path in (tmp_path / "out").rglob("*.html"))
    assert "командир роты сбежал" in pages and "a Monday in spring" in pages
    assert custody.verify(spoken)["ok"]


def test_a_number_that_slipped_into_the_method_is_found_and_keeps_the_release_in(
    spoken: Workplace,
) -> None:
    chosen(spoken, 2)
    sayings.say(spoken, NAME, "method", [f"We rang {MOTHER[:5]} {MOTHER[5:8]}-{MOTHER[8:]}."])
    built = build(spoken, tools(), NAME)
    found = [one.finding for one in built.matters if one.finding]
    assert IdentifierKind.NUMBER in {one.identifier_kind for one in found}
    assert MOTHER[2:] not in "".join(one.what + one.where for one in found)


def test_a_renamed_person_is_in_no_page_under_his_name(spoken: Workplace) -> None:
    own = chosen(spoken, 1)
    choices.rename(spoken, NAME, own, "Лена", "Вера")
    for one in all_suggestions(spoken, tools(), NAME):
        assert one.cover.words.strip(",. ") != "Лена" or one.state == "covered"
    take_suggestions(spoken, tools(), NAME)
    standing = build(spoken, tools(), NAME)
    folder = spoken.folder.releases / NAME / f"edition-{standing.edition.number}"
    pages = "".join(path.read_text() for path in folder.rglob("*.*"))
    assert "Вера" in pages and "Лена" not in pages


def test_a_disguised_clip_that_could_not_be_tried_is_no_clean_one(
    spoken: Workplace, tmp_path: Path
) -> None:
    chosen(spoken, 2, audio=AudioChoice.DISGUISED)
    (tmp_path / "empty").mkdir()
    found = attack_package(spoken, tmp_path / "empty", draft_of(NAME))
    assert {one.identifier_kind for one in found} == {IdentifierKind.VOICE}


def test_english_is_read_exactly_as_it_was_shown(spoken: Workplace) -> None:
    own = chosen(spoken, 1)
    shown = english.show_english(NAME, own)
    assert not shown.read
    for wrong in ("", "abc", "0" * 12):
        with pytest.raises(WrongUsage, match="not the English"):
            english.say_read(spoken, NAME, own, wrong, by="Olena")
    english.say_read(spoken, NAME, own, shown.translation.digest[:12], by="Olena")
    after = english.show_english(NAME, own)
    assert after.read and after.clip.translation_checked_by == "Olena"


def test_why_something_was_withdrawn_is_for_readers_and_no_finding(
    spoken: Workplace, tmp_path: Path
) -> None:
    own = chosen(spoken, 2)
    build(spoken, tools(), NAME)
    for person in ("Olena", "Taras"):
        sign(spoken, tools(), NAME, by=person)
    publish(spoken, tools(), NAME, tmp_path / "out")
    why = "The voice that is heard here belongs to another man than we said."
    withdraw_clip(spoken, NAME, own, why=why)
    assert build(spoken, tools(), NAME).matters == ()
    sayings.say(spoken, NAME, "publishers", ["follow-the-money"])
    withdraw_release(spoken, NAME, why="A source of ours is in danger since this is public.")
    last = build(spoken, tools(), NAME)
    assert last.matters == () and [one.path for one in last.edition.files if "index" in one.path]


def test_a_reason_counts_as_a_note_in_every_later_package_and_keeps_an_earlier_look(
    spoken: Workplace,
) -> None:
    why = "Her sister Halyna told us on the phone that he deserted."
    chosen(spoken, 2)
    sayings.say(spoken, NAME, "known", [f"They said: {why}"])
    first = build(spoken, tools(), NAME)
    assert first.matters == ()
    sign(spoken, tools(), NAME, by="Olena", why=why)
    signed = sign(spoken, tools(), NAME, by="Taras", why="I wrote that sentence, so it stays in.")
    assert signed.missing == () and len(releases.looks(NAME, 1)) == 1
    (matter, *_) = build(spoken, tools(), NAME).matters
    assert matter.finding and matter.finding.identifier_kind is IdentifierKind.NOTE
