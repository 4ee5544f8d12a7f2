"""Showing what is covered, from a page that has pieces of many calls."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from earwitness.desk import covering
from earwitness.desk.access.need_to_know import call_or_404
from earwitness.desk.roles import Right, needs

ANCHOR = re.compile(r"[A-Za-z0-9_-]{1,80}")


@needs(Right.READ)
@require_POST
def uncover_here(request: HttpRequest) -> HttpResponse:
    """Show one call, or all of them, for the rest of the session, and go back to the page. `show`
    is the id of the call and, behind "#", the place on the page.

    The page is where the browser says that it comes from: its address may have changed since it was
    made, as a search does that narrows.
    """
    call_id, _hash, anchor = request.POST.get("show", "").partition("#")
    if request.POST.get("all"):
        covering.uncover(request, covering.ALL)
    else:
        covering.uncover(request, call_or_404(request, call_id).id)
    back = request.headers.get("Referer", "").partition("#")[0]
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("overview")
    return redirect(f"{back}#{anchor}" if ANCHOR.fullmatch(anchor) else back)
