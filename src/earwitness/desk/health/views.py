"""Answers for whoever watches the desk, in a word: anybody may ask, so nobody learns more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from earwitness.desk.health.checks import readiness
from earwitness.desk.roles import Right, needs

Answer = Callable[[HttpRequest], HttpResponse]
UNREADY = 503


@needs(Right.NOBODY)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the process answers. No database is asked."""
    return _word("ok")


@needs(Right.NOBODY)
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Whether it can work: store and accounts, folder and disk. The log says what is lacking."""
    return _word("ok") if readiness.is_ready() else _word("not ok", UNREADY)


def _word(said: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{said}\n", status=status, content_type="text/plain; charset=utf-8")
