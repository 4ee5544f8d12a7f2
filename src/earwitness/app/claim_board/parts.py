"""What a board is made of, as read from the store; read anew only where the ledger tells of a
change. It is kept in memory alone, and dropped when a recording is forgotten."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from earwitness.app.judged_claims import STAGES_OF_CLAIMS
from earwitness.app.recording_claims import asserted_and_aside
from earwitness.pipeline.duplicates import copies
from earwitness.pipeline.support import Known, known_now, leading_speakers, relations_in
from earwitness.records.acts import ACCESS, FORGET, LEADS, MADE
from earwitness.records.attribution import Judgement
from earwitness.records.claim import LocatedClaim
from earwitness.records.claim_board import LikelySpeaker
from earwitness.records.judgement import JudgementRecord
from earwitness.records.support import Echo, ExternalFact, Grade, Relation
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import calls, facts, grades, journal, judgements, results

EVERYTHING = frozenset({"calls", FORGET, "bag"})
"""Acts after which nothing that was read can be relied on."""

Span = tuple[str, int, int, str]
"""Speaker label, start and end in ms, theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingClaims:
    """What was found in one recording: claims, those that are not asserted too, and themes."""

    claims: tuple[LocatedClaim, ...]
    themes: tuple[Span, ...]


@dataclass(slots=True)
class Parts:
    """What was read, up to the ledger's entry `sequence`."""

    sequence: int = 0
    recordings: dict[str, RecordingClaims] = field(default_factory=dict)
    speakers: dict[str, dict[str, LikelySpeaker]] = field(default_factory=dict)
    started_at: dict[str, datetime | None] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    echoes: tuple[Echo, ...] = ()
    is_weighed: bool = False
    facts: tuple[ExternalFact, ...] = ()
    judgements: tuple[JudgementRecord, ...] = ()
    grades: tuple[Grade, ...] = ()
    known: Known | None = None

    def known_now(self) -> Known:
        """Calls, speakers and voices, as far as they are followed; read when they are needed."""
        if self.known is None:
            self.known = known_now()
        return self.known


def follow(parts: Parts) -> bool:
    """Read what has changed; whether anything has."""
    head, acts = journal.acts_after(parts.sequence)
    named = {(action, subject) for action, subject in acts if action not in ACCESS}
    is_first, parts.sequence = parts.sequence == 0, head
    if is_first or any(action in EVERYTHING for action, _ in named):
        _read_all(parts)
        return True
    changed = [_follow_results(parts, named), _follow_decisions(parts, {one for one, _ in named})]
    return any(changed)


def _read_all(parts: Parts) -> None:
    parts.known = None
    parts.recordings = _recordings(None)
    parts.speakers = _speakers(None)
    parts.started_at = {call.id: call.started_at for call in calls.all_calls()}
    parts.copies = dict(copies())
    _read_support(parts)
    _read_decisions(parts)
    parts.facts = facts.leading_facts()


def _follow_results(parts: Parts, acts: set[tuple[str, str]]) -> bool:
    touched: dict[str, set[str]] = defaultdict(set)
    for action, subject in acts:
        if action.startswith((MADE, LEADS)):
            touched[action.partition(":")[2]].add(subject)
    hashes = sorted(subject for stage in STAGES_OF_CLAIMS for subject in touched[stage])
    crossed = sorted(touched["cross"])
    for sha256 in hashes:
        parts.recordings.pop(sha256, None)
    parts.recordings.update(_recordings(hashes))
    for call_id in crossed:
        parts.speakers.pop(call_id, None)
    parts.speakers.update(_speakers(crossed))
    if crossed or touched["voice_groups"]:
        parts.known = None
    if touched["duplicates"]:
        parts.copies = dict(copies())
    if touched["support"]:
        _read_support(parts)
    return bool(hashes or crossed or touched["duplicates"] or touched["support"])


def _follow_decisions(parts: Parts, actions: set[str]) -> bool:
    if "facts" in actions:
        parts.facts = facts.leading_facts()
    if not actions.isdisjoint({"judge", "grade"}):
        _read_decisions(parts)
    return not actions.isdisjoint({"facts", "judge", "grade"})


def _read_decisions(parts: Parts) -> None:
    parts.judgements = judgements.all_judgements()
    parts.grades = grades.all_grades()


def _read_support(parts: Parts) -> None:
    output = results.output("support", "case")
    matters = output["matters"] if output else ()
    parts.relations = relations_in(matters)
    told = [echo for own in matters for echo in own["independence"]["echoes"]]
    parts.echoes = from_json(told, tuple[Echo, ...])
    parts.is_weighed = output is not None


def _recordings(hashes: Sequence[str] | None) -> dict[str, RecordingClaims]:
    if hashes is not None and not hashes:
        return {}
    second = dict(results.outputs("second_claims", hashes))
    return {
        sha256: _of_recording(output, second.get(sha256, {}))
        for sha256, output in results.outputs("claims", hashes)
    }


def _of_recording(output: Mapping[str, Any], second: Mapping[str, Any]) -> RecordingClaims:
    stated, aside = asserted_and_aside(output, second)
    claims = (*stated, *aside)
    return RecordingClaims(
        claims=tuple({one.id: one for one in claims}.values()),
        themes=tuple(
            (one["speaker_label"], one["start_ms"], one["end_ms"], one["value"])
            for one in (output["themes"] if claims else ())
            if one["kind"] == "theme"
        ),
    )


def _speakers(call_ids: Sequence[str] | None) -> dict[str, dict[str, LikelySpeaker]]:
    if call_ids is not None and not call_ids:
        return {}
    found: dict[str, dict[str, LikelySpeaker]] = defaultdict(dict)
    for (call_id, label), one in leading_speakers(call_ids).items():
        found[call_id][label] = LikelySpeaker(
            person_id=one["person_id"],
            name=one["person_name"],
            probability=float(one["probability"]),
            judgement=Judgement(one["judgement"]),
            side=one["side"],
        )
    return found
