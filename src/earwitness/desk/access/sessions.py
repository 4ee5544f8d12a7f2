"""How long somebody stays logged in, and that a team logs in with a second factor."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from earwitness.desk.acting import served

Answer = Callable[[HttpRequest], HttpResponse]

BEGAN, SEEN = "began", "seen"
"""In a session: when it began, and when something was asked last; seconds since 1970."""
NOTED_EVERY_S = 60
"""How exactly the last click is kept: each note is a write. Estimate."""
BY_CLOCK = "X-Asked-By"
"""The header "clock" of what a page asks again and again by itself: nobody is at work for that."""
PROVIDER_VOUCHED = "provider_second_factor"
"""In a session: the OpenID Connect provider says that there was a second factor."""
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""Recovery codes stand in for one of these; by themselves they are none."""


def limit_session(answer: Answer) -> Answer:
    """Logs out whose session is too old, or lay idle too long. A desk for one person has no
    log-in to come back by, and no such limits."""

    def limited(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not served().alone and _is_over(request):
            logout(request)
            messages.info(request, _("You were logged out, because the time was up."))
        return answer(request)

    return limited


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the person of the request logged in, or can, with a second factor."""
    if request.session.get(PROVIDER_VOUCHED):
        return True
    return bool(is_mfa_enabled(request.user, FACTORS))


def _is_over(request: HttpRequest) -> bool:
    rules, session, now = served().place.settings.desk, request.session, int(time.time())
    began, seen = session.setdefault(BEGAN, now), session.get(SEEN, now)
    if now - began > rules.session_hours * 3600 or now - seen > rules.idle_minutes * 60:
        return True
    by_clock = request.headers.get(BY_CLOCK) == "clock"
    if SEEN not in session or (now - seen >= NOTED_EVERY_S and not by_clock):
        session[SEEN] = now
    return False
