"""Coming in by the link of a desk for one person."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from earwitness.desk.access.coming_in import refused
from earwitness.desk.access.one_time_link import links
from earwitness.desk.acting import served
from earwitness.desk.models import Account
from earwitness.desk.roles import Right, needs


@needs(Right.NOBODY)
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Accounts are made by an admin; the library wants an address for the other way."""
    raise Http404


@needs(Right.NOBODY)
@require_GET
def enter(request: HttpRequest, untrusted_secret: str) -> HttpResponse:
    """Logs in the one person of this desk, once for each link."""
    if not served().alone or not links.use(untrusted_secret):
        refused("link")
        return render(request, "access/used_link.html", status=403)
    account, _ = Account.objects.get_or_create(username=served().place.actor, alone=True)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("overview")
