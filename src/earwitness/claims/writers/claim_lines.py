"""Claims for spreadsheets: one line each, asserted or not."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from earwitness.claims.loss_table.table import aside_of
from earwitness.claims.published_figures import FIELDS
from earwitness.records.claim import LocatedClaim

HEADING = (
    *("id", "call", "call_started_at", "start_ms", "end_ms", "speaker_label", "kind", "asserted"),
    *("object", "unit", "unit_in_context", *FIELDS, "destroyed", "place", "place_in_context"),
    *("home_base", "time_said", "meant_from", "meant_to", "known_by", "told_by", "hearsay"),
    *("context", "quote", "translation", "rule", "sha256", "duplicate_of"),
)


def claim_lines(
    claims: Iterable[LocatedClaim],
    started_at: Mapping[str, datetime | None],
    copies: Mapping[str, str],
) -> Iterator[tuple[str, ...]]:
    """The heading, then every claim. `asserted` is "yes", or why not. Empty is unknown or not said.

    `started_at` is by call, `copies` names the best original of a copy.
    """
    yield HEADING
    for one in claims:
        yield tuple(map(_told, _cells(one, started_at.get(one.call_id), copies.get(one.sha256))))


def _cells(one: LocatedClaim, began: datetime | None, copy_of: str | None) -> Iterator[object]:
    claim = one.claim
    yield from (one.id, one.call_id, began and began.isoformat(), one.start_ms, one.end_ms)
    yield from (one.speaker_label, claim.kind, aside_of(claim) or "yes", claim.object)
    yield from (claim.unit, one.unit_in_context, *(getattr(claim, name) for name in FIELDS))
    yield from (claim.destroyed, claim.place, one.place_in_context, claim.home_base)
    yield from (claim.when and claim.when.said, one.meant_from, one.meant_to)
    yield from (claim.known_by, claim.told_by, one.is_passed_on or None, one.context, claim.quote)
    yield from (one.translation, claim.rule, one.sha256, copy_of)


def _told(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
