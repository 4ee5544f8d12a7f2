"""Where two people wrote in one span, or the machine hears it anew: what the page says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from earwitness.app.call_pages import RecordingTexts
from earwitness.records.hearing import Turn
from earwitness.records.versions import ConflictKind, EditConflict, TranscriptVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenView:
    """What one of both wrote. `instead` is the version to take back if this one is kept."""

    author: str
    at: datetime
    text: str
    instead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashView:
    """A clash at a turn. Of two people `both` say what they wrote, and `other` is the earlier
    version; else `then` and `now` are what the machine heard."""

    start_ms: int
    end_ms: int
    other: int
    both: tuple[WrittenView, ...]
    then: str
    now: str


def clashes_of(turn: Turn, texts: RecordingTexts) -> list[ClashView]:
    """The clashes whose edits touch a turn."""
    versions = {version.number: version for version in texts.versions}
    return [
        _clash(one, versions)
        for one in texts.clashes
        if one.start_ms < turn.end_ms
        and one.end_ms > turn.start_ms
        and _is_on(one, versions, turn.channel)
    ]


def _is_on(one: EditConflict, versions: Mapping[int, TranscriptVersion], channel: int) -> bool:
    return any(
        edit.channel in (None, channel)
        for edit in versions[one.version].edits
        if (edit.start_ms, edit.end_ms) == (one.start_ms, one.end_ms)
    )


def _clash(one: EditConflict, versions: Mapping[int, TranscriptVersion]) -> ClashView:
    pair = one.kind is ConflictKind.CONCURRENT and one.other in versions
    return ClashView(
        start_ms=one.start_ms,
        end_ms=one.end_ms,
        other=one.other if pair else 0,
        both=(
            _written(versions[one.other], one, instead=one.version),
            _written(versions[one.version], one, instead=one.other),
        )
        if pair
        else (),
        then=one.heard_then,
        now=one.heard_now,
    )


def _written(version: TranscriptVersion, clash: EditConflict, *, instead: int) -> WrittenView:
    said = []
    for edit in version.edits:
        if edit.start_ms < clash.end_ms and edit.end_ms > clash.start_ms:
            said += [turn.text for turn in edit.turns or ()]
            said += [edit.translation] if edit.translation else []
            said += [edit.speaker_label] if edit.speaker_label else []
    return WrittenView(
        author=version.author, at=version.at, text=" · ".join(said) or "–", instead=instead
    )
