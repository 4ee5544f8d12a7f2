"""Which case the desk serves, and who is at work in a request."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from earwitness.archive.time_zones import zone_of_case
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


def zone_of(place: Workplace) -> ZoneInfo:
    """The zone of the case, in which pages tell times."""
    return zone_of_case(place.settings.case.time_zone)


def name_of(request: HttpRequest) -> str:
    """Who is at work, as the ledger names them. Alone on a machine, that is its account, as on the
    command line."""
    desk = served()
    return desk.place.actor if desk.alone else request.user.get_username()


def may(request: HttpRequest, right: Right) -> bool:
    """Whether the person of the request has a right."""
    account = request.user
    return account.is_authenticated and right in account.rights


def account_of(request: HttpRequest) -> int:
    """The key of the account that is logged in; -1, which matches none, if nobody is."""
    return -1 if request.user.pk is None else int(request.user.pk)


def worker_of(request: HttpRequest) -> Account:
    """The account that is at work.

    Raises:
        WrongUsage: nobody is logged in.
    """
    account = request.user
    if not isinstance(account, Account):
        raise WrongUsage("Nobody is logged in.", remedy="Log in first.")
    return account
