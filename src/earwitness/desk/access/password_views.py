"""Setting a password by a link that works once."""

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from earwitness.desk.access.account_changes import account_of_link, set_password
from earwitness.desk.access.coming_in import refused
from earwitness.desk.access.limits import at_most
from earwitness.desk.acting import served
from earwitness.desk.roles import Right, needs


@needs(Right.NOBODY)
@at_most(30, seconds=60)
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, untrusted_secret: str) -> HttpResponse:
    """The form of a link, and what it sends. Nobody is logged in by it."""
    account = None if served().alone else account_of_link(untrusted_secret)
    if account is None:
        refused("link")
        return render(request, "access/used_password_link.html", status=403)
    form = SetPasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if set_password(served().place, untrusted_secret, form.cleaned_data["new_password1"]):
            messages.success(request, _("The password is set. Log in with it."))
            return redirect("account_login")
        return render(request, "access/used_password_link.html", status=403)
    return render(request, "access/new_password.html", {"form": form, "one": account})
