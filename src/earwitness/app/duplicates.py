"""Duplicates as they are asked for: groups with names, numbers and doubts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from earwitness.app.other_legs import other_legs
from earwitness.pipeline.duplicates import copies as copies
from earwitness.pipeline.duplicates import pair_with, stored_duplicates
from earwitness.records.call import Call
from earwitness.records.duplicates import DuplicateGroup, DuplicatePair, OtherLeg
from earwitness.runtime.records_json import to_json
from earwitness.runtime.store import calls, recordings, results

Answer = dict[str, Any]

TIMES_AGREE = timedelta(minutes=2)
"""Clocks of two recorders of one call may differ so much. Estimate."""


def duplicates_answer() -> Answer:
    """Copies byte by byte, groups of one sound, shared parts and possible other legs, in the shape
    of `duplicates`."""
    found = stored_duplicates()
    groups = found.groups if found else ()
    parts = found.shared_parts if found else ()
    hashes = {sha256 for group in groups for sha256 in group.members}
    all_calls = calls.all_calls()
    legs = other_legs(found, all_calls) if found else ()
    hashes |= {sha256 for pair in parts for sha256 in (pair.first, pair.second)}
    hashes |= {sha256 for leg in legs for sha256 in (leg.first, leg.second)}
    known = _Known(sorted(hashes), all_calls)
    return {
        "looked": found is not None,
        "compared": found.compared if found else 0,
        "landmarks_kept": found.landmarks_kept if found else 0,
        "identical_files": _identical_files(),
        "groups": [_group(group, known) for group in groups],
        "shared_parts": [_named(pair, known) for pair in parts],
        "possible_other_legs": [{"by": "metadata", **_named(leg, known)} for leg in legs],
    }


class _Known:
    """What the store knows of the recordings that are spoken of."""

    def __init__(self, hashes: Sequence[str], all_calls: Sequence[Call]) -> None:
        self._recordings = recordings.recordings(hashes)
        self._facts = dict(results.outputs("decode", hashes))
        self._bands = {
            sha256: output["bandwidth_hz"]
            for sha256, output in results.outputs("fingerprint", hashes)
        }
        self.calls = {sha256: call for call in all_calls for sha256 in call.recordings}

    def name(self, sha256: str) -> str:
        """The file name under which it first came; "" if the store lost it."""
        return self._recordings[sha256].source_name if sha256 in self._recordings else ""

    def answer(self, sha256: str) -> Answer:
        """One recording with what bears on which is the best."""
        facts = self._facts.get(sha256, {})
        recording, call = self._recordings.get(sha256), self.calls.get(sha256)
        return {
            "sha256": sha256,
            "source_name": self.name(sha256),
            "call": call.id if call else None,
            "byte_size": recording.byte_size if recording else None,
            **{name: facts.get(name) for name in ("codec", "sample_rate", "channels")},
            "duration_ms": facts.get("duration_ms"),
            "bandwidth_hz": self._bands.get(sha256),
        }


def _named(pair: DuplicatePair | OtherLeg, known: _Known) -> Answer:
    return {**to_json(pair), "names": [known.name(pair.first), known.name(pair.second)]}


def _identical_files() -> list[Answer]:
    paths: dict[str, list[str]] = defaultdict(list)
    for arrival in recordings.arrivals():
        paths[arrival.sha256].append(arrival.source_path)
    return [
        {"sha256": sha256, "source_paths": own} for sha256, own in paths.items() if len(own) > 1
    ]


def _group(group: DuplicateGroup, known: _Known) -> Answer:
    return {
        "id": group.id,
        "best": group.best,
        "why": list(group.why),
        "members": [
            {**known.answer(sha256), **_relation(group, sha256)} for sha256 in group.members
        ],
        "doubts": _doubts([known.calls[one] for one in group.members if one in known.calls]),
        "pairs": to_json(group.pairs),
    }


def _relation(group: DuplicateGroup, sha256: str) -> Answer:
    """How a member relates to the best, or to a member of the group if it was not found there."""
    if sha256 == group.best:
        return {"relation": "best", "compared_with": None}
    own = [pair for pair in group.pairs if sha256 in (pair.first, pair.second)]
    pair = pair_with(own, sha256, group.best) or own[0]
    turned = pair.first == sha256
    other = pair.second if turned else pair.first
    return {
        "relation": pair.relation.value,
        "compared_with": other,
        "offset_ms": -pair.offset_ms if turned else pair.offset_ms,
        "overlap_ms": pair.overlap_ms,
        "score": pair.score,
        "level_db": -pair.level_db if turned else pair.level_db,
        "tracks": list(reversed(pair.channels) if turned else pair.channels),
    }


def _doubts(own: Sequence[Call]) -> list[str]:
    """Where what is declared of the calls contradicts that they are one."""
    by_id: Mapping[str, Call] = {call.id: call for call in own}
    starts = [call.started_at for call in by_id.values() if call.started_at]
    doubts = []
    if starts and max(starts) - min(starts) > TIMES_AGREE:
        doubts.append(
            "Their declared times differ. Two calls that hold nothing but the same announcement "
            "look like copies: listen."
        )
    for side in ("caller", "called"):
        lines = {getattr(call, side) for call in by_id.values()} - {None}
        if len(lines) > 1:
            doubts.append(f"The {side} lines differ: {', '.join(sorted(lines))}.")
    return doubts
