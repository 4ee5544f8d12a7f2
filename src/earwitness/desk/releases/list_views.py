"""All releases, and a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.releases.drafts import new_release
from earwitness.desk.acting import place_of
from earwitness.desk.releases import wording
from earwitness.desk.releases.people import tried
from earwitness.desk.releases.reach import visible_progress
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """Every release that may be seen, with how far it is."""
    rows = [{"one": one, "stage": wording.stage(one)} for one in visible_progress(request)]
    said = {"rows": rows, "languages": wording.languages()}
    return render(request, "releases/releases.html", said)


@needs(Right.CHOOSE)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """An empty release."""
    name = request.POST.get("name", "").strip()
    title = request.POST.get("title", "")
    language = request.POST.get("language", "en")
    is_made = tried(
        request,
        lambda: new_release(place_of(request), name, title=title, language=language),
        _("The release is there, and empty. Add clips from the pages of calls."),
    )
    return redirect("release", name) if is_made else redirect("releases")
