"""Whose page it is."""

from django.http import HttpRequest


def account_of(request: HttpRequest) -> int:
    """The key of the account that is logged in; every view of this part asks for a right, so one
    is. -1 matches none."""
    return -1 if request.user.pk is None else int(request.user.pk)
