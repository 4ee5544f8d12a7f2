"""The page of a failure that nobody foresaw."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from earwitness.desk.log.events import request_id


def failed(request: HttpRequest) -> HttpResponse:
    """It asks nothing of the case, whose store may be what failed, and gives the number under
    which the log tells more."""
    page = render_to_string("500.html", {"request_id": request_id.get()})
    return HttpResponse(page, status=500)
