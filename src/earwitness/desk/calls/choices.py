"""What the filters of the list offer: only what there is among the calls that may be seen."""

from collections.abc import Sequence
from typing import Any

from earwitness.app.call_facets import facets_offered
from earwitness.desk.asking import Choice
from earwitness.desk.calls.wording import voice_name
from earwitness.desk.wording import language_name, state_name, theme_name
from earwitness.records.call_listing import CallState, FacetCount, FacetKind, Reach

STATES = (CallState.HEARD, CallState.DECODED, CallState.SEALED, CallState.FAILED, CallState.LISTED)
MOST_OFFERED = 100
"""Persons, units and groups of voices that are offered; all can be typed. Estimate."""


def choices(reach: Reach) -> dict[str, Any]:
    """Choices by filter, those of the commonest first."""
    counts = facets_offered(reach, MOST_OFFERED)

    def counted(kind: FacetKind) -> Sequence[FacetCount]:
        return counts[kind]

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
        "states": [Choice(state.value, state_name(state, apart=True)) for state in STATES],
    }


def _names(found: Sequence[FacetCount]) -> list[str]:
    return list(dict.fromkeys(one.label for one in found))
