"""The desk behind a real nginx, set up with the file that `deploy` gives: people come over HTTPS,
log in, listen in pieces, fetch a large release."""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from app.releases.conftest import NAME
from desk.conftest import PASSWORD
from desk.releases.conftest import a_clip, built, post
from desk.releases.test_two_people import sign, somebody
from desk.serving.certificates import certificate_for
from desk.serving.conftest import HOST, CaseOfTeam, Process
from earwitness.app.opening import open_case
from earwitness.app.releases.tools import Tools
from earwitness.app.releases.wiring import tools as wired
from earwitness.desk.acting import Desk as Served
from earwitness.desk.acting import serve_case
from earwitness.desk.models import Account
from earwitness.desk.releases import making, work
from earwitness.desk.roles import Role
from earwitness.desk.start import open_desk
from earwitness.records.published import PublishedFile, PublishedRelease
from earwitness.runtime.store.connection import disconnect
from fakes.release_tools import Desk, PlainPage

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
GIVEN = Path(__file__).parents[3] / "deploy" / "proxy" / "nginx.conf"
SECRET = "JBSWY3DPEHPK3PXP"
LARGE = 40 * 1024 * 1024
"""More than the server lets wait in memory."""
AROUND = """\
{user}worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/earwitness.conf;
}}
"""


class LargePage(PlainPage):
    """A publisher of one large file besides."""

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        large = PublishedFile(path="sound.bin", data=os.urandom(LARGE))
        return (*super().publish(release), large)


def large_tools(_progress: object) -> Tools:
    return replace(Desk().tools(), publisher=lambda _: LargePage())


@dataclass(frozen=True)
class Got:
    """What came back through the proxy."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Person:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, port: int, trusted: Path) -> None:
        self._port, self._cookies = port, SimpleCookie()
        self._context = ssl.create_default_context(cafile=str(trusted))

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Got:
        """Get a page, or send a form."""
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self._port, timeout=60, context=self._context
        )
        sent = {"Host": HOST, "Origin": f"https://{HOST}", "Referer": f"https://{HOST}/"}
        sent["Cookie"] = "; ".join(f"{key}={one.value}" for key, one in self._cookies.items())
        method, body = ("GET", None) if form is None else ("POST", urlencode(self._with(form)))
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=body, headers={**sent, **headers})
        answer = connection.getresponse()
        got = Got(answer.status, answer.headers, answer.read())
        for told in answer.headers.get_all("Set-Cookie") or []:
            self._cookies.load(told)
        connection.close()
        return got

    def _with(self, form: dict[str, str]) -> dict[str, str]:
        return {**form, "csrfmiddlewaretoken": self._cookies["__Host-earwitness_csrf"].value}


@pytest.fixture(scope="module")
def published(case_of_team: CaseOfTeam, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the case of which a large release is public, and somebody with a second factor."""
    folder = shutil.copytree(case_of_team.folder, tmp_path_factory.mktemp("published") / "case")
    place = open_case(folder)
    open_desk(folder)
    serve_case(Served(place=place, alone=False))
    making.make_with(large_tools)
    work.forget_last()
    a_clip(place)
    olena, taras = somebody(Role.PUBLISHER, "olena"), somebody(Role.VERIFIER, "taras")
    built(olena)
    sign(olena)
    sign(taras)
    post(olena, f"/releases/{NAME}/publish")
    work.wait()
    making.make_with(wired)
    TOTP.activate(Account.objects.make("mykola", Role.PUBLISHER, PASSWORD), SECRET)
    disconnect()
    yield folder


@pytest.fixture(scope="module")
def proxied(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Somebody before nginx, before the desk."""
    if NGINX is None:
        pytest.skip("There is no nginx on this machine.")
    folder = tmp_path_factory.mktemp("nginx")
    port = 20_000 + os.getpid() % 20_000
    process = Process(published, folder)
    set_up_nginx(folder, process.socket, port)
    nginx = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    person = Person(port, folder / "fullchain.pem")
    for _ in range(200):
        try:
            person.ask("/account/login/")
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    yield person
    nginx.terminate()
    nginx.wait(timeout=20)
    process.stop()


def set_up_nginx(folder: Path, socket: Path, port: int) -> None:
    """The given file with this machine's folder, socket and ports, and nginx's own around it."""
    certificate_for(HOST, folder)
    given = GIVEN.read_text("utf-8")
    given = re.sub(r".*\[::\].*\n", "", given)
    given = given.replace("/etc/earwitness/tls", str(folder))
    given = given.replace("unix:/run/earwitness/desk.sock", f"unix:{socket}")
    given = given.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    given = given.replace("listen 80", f"listen 127.0.0.1:{port + 1}")
    (folder / "earwitness.conf").write_text(given, "utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), "utf-8")


def test_people_log_in_with_both_factors_and_cookies_are_for_https_alone(proxied: Person) -> None:
    shown = proxied.ask("/account/login/")
    assert shown.status == 200
    assert shown.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert "Secure" in shown.headers["Set-Cookie"]
    typed = proxied.ask("/account/login/", {"login": "mykola", "password": PASSWORD})
    assert (typed.status, "second-factor" in typed.headers["Location"]) == (302, True)
    proxied.ask(typed.headers["Location"])
    code = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    assert proxied.ask(typed.headers["Location"], {"code": str(code)}).status == 302
    assert proxied.ask("/calls/").status == 200


def test_sound_comes_in_pieces_through_the_proxy(proxied: Person, case_of_team: CaseOfTeam) -> None:
    (sound, *_) = [path for path in case_of_team.paths if path.endswith("/sound")]
    whole = proxied.ask(sound)
    piece = proxied.ask(sound, Range="bytes=100-199")
    assert (whole.status, piece.status, piece.body) == (200, 206, whole.body[100:200])


def test_a_large_release_is_fetched_whole(proxied: Person) -> None:
    fetched = proxied.ask(f"/releases/{NAME}/download", {})
    assert fetched.status == 200 and fetched.headers["Content-Type"] == "application/zip"
    assert len(fetched.body) == int(fetched.headers["Content-Length"]) > LARGE
    assert fetched.body[:2] == b"PK" and fetched.body[-22:-18] == b"PK\x05\x06"


def test_whoever_watches_from_this_machine_is_answered(proxied: Person) -> None:
    assert proxied.ask("/ready/").body == b"ok\n"
