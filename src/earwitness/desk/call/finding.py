"""The one place in which this part looks up calls and recordings that somebody may see."""

from django.http import Http404, HttpRequest

from earwitness.app.answers import one_call
from earwitness.app.call_pages import calls_of_recording
from earwitness.records.call import Call
from earwitness.records.errors import WrongUsage


def call_or_404(request: HttpRequest, untrusted_id: str) -> Call:
    """The call with exactly this id.

    Raises:
        Http404: there is none, or it is not for this person.
    """
    try:
        found = one_call(untrusted_id)
    except WrongUsage as error:
        raise Http404 from error
    if found.id != untrusted_id:
        raise Http404
    return found


def recording_or_404(request: HttpRequest, untrusted_sha256: str) -> Call:
    """The call to which a recording belongs, if this person may see it.

    Raises:
        Http404: there is no such recording, or no call of it is for this person.
    """
    for call_id in calls_of_recording(untrusted_sha256):
        try:
            return call_or_404(request, call_id)
        except Http404:
            continue
    raise Http404
