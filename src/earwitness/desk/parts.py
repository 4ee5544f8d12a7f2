"""The parts of the desk, as the head of each page names them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from earwitness.desk.acting import may
from earwitness.desk.roles import Right


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name in the language of the page, its address, whether the page is in it."""

    name: str
    address: str
    is_here: bool


def parts_for(request: HttpRequest) -> list[Part]:
    """The parts that a person may open."""
    return [
        Part(name, reverse(address), _is_here(request.path, reverse(address)))
        for address, name, right in _parts()
        if may(request, right)
    ]


def _parts() -> list[tuple[str, str, Right]]:
    return [
        ("overview", _("Overview"), Right.READ),
        ("calls", _("Calls"), Right.READ),
        ("speakers", _("Who speaks"), Right.READ),
        ("findings", _("What is said"), Right.READ),
        ("review", _("Review"), Right.READ),
        ("releases", _("Releases"), Right.READ),
        ("accounts", _("Accounts"), Right.ADMINISTER),
        ("restrictions", _("Need-to-know"), Right.RESTRICT),
    ]


def _is_here(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))
