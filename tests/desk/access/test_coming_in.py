"""Who gets in to a desk, and what every answer carries."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import BrowserContext

from desk.conftest import LogIn, let_in, visitor
from earwitness.desk.access.one_time_link import links
from earwitness.desk.middleware import LIBRARY_RIGHTS
from earwitness.desk.models import Account
from earwitness.desk.roles import Role, right_of
from earwitness.runtime.runner import Workplace

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_a_link_logs_in_once(alone: Workplace) -> None:
    secret = links.new()
    first, second = visitor(), visitor()
    assert first.get(f"/enter/{secret}", follow=True).status_code == 200
    assert second.get(f"/enter/{secret}").status_code == 403
    assert second.get("/").status_code == 302


def test_a_guessed_link_logs_nobody_in(alone: Workplace) -> None:
    assert visitor().get("/enter/guessed").status_code == 403


def test_the_desk_of_a_team_has_no_links(team: Workplace) -> None:
    assert visitor().get(f"/enter/{links.new()}").status_code == 403


def test_every_answer_forbids_scripts_from_elsewhere_and_is_kept_by_nobody(client: Client) -> None:
    headers = client.get("/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_every_address_says_who_may_see_it() -> None:
    silent = [
        pattern.name or str(pattern.pattern)
        for pattern in addresses()
        if right_of(pattern.callback) is None and pattern.name not in LIBRARY_RIGHTS
    ]
    assert silent == []


def test_who_is_not_logged_in_is_asked_to(team: Workplace) -> None:
    assert visitor().get("/").headers["Location"].startswith("/account/login/")


def test_a_reader_does_not_see_accounts(team: Workplace, log_in: LogIn) -> None:
    page = log_in(Role.READER).get("/").content.decode()
    assert "Accounts" not in page


def test_a_page_in_a_real_browser_asks_for_nothing_elsewhere(
    alone: Workplace, window: BrowserContext, address: str
) -> None:
    me, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    let_in(window, address, me)
    page, complaints = window.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "spoken"
    assert complaints == []


def addresses(within: URLResolver | None = None) -> list[URLPattern]:
    """All addresses of the desk."""
    found: list[URLPattern] = []
    for one in (within or get_resolver()).url_patterns:
        found += addresses(one) if isinstance(one, URLResolver) else [one]
    return found
