"""Who alone may see which calls and persons."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app import restricting
from earwitness.desk.access.need_to_know import may_see_call, may_see_person
from earwitness.desk.acting import may, name_of, place_of
from earwitness.desk.models import Account
from earwitness.desk.roles import Right, needs
from earwitness.records.errors import WrongUsage


@needs(Right.RESTRICT)
@require_GET
def restrictions(request: HttpRequest) -> HttpResponse:
    """Every restriction in force; `subject` in the address fills the form."""
    return render(request, "access/restrictions.html", _shown(request))


@needs(Right.RESTRICT)
@require_POST
def restrict(request: HttpRequest) -> HttpResponse:
    """Keep a call or a person to the accounts that are ticked; whoever does it stays among
    them, if their role lets them see it at all."""
    subject = request.POST.get("subject", "").strip()
    allowed = [*request.POST.getlist("allowed")]
    if allowed and may(request, Right.LISTEN):
        allowed.append(name_of(request))
    try:
        _refuse_unseen(request, subject)
        _refuse_unknown(allowed)
        why = request.POST.get("why", "")
        restricting.restrict(place_of(request), subject, allowed=allowed, why=why)
    except WrongUsage as error:
        shown = {**_shown(request), "error": error, "typed": request.POST, "ticked": allowed}
        return render(request, "access/restrictions.html", shown, status=400)
    messages.success(request, _("Done. It is in the ledger."))
    return redirect("restrictions")


@needs(Right.RESTRICT)
@require_POST
def lift(request: HttpRequest) -> HttpResponse:
    """Let everybody see it again."""
    subject = request.POST.get("subject", "").strip()
    _refuse_unseen(request, subject)
    restricting.lift(place_of(request), subject, why=request.POST.get("why", ""))
    messages.success(request, _("Done. It is in the ledger."))
    return redirect("restrictions")


def _shown(request: HttpRequest) -> dict[str, Any]:
    names = Account.objects.filter(is_active=True, alone=False).order_by("username")
    found = restricting.list_restrictions()
    return {
        "restrictions": [one for one in found if _may_name(request, str(one["subject"]))],
        "names": list(names.values_list("username", flat=True)),
        "subject": request.GET.get("subject", ""),
        "me": name_of(request) if may(request, Right.LISTEN) else "",
    }


def _may_name(request: HttpRequest, subject: str) -> bool:
    """An admin sees ids of all that is restricted, and nothing of its content."""
    seen = may_see_call(request, subject) and may_see_person(request, subject)
    return seen or may(request, Right.ADMINISTER)


def _refuse_unseen(request: HttpRequest, subject: str) -> None:
    if not _may_name(request, subject):
        raise WrongUsage(f"There is no call or person {subject!r}.", remedy="Give the whole id.")


def _refuse_unknown(allowed: list[str]) -> None:
    known = set(Account.objects.values_list("username", flat=True))
    if unknown := [one for one in allowed if one not in known]:
        raise WrongUsage(
            f"There is no account {unknown[0]!r}.", remedy="Tick accounts of the list."
        )
