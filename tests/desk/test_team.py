"""The desk of a team: starts where nobody reads along, and nowhere else."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from desk.conftest import account
from earwitness.cli import commands
from earwitness.desk import team as team_mode
from earwitness.desk.roles import Role
from earwitness.desk.serving import server_at
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import DeskSection

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
HOST = "desk.example.org"


@pytest.mark.parametrize(
    ("host", "rules", "words"),
    [
        ("", {}, "name in the browser"),
        ("https://desk.example.org", {}, "no name of a host"),
        ("desk.example.org:443", {}, "no name of a host"),
        ("-desk", {}, "no name of a host"),
        (HOST, {"listen": "0.0.0.0"}, "past its proxy"),
        (HOST, {"listen": "::", "proxy": "10.0.0.2"}, "past its proxy"),
        (HOST, {"listen": "10.0.0.5"}, "past its proxy"),
        (HOST, {"proxy": "*"}, "addresses"),
        (HOST, {"proxy": ""}, "addresses"),
        (HOST, {"session_hours": 0}, "Sessions"),
        (HOST, {"idle_minutes": 100_000}, "Sessions"),
        (HOST, {"openid_issuer": "http://id.example.org", "openid_client": "x"}, "https"),
        (HOST, {"openid_issuer": "https://id.example.org"}, "id or secret"),
    ],
)
def test_what_would_not_be_safe_is_refused_with_words(
    host: str, rules: dict[str, Any], words: str
) -> None:
    with pytest.raises(WrongUsage, match=words):
        team_mode.refuse_unsafe(host, DeskSection(**rules))


def test_a_proxy_on_another_machine_is_believed_by_its_address() -> None:
    team_mode.refuse_unsafe(HOST, DeskSection(listen="10.0.0.5", proxy="10.0.0.2"))
    team_mode.refuse_unsafe(HOST, DeskSection())


def test_the_settings_of_a_team_pass_the_checks_of_the_framework() -> None:
    safe = {**team_mode.team_settings(HOST, DeskSection()), "SECRET_KEY": "k" * 60 + "0123456789"}
    with override_settings(**safe):
        team_mode.refuse_insecure_settings()
        for unsafe in ({"DEBUG": True}, {"SESSION_COOKIE_SECURE": False}, {"ALLOWED_HOSTS": []}):
            with override_settings(**unsafe), pytest.raises(CaseUnusable, match="not be safe"):
                team_mode.refuse_insecure_settings()


def test_a_desk_at_which_nobody_could_log_in_does_not_start(team: Workplace) -> None:
    with pytest.raises(WrongUsage, match="no admin yet"):
        team_mode.refuse_without_admin()
    account(Role.ADMIN)
    team_mode.refuse_without_admin()


@contextmanager
def behind(proxy: str) -> Iterator[int]:
    """The desk of a team, that believes this proxy; the port."""
    with override_settings(**team_mode.team_settings(HOST, DeskSection())):
        application = get_wsgi_application()
        server = server_at("127.0.0.1", 0, application, threads=2, proxy=proxy)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield server.effective_port
        finally:
            server.close()
            server.task_dispatcher.shutdown()
            thread.join(timeout=5)


def asked(port: int, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    sent = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.request("GET", "/account/login/", headers=sent)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_cookies_travel_over_https_alone_and_browsers_are_told_to_stay_with_it(
    team: Workplace,
) -> None:
    with behind("127.0.0.1") as port:
        answer = asked(port, X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")
        assert answer.status == 200
        assert "max-age=31536000" in (answer.getheader("Strict-Transport-Security") or "")
        cookie = answer.getheader("Set-Cookie") or ""
        assert cookie.startswith("__Host-earwitness_csrf=")
        assert "Secure" in cookie and "SameSite=Strict" in cookie
        assert asked(port, X_Forwarded_Proto="http").status == 400
        assert asked(port).status == 400
        assert asked(port, X_Forwarded_Proto="https", Host="elsewhere.org").status == 400


def test_nobody_but_the_proxy_can_say_that_a_request_came_over_https(team: Workplace) -> None:
    with behind("192.0.2.1") as port:
        answer = asked(port, X_Forwarded_Proto="https")
        assert answer.status == 400


def test_the_command_line_makes_the_first_admin_and_says_what_is_missing(
    spoken: Workplace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(team_mode.OPENID_SECRET, raising=False)
    own = ["-C", str(spoken.folder.root)]

    def run(*words: str) -> tuple[int, str, str]:
        code = commands._run([*own, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    assert run("desk", "--team")[0] == 2
    assert run("desk", "--host", HOST)[0] == 2
    assert run("desk", "--team", "--host", HOST)[0] == 2
    code, out, _ = run("accounts", "add", "olena", "--role", "admin")
    assert code == 0 and out.startswith("/account/new-password/")
    assert run("accounts", "add", "Olena", "--role", "admin")[0] == 2
    assert run("accounts", "add", "ivan", "--role", "king")[0] == 2
    assert run("accounts", "reset", "nobody")[0] == 2
    code, out, _ = run("accounts", "reset", "olena")
    assert code == 0 and out.startswith("/account/new-password/")
    (one,) = json.loads(run("accounts", "list", "--json")[1])
    assert one == {
        "name": "olena",
        "role": "admin",
        "open": True,
        "second_factor": False,
        "last_log_in": None,
    }
    case = Path(spoken.folder.settings)
    case.write_text(case.read_text() + f'\n[desk]\nhost = "{HOST}"\nlisten = "0.0.0.0"\n')
    assert "past its proxy" in run("desk", "--team")[2]
    code, out, _ = run("accounts", "add", "ivan")
    assert out.startswith(f"https://{HOST}/account/new-password/")


def test_the_secret_of_the_desk_is_for_its_owner_alone(team: Workplace) -> None:
    secret = team.folder.root / "desk" / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    assert len(settings.SECRET_KEY) >= 64
