"""Publishers of findings alone: what is said when they make no file, and what tells readers."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.releases.conftest import NAME, chosen
from earwitness.app.releases import corrections, sayings
from earwitness.app.releases.building import build
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.publishing import publish
from earwitness.app.releases.readiness import advice
from earwitness.app.releases.signing import sign
from earwitness.app.releases.tools import Tools
from earwitness.app.releases.wiring import publisher
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.runner import Workplace
from fakes.release_tools import Desk

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def tools(desk: Desk) -> Tools:
    return replace(desk.tools(), publisher=publisher)


@pytest.mark.parametrize("one", ["follow-the-money", "case-uco"])
def test_of_a_release_without_findings_they_make_no_file_and_it_is_said(
    spoken: Workplace, tools: Tools, one: str
) -> None:
    chosen(spoken)
    sayings.say(spoken, NAME, "publishers", ["html", one])
    assert any(f"{one} makes no file" in told for told in advice(draft_of(NAME)))
    standing = build(spoken, tools, NAME)
    assert all(file.path.startswith("html/") for file in standing.edition.files)
    sayings.say(spoken, NAME, "publishers", [one])
    with pytest.raises(CaseUnusable, match="No file can be made") as refused:
        build(spoken, tools, NAME)
    assert f"publishers html {one}" in refused.value.remedy


def test_a_clip_is_withdrawn_on_a_page_where_nothing_else_can_say_so(
    spoken: Workplace, tools: Tools, tmp_path: Path
) -> None:
    own = chosen(spoken)
    sayings.say(spoken, NAME, "publishers", ["html"])
    build(spoken, tools, NAME)
    for person in ("Olena", "Taras"):
        sign(spoken, tools, NAME, by=person)
    publish(spoken, tools, NAME, tmp_path / "one")
    sayings.say(spoken, NAME, "publishers", ["follow-the-money", "case-uco"])
    draft = corrections.withdraw_clip(spoken, NAME, own, why="The voice was another's.")
    assert draft.publishers == ("follow-the-money", "case-uco", "html")
    standing = build(spoken, tools, NAME)
    paths = {file.path for file in standing.edition.files}
    assert paths == {"html/index.html", f"html/clip-{own}.html"}


def test_other_publishers_are_left_as_they_were_chosen(
    spoken: Workplace, tools: Tools, tmp_path: Path
) -> None:
    own = chosen(spoken)
    sayings.say(spoken, NAME, "publishers", ["audio"])
    build(spoken, tools, NAME)
    for person in ("Olena", "Taras"):
        sign(spoken, tools, NAME, by=person)
    publish(spoken, tools, NAME, tmp_path / "one")
    assert corrections.withdraw_clip(spoken, NAME, own, why="So.").publishers == ("audio",)
