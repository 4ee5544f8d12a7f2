"""Every page of the desk in a real browser, as a person with all rights sees it: nothing shuts
anybody out, the browser complains of nothing, nothing is asked of elsewhere.

The pages are found, not listed: whatever answers with a whole page is one.
"""

import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from app.releases.conftest import NAME
from desk.access.test_permissions import Address, addresses
from desk.axe import violations
from desk.call.test_page import call_of
from desk.conftest import BACKEND, account, visitor, with_second_factor
from desk.releases.conftest import a_clip
from desk.speakers.test_judging import speakers_with_persons
from desk.speakers.voices_told import LABEL, recordings_of_case, tell_voices_apart
from earwitness.app.releases.drafts import draft_of
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.records.call_listing import Reach
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import listed_speakers
from fakes.dialogue import MOTHER

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

LEADS_NOWHERE = {
    "enter": "a link that was used",
    "new_password": "a link that was used",
    "account_signup": "people make no accounts for themselves",
    "openid_connect_login": "no provider is set",
    "openid_connect_callback": "no provider is set",
    "mfa_view_recovery_codes": "none were made",
    "mfa_download_recovery_codes": "none were made",
    "turn_history": "a piece of a page; asks for a span",
    "judging": "nobody has just judged",
    "preview_file": "a page in a frame; its address is made anew for each preview",
    "release_download": "nothing is public yet",
}
"""Addresses that open no page with the arguments of the tiny case, and why."""

FOR_NOBODY = ("account_login", "account_inactive", "mfa_authenticate")
"""Pages for whoever is not logged in."""

NOT_FOUND = "not found"
"""The browser itself complains of such an answer."""

OPEN_ALL = """() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
}"""
SEND_AS_IT_IS = """(way) => {
    const form = document.querySelector(`form[action="${way}"]`);
    form.noValidate = true;
    form.submit();
}"""
"""What a browser would not let pass, the server answers with an error on the page."""

THEMES = ("light", "dark")
WIDTHS = (1280, 390)
STANDS_STILL = """() => new Promise((done) => {
    const ended = () => !document.querySelector(".htmx-request");
    const look = () => (ended() ? done() : requestAnimationFrame(look));
    requestAnimationFrame(() => requestAnimationFrame(look));
})"""


@pytest.fixture
def asked(team: Workplace) -> Client:
    """Somebody who may do everything, at the desk of a team, who just typed their password."""
    account(Role.READER)
    made, _ = Account.objects.get_or_create(username=team.actor, alone=True)
    with_second_factor(made).set_password("six slow brown snails")
    made.save()
    client = visitor()
    client.raise_request_exception = False
    client.force_login(made, backend=BACKEND)
    session: Any = client.session
    typed = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [typed]
    session.save()
    tell_voices_apart(team)
    a_clip(team)
    client.get("/speakers/")
    return client


def way(one: Address) -> str:
    """The address with what it must be asked."""
    left, right, *_ = [f"{sha256}:{LABEL}" for sha256 in recordings_of_case()]
    if one.name == "voice_group":
        (voice, *_) = listed_speakers.voices_with([left[:64]], Reach())
        return reverse("voice_group", kwargs={"group": voice.group})
    asked = {
        "write_turn": {"start_ms": "0", "channel": "0"},
        "graph_near": {"kind": "line", "key": MOTHER},
        "profile": {"reference": speakers_with_persons()[0].candidates[0].profiles[0]},
        "compare_voices": {"left": left, "right": right},
    }
    if one.name.startswith("release") and "name" in one.arguments:
        (clip,) = draft_of(NAME).clips
        own = {"name": NAME, "clip_id": clip.id}
        shaped = {key: own.get(key, value) for key, value in one.arguments.items()}
        return reverse(one.name, kwargs=shaped)
    return f"{one.path}?{urlencode(asked[one.name])}" if one.name in asked else one.path


def whole_pages(client: Client) -> tuple[list[Address], dict[str, int]]:
    """The addresses that answer with a whole page, and those that open in no way."""
    pages, shut = list[Address](), dict[str, int]()
    for one in addresses():
        answer = client.get(way(one))
        if answer.status_code == 200 and not answer.streaming:
            if b"<html" in answer.content:
                pages.append(one)
        elif answer.status_code >= 400 and answer.status_code != 405:
            shut[one.name] = answer.status_code
    return pages, shut


