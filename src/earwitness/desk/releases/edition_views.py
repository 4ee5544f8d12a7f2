"""The newest edition of a release: built, looked at by the gate, accepted, signed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.releases import building, looking, signing
from earwitness.app.releases.gating import look_that_counts
from earwitness.app.releases.history import public_now, public_spans
from earwitness.app.releases.objections import open_disputes
from earwitness.app.releases.progress import progress_of
from earwitness.app.releases.standing import Standing, newest_edition, standing_of
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import name_of, place_of
from earwitness.desk.releases import making, wording, work
from earwitness.desk.releases.beginning import begin_work
from earwitness.desk.releases.people import signatory, tried
from earwitness.desk.releases.reach import release_or_404
from earwitness.desk.roles import Right, needs
from earwitness.publication.signatories import same_person
from earwitness.records.errors import WrongUsage
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases


@needs(Right.READ)
@require_GET
def edition(request: HttpRequest, name: str) -> HttpResponse:
    """How the newest edition stands: bytes, gate, signatures; and what was public when."""
    draft = release_or_404(request, name)
    opened(request, name, "release")
    progress = progress_of(draft)
    said: dict[str, Any] = {
        "tab": "edition",
        "draft": draft,
        "progress": progress,
        "stage": wording.stage(progress),
        "standing": None,
        "work": work.last_work(name),
        "busy": work.running(),
        "spans": public_spans(name),
        "public": public_now(name),
    }
    if progress.edition is not None:
        said |= _standing(request, draft)
    return render(request, "releases/edition.html", said)


def _standing(request: HttpRequest, draft: ReleaseDraft) -> dict[str, Any]:
    tools = making.tools()
    standing = standing_of(place_of(request), tools, newest_edition(draft.name), draft=draft)
    built = releases.draft_version(draft.name, standing.edition.draft_version)
    is_changed = draft.version != standing.edition.draft_version
    person = name_of(request)
    return {
        "standing": standing,
        "built": built,
        "is_changed": is_changed,
        "since": [
            one
            for one in releases.versions(draft.name)
            if one.version > standing.edition.draft_version
        ],
        "disputes": open_disputes(draft),
        "waiting": [one for one in standing.matters if not one.accepted],
        "signed_by_me": any(same_person(one.by, person) for one in standing.sign_offs),
        "earlier": [
            (one, releases.sign_offs(draft.name, one.number))
            for one in releases.editions(draft.name)[:-1]
        ][::-1],
        "may_be_signed": _may_be_signed(standing, draft, is_changed),
    }


def _may_be_signed(standing: Standing, draft: ReleaseDraft, is_changed: bool) -> bool:
    is_whole = not (standing.changes or standing.unrecorded or is_changed)
    is_clean = standing.look is not None and all(one.accepted for one in standing.matters)
    return is_whole and is_clean and not open_disputes(draft)


@needs(Right.READ)
@require_GET
def state(request: HttpRequest, name: str) -> HttpResponse:
    """How far the long work is: a piece of the page, asked for again and again while it runs."""
    release_or_404(request, name)
    found = work.last_work(name)
    response = render(
        request,
        "releases/_work.html",
        {"work": found, "busy": work.running(), "draft": {"name": name}},
    )
    if found is None or found.ended_at is not None:
        response.headers["HX-Refresh"] = "true"
    return response


@needs(Right.CHOOSE)
@require_POST
def build(request: HttpRequest, name: str) -> HttpResponse:
    """Begin to build the next edition."""
    release_or_404(request, name)
    return begin_work(
        request, "build", name, lambda place, tools: building.build(place, tools, name)
    )


@needs(Right.SIGN)
@require_POST
def look(request: HttpRequest, name: str) -> HttpResponse:
    """Let the gate look again, since what it must look for was changed."""
    release_or_404(request, name)
    return begin_work(
        request, "look", name, lambda place, tools: looking.look_at_newest(place, tools, name)
    )


@needs(Right.SIGN)
@require_POST
def waive(request: HttpRequest, name: str) -> HttpResponse:
    """Accept one finding, for one person, with a reason."""
    release_or_404(request, name)
    place, by, post = place_of(request), signatory(request), request.POST
    finding, why = post.get("finding", ""), post.get("why", "")

    def waived() -> None:
        tools = making.tools()
        _refuse_unseen(request, place, tools, name)
        signing.waive(place, tools, name, finding, why=why, by=by)

    tried(request, waived, _("Accepted by you. It needs two different people."))
    return redirect("release_edition", name)


@needs(Right.SIGN)
@require_POST
def sign(request: HttpRequest, name: str) -> HttpResponse:
    """Sign exactly the bytes whose digest the form shows."""
    release_or_404(request, name)
    place, by, why = place_of(request), signatory(request), request.POST.get("why", "").strip()

    def signed() -> None:
        tools = making.tools()
        _refuse_unseen(request, place, tools, name)
        number = newest_edition(name).number
        signing.sign(place, tools, name, by=by, why=why, edition_number=number)

    tried(request, signed, _("Signed."))
    return redirect("release_edition", name)


def _refuse_unseen(request: HttpRequest, place: Workplace, tools: Any, name: str) -> None:
    """Let only pass what the person looked at, and what the gate has looked at: another look may
    take minutes, and is asked for by its own button."""
    edition = newest_edition(name)
    if request.POST.get("digest", "") != edition.package_digest:
        raise WrongUsage(
            _("This is not the package that you looked at: it was built anew."),
            remedy=_("Look at the newest edition, and sign that."),
        )
    if look_that_counts(place, tools, edition) is None:
        raise WrongUsage(
            _("The gate must look again: what it has to look for was changed."),
            remedy=_("Let it look again first."),
        )
