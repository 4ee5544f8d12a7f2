"""Letting out what two people signed, correcting it, taking it back."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earwitness.app.releases import corrections, downloads, publishing
from earwitness.app.releases.tools import Tools
from earwitness.desk.access.limits import limited_taking
from earwitness.desk.acting import place_of
from earwitness.desk.releases.beginning import begin_work
from earwitness.desk.releases.people import tried
from earwitness.desk.releases.reach import clip_address, clip_or_404, release_or_404
from earwitness.desk.roles import Right, needs
from earwitness.runtime.runner import Workplace


@needs(Right.PUBLISH)
@require_POST
def publish(request: HttpRequest, name: str) -> HttpResponse:
    """Copy the signed bytes, let the gate look at the copy, and write down that they are public.
    They are then fetched with `download`; the copy does not stay on this machine."""
    release_or_404(request, name)

    def published(place: Workplace, tools: Tools) -> None:
        with tempfile.TemporaryDirectory(prefix="earwitness-") as folder:
            publishing.publish(place, tools, name, Path(folder) / "package")

    return begin_work(request, "publish", name, published)


@needs(Right.PUBLISH)
@limited_taking
@require_POST
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """What is public now, as a ZIP; the ledger keeps who fetched it."""
    release_or_404(request, name)
    packed = downloads.public_package(place_of(request), name)
    return FileResponse(
        packed.file, as_attachment=True, filename=packed.name, content_type="application/zip"
    )


@needs(Right.CHOOSE)
@require_POST
def correct(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Say what was wrong in a clip that was public."""
    clip_or_404(request, name, clip_id)
    place, text, on = place_of(request), request.POST.get("text", ""), request.POST.get("on", "")
    tried(
        request,
        lambda: corrections.correct(place, name, clip_id, text, on=on),
        _("The next edition says so. Build, sign and publish it."),
    )
    return redirect(clip_address(name, clip_id, "public"))


@needs(Right.PUBLISH)
@require_POST
def withdraw_clip(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Take a clip back that was public."""
    clip_or_404(request, name, clip_id)
    place, why = place_of(request), request.POST.get("why", "")
    tried(
        request,
        lambda: corrections.withdraw_clip(place, name, clip_id, why=why),
        _("Withdrawn. Take it off the site, then build, sign and publish the next edition."),
    )
    return redirect(clip_address(name, clip_id))


@needs(Right.PUBLISH)
@require_POST
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """Take the whole release back."""
    release_or_404(request, name)
    place, why = place_of(request), request.POST.get("why", "")
    tried(
        request,
        lambda: corrections.withdraw_release(place, name, why=why),
        _("Withdrawn. Take it off the site, then build, sign and publish the page that says so."),
    )
    return redirect("release_edition", name)
