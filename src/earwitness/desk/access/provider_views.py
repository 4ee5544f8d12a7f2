"""Tying one's account to an OpenID Connect provider, and untying it."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.access_acts import AccountChange
from earwitness.desk.access.openid import PROVIDER, provider_name
from earwitness.desk.access.traces import told
from earwitness.desk.acting import name_of
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_GET
def connections(request: HttpRequest) -> HttpResponse:
    """Where the library may send people when it tied their account."""
    return redirect("mfa_index")


@needs(Right.READ)
@require_POST
def tie(request: HttpRequest) -> HttpResponse:
    """A page with the way to the provider. A link, because our policy lets no form lead elsewhere;
    and made by a form with a token, because whoever else could tie an account would own it."""
    if not provider_name():
        raise Http404
    provider = get_adapter().get_provider(request, PROVIDER)
    answer = provider.redirect(request, process="connect", next_url=reverse("mfa_index"))
    shown = {"way": answer.headers["Location"], "name": provider_name()}
    return render(request, "access/to_provider.html", shown)


@needs(Right.READ)
@require_POST
def untie(request: HttpRequest) -> HttpResponse:
    """From now on the provider does not log this account in."""
    if SocialAccount.objects.filter(user=request.user).delete()[0]:
        told(
            actor=name_of(request),
            action="account",
            subject=name_of(request),
            detail=AccountChange.UNTIED,
        )
    return redirect("mfa_index")


@needs(Right.NOBODY)
@require_GET
def not_logged_in(request: HttpRequest) -> HttpResponse:
    """Somebody changed their mind at the provider."""
    return redirect("account_login")
