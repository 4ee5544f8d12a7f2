"""Beginning long work from a page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from earwitness.app.releases.tools import Tools
from earwitness.desk.acting import name_of, place_of
from earwitness.desk.releases import making, work
from earwitness.desk.releases.people import words_of
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace


def begin_work(
    request: HttpRequest, kind: str, name: str, act: Callable[[Workplace, Tools], object]
) -> HttpResponse:
    """Begin it, and go to the page that shows how far it is."""
    place = place_of(request)

    def done(progress: Progress) -> None:
        act(place, making.tools(progress))

    try:
        work.begin(kind, name, name_of(request), done)
    except EarwitnessError as error:
        messages.error(request, words_of(error))
    return redirect("release_edition", name)
