"""Which call a recording is looked at in; what is hidden from somebody is not found."""

from django.http import Http404, HttpRequest

from earwitness.app.call_pages import candidates_of
from earwitness.desk.access import need_to_know
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.runtime.store import calls


def call_of_recording_or_404(request: HttpRequest, untrusted_sha256: str) -> Call:
    """The call to which a recording belongs.

    Raises:
        Http404: there is no such recording, or a call of it is hidden from this person.
    """
    sha256 = need_to_know.recording_or_404(request, untrusted_sha256)
    own = calls.ids_with_recording(sha256)
    if not own:
        raise Http404
    return need_to_know.call_or_404(request, own[0])


def candidates_for(request: HttpRequest, call_id: str) -> tuple[Attribution, ...]:
    """Who may speak in a call, as far as this person may see; the likeliest first."""
    return tuple(
        one for one in candidates_of(call_id) if need_to_know.may_see_person(request, one.person_id)
    )
