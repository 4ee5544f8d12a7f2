"""The calls of the fictional archive as turns: as they are written, and as a case heard them."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from earwitness.app.opening import open_case
from earwitness.pipeline.translated import translated_turns
from earwitness.records.hearing import Turn
from earwitness.runtime.store.connection import disconnect
from speech_sets import TRUTH

ZONE = "Europe/Kyiv"


@dataclass(frozen=True, slots=True)
class TrueCall:
    """A recording that is no copy: its turns, what is claimed in them, when it began."""

    call: str
    sha256: str
    started_at: datetime
    turns: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]


def true_calls() -> tuple[TrueCall, ...]:
    """All calls of the answer key."""
    turns, claims = _by_call("turns.jsonl"), _by_call("claims.jsonl")
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if not row["duplicate_of"]]
    return tuple(
        TrueCall(
            call=row["call"],
            sha256=row["sha256"],
            started_at=datetime.fromisoformat(row["start_local"]).replace(tzinfo=ZoneInfo(ZONE)),
            turns=tuple(turns[row["call"]]),
            claims=tuple(claims[row["call"]]),
        )
        for row in rows
    )


def written_turns(calls: tuple[TrueCall, ...]) -> dict[str, tuple[Turn, ...]]:
    """The true words, by call."""
    return {call.call: tuple(_written(turn) for turn in call.turns) for call in calls}


def heard_turns(case: Path, calls: tuple[TrueCall, ...]) -> dict[str, tuple[Turn, ...]]:
    """The leading turns of a processed demo case, by call."""
    open_case(case)
    name_of = {call.sha256: call.call for call in calls}
    heard = {
        name_of[recording.sha256]: recording.turns
        for recording in translated_turns()
        if recording.sha256 in name_of
    }
    disconnect()
    return heard


def _by_call(name: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (TRUTH / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["call"]].append(row)
    return rows


def _written(turn: dict[str, Any]) -> Turn:
    return Turn(
        start_ms=turn["start_ms"],
        end_ms=turn["end_ms"],
        speaker_label=turn["speaker_id"],
        channel=turn["channel"],
        language="ru",
        text=turn["ru"],
    )
