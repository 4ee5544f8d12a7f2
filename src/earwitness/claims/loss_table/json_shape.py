"""The table of losses as JSON: the document of the command `losses` (plan, section 5)."""

from datetime import date
from typing import Any

from earwitness.claims.json_shape import claim_to_json
from earwitness.claims.loss_table.table import object_of
from earwitness.records.losses import LossRow, LossStatement, LossTable

Answer = dict[str, Any]

_OF_THE_TEXT = ("start", "end")


def table_to_json(table: LossTable) -> list[Answer]:
    """One object a row."""
    return [row_to_json(row) for row in table.rows]


def row_to_json(row: LossRow) -> Answer:
    """One row; a field of which nothing is said is left out, an open end is null."""
    return {
        "unit": row.unit,
        "within": list(row.within),
        "one_unit": row.one_unit,
        "object": row.object,
        "period": row.period,
        "from": _day(row.day_from),
        "to": _day(row.day_to),
        "claims": [one.located.id for one in row.statements],
        **{one.name: {"low": one.low, "high": one.high} for one in row.figures},
        "destroyed": [one.located.id for one in row.statements if one.located.claim.destroyed],
        "independent": None
        if row.independent_low is None
        else {"low": row.independent_low, "high": row.independent_high},
        "contradictions": list(row.contradicting),
        "contradicted": [
            {"left": one.left, "right": one.right, "why": one.why} for one in row.contradictions
        ],
        "statements": [statement_to_json(one) for one in row.statements],
        "asides": [statement_to_json(one) for one in row.asides],
    }


def statement_to_json(one: LossStatement) -> Answer:
    """One claim with where it stands and how it came into its row."""
    located = one.located
    said = claim_to_json(located.claim)
    return {
        "id": located.id,
        "call": located.call_id,
        "sha256": located.sha256,
        "start_ms": located.start_ms,
        "end_ms": located.end_ms,
        "speaker_label": located.speaker_label,
        "translation": located.translation,
        "from": _day(one.day_from),
        "to": _day(one.day_to),
        "dated_by": one.dated_by,
        "unit_from": one.unit_from,
        "superseded_by": one.superseded_by or None,
        "aside": one.aside or None,
        **{name: value for name, value in said.items() if name not in _OF_THE_TEXT},
        "object": object_of(located.claim),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
