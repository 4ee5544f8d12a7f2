"""Cutting and covering in a real browser, and the page of a release in its frame."""

from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page

from app.releases.conftest import NAME
from desk.conftest import account, let_in
from desk.releases.conftest import a_clip
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.wiring import publisher
from earwitness.desk.releases import making
from earwitness.desk.roles import Role
from earwitness.records.release import ClipChoice
from earwitness.runtime.runner import Workplace
from fakes.release_tools import Desk

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def now(clip: str) -> ClipChoice:
    return next(one for one in draft_of(NAME).clips if one.id == clip)


def opened(window: BrowserContext, address: str, path: str) -> tuple[Page, list[str]]:
    let_in(window, address, account(Role.PUBLISHER, "olena"))
    page, told = window.new_page(), list[str]()
    page.on("console", lambda one: told.append(one.text))
    page.on("pageerror", lambda one: told.append(str(one)))
    page.goto(path)
    return page, told


def test_a_clip_is_cut_with_a_handle_and_covered_by_dragging(
    team: Workplace, desk: Desk, window: BrowserContext, address: str
) -> None:
    clip = a_clip(team)
    page, told = opened(window, address, f"/releases/{NAME}/clips/{clip}/")
    handle = page.get_by_role("slider", name="End of the clip")
    before = now(clip).end_ms
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.get_by_label("Exactly so").check()
    page.locator("#piece").get_by_role("button", name="Keep").click()
    page.wait_for_load_state()
    assert now(clip).end_ms == before - 310
    box = page.locator("#wave").bounding_box()
    assert box is not None
    middle, top = box["x"] + box["width"] / 2, box["y"] + 20
    page.mouse.move(middle - 60, top)
    page.mouse.down()
    page.mouse.move(middle + 60, top, steps=4)
    page.mouse.up()
    page.locator("#cover").get_by_role("button", name="Cover").click()
    page.wait_for_load_state()
    (made,) = now(clip).covers
    assert 0 < made.start_ms < made.end_ms
    assert page.locator(".band").count() == 1
    assert told == []


def test_the_preview_stands_in_a_frame_without_an_origin(
    team: Workplace, desk: Desk, window: BrowserContext, address: str
) -> None:
    a_clip(team)
    making.make_with(lambda _: replace(desk.tools(), publisher=publisher))
    page, told = opened(window, address, f"/releases/{NAME}/preview/")
    frame = page.frame_locator("iframe.preview")
    assert "On the line" in frame.locator("body").inner_text()
    assert frame.locator("body").evaluate("() => self.origin") == "null"
    assert told == []
