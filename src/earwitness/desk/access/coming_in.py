"""Tells the ledger who came in, and who was turned away."""

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.signals import authentication_failed
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from earwitness.app.access_acts import AccountChange
from earwitness.desk.access.traces import DESK, told
from earwitness.desk.acting import served

LINK = "link"


@receiver(user_logged_in)
def came_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Somebody is logged in."""
    told(
        actor=served().place.actor if served().alone else user.get_username(),
        action="log_in",
        subject=DESK,
        detail=", ".join(_methods(request)) or LINK,
    )


@receiver(user_login_failed)
def turned_away(sender: Any, **_: Any) -> None:
    """A name or a password was wrong. What was typed is not kept: it may be a password."""
    refused("password")


@receiver(authentication_failed)
def wrong_code(sender: Any, **_: Any) -> None:
    """A code of an authenticator app, or a recovery code, was wrong."""
    refused("second factor")


@receiver(social_account_added)
def tied(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Somebody tied their account to the OpenID Connect provider."""
    name = request.user.get_username()
    told(actor=name, action="account", subject=name, detail=AccountChange.TIED)


def refused(at: str) -> None:
    """Tell that somebody was turned away at this step."""
    told(actor=DESK, action="log_in_refused", subject=DESK, detail=at)


def _methods(request: HttpRequest) -> list[str]:
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return [str(one.get("type") or one["method"]) for one in records]
