"""What the charts of the overview are drawn from, in the browser."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from earwitness.app.overview import Charts
from earwitness.desk.figures import length_text
from earwitness.desk.wording import state_name
from earwitness.records.call_listing import CallState


@dataclass(frozen=True, slots=True)
class StateRow:
    """How much is in one state."""

    state: CallState
    name: str
    calls: int
    length: str


def state_rows(charts: Charts) -> list[StateRow]:
    """The same numbers as a table."""
    return [
        StateRow(state, state_name(state, apart=True), number, length_text(length))
        for state, number, length in charts.by_state
    ]


def chart_data(charts: Charts) -> dict[str, Any]:
    """The numbers, and the words in the language of the page."""
    words = {True: _("heard"), False: _("not heard")}
    return {
        "time": [
            {"from": day.isoformat(), "state": words[heard], "calls": calls}
            for day, heard, calls in charts.by_time
        ],
        "lines": [
            {"line": line, "state": words[heard], "calls": calls}
            for line, heard, calls in charts.by_line
            if calls
        ],
        "states": [
            {"state": state_name(state, apart=True), "minutes": round(length / 60_000, 1)}
            for state, _calls, length in charts.by_state
        ],
        "order": [words[True], words[False]],
        "interval": "month" if charts.monthly else "week",
        "calls": _("calls"),
        "minutes": _("minutes"),
        "titles": {
            "time": _("Calls over time"),
            "lines": _("Calls by line"),
            "states": _("Minutes by state"),
        },
    }
