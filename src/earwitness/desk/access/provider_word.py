"""What an OpenID Connect provider says of a second factor."""

from typing import Any

from django.http import HttpRequest

from earwitness.desk.access.sessions import PROVIDER_VOUCHED
from earwitness.desk.acting import served

MULTIPLE_FACTORS = "mfa"
"""RFC 8176, section 2: the value of `amr` for more than one factor."""


def note_second_factor(request: HttpRequest, social_login: Any) -> None:
    """Keep for the session whether the provider says that there was a second factor; only if the
    case believes it."""
    request.session.pop(PROVIDER_VOUCHED, None)
    if served().place.settings.desk.openid_second_factor and _vouches(social_login):
        request.session[PROVIDER_VOUCHED] = True


def _vouches(social_login: Any) -> bool:
    token = (social_login.account.extra_data or {}).get("id_token")
    methods = token.get("amr") if isinstance(token, dict) else None
    return isinstance(methods, list) and MULTIPLE_FACTORS in methods
