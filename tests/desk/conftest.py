"""The desk in tests: served to a test client, and to a real browser on loopback."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from waitress.server import create_server

from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.desk.start import open_desk
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in the thread of the test

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PASSWORD = "fourteen grey herons"
BACKEND = "django.contrib.auth.backends.ModelBackend"

SEALED = "not to be opened"

LogIn = Callable[[Role], Client]


def visitor() -> Client:
    """A test client that nobody is logged in at."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    """What a test changes of Django's settings, as the desk of a team does, ends with it."""
    before = dict(vars(settings._wrapped))
    yield
    for name in [one for one in vars(settings._wrapped) if one not in before]:
        delattr(settings, name)
    for name, value in before.items():
        if vars(settings._wrapped)[name] is not value:
            setattr(settings, name, value)


@pytest.fixture
def team(spoken: Workplace) -> Iterator[Workplace]:
    """The tiny case, served to a team."""
    yield from _served(spoken, alone=False)


@pytest.fixture
def alone(spoken: Workplace) -> Iterator[Workplace]:
    """The tiny case, served to one person."""
    yield from _served(spoken, alone=True)


def _served(place: Workplace, *, alone: bool) -> Iterator[Workplace]:
    open_desk(place.folder.root)
    cache.clear()  # what was counted, or told, in another test
    serve_case(Desk(place=place, alone=alone))
    yield place
    disconnect()


def account(role: Role, name: str = "") -> Account:
    """An account of a role, made if it is not there."""
    username = name or role.value
    found = Account.objects.filter(username=username).first()
    return found or with_second_factor(Account.objects.make(username, role, PASSWORD))


def with_second_factor(made: Account) -> Account:
    """The account with an authenticator app, as everybody of a team has one."""
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={"secret": SEALED})
    return made


@pytest.fixture
def log_in() -> LogIn:
    """A test client at whose desk somebody of a role is logged in."""

    def client_of(role: Role) -> Client:
        client = visitor()
        client.force_login(account(role), backend=BACKEND)
        return client

    return client_of


@pytest.fixture
def client(alone: Workplace) -> Client:
    """A test client of the one person of a desk on their own machine."""
    own = visitor()
    made, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    own.force_login(made, backend=BACKEND)
    return own


def see_all(client: Client) -> None:
    """Let who is logged in ask to see all that is covered."""
    client.post("/uncover/", {"all": "1"})


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; tests that need one skip without it, and say so."""
    if CHROMIUM is None:
        if os.environ.get("EARWITNESS_REQUIRE_BROWSER"):
            pytest.fail("There is no Chromium on this machine.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def address() -> Iterator[str]:
    """The desk on loopback, served by a thread of the test."""
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=5)


@pytest.fixture
def window(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A window at the desk; a request to elsewhere fails the test."""
    context = chromium.new_context(base_url=address, locale="en-GB")
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else elsewhere.append(request.url)
        ),
    )
    yield context
    context.close()
    assert elsewhere == []


def let_in(window: BrowserContext, address: str, who: Account) -> None:
    """Log somebody in to a window."""
    client = visitor()
    client.force_login(who, backend=BACKEND)
    cookie = client.cookies["earwitness"].value
    window.add_cookies([{"name": "earwitness", "value": cookie, "url": address}])


def folder_of(place: Workplace) -> Path:
    """Where a case keeps its desk."""
    return place.folder.root / "desk"


@pytest.fixture
def empty_desk(place: Workplace) -> Iterator[Client]:
    """A test client at the desk of a case in which nothing is yet."""
    for _ in _served(place, alone=True):
        own = visitor()
        own.force_login(
            Account.objects.get_or_create(username=place.actor, alone=True)[0], backend=BACKEND
        )
        yield own
