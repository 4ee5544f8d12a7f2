"""Sessions end in time, and a second factor stands before everything."""

import re
import time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page

from desk.conftest import PASSWORD, LogIn, account, visitor
from earwitness.desk.access import sessions
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = time.time()

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    own = Clock()
    monkeypatch.setattr(sessions, "time", own)
    return own


def test_who_clicks_stays_in_until_the_working_day_is_over(
    team: Workplace, log_in: LogIn, clock: Clock
) -> None:
    client = log_in(Role.READER)
    for _ in range(12 * 60 // 50):
        assert client.get("/").status_code == 200
        clock.now += 50 * 60
    clock.now += 50 * 60
    assert client.get("/").status_code == 302
    assert "time was up" in client.get("/account/login/").content.decode()


def test_who_goes_away_is_logged_out(team: Workplace, log_in: LogIn, clock: Clock) -> None:
    client = log_in(Role.READER)
    assert client.get("/").status_code == 200
    clock.now += 61 * 60
    assert client.get("/").status_code == 302
    assert client.get("/").status_code == 302


def test_a_page_that_asks_by_itself_keeps_nobody_logged_in(
    team: Workplace, log_in: LogIn, clock: Clock
) -> None:
    client = log_in(Role.READER)
    assert client.get("/").status_code == 200
    asked = 0
    while client.get("/overview/progress/", headers={"X-Asked-By": "clock"}).status_code in (
        200,
        204,
    ):
        clock.now += 20 * 60
        asked += 1
    assert asked == 4
    assert client.get("/").status_code == 302


def test_every_page_that_asks_again_and_again_says_so() -> None:
    templates = Path(sessions.__file__).parents[1] / "templates"
    polling = [
        path for path in templates.rglob("*.html") if 'hx-trigger="every' in path.read_text()
    ]
    assert len(polling) >= 3
    assert all('{"X-Asked-By": "clock"}' in path.read_text() for path in polling)


def test_a_desk_for_one_person_stays_open(alone: Workplace, clock: Clock) -> None:
    from earwitness.desk.access.one_time_link import links

    client = visitor()
    client.get(f"/enter/{links.new()}")
    clock.now += 40 * 3600
    assert client.get("/").status_code == 200


def test_guessing_passwords_ends_after_some_tries_for_the_right_one_too(team: Workplace) -> None:
    account(Role.READER, "olena")
    client = visitor()
    for number in range(6):
        client.post("/account/login/", {"login": "olena", "password": f"guess number {number}"})
    answer = client.post("/account/login/", {"login": "olena", "password": PASSWORD})
    assert answer.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


def test_guessing_codes_ends_after_some_tries_and_is_told(team: Workplace) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    made = Account.objects.make("olena", Role.READER, PASSWORD)
    TOTP.activate(made, "JBSWY3DPEHPK3PXP")
    client = visitor()
    client.post("/account/login/", {"login": "olena", "password": PASSWORD})
    for number in range(8):
        client.post("/account/second-factor/authenticate/", {"code": f"00000{number}"})
    client.post("/account/second-factor/authenticate/", {"code": code("JBSWY3DPEHPK3PXP")})
    assert "_auth_user_id" not in client.session
    refused = [one for one in journal.entries() if one.action == "log_in_refused"]
    assert 3 <= len(refused) <= 8


def test_secrets_of_second_factors_are_sealed_in_the_database(team: Workplace) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    made = Account.objects.make("olena", Role.READER, PASSWORD)
    TOTP.activate(made, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=made)
    assert "JBSWY3DPEHPK3PXP" not in repr(kept.data)
    assert kept.wrap().validate_code(code("JBSWY3DPEHPK3PXP"))


def test_a_second_factor_sealed_with_another_secret_fits_no_code(team: Workplace) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    made = Account.objects.make("olena", Role.READER, PASSWORD)
    TOTP.activate(made, "JBSWY3DPEHPK3PXP")
    with override_settings(SECRET_KEY="another secret, since the folder was thrown away"):
        kept = Authenticator.objects.get(user=made).wrap()
        assert not kept.validate_code(code("JBSWY3DPEHPK3PXP"))
        assert not kept.validate_code(code(""))


def code(secret: str) -> str:
    """What an app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def enter(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/account/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def confirm(page: Page) -> None:
    """The password once more, before second factors are changed."""
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def watched(window: BrowserContext) -> tuple[Page, list[str]]:
    page, complaints = window.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    return page, complaints


def test_a_new_person_sets_up_an_app_prints_codes_and_comes_in_again(
    team: Workplace, window: BrowserContext, address: str
) -> None:
    Account.objects.make("olena", Role.VERIFIER, PASSWORD)
    page, complaints = watched(window)
    enter(page, address, "olena")
    page.get_by_text("Set up a second factor first").wait_for()
    page.goto(f"{address}/calls/")
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("code").fill(code(secret))
    page.get_by_role("button", name="Activate").click()
    codes = page.locator("#recovery_codes").input_value().split()
    assert len(codes) == 10
    page.goto(f"{address}/")
    page.get_by_role("button", name="Log out").click()
    enter(page, address, "olena")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("heading", name="spoken").wait_for()
    assert complaints == []
    logins = [one.actor for one in journal.entries() if one.action == "log_in"]
    assert logins == ["olena", "olena"]


@override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True)
def test_a_security_key_is_added_and_opens_the_desk(
    team: Workplace, chromium: Browser, address: str
) -> None:
    Account.objects.make("olena", Role.READER, PASSWORD)
    window = chromium.new_context(locale="en-GB")
    page, complaints = watched(window)
    devtools = window.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True}
    key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    host = re.sub("127.0.0.1", "localhost", address)  # a key is for a name, not for a number
    enter(page, host, "olena")
    page.get_by_role("link", name="Add a key").click()
    confirm(page)
    page.get_by_role("button", name="Add").click()
    page.locator("#recovery_codes").wait_for()
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    page.goto(f"{host}/account/second-factor/webauthn/")
    page.get_by_role("heading", name="Security Keys").wait_for()
    page.get_by_role("button", name="Log out").click()
    enter(page, host, "olena")
    page.get_by_role("button", name="Use a security key").click()
    page.get_by_role("heading", name="spoken").wait_for()
    assert complaints == []
    window.close()
