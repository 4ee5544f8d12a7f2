"""The page of a call in a real browser: it plays, lights the word, and obeys the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from desk.call.test_page import call_of
from desk.conftest import let_in
from earwitness.desk.call import sound_views
from earwitness.desk.models import Account
from earwitness.runtime.runner import Workplace

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
expect.set_options(timeout=20_000)

COVERED = "Show this call"


@pytest.fixture
def page(alone: Workplace, window: BrowserContext, address: str) -> Iterator[Page]:
    """The page of the first call, uncovered; a complaint of the browser fails the test."""
    me, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    let_in(window, address, me)
    opened, complaints = window.new_page(), list[str]()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"/calls/{call_of()}/")
    opened.get_by_role("button", name=COVERED).click()
    opened.wait_for_selector("#player[data-ready]")
    yield opened
    assert complaints == []


def now_ms(page: Page) -> float:
    """Where the sound is, in ms."""
    return 1000 * float(page.evaluate("document.getElementById('audio').currentTime"))


def test_a_reader_presses_space_and_the_word_that_is_heard_is_lit(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_views, "AT_MOST", 20_000)  # the browser must ask on
    page.keyboard.press("Space")
    lit = page.locator(".said > span.now")
    expect(lit).to_have_text("Мама,")
    expect(page.locator("#now")).to_have_text("0:01")
    page.keyboard.press("Space")
    assert page.evaluate("document.getElementById('audio').paused")
    expect(lit).to_have_count(1)


def test_a_click_on_a_word_jumps_there_without_playing(page: Page) -> None:
    page.get_by_text("сынок,").click()
    expect(page.locator("#now")).to_have_text("0:01")
    expect(page.locator(".said > span.now")).to_have_text("сынок,")
    assert page.evaluate("document.getElementById('audio').networkState") == 0


def test_an_address_with_a_time_opens_there(page: Page) -> None:
    page.goto(f"/calls/{call_of()}/#t=1.2")
    page.reload()
    page.wait_for_selector("#player[data-ready]")
    expect(page.locator("li.turn.now")).to_contain_text("Серёжа")


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    expect(page.locator("li.turn.now")).to_contain_text("Серёжа")
    page.keyboard.press("ArrowUp")
    expect(page.locator("li.turn.now")).to_contain_text("обманули")
    page.keyboard.press("[")
    expect(page.locator("#speed")).to_have_value("0.85")
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Repeat")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("]")
    expect(page.locator("#speed")).to_have_value("0.85")


def test_half_speed_keeps_the_pitch(page: Page) -> None:
    page.get_by_label("Speed").select_option("0.5")
    page.keyboard.press("Escape")
    assert page.evaluate(
        "(a => [a.playbackRate, a.preservesPitch])(document.getElementById('audio'))"
    ) == [0.5, True]
