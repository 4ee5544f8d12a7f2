"""The page of accounts: who may come in, as what, and with what."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.desk_acts import account_acts, roles_given
from earwitness.desk.access import account_changes as changes
from earwitness.desk.access.acts_views import MOST
from earwitness.desk.access.sessions import FACTORS
from earwitness.desk.acting import account_of, place_of
from earwitness.desk.models import Account
from earwitness.desk.roles import Right, Role, needs
from earwitness.records.errors import WrongUsage

OF_OTHERS = {
    "role": lambda: _(
        "Ask another admin to give you the role. If you are the only one, give somebody the role "
        "admin first."
    ),
    "password": lambda: _("Change your password on the page “Your account”."),
    "second factor": lambda: _("Change it on the page “Your account”."),
}
"""What an admin does to other accounts alone, and what to do instead."""


@needs(Right.ADMINISTER)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account, and a form for a new one."""
    return render(request, "access/accounts.html", _listed())


@needs(Right.ADMINISTER)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A new account; shows the link by which its password is set."""
    try:
        account, secret = changes.make_account(
            place_of(request), request.POST.get("name", ""), request.POST.get("role", "")
        )
    except WrongUsage as error:
        shown = {**_listed(), "error": error, "typed": request.POST}
        return render(request, "access/accounts.html", shown, status=400)
    return _with_link(request, account, secret)


@needs(Right.ADMINISTER)
@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, and what can be done with it."""
    return render(request, "access/account.html", _shown(request, _found(pk)))


@needs(Right.ADMINISTER)
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change of an account: `do` says which."""
    one, place = _found(pk), place_of(request)
    asked = request.POST.get("do", "")
    if one.pk == account_of(request) and asked in OF_OTHERS:
        raise WrongUsage(_("Nobody does that to their own account."), remedy=OF_OTHERS[asked]())
    match asked:
        case "password":
            return _with_link(request, one, changes.reset_password(place, one))
        case "role":
            changes.give_role(place, one, request.POST.get("role", ""))
        case "second factor":
            changes.reset_second_factor(place, one)
        case "sessions":
            changes.end_sessions(place, one)
        case "shut":
            changes.shut(place, one)
        case "open again":
            changes.open_again(place, one)
        case _:
            raise WrongUsage("Nothing was chosen.", remedy="Go back and use a button.")
    messages.success(request, _("Done. It is in the ledger."))
    return redirect("account", pk=one.pk)


def _found(pk: int) -> Account:
    return get_object_or_404(Account, pk=pk, alone=False)


def _listed() -> dict[str, Any]:
    factors = Count("authenticator", filter=Q(authenticator__type__in=FACTORS))
    found = Account.objects.filter(alone=False).annotate(factors=factors)
    return {
        "accounts": found.order_by("-is_active", "username"),
        "roles": list(Role),
        "given_by": roles_given(account_acts([*Role], MOST)),
    }


def _shown(request: HttpRequest, one: Account) -> dict[str, Any]:
    own = Authenticator.objects.filter(user=one, type__in=FACTORS).order_by("created_at")
    is_own = one.pk == account_of(request)
    return {"one": one, "roles": list(Role), "factors": list(own), "is_own": is_own}


def _with_link(request: HttpRequest, one: Account, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("new_password", args=[secret]))
    shown = {**_shown(request, one), "link": link, "hours": changes.LINK_HOURS}
    return render(request, "access/account.html", shown)
