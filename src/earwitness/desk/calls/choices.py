"""What the filters of the list offer: only what there is among the calls that may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from earwitness.desk.calls.wording import language_name, theme_name, voice_name
from earwitness.records.call_listing import CallFilter, CallState, FacetCount, FacetKind, Reach
from earwitness.runtime.store import listed_calls

MOST_OFFERED = 100
"""Persons, units and groups of voices that are offered; all can be typed. Estimate."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how it is called."""

    value: str
    name: str


def choices(reach: Reach) -> dict[str, Any]:
    """Choices by filter, those of the commonest first."""
    rows = listed_calls.fitting(CallFilter(), reach)

    def counted(kind: FacetKind) -> list[FacetCount]:
        return listed_calls.facet_counts(kind, rows, reach, MOST_OFFERED)

    return {
        "themes": [
            Choice(one.value, f"{theme_name(one.value)} ({one.calls})")
            for one in counted(FacetKind.THEME)
        ],
        "languages": [
            Choice(one.value, f"{language_name(one.value)} ({one.calls})")
            for one in counted(FacetKind.LANGUAGE)
        ],
        "voices": [
            Choice(one.value, f"{voice_name(one.value)} ({one.calls})")
            for one in counted(FacetKind.VOICE)
            if one.calls > 1
        ],
        "persons": _names(counted(FacetKind.PERSON)),
        "units": _names(counted(FacetKind.UNIT)),
        "lines": _names(counted(FacetKind.LINE)),
        "states": [
            Choice(CallState.HEARD.value, _("heard")),
            Choice(CallState.DECODED.value, _("sound made, not heard yet")),
            Choice(CallState.SEALED.value, _("sealed, not heard yet")),
            Choice(CallState.FAILED.value, _("failed")),
            Choice(CallState.LISTED.value, _("no recording")),
        ],
    }


def _names(found: Sequence[FacetCount]) -> list[str]:
    return list(dict.fromkeys(one.label for one in found))
