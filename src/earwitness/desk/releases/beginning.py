"""Beginning long work from a page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from earwitness.desk.acting import name_of
from earwitness.desk.releases import work
from earwitness.desk.releases.people import words_of
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.progress import Progress


def begin_work(
    request: HttpRequest, kind: str, name: str, act: Callable[[Progress], object]
) -> HttpResponse:
    """Begin it, and go to the page that shows how far it is."""
    try:
        work.begin(kind, name, name_of(request), act)
    except EarwitnessError as error:
        messages.error(request, words_of(error))
    return redirect("release_edition", name)
