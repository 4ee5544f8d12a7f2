"""The filters in force in words, and the headings to sort by, with their addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from earwitness.desk.asking import Chip
from earwitness.desk.calls.asking import NO, YES, Asked
from earwitness.desk.calls.wording import voice_name
from earwitness.desk.wording import language_name, state_name, theme_name
from earwitness.records.call_listing import CallState, Order


@dataclass(frozen=True, slots=True)
class Column:
    """A heading to sort by: its address, and how it is sorted now ("" if it is not)."""

    name: str
    address: str
    sorted: str


def chips(asked: Asked) -> Sequence[Chip]:
    """Every filter in force."""
    return [
        Chip(_words(name, value), asked.address(**{name: ""})) for name, value in asked.said.items()
    ]


def columns(asked: Asked) -> Mapping[str, Column]:
    """The headings to sort by. A second time turns round."""
    names = {
        Order.START: _("When"),
        Order.CALLER: _("From"),
        Order.CALLED: _("To"),
        Order.DURATION: _("Length"),
        Order.CLAIMS: _("Claims"),
    }
    found = {}
    for order, name in names.items():
        here = asked.order is order
        turned = f"-{order.value}" if here and not asked.descending else order.value
        if not here and order in (Order.DURATION, Order.CLAIMS):
            turned = f"-{order.value}"  # the longest, the most first
        state = ("descending" if asked.descending else "ascending") if here else ""
        found[order.value] = Column(name, asked.address(sort=turned), state)
    return found


def _words(name: str, value: str) -> str:
    shown = {
        "theme": theme_name,
        "language": language_name,
        "voice": voice_name,
        "state": lambda text: state_name(CallState(text)),
        "restricted": _yes_or_no,
        "problem": _yes_or_no,
    }.get(name, str)(value)
    said = {
        "from": _("from %s"),
        "to": _("until %s"),
        "line": _("line %s"),
        "person": _("person %s"),
        "voice": "%s",
        "theme": _("theme %s"),
        "unit": _("unit %s"),
        "language": "%s",
        "longer": _("longer than %s min"),
        "shorter": _("shorter than %s min"),
        "state": "%s",
        "restricted": _("restricted: %s"),
        "problem": _("with a problem: %s"),
    }[name]
    return said % shown


def _yes_or_no(value: str) -> str:
    return {YES: _("yes"), NO: _("no")}.get(value, value)
