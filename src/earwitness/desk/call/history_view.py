"""The history of a span: who wrote what, when and why, and what differs."""

from dataclasses import dataclass
from datetime import datetime

from earwitness.app.transcripts import RecordingTranscript, transcript_of
from earwitness.calls.differences import Change, differences
from earwitness.calls.versions import standing
from earwitness.desk.acting import zone_of
from earwitness.records.hearing import Turn
from earwitness.records.versions import SpanEdit, TranscriptVersion, VersionKind
from earwitness.runtime.runner import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One version that changed a span. `counts`: its edit is in force; `reverted` are the versions
    that it took back."""

    number: int
    by: str
    at: datetime
    why: str
    source: str
    is_revert: bool
    counts: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    start_ms: int
    end_ms: int
    channel: int

    def holds(self, turn: Turn) -> bool:
        return (
            turn.channel == self.channel
            and turn.start_ms < self.end_ms
            and turn.end_ms > self.start_ms
        )

    def touches(self, edit: SpanEdit) -> bool:
        same = edit.channel in (None, self.channel)
        return same and edit.start_ms < self.end_ms and edit.end_ms > self.start_ms


def history_of(
    place: Workplace, sha256: str, *, start_ms: int, end_ms: int, channel: int
) -> list[StepView]:
    """Every version that changed something in a span, newest first."""
    own = transcript_of(sha256)
    span = _Span(start_ms=start_ms, end_ms=max(end_ms, start_ms + 1), channel=channel)
    zone = zone_of(place)
    in_force = {version.number for version in standing(own.versions)}
    steps = [
        StepView(
            number=version.number,
            by=version.author,
            at=version.at.astimezone(zone),
            why=version.why,
            source=version.source,
            is_revert=version.kind is VersionKind.REVERT,
            counts=version.number in in_force and bool(version.edits),
            changes=changes,
        )
        for version in own.versions
        if (changes := _changes(own, version, span)) or any(map(span.touches, version.edits))
    ]
    return steps[::-1]


def _changes(
    own: RecordingTranscript, version: TranscriptVersion, span: _Span
) -> tuple[Change, ...]:
    if version.kind is not VersionKind.REVERT and not any(map(span.touches, version.edits)):
        return ()
    before, after = (
        [turn for turn in own.turns(number) if span.holds(turn)]
        for number in (version.number - 1, version.number)
    )
    return differences(before, after)
