"""How often somebody may ask for what costs much."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from earwitness.desk.acting import served

View = Callable[..., HttpResponse]


def at_most(times: int, *, seconds: int) -> Callable[[View], View]:
    """Answers 429 to who asks a view more often: an account, or an address where nobody is logged
    in. People do not meet a limit that is well chosen. The one person of a desk on their own
    machine has none."""

    def limit(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = f"asked:{view.__module__}.{view.__qualname__}:{_who(request)}"
            if not served().alone and _count(key, seconds) > times:
                answer = render(request, "429.html", status=429)
                answer.headers["Retry-After"] = str(seconds)
                return answer
            return view(request, *args, **kwargs)

        return limited

    return limit


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
