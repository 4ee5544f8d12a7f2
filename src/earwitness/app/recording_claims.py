"""What both extractors found in one recording, as the store keeps it."""

from collections.abc import Mapping
from typing import Any

from earwitness.claims.beside import with_second
from earwitness.records.claim import LocatedClaim
from earwitness.runtime.records_json import from_json

Output = Mapping[str, Any]
Claims = tuple[LocatedClaim, ...]
NOTHING: Output = {}


def asserted_and_aside(first: Output | None, second: Output | None) -> tuple[Claims, Claims]:
    """The claims that are asserted, and those that are asked, denied, planned, supposed or joked:
    by rules (the output of `claims`), then what a second extractor found beside them
    (`second_claims`)."""
    rules, other = first or NOTHING, second or NOTHING
    stated, aside = _read(rules, "claims"), _read(rules, "unasserted")
    return (
        tuple(with_second(stated, _read(other, "claims"), aside)),
        tuple(with_second(aside, _read(other, "unasserted"))),
    )


def _read(output: Output, which: str) -> Claims:
    return from_json(output.get(which, ()), tuple[LocatedClaim, ...])
