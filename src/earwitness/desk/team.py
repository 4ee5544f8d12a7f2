"""The desk for a team: behind a proxy that speaks HTTPS, with accounts and second factors."""

import ipaddress
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from earwitness.desk.loop import Loop
from earwitness.desk.one_process import hold
from earwitness.desk.serving import Serving, server_at, server_on
from earwitness.desk.start import open_desk, set_up
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.settings import DeskSection

PORT = 8000
THREADS = 16
"""Requests at once. Estimate: ten people, some of whom listen."""
HSTS_SECONDS = 365 * 24 * 3600
"""RFC 6797; a year, as the OWASP Secure Headers Project advises."""
HOST_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.IGNORECASE)
"""RFC 1123, section 2.1: labels of letters, digits and hyphens."""
OPENID_SECRET = "EARWITNESS_OPENID_SECRET"
NOT_MEANT = {
    "security.W005",  # HSTS of all names below this one: the host of a newsroom may have others
    "security.W008",  # `require_https` refuses, and the proxy redirects
    "security.W021",  # HSTS lists that browsers ship are the choice of who has the domain
}
"""Warnings of Django's deployment checks that do not hold here."""


def serve_team(
    case: Path, *, host: str = "", port: int = PORT, socket: Path | None = None
) -> Serving:
    """A desk for a team; `host` instead of the one in case.toml; on a Unix socket, if one is named,
    instead of the address and port.

    Raises:
        WrongUsage: a setting is missing or would not be safe; nobody could log in; or it is served
            already.
        CaseUnusable: there is no case, or accounts cannot be kept.
    """
    set_up()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from earwitness.app.call_listing import list_calls_if_possible
    from earwitness.app.opening import open_case
    from earwitness.desk.acting import Desk, serve_case
    from earwitness.desk.ending import end_work
    from earwitness.desk.health.checks import readiness

    place = open_case(case)
    rules = place.settings.desk
    name = host or rules.host
    refuse_unsafe(name, rules, on_socket=socket is not None)
    open_desk(place.folder.root, rules.accounts_database)
    for setting, value in team_settings(name, rules).items():
        setattr(settings, setting, value)
    refuse_insecure_settings()
    refuse_without_admin()
    lock = hold(place.folder.desk)
    list_calls_if_possible(place)
    serve_case(Desk(place=place, alone=False))
    readiness.is_ready()  # what is lacking stands in the log from the first second on
    sockets: dict[int, Any] = {}
    application, at = get_wsgi_application(), (rules.listen, port)
    if socket is not None:
        server = server_on(socket, application, threads=THREADS, sockets=sockets)
    else:
        server = server_at(*at, application, threads=THREADS, sockets=sockets, proxy=rules.proxy)

    def leave() -> None:
        end_work()
        os.close(lock)
        if socket is not None:
            socket.unlink(missing_ok=True)

    loop = Loop(server, sockets, at_end=leave)
    return Serving(f"https://{name}/", loop.run, loop.stop)


def team_settings(host: str, rules: DeskSection) -> dict[str, Any]:
    """Django's settings of a desk behind HTTPS at this host."""
    own: dict[str, Any] = {
        "ALLOWED_HOSTS": [host],
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-earwitness",
        "SESSION_COOKIE_AGE": rules.session_hours * 3600,
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-earwitness_csrf",
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": HSTS_SECONDS,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
    }
    return own | (openid_settings(rules) if rules.openid_issuer else {})


def openid_settings(rules: DeskSection) -> dict[str, Any]:
    """Those of an OpenID Connect provider. The session's cookie must come along when the provider
    sends the browser back, so it is `Lax`."""
    app = {
        "provider_id": "team",
        "name": rules.openid_issuer.removeprefix("https://").strip("/"),
        "client_id": rules.openid_client,
        "secret": os.environ.get(OPENID_SECRET, ""),
        "settings": {"server_url": rules.openid_issuer},
    }
    return {
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}},
    }


def refuse_unsafe(host: str, rules: DeskSection, *, on_socket: bool = False) -> None:
    """Let only rules pass with which nobody reads along. `on_socket`: no address is listened at.

    Raises:
        WrongUsage: one of them is missing or unsafe.
    """
    if not host:
        raise WrongUsage(
            "A desk for a team needs its name in the browser's address.",
            remedy="Give it with --host desk.example.org, or as host under [desk] in case.toml.",
        )
    if not HOST_NAME.fullmatch(host):
        raise WrongUsage(
            f"{host!r} is no name of a host.",
            remedy="Give the name alone, without https://, port and path.",
        )
    if not on_socket:
        _refuse_open_listening(rules)
    if not (1 <= rules.session_hours <= 168 and 1 <= rules.idle_minutes <= 1440):
        raise WrongUsage(
            "Sessions of the desk would last too long, or no time at all.",
            remedy="Under [desk], session_hours is 1 to 168, idle_minutes 1 to 1440.",
        )
    if rules.openid_issuer:
        _refuse_half_openid(rules)


def _refuse_open_listening(rules: DeskSection) -> None:
    try:
        listen, proxy = map(ipaddress.ip_address, (rules.listen, rules.proxy))
    except ValueError as error:
        raise WrongUsage(
            "listen and proxy under [desk] are addresses, such as 127.0.0.1.",
            remedy="Write each as one IP address. Without an HTTPS proxy there is no desk for "
            "a team.",
        ) from error
    if listen.is_unspecified or (not listen.is_loopback and proxy.is_loopback):
        raise WrongUsage(
            f"At {rules.listen} others could reach the desk past its proxy, without HTTPS.",
            remedy="If the proxy is on this machine, listen at 127.0.0.1. If not, listen at the "
            "one address that only the proxy reaches, and name the proxy's.",
        )


def _refuse_half_openid(rules: DeskSection) -> None:
    lacking = [name for name in ("jwt", "requests") if find_spec(name) is None]
    if lacking:
        raise WrongUsage(
            "Logging in with OpenID Connect needs more packages.",
            remedy="Install them with: pip install 'earwitness[openid]'",
        )
    if not rules.openid_issuer.startswith("https://"):
        raise WrongUsage(
            "openid_issuer under [desk] must begin with https://.",
            remedy="Ask who runs the provider for the issuer's address.",
        )
    if not rules.openid_client or not os.environ.get(OPENID_SECRET):
        raise WrongUsage(
            "The desk's id or secret at the OpenID Connect provider is missing.",
            remedy=f"Set openid_client under [desk], and the environment variable {OPENID_SECRET}.",
        )


def refuse_insecure_settings() -> None:
    """Let only settings pass that Django's own deployment checks find safe.

    Raises:
        CaseUnusable: they do not.
    """
    from django.core.checks import Tags, run_checks

    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    if unsafe := [one for one in found if one.id not in NOT_MEANT]:
        raise CaseUnusable(
            f"The desk would not be safe: {unsafe[0].msg}",
            remedy="Run it with the settings that it ships with.",
        )


def refuse_without_admin() -> None:
    """Let only a desk start at which somebody can make accounts.

    Raises:
        WrongUsage: there is no admin.
    """
    from earwitness.desk.models import Account
    from earwitness.desk.roles import Role

    if not Account.objects.filter(role=Role.ADMIN.value, is_active=True, alone=False).exists():
        raise WrongUsage(
            "Nobody could log in: the desk has no admin yet.",
            remedy="Make one with: earwitness accounts add NAME --role admin",
        )
