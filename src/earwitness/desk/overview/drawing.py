"""What the charts of the overview are drawn from, in the browser."""

from typing import Any

from django.utils.translation import gettext as _

from earwitness.app.overview import Charts


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
        "order": [words[True], words[False]],
        "interval": "month" if charts.monthly else "week",
        "calls": _("calls"),
        "titles": {
            "time": _("Calls over time"),
            "lines": _("Calls by line"),
        },
    }
