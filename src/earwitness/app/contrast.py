"""The other side's story of a case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from earwitness.app.answers import all_attributions
from earwitness.app.duplicates import copies
from earwitness.claims.contrast.conversation import TalkedRecording
from earwitness.claims.contrast.matching import Gathered, contrasts
from earwitness.pipeline.leading import LeadingTurns
from earwitness.pipeline.translated import translated_turns
from earwitness.records.call import Call
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.contrast import Contrast
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, facts, results
from earwitness.runtime.store.chunks import in_chunks

AT_ONCE = 50
"""Recordings whose turns, claims and marks are in memory."""


def find_contrasts(place: Workplace) -> tuple[Contrast, ...]:
    """Every quotation of the official story with what stands beside it; copies are passed over."""
    return contrasts(gather(place), facts.leading_facts())


def gather(place: Workplace) -> Gathered:
    """What the contrast needs of every recording that is no copy."""
    all_calls = {call.id: call for call in calls.all_calls()}
    phones = _called_lines(list(all_calls.values()))
    sides, again = _sides(), copies()
    zone, gathered = ZoneInfo(place.settings.case.time_zone), Gathered()
    for part in in_chunks(translated_turns(), AT_ONCE):
        found = dict(results.outputs("claims", [one.sha256 for one in part]))
        for one in part:
            call = all_calls.get(one.call_id)
            if call is not None and one.sha256 in found and one.sha256 not in again:
                talk = _talk(one, call, found[one.sha256], sides.get(call.id, {}), phones, zone)
                gathered.add(talk)
    return gathered


def _talk(
    leading: LeadingTurns,
    call: Call,
    output: Mapping[str, object],
    sides: Mapping[str, str],
    phones: Mapping[str, int],
    zone: ZoneInfo,
) -> TalkedRecording:
    return TalkedRecording(
        call_id=call.id,
        sha256=leading.sha256,
        day=call.started_at.astimezone(zone).date() if call.started_at else None,
        turns=leading.turns,
        claims=from_json(output["claims"], tuple[LocatedClaim, ...]),
        marks=from_json(output["themes"], tuple[ThemeMark, ...]),
        sides=sides,
        called_lines_of_caller=phones.get(call.caller or "", 0),
    )


def _called_lines(all_calls: Sequence[Call]) -> dict[str, int]:
    """How many lines each phone calls."""
    lines: dict[str, set[str]] = defaultdict(set)
    for call in all_calls:
        if call.caller and call.called:
            lines[call.caller].add(call.called)
    return {phone: len(own) for phone, own in lines.items()}


def _sides() -> dict[str, dict[str, str]]:
    """Call → speaker label → its side, for labels that the crossing ties to one side alone."""
    met: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in all_attributions():
        met[one.call_id][one.speaker_label].add(one.side)
    return {
        call_id: {label: own.copy().pop() for label, own in labels.items() if len(own) == 1}
        for call_id, labels in met.items()
    }
