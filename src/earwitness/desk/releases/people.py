"""Who signs, accepts and objects. In a team that is the account, and nobody can be two. Alone at a
machine names are typed, as on the command line: nobody proves who they are."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from earwitness.desk.acting import name_of, served
from earwitness.desk.at_the_desk import what_happened, what_to_do
from earwitness.records.errors import EarwitnessError


def signatory(request: HttpRequest) -> str:
    """The name under which the person of the request signs."""
    return request.POST.get("by", "") if served().alone else name_of(request)


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do something that a form asked for, and tell on the next page what came of it; whether it
    was done."""
    try:
        act()
    except EarwitnessError as error:
        messages.error(request, words_of(error))
        return False
    messages.success(request, done)
    return True


def words_of(error: EarwitnessError) -> str:
    """What happened and what to do, at the desk where that can be."""
    return f"{what_happened(error)} {what_to_do(error)}".rstrip()
