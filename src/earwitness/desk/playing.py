"""Whether sound is offered to a person."""

from django.http import HttpRequest

from earwitness.desk.covering import is_restricted


def is_muted(request: HttpRequest) -> bool:
    """Whether the person asked not to be offered restricted sound."""
    return bool(getattr(request.user, "muted", False))


def is_kept_silent(request: HttpRequest, sha256: str) -> bool:
    """Whether this is such sound, and the person asked so."""
    return is_muted(request) and is_restricted(sha256)
