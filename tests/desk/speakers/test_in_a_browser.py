"""Who speaks in a real browser: two voices by keyboard, a decision, the graph without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from desk.conftest import account, let_in
from desk.speakers.test_judging import speakers_with_persons
from desk.speakers.voices_told import tell_voices_apart
from earwitness.app.call_listing import list_calls_anew
from earwitness.app.judging import list_judgements
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from fakes.dialogue import MOTHER, SOLDIER

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
expect.set_options(timeout=20_000)


@pytest.fixture
def page(team: Workplace, window: BrowserContext, address: str) -> Iterator[Page]:
    """A window of a verifier; a complaint of the browser fails the test."""
    let_in(window, address, account(Role.VERIFIER))
    opened, complaints = window.new_page(), list[str]()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []


def test_a_verifier_hears_two_voices_and_judges_with_a_reason(team: Workplace, page: Page) -> None:
    _covered, left, right = tell_voices_apart(team, alike=3)
    page.goto(f"/speakers/voices/compare/?left={left}&right={right}")
    page.wait_for_selector("#voices[data-ready]")
    playing = page.locator("#playing")
    page.keyboard.press("a")
    expect(playing).to_have_text("A 1 plays")
    page.keyboard.press("x")
    expect(playing).to_have_text("B 1 plays")
    expect(page.locator("[data-side=right] button[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("s")
    expect(playing).to_have_text("")
    page.get_by_label("one voice: bring them together").check()
    page.get_by_label("Why?").fill("The same laugh in both.")  # no key plays while one types
    expect(playing).to_have_text("")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("heading", name="What changed by it")).to_be_visible()
    (judged,) = list_judgements()
    assert (judged["by"], judged["verdict"]) == ("verifier", "positive")


def test_the_graph_opens_what_lies_around_by_keyboard_alone(team: Workplace, page: Page) -> None:
    list_calls_anew(team)
    page.goto(f"/speakers/graph/?find={SOLDIER[1:]}")
    page.wait_for_selector(".graph[data-ready]")
    expect(page.locator("#drawing canvas").first).to_be_visible()
    page.locator("#near a", has_text=MOTHER).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#here")).to_have_text(MOTHER)
    expect(page.locator("#near a", has_text="Людмила")).to_be_visible()
    expect(page.locator("#near a").first).to_be_focused()


def test_what_the_sources_say_is_brought_to_the_page_of_a_speaker(
    team: Workplace, page: Page
) -> None:
    list_calls_anew(team)
    one = speakers_with_persons()[0]
    page.goto(f"/speakers/{one.call_id}/{one.side}/")
    expect(page.locator(".sources .tag.good")).to_have_text("found")
