"""Searches that a person keeps: filters of the list under a name."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earwitness.desk.acting import worker_of
from earwitness.desk.calls.asking import read_address
from earwitness.desk.models import SavedSearch
from earwitness.desk.roles import Right, needs

LONGEST_NAME = 120
MOST = 100
"""Of a person; the list must stay one to be read. Estimate."""


def _own(request: HttpRequest) -> "QuerySet[SavedSearch]":
    return SavedSearch.objects.filter(account=request.user.pk)


def searches_of(request: HttpRequest) -> list[SavedSearch]:
    """What the person of the request keeps, by name."""
    return list(_own(request).order_by("name"))


@needs(Right.READ)
@require_POST
def save_search(request: HttpRequest) -> HttpResponse:
    """Keep the filters of an address under a name; a name that is there gets the new ones."""
    asked = read_address(request.POST)
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    query = asked.address()
    own = _own(request)
    if not name or not asked.said:
        messages.error(request, _("Set a filter and give a name; then it can be kept."))
    elif own.exclude(name=name).count() >= MOST:
        messages.error(request, _("You keep a hundred searches. Drop one first."))
    else:
        if not own.filter(name=name).update(query=query):
            SavedSearch(account=worker_of(request), name=name, query=query).save()
        messages.success(request, _("Kept as “%(name)s”.") % {"name": name})
    return redirect(f"{reverse('calls')}?{query}")


@needs(Right.READ)
@require_POST
def drop_search(request: HttpRequest, number: int) -> HttpResponse:
    """Drop one's own search; another person's is not touched."""
    _own(request).filter(id=number).delete()
    return redirect(f"{reverse('calls')}?{read_address(request.POST).address()}")
