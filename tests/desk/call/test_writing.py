"""Writing in a real browser: by keyboard, beside a second person, and without a connection."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from desk.call.test_editing import person, recording, save
from desk.call.test_page import call_of
from desk.conftest import account, let_in
from earwitness.app.comments import talks_of
from earwitness.app.transcripts import transcript_of
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
expect.set_options(timeout=20_000)


@pytest.fixture
def page(team: Workplace, window: BrowserContext, address: str) -> Page:
    """The first call, open at the desk of a translator."""
    let_in(window, address, account(Role.TRANSLATOR, "olena"))
    opened = window.new_page()
    opened.goto(f"/calls/{call_of()}/")
    opened.get_by_role("button", name="Show this call").click()
    opened.wait_for_selector("#player[data-ready]")
    return opened


def write(page: Page, text: str) -> None:
    """Open the first turn by keyboard, and type."""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    page.get_by_label("What is said").fill(text)


def test_a_sentence_is_corrected_and_commented_by_keyboard_alone(page: Page) -> None:
    write(page, "двадцать двухсотых.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("li.turn").first).to_contain_text("двадцать двухсотых.")
    expect(page.locator("li.turn").first).to_contain_text("✎ olena")
    page.keyboard.press("c")
    page.keyboard.type("Heard twice.")
    page.get_by_role("button", name="Comment", exact=True).press("Enter")
    expect(page.locator("#talks")).to_contain_text("Heard twice.")
    assert talks_of(recording())[0].first.by == "olena"


def test_what_is_saved_without_a_connection_is_sent_when_it_is_back(
    page: Page, window: BrowserContext
) -> None:
    window.set_offline(True)
    write(page, "двадцать двухсотых.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor .state")).to_contain_text("cannot be reached")
    assert transcript_of(recording()).versions == ()
    window.set_offline(False)
    expect(page.locator("li.turn").first).to_contain_text("✎ olena")
    assert transcript_of(recording()).turns()[0].text == "двадцать двухсотых."
    assert page.evaluate("localStorage.length") == 0


def test_a_closed_window_loses_nothing(page: Page) -> None:
    write(page, "двадцать, думаю")
    expect(page.locator(".editor .state")).to_contain_text("Kept")
    page.reload()
    page.wait_for_selector("#player[data-ready]")
    expect(page.locator("li.turn.unsaved")).to_have_count(1)
    page.locator("li.turn.unsaved a[data-act=edit]").click(force=True)
    expect(page.get_by_label("What is said")).to_have_value("двадцать, думаю")


def test_a_second_person_wrote_meanwhile_and_both_texts_are_shown(page: Page) -> None:
    write(page, "двести.")
    save(person("petro"), text="двадцать.")
    page.keyboard.press("Control+Enter")
    clash = page.locator(".clash")
    expect(clash).to_contain_text("двадцать.")
    expect(clash).to_contain_text("двести.")
    clash.get_by_role("button", name="Keep what petro wrote").click()
    expect(page.locator("li.turn").first.locator(".said")).to_have_text("двадцать.")
    expect(page.locator(".clash")).to_have_count(0)
