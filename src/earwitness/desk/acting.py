"""Which case the desk serves, and who is at work in a request."""

from dataclasses import dataclass, replace

from django.http import HttpRequest

from earwitness.desk.models import Account
from earwitness.desk.roles import Right
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is served: the open case; `alone` if one person works at it on this machine."""

    place: Workplace
    alone: bool


_served: list[Desk] = []


def serve_case(desk: Desk) -> None:
    """Make this the case of all requests of this process."""
    _served[:] = [desk]


def served() -> Desk:
    """The case that is served.

    Raises:
        CaseUnusable: none is.
    """
    if not _served:
        raise CaseUnusable("The desk has no case.", remedy="Start it with `earwitness desk`.")
    return _served[0]


def place_of(request: HttpRequest) -> Workplace:
    """The case, with the person of the request at work: the ledger names the account."""
    return replace(served().place, actor=name_of(request))


def name_of(request: HttpRequest) -> str:
    """Who is at work, as the ledger names them. Alone on a machine, that is its account, as on the
    command line."""
    desk = served()
    return desk.place.actor if desk.alone else request.user.get_username()


def may(request: HttpRequest, right: Right) -> bool:
    """Whether the person of the request has a right."""
    account = request.user
    return account.is_authenticated and right in account.rights


def worker_of(request: HttpRequest) -> Account:
    """The account that is at work.

    Raises:
        WrongUsage: nobody is logged in.
    """
    account = request.user
    if not isinstance(account, Account):
        raise WrongUsage("Nobody is logged in.", remedy="Log in first.")
    return account
