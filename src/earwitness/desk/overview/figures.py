"""What a case holds as figures with their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earwitness.app.overview import Holdings
from earwitness.desk.wording import language_name
from earwitness.records.call_listing import CallState

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it counts, and a word on it; `query` is the list of calls behind it."""

    value: str
    name: str
    more: str = ""
    query: str | None = None


def figures_of(found: Holdings, problems: int) -> Sequence[Figure]:
    """The figures at the top of the overview."""
    heard, _length = found.states.get(CallState.HEARD, (0, 0))
    listed, _length = found.states.get(CallState.LISTED, (0, 0))
    return [
        Figure(f"{found.calls:,}", _("calls"), _span(found), ""),
        Figure(f"{found.recordings:,}", _("recordings"), _no_recording(listed), "state=listed"),
        Figure(_hours(found.recorded_ms), _("of recorded talk"), ""),
        Figure(
            _share(found.heard_ms, found.recorded_ms),
            _("of it heard"),
            _("%(heard)s in %(calls)s calls")
            % {"heard": _hours(found.heard_ms), "calls": f"{heard:,}"},
            "state=heard",
        ),
        Figure(
            str(len(found.languages)),
            _("languages heard"),
            ", ".join(f"{language_name(one.value)} {one.calls:,}" for one in found.languages),
        ),
        Figure(f"{found.copies:,}", _("copies of the same sound"), _again(found.arrived_again)),
        Figure(f"{problems:,}", _("open problems"), "", "problem=yes"),
    ]


def _span(found: Holdings) -> str:
    if found.days is None:
        return ""
    first, last = (date_format(day, "j M Y") for day in found.days)
    return first if first == last else f"{first} – {last}"


def _no_recording(listed: int) -> str:
    if not listed:
        return ""
    words = ngettext(
        "%(number)s call in a list has none", "%(number)s calls in lists have none", listed
    )
    return words % {"number": f"{listed:,}"}


def _again(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "%(number)s file came more than once", "%(number)s files came more than once", number
    )
    return words % {"number": f"{number:,}"}


def _hours(milliseconds: int) -> str:
    """Minutes below two hours, else hours."""
    minutes = milliseconds / MINUTE
    if minutes < 120:
        return _("%(number)s min") % {"number": f"{minutes:.0f}"}
    return _("%(number)s h") % {"number": f"{minutes / 60:,.0f}"}


def _share(part: int, whole: int) -> str:
    """In percent; never 100 while something is left, never 0 once something is there."""
    if not whole:
        return "–"
    percent = round(100 * part / whole)
    if percent == 100 and part < whole:
        return "> 99 %"
    return "< 1 %" if percent == 0 and part else f"{percent} %"