class Looking:
    """A window that goes from page to page and notes what is wrong."""

    def __init__(self, window: BrowserContext) -> None:
        self.wrong: list[str] = []
        self._page = window.new_page()
        self._here = ""
        self._page.on("console", lambda told: self._complaint(told.text))
        self._page.on("pageerror", lambda error: self._note(str(error)))

    def look_at(self, name: str, path: str) -> None:
        """One page, light and dark, wide and narrow."""
        self.open(name, path)
        self.look()

    def open(self, name: str, path: str) -> Page:
        """Go to a page, to do something there."""
        self._here = name
        self._page.goto(path)
        self._page.evaluate(STANDS_STILL)
        return self._page

    def look(self, name: str = "") -> None:
        """The page as it is now, light and dark, wide and narrow."""
        self._here = name or self._here
        self._page.evaluate(STANDS_STILL)
        for theme in THEMES:
            self._page.emulate_media(color_scheme=theme)
            for width in WIDTHS:
                self._page.set_viewport_size({"width": width, "height": 800})
                self._page.evaluate(STANDS_STILL)
                for one in violations(self._page):
                    self._note(f"{theme}, {width}: {one}")

    def _complaint(self, told: str) -> None:
        if "status of 40" not in told or self._here != NOT_FOUND:
            self._note(told)

    def _note(self, told: str) -> None:
        self.wrong.append(f"{self._here}: {told}")


def test_every_address_opens_or_is_known_not_to(asked: Client) -> None:
    _, shut = whole_pages(asked)
    assert set(shut) <= set(LEADS_NOWHERE), shut


def test_nothing_on_any_page_shuts_anybody_out(
    asked: Client, window: BrowserContext, address: str
) -> None:
    pages, _ = whole_pages(asked)
    assert {"overview", "calls", "call", "accounts", "account"} <= {one.name for one in pages}
    cookie = {"name": "earwitness", "value": asked.cookies["earwitness"].value}
    looking = Looking(window)
    looking.look_at(NOT_FOUND, "/no-such-page/")
    for name in FOR_NOBODY:
        looking.look_at(name, reverse(name))
    window.add_cookies([{**cookie, "url": address}])
    for one in pages:
        looking.look_at(one.name, way(one))
    asked.post(reverse("uncover_call", kwargs={"call_id": call_of()}), {"all": "1"})
    for one in pages:
        if one.name == "call":
            looking.look_at("call, uncovered", way(one))
    looking.look_at("calls, nothing found", "/calls/?unit=none")
    looking.look_at("search, found", "/search/?q=двухсотых")
    assert looking.wrong == [], "\n".join(looking.wrong)


def test_nothing_that_a_person_opens_shuts_anybody_out(
    asked: Client, window: BrowserContext, address: str
) -> None:
    cookie = {"name": "earwitness", "value": asked.cookies["earwitness"].value}
    window.add_cookies([{**cookie, "url": address}])
    looking = Looking(window)
    found = {one.name: one for one in addresses()}
    looking.look_at("search, covered", "/search/?q=двухсотых")
    asked.post("/uncover/", {"all": "1"})
    for name in ("overview", "calls", "findings", "losses", "speaker", "release_clip", "review"):
        looking.open(name, way(found[name])).evaluate(OPEN_ALL)
        looking.look(f"{name}, all of it open")
    looking.look_at("search, a query that asks for nothing", "/search/?q=-мама")
    looking.look_at("findings, an error", "/findings/?from=yesterday")
    _look_at_errors(looking, found)
    _look_at_a_call_at_work(looking, way(found["call"]))
    assert looking.wrong == [], "\n".join(looking.wrong)


def _look_at_errors(looking: Looking, found: dict[str, Address]) -> None:
    """Forms that are sent with what cannot be."""
    forms = {"accounts": "make_account", "restrictions": "restrict", "claim": "judge_claim"}
    for name, form in forms.items():
        page = looking.open(NOT_FOUND, way(found[name]))
        with page.expect_navigation():
            page.evaluate(SEND_AS_IT_IS, way(found[form]))
        assert page.locator(".problem").count() == 1
        looking.look(f"{name}, an error")


def _look_at_a_call_at_work(looking: Looking, path: str) -> None:
    """The page of a call with what its keys open."""
    page = looking.open("call", path)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    looking.look("call, keys")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    page.get_by_label("What is said").wait_for()
    page.evaluate(OPEN_ALL)
    looking.look("call, writing")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    looking.look("call, commenting")
    page.locator("a[data-act=history]").first.click(force=True)
    page.get_by_text("Nobody has written here.").wait_for()
    looking.look("call, history")
