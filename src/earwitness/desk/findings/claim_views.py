"""One claim: what is said, what bears on it, what people decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.claim_board.asking import speaker_of
from earwitness.app.claim_board.bearing import beside
from earwitness.app.grading import grade as give_grade
from earwitness.app.judging import judge as decide
from earwitness.desk.access.limits import limited_opening
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import place_of
from earwitness.desk.covering import hidden_on
from earwitness.desk.findings import wording
from earwitness.desk.findings.beside_view import beside_views
from earwitness.desk.findings.claim_lines import line
from earwitness.desk.findings.history_view import decisions_of
from earwitness.desk.findings.reach import board_of, claim_or_404
from earwitness.desk.roles import Right, needs
from earwitness.records.attribution import Judgement
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress

TYPED = ("verdict", "why", "source", "information", "why_graded")


@needs(Right.READ)
@limited_opening("claim_id")
@require_GET
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """The page of one claim."""
    shown = _shown(request, claim_id)
    opened(request, shown["one"].call_id, "claim")
    return render(request, "findings/claim.html", shown)


@needs(Right.JUDGE)
@require_POST
def judge(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Decide whether it is so, with a reason."""
    claim_or_404(board_of(request), claim_id)
    try:
        verdict = _verdict(request.POST.get("verdict", ""))
        why = request.POST.get("why", "")
        decide(place_of(request), claim_id, verdict, why=why, progress=SilentProgress())
    except (WrongUsage, CaseUnusable) as error:
        return _once_more(request, claim_id, error)
    messages.success(request, _("Your decision is recorded."))
    return redirect("claim", claim_id=claim_id)


@needs(Right.JUDGE)
@require_POST
def grade(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Grade the source and what is said, with a reason."""
    claim_or_404(board_of(request), claim_id)
    try:
        give_grade(
            place_of(request),
            claim_id,
            source=request.POST.get("source", ""),
            information=request.POST.get("information", ""),
            why=request.POST.get("why_graded", ""),
        )
    except (WrongUsage, CaseUnusable) as error:
        return _once_more(request, claim_id, error)
    messages.success(request, _("Your grade is recorded."))
    return redirect("claim", claim_id=claim_id)


def _shown(request: HttpRequest, claim_id: str) -> dict[str, Any]:
    board = board_of(request)
    one = claim_or_404(board, claim_id)
    others = beside(board, claim_id)
    ids = [found.located.call_id for found in (one, *(other.claim for other in others)) if found]
    judged, graded = board.judgements.get(claim_id), board.grades.get(claim_id)
    return {
        "one": line(board, one),
        "beside": beside_views(board, others),
        **hidden_on(request, ids),
        "is_weighed": board.is_weighed,
        "judged": judged,
        "graded": graded,
        "voice_grade": board.grades.get(speaker_of(one)),
        "history": decisions_of(claim_id, judged, graded),
        "verdicts": [
            (name.value, wording.VERDICTS[name]) for name in Judgement if name is not Judgement.NONE
        ],
        "sources": wording.SOURCE_GRADES.items(),
        "informations": wording.INFORMATION_GRADES.items(),
        "typed": {},
    }


def _once_more(
    request: HttpRequest, claim_id: str, error: WrongUsage | CaseUnusable
) -> HttpResponse:
    """The page with what was typed and what is wrong with it: nothing is lost."""
    typed = {name: request.POST.get(name, "") for name in TYPED}
    shown = _shown(request, claim_id) | {"error": error, "typed": typed}
    status = 400 if isinstance(error, WrongUsage) else 503
    return render(request, "findings/claim.html", shown, status=status)


def _verdict(untrusted: str) -> Judgement:
    try:
        return Judgement(untrusted)
    except ValueError:
        raise WrongUsage(
            _("No decision was chosen."), remedy=_("Choose true, false or unsure.")
        ) from None
