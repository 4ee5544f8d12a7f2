"""What different sources declare about one call, and where they disagree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One source's word on one field of a call, as text.

    `source` in plain words ("call list calls.csv, row 7"). Fields that are compared by meaning:
    `start` (ISO 8601), `ended_by` (ISO 8601: by then the call was over), `duration_ms`
    (digits), `caller`, `called` and `number` (as written; `number` has no role), `direction`
    ("incoming", "outgoing"). Any other field is compared as text.
    """

    source: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Declarations of one field that cannot all be true, side by side; nothing is decided."""

    field: str
    detail: str
    declarations: tuple[Declaration, ...]
