"""Judging who speaks, and whether two voices are one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.judging import Judged, judge, reason_of
from earwitness.desk.access.need_to_know import may_see_person
from earwitness.desk.acting import account_of, place_of
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.changes import changes_seen, voices_seen
from earwitness.desk.speakers.judging_jobs import Job, begin, job_of
from earwitness.desk.speakers.speaker_views import shown_speaker, speaker_or_404
from earwitness.desk.speakers.voice_views import pair_or_404, shown_pair
from earwitness.desk.speakers.wording import PAIR_VERDICTS, VERDICTS
from earwitness.records.attribution import Judgement
from earwitness.records.errors import WrongUsage
from earwitness.records.voice_groups import voice_pair_id, voices_of_pair
from earwitness.runtime.progress import Progress

PATIENCE_S = 1.0
"""How long the answer to a decision waits for its end. Estimate: shorter than people notice."""


@needs(Right.JUDGE)
@require_POST
def judge_speaker(request: HttpRequest, call_id: str, side: str) -> HttpResponse:
    """Record a decision about one candidate."""
    call, found = speaker_or_404(request, call_id, side)
    wanted = request.POST.get("candidate", "")
    own = next((one for one in found.candidates if one.id == wanted), None)
    if own is None or not may_see_person(request, own.person_id):
        raise Http404
    try:
        verdict, why = _decision(request)
    except WrongUsage as error:
        return shown_speaker(
            request,
            call,
            found,
            refused=error.what,
            of=own.id,
            said=request.POST.get("why", ""),
            verdict=request.POST.get("verdict", ""),
        )
    return _work(request, own.id, verdict, why, back=reverse("speaker", args=[call_id, side]))


@needs(Right.JUDGE)
@require_POST
def judge_voices(request: HttpRequest) -> HttpResponse:
    """Record a decision about two voices."""
    left, right = pair_or_404(request, request.POST)
    try:
        verdict, why = _decision(request)
    except WrongUsage as error:
        said = {
            "refused": error.what,
            "said": request.POST.get("why", ""),
            "verdict": request.POST.get("verdict", ""),
        }
        return shown_pair(request, left, right, **said)
    subject = voice_pair_id(left.voice.member.id, right.voice.member.id)
    query = f"?left={left.reference}&right={right.reference}"
    return _work(request, subject, verdict, why, back=reverse("compare_voices") + query)


def _decision(request: HttpRequest) -> tuple[Judgement, str]:
    """The verdict and the reason.

    Raises:
        WrongUsage: one is missing.
    """
    said = request.POST.get("verdict", "")
    if said not in set(Judgement):
        raise WrongUsage(_("Say what you decided."), remedy=_("Choose one of the answers."))
    try:
        return Judgement(said), reason_of(request.POST.get("why", ""))
    except WrongUsage as error:
        raise WrongUsage(
            _("A decision needs a reason: what you heard, saw or know, for others to check."),
            remedy=_("Write one or two sentences."),
        ) from error


def _work(
    request: HttpRequest, subject: str, verdict: Judgement, why: str, *, back: str
) -> HttpResponse:
    place = place_of(request)

    def work(progress: Progress) -> Judged:
        return judge(place, subject, verdict, why=why, progress=progress)

    words = PAIR_VERDICTS if voices_of_pair(subject) else VERDICTS
    job = Job(account=account_of(request), back=back, label=str(words[verdict]))
    token = begin(job, work)
    job.ended.wait(PATIENCE_S)
    return redirect("judging", token)


@needs(Right.JUDGE)
@require_GET
def judging(request: HttpRequest, token: str) -> HttpResponse:
    """How far a decision is, and at the end what it changed."""
    job = job_of(token, account_of(request))
    if job is None:
        raise Http404
    shown: dict[str, Any] = {"job": job, "token": token, "is_over": job.ended.is_set()}
    if job.judged is not None:
        shown |= _told(request, job.judged)
    name = (
        "speakers/_judging.html" if request.headers.get("HX-Request") else "speakers/judging.html"
    )
    return render(request, name, shown)


def _told(request: HttpRequest, judged: Judged) -> dict[str, Any]:
    changes = changes_seen(request, judged.changes)
    return {
        "record": judged.record,
        "changes": changes,
        "calls": len({one.call_id for one in changes}),
        "voices": voices_seen(request, judged.voices),
    }
