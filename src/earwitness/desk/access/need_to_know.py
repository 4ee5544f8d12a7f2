"""Need-to-know: what is restricted does not exist for others.

Every view that names a call, a recording or a person asks here: the pages of one thing by
`call_or_404` and its like, lists and counts by leaving out what `hidden_calls` and
`hidden_persons` hold. The one person of a desk on their own machine holds the folder, and sees all.
"""

import re
from collections.abc import Iterable

from django.http import Http404, HttpRequest

from earwitness.app import restricting
from earwitness.desk.acting import name_of, served
from earwitness.records.call import Call
from earwitness.records.restriction import Hidden
from earwitness.runtime.store import calls

CALL_ID = re.compile(r"call-[0-9a-f]{1,59}")
SHA256 = re.compile(r"[0-9a-f]{64}")
_KEPT = "_hidden"


def hidden(request: HttpRequest) -> Hidden:
    """All that the person of the request may not see. Asked once a request."""
    known: Hidden | None = getattr(request, _KEPT, None)
    if known is None:
        known = Hidden() if served().alone else restricting.hidden_from(name_of(request))
        setattr(request, _KEPT, known)
    return known


def hidden_calls(request: HttpRequest) -> frozenset[str]:
    """Ids of the calls that must not be listed, counted, found or named."""
    return hidden(request).calls


def hidden_persons(request: HttpRequest) -> frozenset[str]:
    """Ids of the persons that must not be listed, counted, found or named."""
    return hidden(request).persons


def hidden_profiles(request: HttpRequest) -> frozenset[str]:
    """References ("source:profile_id") of the profiles of hidden persons."""
    return hidden(request).profiles


def visible_calls(request: HttpRequest, call_ids: Iterable[str]) -> list[str]:
    """Of these calls those that may be seen, in their order."""
    unseen = hidden_calls(request)
    return [one for one in call_ids if one not in unseen]


def may_see_call(request: HttpRequest, call_id: str) -> bool:
    """Whether the person of the request may see a call."""
    return call_id not in hidden_calls(request)


def may_see_person(request: HttpRequest, person_id: str | None) -> bool:
    """Whether the person of the request may see who somebody is; None ("nobody in the sources")
    tells of nobody."""
    return person_id is None or person_id not in hidden_persons(request)


def may_hear(request: HttpRequest, sha256: str) -> bool:
    """Whether the person of the request may see and hear a recording: none of its calls is hidden
    from them."""
    unseen = hidden_calls(request)
    return not unseen or unseen.isdisjoint(calls.ids_with_recording(sha256))


def call_or_404(request: HttpRequest, untrusted_id: str) -> Call:
    """The call of this whole id.

    Raises:
        Http404: there is none, or it is hidden: nobody can tell which.
    """
    if not CALL_ID.fullmatch(untrusted_id) or not may_see_call(request, untrusted_id):
        raise Http404
    call = calls.call_with_id(untrusted_id)
    if call is None:
        raise Http404
    return call


def recording_or_404(request: HttpRequest, untrusted_sha256: str) -> str:
    """The SHA-256 of a recording that belongs to a call which may be seen.

    Raises:
        Http404: there is none, or it is hidden.
    """
    own = calls.ids_with_recording(untrusted_sha256) if SHA256.fullmatch(untrusted_sha256) else ()
    if not own or not hidden_calls(request).isdisjoint(own):
        raise Http404
    return untrusted_sha256
