"""A provider logs in who tied their account to it, and nobody else."""

import json
import re
import time
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client, override_settings

from desk.conftest import PASSWORD, LogIn, account, visitor
from earwitness.desk import team as team_mode
from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import DeskSection
from earwitness.runtime.store import journal

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LOG_IN = "/account/openid/team/login/"


class Provider(BaseHTTPRequestHandler):
    """An OpenID Connect provider that says of everybody what a test wants."""

    says: ClassVar[dict[str, Any]] = {}

    def log_message(self, *_: Any) -> None:
        pass

    @property
    def own(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        if "openid-configuration" in self.path:
            parts = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self.answer({"issuer": self.own, **{one: f"{self.own}/{one}" for one in parts}})
        else:
            self.answer(self.says)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        token = {"iss": self.own, "aud": "desk", "exp": int(time.time()) + 60, **self.says}
        signed = jwt.encode(token, "k" * 32, algorithm="HS256")
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": signed})


@pytest.fixture
def provider(team: Workplace, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A provider on loopback, which the desk of a team believes."""
    monkeypatch.setenv(team_mode.OPENID_SECRET, "hush")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, daemon=True).start()
    issuer = f"http://127.0.0.1:{server.server_address[1]}"
    rules = DeskSection(openid_issuer=issuer, openid_client="desk")
    with override_settings(**team_mode.openid_settings(rules)):
        yield issuer
    server.shutdown()
    server.server_close()


def comes_back(client: Client, way: str) -> str:
    """What the browser does at the provider: it comes back with a code; where it is led then."""
    state = parse_qs(urlsplit(way).query)["state"][0]
    answer = client.get(f"{LOG_IN}callback/", {"code": "c", "state": state})
    assert answer.status_code in (200, 302), answer.content
    return str(answer.headers.get("Location", answer.content.decode()))


def tied(client: Client) -> None:
    page = client.post("/account/openid/tie/").content.decode()
    (way,) = re.findall(r'href="(http[^"]+)"', page)
    assert comes_back(client, unescape(way)) == "/account/second-factor/"


def test_a_provider_logs_in_who_tied_their_account(
    provider: str, team: Workplace, log_in: LogIn
) -> None:
    Provider.says = {"sub": "u-1", "preferred_username": "somebody"}
    tied(log_in(Role.READER))
    newcomer = visitor()
    assert "/account/openid/team/login/" in newcomer.get("/account/login/").content.decode()
    way = newcomer.get(LOG_IN).headers["Location"]
    assert way.startswith(provider) and "code_challenge" in way
    assert comes_back(newcomer, way) == "/account/second-factor/authenticate/"
    assert "_auth_user_id" not in newcomer.session


def test_a_provider_logs_in_nobody_it_merely_names(provider: str, team: Workplace) -> None:
    account(Role.ADMIN, "olena")
    Provider.says = {"sub": "u-2", "preferred_username": "olena", "email": "olena@example.org"}
    stranger = visitor()
    told = comes_back(stranger, stranger.get(LOG_IN).headers["Location"])
    assert "tied to nobody" in told
    assert "_auth_user_id" not in stranger.session
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("believed", "methods", "lands"),
    [
        (True, ["pwd", "mfa"], 200),
        (True, ["pwd"], 302),
        (False, ["pwd", "mfa"], 302),
        (True, "mfa", 302),
    ],
)
def test_the_word_of_the_provider_for_a_second_factor_counts_if_the_case_says_so(
    provider: str, team: Workplace, believed: bool, methods: Any, lands: int
) -> None:
    from dataclasses import replace

    rules = DeskSection(openid_second_factor=believed)
    place = replace(team, settings=replace(team.settings, desk=rules))
    serve_case(Desk(place=place, alone=False))
    Account.objects.make("petro", Role.READER, PASSWORD)
    Provider.says = {"sub": "u-3", "amr": methods}
    first = visitor()
    first.post("/account/login/", {"login": "petro", "password": PASSWORD})
    tied_without_factor(first)
    later = visitor()
    comes_back(later, later.get(LOG_IN).headers["Location"])
    assert later.get("/").status_code == lands


def tied_without_factor(client: Client) -> None:
    from allauth.socialaccount.models import SocialAccount

    user = Account.objects.get(username="petro")
    SocialAccount.objects.create(user=user, provider="team", uid="u-3")


def test_who_unties_is_not_logged_in_any_more(provider: str, log_in: LogIn) -> None:
    Provider.says = {"sub": "u-4"}
    client = log_in(Role.READER)
    tied(client)
    client.post("/account/openid/untie/")
    newcomer = visitor()
    assert "tied to nobody" in comes_back(newcomer, newcomer.get(LOG_IN).headers["Location"])
    acts = [one.subject for one in journal.entries() if one.action == "account"]
    assert acts == ["reader", "reader"]


def test_an_answer_that_nobody_asked_for_logs_nobody_in(provider: str, team: Workplace) -> None:
    client = visitor()
    answer = client.get(f"{LOG_IN}callback/", {"code": "c", "state": "made-up"})
    assert answer.status_code < 500
    assert "_auth_user_id" not in client.session


def test_without_a_provider_there_is_no_way_to_one(team: Workplace, log_in: LogIn) -> None:
    assert visitor().get(LOG_IN).status_code == 404
    assert log_in(Role.READER).post("/account/openid/tie/").status_code == 404
    assert "openid" not in visitor().get("/account/login/").content.decode()
