"""Coming in by the link of a desk for one person."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from earwitness.desk.access.one_time_link import links
from earwitness.desk.acting import served
from earwitness.desk.models import Account
from earwitness.desk.roles import Right, needs


@needs(Right.NOBODY)
@require_GET
def enter(request: HttpRequest, untrusted_secret: str) -> HttpResponse:
    """Logs in the one person of this desk, once for each link."""
    if not served().alone or not links.use(untrusted_secret):
        return render(request, "access/used_link.html", status=403)
    account, _ = Account.objects.get_or_create(username=served().place.actor, alone=True)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("overview")
