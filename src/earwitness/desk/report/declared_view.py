"""Rows of call lists, and sources that disagree, as the report shows them."""

from dataclasses import dataclass

from earwitness.archive.declarations import in_words
from earwitness.records.declaration import Disagreement
from earwitness.records.recording import CallListRow

_KEPT = {
    "direction": "direction",
    "imei": "IMEI",
    "imsi": "IMSI",
    "cell": "first cell",
    "last_cell": "last cell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a call list beside its lines; `observations` say what is odd about it."""

    name: str
    details: str
    observations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementView:
    """One field, and (source, value) of each that declares it."""

    field: str
    detail: str
    said: tuple[tuple[str, str], ...]


def row_view(row: CallListRow) -> RowView:
    """A row in words."""
    details = (f"{words} {text}" for field, words in _KEPT.items() if (text := getattr(row, field)))
    return RowView(
        name=f"{row.list_name}, row {row.row_number}",
        details=" · ".join(details),
        observations=row.observations,
    )


def disagreement_view(one: Disagreement) -> DisagreementView:
    """A disagreement side by side."""
    return DisagreementView(
        field=one.field.removesuffix("_ms"),
        detail=one.detail,
        said=tuple((said.source, in_words(said)) for said in one.declarations),
    )
