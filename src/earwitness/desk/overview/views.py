"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What the case holds."""
    return render(request, "overview/overview.html", {})
