"""Watchers come before all that people pass: they ask on this machine, without HTTPS, by its
address in place of its name, and have no session."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from earwitness.desk.health import views

Answer = Callable[[HttpRequest], HttpResponse]
FOR_WATCHERS = (views.health, views.ready)


def answer_watchers(answer: Answer) -> Answer:
    """Answers them itself, and hands everybody else on, as who sends a form."""

    def watched(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return answer(request)
        try:
            match = resolve(request.path_info)
        except Http404:
            return answer(request)
        for view in FOR_WATCHERS:
            if match.func is view:
                request.resolver_match = match
                return view(request)
        return answer(request)

    return watched
