"""Restricted material is covered until the person asks for it, call by call."""

from django.http import HttpRequest

from earwitness.app.call_pages import reasons_to_restrict

KEY = "uncovered"
ALL = "*"


def is_restricted(sha256: str) -> bool:
    """Whether anything restricted is said in a recording."""
    return bool(reasons_to_restrict(sha256))


def is_covered(request: HttpRequest, call_id: str) -> bool:
    """Whether the person has not asked yet to see this call. Kept with the session alone."""
    asked = request.session.get(KEY, [])
    return call_id not in asked and ALL not in asked


def uncover(request: HttpRequest, call_id: str) -> None:
    """Show a call (`ALL`: every one) for the rest of the session."""
    asked = request.session.get(KEY, [])
    request.session[KEY] = [*(one for one in asked if one != call_id), call_id]
