"""How often somebody may ask for what costs much, or what a whole archive could be copied by."""

import math
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from earwitness.app.access_acts import AccountChange
from earwitness.desk.access.traces import told
from earwitness.desk.acting import name_of, served

HOUR, DAY = 3600, 86_400
OPENED_AN_HOUR, OPENED_A_DAY = 300, 1200
"""Different calls, recordings or claims of one person. Estimate: who skims one in 12 seconds does
not meet them; a case of 5,000 calls takes four days to copy, and the page of use shows it."""
LISTS_A_MINUTE, LISTS_AN_HOUR = 120, 1500
"""Searches and pages of lists. Estimate: typing searches up to four times a second for a while."""
TAKEN_AN_HOUR = 20
"""Files that are taken out. Estimate."""

View = Callable[..., HttpResponseBase]
_counting = Lock()


def at_most(times: int, *, seconds: int, different: str = "") -> Callable[[View], View]:
    """Answers 429 to who asks a view more often: an account, or an address where nobody is logged
    in. `different` is an argument of the view: only its different values count, so that one
    recording may be played over and over, in as many ranges as the browser likes. People do not
    meet a limit that is well chosen. The one person of a desk on their own machine has none."""

    def limit(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not served().alone:
                key = f"asked:{view.__module__}.{view.__qualname__}:{seconds}:{_who(request)}"
                is_within = (
                    _is_among(key, str(kwargs[different]), times, seconds)
                    if different
                    else _count(key, seconds) <= times
                )
                if not is_within:
                    _tell_once(request, key, seconds)
                    return _too_often(request, seconds)
            return view(request, *args, **kwargs)

        return limited

    return limit


def limited_opening(different: str) -> Callable[[View], View]:
    """Limits how many different calls, recordings or claims a person opens by a view; `different`
    is the argument that names one."""
    an_hour = at_most(OPENED_AN_HOUR, seconds=HOUR, different=different)
    a_day = at_most(OPENED_A_DAY, seconds=DAY, different=different)
    return lambda view: an_hour(a_day(view))


def limited_listing(view: View) -> View:
    """Limits how often a person searches, or asks for a page of a list."""
    an_hour = at_most(LISTS_AN_HOUR, seconds=HOUR)
    return at_most(LISTS_A_MINUTE, seconds=60)(an_hour(view))


def limited_taking(view: View) -> View:
    """Limits how often a person takes a file out."""
    return at_most(TAKEN_AN_HOUR, seconds=HOUR)(view)


def _too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    shown = {"minutes": math.ceil(seconds / 60)}
    name = "_429.html" if request.headers.get("HX-Request") else "429.html"
    answer = render(request, name, shown, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _tell_once(request: HttpRequest, key: str, seconds: int) -> None:
    """The ledger keeps that somebody met a limit: others of the team may ask why."""
    if request.user.is_authenticated and cache.add(f"{key}:told", True, seconds):
        name = name_of(request)
        told(actor=name, action="account", subject=name, detail=AccountChange.LIMIT_MET)


def _who(request: HttpRequest) -> str:
    user = request.user
    return f"account-{user.pk}" if user.is_authenticated else str(request.META["REMOTE_ADDR"])


def _count(key: str, seconds: int) -> int:
    """How often this happened since it happened first within so many seconds."""
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the time was up in between
        return 1


def _is_among(key: str, value: str, most: int, seconds: int) -> bool:
    """Whether this is one of the first `most` different values within so many seconds."""
    digest = sha256(value.encode("utf-8", "replace")).hexdigest()  # a key has no room for more
    if cache.get(f"{key}:{digest}"):
        return True
    with _counting:
        if _count(key, seconds) > most:
            return False
        cache.set(f"{key}:{digest}", True, seconds)
    return True
